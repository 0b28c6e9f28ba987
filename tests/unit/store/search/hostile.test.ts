import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyseDocument, analyseQuery } from '../../../../electron/store/search/analyse.ts';
import { createForms } from '../../../../electron/store/search/forms.ts';
import { excerpt } from '../../../../electron/store/search/highlight.ts';
import { indexItem } from '../../../../electron/store/search/known-words.ts';
import { found, indexOf, keysFound } from './index-of.ts';

const signs = [
  '"',
  "'",
  '*',
  '(',
  ')',
  '^',
  ':',
  '-',
  '+',
  '{',
  '}',
  '\\',
  '\0',
  '%',
  '_',
  ';',
  '—',
  '\u0301',
  '\u200D',
  '\uD83D',
  '👍',
  'ё',
  'Й',
];
const words = [
  'AND',
  'OR',
  'NOT',
  'NEAR',
  'NEAR(a b, 2)',
  'words:',
  'rowid',
  'заказ',
  'order',
  '8 916',
  '+7',
  '½',
  'ﬁ',
  '中文',
  'हिन्दी',
  'İ',
  'ß',
];
const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.oneof(fc.constantFrom(...signs), fc.constantFrom(...words), fc.string({ maxLength: 4 })), { maxLength: 20 })
    .map((parts) => parts.join('')),
  fc.array(fc.constantFrom(...words, ...signs), { maxLength: 20 }).map((parts) => parts.join(' ')),
);

test('whatever is typed is never a syntax error', () => {
  const db = indexOf(['мой заказ', 'my order']);
  fc.assert(
    fc.property(typed, (query) => {
      keysFound(db, query, 5);
    }),
    { numRuns: 3_000 },
  );
});

test('a text is found by any word of it, typed whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (text) => {
      const match = analyseQuery(`${text} `);
      if (match === undefined) return;
      const db = indexOf([text]);
      const keys = keysFound(db, `${text} `, 5);
      db.close();
      expect(keys).toEqual([1]);
    }),
    { numRuns: 500 },
  );
});

test('excerpts of anything keep their promises', () => {
  fc.assert(
    fc.property(fc.array(typed, { maxLength: 12 }), typed, (parts, query) => {
      const { excerpt: shown, marks } = excerpt(parts.join(' '), query);
      expect(shown.length).toBeLessThanOrEqual(160);
      let last = 0;
      for (const [from, to] of marks) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to).toBeGreaterThan(from);
        last = to;
      }
      expect(last).toBeLessThanOrEqual(shown.length);
    }),
    { numRuns: 1_000 },
  );
});

describe('nothing to search for', () => {
  test.each(['', '   ', '"', '""', '*', '(((', '👍🎉', ' - ', '\0'])('%j', (query) => {
    expect(analyseQuery(query)).toBeUndefined();
  });
});

test('words that FTS5 has a meaning for are words', () => {
  const texts = ['this AND that', 'near OR far', 'NOT yet'];
  expect(found(texts, 'AND ')).toEqual(['this AND that']);
  expect(found(texts, 'NEAR(near ')).toEqual(['near OR far']);
  expect(found(texts, 'NOT ')).toEqual(['NOT yet']);
});

test('ten kilobytes typed, and a megabyte indexed', () => {
  const db = indexOf(['слово']);
  const long = [
    'заказ '.repeat(1_700),
    'a'.repeat(10_000),
    '8 '.repeat(5_000),
    '"('.repeat(5_000),
    '1'.repeat(10_000),
    'слово-'.repeat(1_700),
  ];
  for (const query of long) {
    keysFound(db, query, 5);
  }
  indexItem(db, 2, 'Мой заказ 8 916 123-45-67. '.repeat(40_000));
  expect(keysFound(db, 'заказы', 5)).toEqual([2]);
});

test('without the dictionary, stems still find most forms', () => {
  const stems = createForms(() => []);
  const tokens = analyseDocument('Доставка заказов', stems).split(' ');
  expect(tokens).toEqual(expect.arrayContaining(['доставк', 'заказ']));
  expect(analyseQuery('заказами доставку ', stems)).toBe('"заказ" AND "доставк"');
});
