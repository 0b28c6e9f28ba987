import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { periodOf } from '../../../shared/lib/search-days.ts';
import { parseSearch, plainWords, quotedValue, withoutPart } from '../../../shared/lib/search-query.ts';

const now = new Date(2026, 10, 22, 15).getTime();
const shape = (query: string): string[] =>
  parseSearch(query, now).map((part) => {
    const minus = part.excluded ? '-' : '';
    if (part.type === 'word' || part.type === 'phrase') return `${minus}${part.type} ${part.text}`;
    return part.type === 'wish' ? `${minus}${part.operator}=${part.value}` : `${minus}${part.operator}?${part.typed}`;
  });

describe('a query', () => {
  test.each([
    ['заказ from:maria', ['word заказ', 'from=maria']],
    ['от:Мария канал:почта', ['from=Мария', 'channel=почта']],
    ['from:"Maria K" tag:«срочно сегодня»', ['from=Maria K', 'tag=срочно сегодня']],
    ['"second hand" -спам -"не звонить" -from:robot', ['phrase second hand', '-word спам', '-phrase не звонить', '-from=robot']],
    ['есть:файл is:note в:решённых', ['has=файл', 'is=note', 'in=решённых']],
    ['before:2026-11-12 до:вчера', ['before=2026-11-12', 'before=вчера']],
    ['from:', ['from?']],
    ['has:fi', ['has?fi']],
    ['has:nothing заказ', ['has?nothing', 'word заказ']],
    ['https://x.test at 12:30 colour:red', ['word https://x.test', 'word at', 'word 12:30', 'word colour:red']],
    ['constructor:x has:toString в', ['word constructor:x', 'has?toString', 'word в']],
    ['+7 916 -12-34', ['word +7', 'word 916', 'word -12-34']],
    ['сказал "приеду зав', ['word сказал', 'phrase приеду зав']],
  ])('%s', (query, expected) => {
    expect(shape(query)).toEqual(expected);
  });

  test('the words stay where they stood, so that only the last one is still being typed', () => {
    const query = 'заказ from:maria дос';
    expect(plainWords(query, parseSearch(query, now))).toBe('заказ            дос');
    const ended = 'дос from:maria';
    expect(plainWords(ended, parseSearch(ended, now))).toBe('дос           ');
  });

  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .array(fc.constantFrom('from:', 'до:', 'has:file', '-', '"', '«', ' ', 'заказ', 'today', ':', '2026-13-99', '\u0301'), {
        maxLength: 14,
      })
      .map((parts) => parts.join('')),
  );

  test('nothing a person types fails, and the parts stand apart from each other and inside it', () => {
    fc.assert(
      fc.property(typed, (query) => {
        const parts = parseSearch(query, now);
        let from = 0;
        for (const { start, end } of parts) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          from = end;
        }
        expect(from).toBeLessThanOrEqual(query.length);
        expect(plainWords(query, parts)).toHaveLength(query.length);
      }),
    );
  });

  test('taking a part out leaves the others', () => {
    const query = 'заказ from:"Maria K" has:file';
    const [, from] = parseSearch(query, now);
    if (!from) throw new Error('no such part');
    expect(withoutPart(query, from)).toBe('заказ has:file');
  });

  test('a value that is written behind an operator is read again', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[а-я][а-я ]{0,10}[а-я]$/), (value) => {
        expect(parseSearch(`tag:${quotedValue(value)}`, now)).toMatchObject([{ type: 'wish', operator: 'tag', value }]);
      }),
    );
  });
});

describe('a date', () => {
  const start = (text: string): string | undefined => {
    const period = periodOf(text, now);
    if (!period) return undefined;
    const at = new Date(period.from);
    return [at.getFullYear(), at.getMonth() + 1, at.getDate()].join('-');
  };
  test.each([
    ['2026-11-12', '2026-11-12'],
    ['12.11.2026', '2026-11-12'],
    ['12/11/26', '2026-11-12'],
    ['01.12', '2025-12-1'],
    ['2026-02', '2026-2-1'],
    ['2024', '2024-1-1'],
    ['Вчера', '2026-11-21'],
    ['today', '2026-11-22'],
    ['7д', '2026-11-15'],
    ['31.06.2026', undefined],
    ['2026-13-01', undefined],
    ['soon', undefined],
  ])('%s', (text, expected) => {
    expect(start(text)).toBe(expected);
  });
});
