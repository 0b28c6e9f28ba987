import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inAll, itemsOf, type Stream } from '../../../../electron/store/repos/search-streams.ts';
import { phraseWords } from '../../../../electron/store/search/asked.ts';
import { scanWords } from '../../../../electron/store/search/words.ts';
import { arrive, memoryStore, telegram } from '../../../support/store.ts';

const newest = (keys: Iterable<number>): number[] => [...new Set(keys)].sort((a, b) => b - a);
const streamOf =
  (keys: readonly number[]): Stream =>
  (ceiling, floor, limit) =>
    newest(keys)
      .filter((key) => key < ceiling && key >= floor)
      .slice(0, limit);
const keys = (most: number) => fc.array(fc.nat({ max: most }), { maxLength: 400 });
const range = { until: Number.POSITIVE_INFINITY };

describe('streams of keys', () => {
  test('what is in all of them, each once and newest first, however far apart they are', () => {
    const sets = fc.array(fc.oneof(keys(60), keys(600), keys(100_000)), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(sets, fc.nat({ max: 700 }), fc.nat({ max: 80 }), (all, ceiling, floor) => {
        const found = [...inAll(all.map(streamOf), { ...range, ceiling, floor })].flatMap((piece) => piece.keys);
        const inEach = (all[0] ?? []).filter((key) => key < ceiling && key >= floor && all.every((each) => each.includes(key)));
        expect(found).toEqual(newest(inEach));
      }),
    );
  });

  test('a rare stream sets the pace of a long one', () => {
    const every = Array.from({ length: 100_000 }, (_, key) => key);
    let asked = 0;
    const counted: Stream = (ceiling, floor, limit) => {
      asked += limit;
      return every.slice(Math.max(floor, ceiling - limit), ceiling).reverse();
    };
    const found = [...inAll([streamOf([5, 50_000]), counted], { ...range, ceiling: 100_000, floor: 0 })];
    expect(found.flatMap((piece) => piece.keys)).toEqual([50_000, 5]);
    expect(asked).toBeLessThan(1_000);
  });

  test('of many people, in portions, as if they were one list', () => {
    const store = memoryStore();
    arrive(
      store,
      'bot',
      Array.from({ length: 300 }, (_, n) => telegram((n * 7) % 40, { text: `${n}` })),
    );
    const all = store.read.values<number>("SELECT key FROM items WHERE kind <> 'event'");
    const owners = store.read.values<number>('SELECT key FROM customers');
    const bounds = { ...range, ceiling: Number.MAX_SAFE_INTEGER, floor: 0 };
    const stream = itemsOf(store.read, 'both', owners, bounds);
    if (!stream) throw new Error('forty people are few');
    const found: number[] = [];
    for (let ceiling = bounds.ceiling; ; ) {
      const portion = stream(ceiling, 0, 17);
      found.push(...portion);
      if (portion.length < 17) break;
      ceiling = portion.at(-1) ?? 0;
    }
    const messages = new Set(all);
    expect(found.filter((key) => messages.has(key))).toEqual(newest(all));
    store.close();
  });
});

test('words of a quote are read the quick way as they are one by one', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'Заказ',
      'ёлка',
      "customer's",
      '№5',
      '— «так» ',
      'e\u0301',
      '½',
      ' ',
      '\n',
      'co\u00ADoperate',
      '👍',
      'a'.repeat(70),
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('');
      expect(phraseWords(text)).toBe([...scanWords(text)].map((word) => word.text).join(' '));
    }),
  );
});
