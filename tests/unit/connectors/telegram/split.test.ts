import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitText as ranges } from '../../../../electron/connectors/telegram/send/split.ts';

const splitText = (text: string, limit: number) => ranges(text, limit).map(({ start, end }) => text.slice(start, end));
const words = (text: string) => text.split(/\s+/).filter(Boolean);

describe('a text too long for one message', () => {
  test('is left alone up to the limit', () => {
    expect(splitText('a'.repeat(4096), 4096)).toEqual(['a'.repeat(4096)]);
  });

  test('is cut between paragraphs where that leaves good pieces', () => {
    expect(splitText('one two three\n\nfour five six\nseven', 24)).toEqual(['one two three', 'four five six\nseven']);
  });

  test('else between lines, else between words', () => {
    expect(splitText('one two three\nfour five six', 20)).toEqual(['one two three', 'four five six']);
    expect(splitText('a\n\nfour five six seven', 12)).toEqual(['a\n\nfour five', 'six seven']);
  });

  test('a word that ends exactly at the limit stays whole', () => {
    expect(splitText('abcd efgh', 4)).toEqual(['abcd', 'efgh']);
  });

  test('an address is moved to the next piece rather than cut', () => {
    const url = 'https://shop.example/order?id=123456789';
    expect(splitText(`Your order is here: ${url}`, 45)).toEqual(['Your order is here:', url]);
  });

  test('a word longer than a message is cut between graphemes', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(splitText(family.repeat(5), 25)).toEqual([family.repeat(2), family.repeat(2), family]);
    expect(splitText('e\u0301'.repeat(4), 5)).toEqual(['e\u0301e\u0301', 'e\u0301e\u0301']);
  });

  test('white space alone makes no message', () => {
    expect(splitText(`${' '.repeat(50)}x`, 10)).toEqual(['x']);
    expect(splitText(' \n ', 10)).toEqual([]);
  });

  test('loses no word, breaks no surrogate pair, and keeps to the limit', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom(' ', '\n', '\n\n', '👨‍👩‍👧‍👦', 'слово ', 'https://a.example/?q=1 '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 16, max: 60 }), (pieces, limit) => {
        const text = pieces.join('');
        const parts = splitText(text, limit);
        expect(parts.every((part) => part.length <= limit && part.trim() !== '' && !/\p{Surrogate}/u.test(part))).toBe(true);
        expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  test('words of ordinary length are never broken', () => {
    const text = fc.array(fc.string({ unit: fc.constantFrom('а', 'b', '1'), minLength: 1, maxLength: 12 }), { maxLength: 60 });
    fc.assert(
      fc.property(text, fc.constantFrom(' ', '\n', '\n\n', '  '), (list, gap) => {
        expect(splitText(list.join(gap), 40).flatMap(words)).toEqual(list);
      }),
    );
  });
});
