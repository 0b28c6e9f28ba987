import { expect, test } from 'vitest';
import { bestName, nameRank } from '../../../electron/core/identity/names.ts';

test.each([
  [
    [
      ['Маша', 'provider'],
      ['Мария Кузнецова', 'provider'],
    ],
    'Мария Кузнецова',
  ],
  [
    [
      ['maria@mail.test', 'address'],
      ['Маша', 'provider'],
    ],
    'Маша',
  ],
  [
    [
      ['Мария Кузнецова', 'provider'],
      ['Мария', 'agent'],
    ],
    'Мария',
  ],
  [
    [
      ['Анна', 'provider'],
      ['Аня', 'provider'],
    ],
    'Анна',
  ],
] as const)('%j is shown as %s', (names, shown) => {
  expect(bestName(names.map(([name, rank]) => ({ name, rank: nameRank[rank] }))).name).toBe(shown);
});
