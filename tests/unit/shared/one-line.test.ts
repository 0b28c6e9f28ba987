import { expect, test } from 'vitest';
import { oneLine } from '../../../shared/lib/one-line.ts';

test.each([
  ['a plain line', 'a plain line'],
  ['  two  spaces\tand\na break\u00a0here ', 'two spaces and a break here'],
  ['a \uFFFC picture', 'a picture'],
  ['', ''],
  ['\n', ''],
])('%j', (text, line) => expect(oneLine(text, 100)).toBe(line));

test('is cut at its length, and never through a character', () => {
  expect(oneLine('abcdef', 3)).toBe('abc');
  expect(oneLine('ab🎉', 3)).toBe('ab');
  expect(oneLine('ab🎉', 4)).toBe('ab🎉');
});
