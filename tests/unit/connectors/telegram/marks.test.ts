import fc from 'fast-check';
import type { MessageEntity } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import { marksOf } from '../../../../electron/connectors/telegram/receive/marks.ts';
import { cutWords, entitiesOf, trimWords } from '../../../../electron/connectors/telegram/send/words.ts';
import type { TextMark } from '../../../../shared/model/index.ts';

const user = { id: 2, is_bot: false, first_name: 'Ann' };
const one = (text: string, entity: object) => marksOf(text, [{ offset: 0, length: text.length, ...entity } as MessageEntity]);

describe('entities become marks', () => {
  test.each<[string, object, object[]]>([
    ['bold', { type: 'bold' }, [{ type: 'bold' }]],
    ['strikethrough', { type: 'strikethrough' }, [{ type: 'strike' }]],
    ['pre', { type: 'pre', language: 'ts' }, [{ type: 'pre', language: 'ts' }]],
    ['blockquote', { type: 'blockquote' }, [{ type: 'quote' }]],
    ['expandable_blockquote', { type: 'expandable_blockquote' }, [{ type: 'quote', collapsed: true }]],
    ['text_link', { type: 'text_link', url: 'https://a.example/' }, [{ type: 'link', url: 'https://a.example/' }]],
    ['text_link to a program', { type: 'text_link', url: 'tg://user?id=1' }, []],
    ['text_link to a script', { type: 'text_link', url: 'javascript:alert(1)' }, []],
    ['text_mention', { type: 'text_mention', user: { ...user, username: 'ann' } }, [{ type: 'link', url: 'https://t.me/ann' }]],
    ['text_mention without a name', { type: 'text_mention', user }, []],
    ['hashtag', { type: 'hashtag' }, []],
    ['custom_emoji', { type: 'custom_emoji', custom_emoji_id: '5' }, []],
    ['date_time', { type: 'date_time', unix_time: 1, date_time_format: 'r' }, []],
    ['one from the future', { type: 'hologram' }, []],
  ])('%s', (_, entity, marks) => {
    expect(one('words', entity)).toEqual(marks.map((mark) => ({ start: 0, end: 5, ...mark })));
  });

  test.each([
    ['shop.example/5', 'url', 'http://shop.example/5'],
    ['https://shop.example', 'url', 'https://shop.example'],
    ['a@shop.example', 'email', 'mailto:a@shop.example'],
    ['+7 (916) 123', 'phone_number', 'tel:+7916123'],
    ['@ann', 'mention', 'https://t.me/ann'],
  ])('%s leads to %s %s', (text, type, url) => {
    expect(one(text, { type })).toEqual([{ start: 0, end: text.length, type: 'link', url }]);
  });

  test('offsets are UTF-16 units, also behind what needs two of them', () => {
    const text = '👍 жирно';
    expect(marksOf(text, [{ type: 'bold', offset: 3, length: 5 }])).toEqual([{ type: 'bold', start: 3, end: 8 }]);
    expect(text.slice(3, 8)).toBe('жирно');
  });

  test('a quotation covers whole lines; code in the middle of one is no block', () => {
    expect(marksOf('before\nquoted\nafter', [{ type: 'blockquote', offset: 9, length: 5 }])).toEqual([
      { type: 'quote', start: 7, end: 13 },
    ]);
    expect(marksOf('run ls now', [{ type: 'pre', offset: 4, length: 2 }])).toEqual([{ type: 'code', start: 4, end: 6 }]);
    expect(marksOf('a\nls\ncd\nb', [{ type: 'pre', offset: 2, length: 6 }])).toEqual([{ type: 'pre', start: 2, end: 7 }]);
  });

  test('what lies outside the text is cut off or left out', () => {
    expect(marksOf('abc', [{ type: 'bold', offset: 1, length: 99 }])).toEqual([{ type: 'bold', start: 1, end: 3 }]);
    expect(marksOf('abc', [{ type: 'bold', offset: 9, length: 9 }])).toEqual([]);
    expect(marksOf('abc', undefined)).toEqual([]);
  });
});

describe('marks become entities', () => {
  const text = 'one two';
  const entity = (mark: object) => entitiesOf({ text, marks: [{ start: 0, end: 3, ...mark } as TextMark] });

  test.each([
    [{ type: 'strike' }, [{ type: 'strikethrough' }]],
    [{ type: 'quote', collapsed: true }, [{ type: 'expandable_blockquote' }]],
    [{ type: 'pre', language: 'ts' }, [{ type: 'pre', language: 'ts' }]],
    [{ type: 'link', url: 'https://a.example/' }, [{ type: 'text_link', url: 'https://a.example/' }]],
    [{ type: 'link', url: 'mailto:a@b.example' }, []],
    [{ type: 'bullet' }, []],
  ])('%o', (mark, entities) => {
    expect(entity(mark)).toEqual(entities.map((made) => ({ offset: 0, length: 3, ...made })));
  });

  test('nothing is dressed inside code', () => {
    const marks: TextMark[] = [
      { type: 'code', start: 0, end: 7 },
      { type: 'bold', start: 2, end: 4 },
    ];
    expect(entitiesOf({ text, marks })).toEqual([{ type: 'code', offset: 0, length: 7 }]);
  });
});

test('a cut moves and cuts the marks with the words', () => {
  const words = { text: '  one two  ', marks: [{ type: 'bold' as const, start: 2, end: 9 }] };
  expect(trimWords(words)).toEqual({ text: 'one two', marks: [{ type: 'bold', start: 0, end: 7 }] });
  expect(cutWords(words, { start: 6, end: 11 })).toEqual({ text: 'two  ', marks: [{ type: 'bold', start: 0, end: 3 }] });
  expect(cutWords(words, { start: 9, end: 11 })).toEqual({ text: '  ' });
});

test('marks and entities are each other’s inverse', () => {
  const types = fc.constantFrom('bold', 'italic', 'underline', 'strike', 'spoiler');
  fc.assert(
    fc.property(fc.array(types, { maxLength: 5 }), fc.nat(20), fc.nat(20), (list, from, length) => {
      const text = 'a '.repeat(30);
      const marks = [...new Set(list)].map((type) => ({ type, start: from, end: from + length + 1 }) as TextMark);
      const back = marksOf(text, entitiesOf({ text, marks }));
      expect(back.map(({ type }) => type).sort()).toEqual(marks.map(({ type }) => type).sort());
      expect(back.every(({ start, end }) => start === from && end === from + length + 1)).toBe(true);
    }),
  );
});
