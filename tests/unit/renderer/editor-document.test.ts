import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMarks } from '../../../renderer/editor/from-marks.ts';
import { toMarks } from '../../../renderer/editor/to-marks.ts';
import type { TextMark } from '../../../shared/model/index.ts';

const hash = 'a'.repeat(64);
const place = { start: fc.nat(40), end: fc.nat(40) };
const mark: fc.Arbitrary<TextMark> = fc.oneof(
  fc.record({ ...place, type: fc.constantFrom('bold', 'italic', 'underline', 'strike', 'spoiler', 'code', 'bullet', 'number') }),
  fc.record({ ...place, type: fc.constant('quote' as const) }),
  fc.record({ ...place, type: fc.constant('quote' as const), collapsed: fc.constant(true as const) }),
  fc.record({ ...place, type: fc.constant('pre' as const) }),
  fc.record({ ...place, type: fc.constant('link' as const), url: fc.constantFrom('https://a.test/', 'https://b.test/') }),
  fc.record({ ...place, type: fc.constant('image' as const), hash: fc.constant(hash), mime: fc.constant('image/png') }),
  fc.record({ ...place, type: fc.constant('mention' as const), agentId: fc.constant('anna') }),
) as fc.Arbitrary<TextMark>;
const text = fc
  .array(fc.constantFrom('a', 'б', ' ', '\n', '😀', '\uFFFC', '@', '\n\n'), { maxLength: 40 })
  .map((pieces) => pieces.join(''));

describe('the document of an editor', () => {
  it('keeps every word, whatever the marks are', () => {
    fc.assert(
      fc.property(text, fc.array(mark, { maxLength: 8 }), (words, marks) => {
        expect(toMarks(fromMarks({ text: words, marks })).text).toBe(words);
      }),
      { numRuns: 2000 },
    );
  });

  it('comes back the same from the marks it was turned into', () => {
    fc.assert(
      fc.property(text, fc.array(mark, { maxLength: 8 }), (words, marks) => {
        const doc = fromMarks({ text: words, marks });
        doc.check();
        const once = toMarks(doc);
        const again = toMarks(fromMarks(once));
        expect(again).toEqual(once);
      }),
      { numRuns: 2000 },
    );
  });

  it('never lets marks cross or leave the text', () => {
    fc.assert(
      fc.property(text, fc.array(mark, { maxLength: 8 }), (words, marks) => {
        const { marks: out } = toMarks(fromMarks({ text: words, marks }));
        for (const a of out) {
          expect(a.start).toBeLessThan(a.end);
          expect(a.end).toBeLessThanOrEqual(words.length);
          for (const b of out) expect(a.start < b.start && b.start < a.end && a.end < b.end).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });

  const keeps: Array<[string, string, TextMark[]]> = [
    [
      'a list',
      'раз\nдва\nвсё',
      [
        { type: 'bullet', start: 0, end: 3 },
        { type: 'bullet', start: 4, end: 7 },
      ],
    ],
    ['a quote of several lines', 'он сказал\n\nда\nя ответил', [{ type: 'quote', start: 0, end: 13 }]],
    ['code of several lines', 'см.\nlet a\n\nlet b\nвот', [{ type: 'pre', start: 4, end: 16, language: 'js' }]],
    ['bold over two lines', 'раз\nдва', [{ type: 'bold', start: 0, end: 7 }]],
    [
      'letters in letters in a link',
      'смотрите тут сами',
      [
        { type: 'link', url: 'https://a.test/', start: 9, end: 17 },
        { type: 'bold', start: 9, end: 12 },
      ],
    ],
    [
      'a picture between words',
      'до \uFFFC после',
      [{ type: 'image', hash, mime: 'image/png', width: 20, height: 10, start: 3, end: 4 }],
    ],
    ['a colleague', 'спроси @Анна Лебедева завтра', [{ type: 'mention', agentId: 'anna', start: 7, end: 21 }]],
  ];
  it.each(keeps)('keeps %s', (_what, words, marks) => {
    expect(toMarks(fromMarks({ text: words, marks }))).toEqual({ text: words, marks });
  });
});
