import { expect, test } from 'vitest';
import { cardTitle, itemWords } from '../../../electron/core/card-text.ts';
import { cardWords } from '../../../shared/lib/card-words.ts';
import type { ItemCard } from '../../../shared/model/index.ts';

test('a message that cannot be read is called by its kind and found by nothing of it', () => {
  const card: ItemCard = { type: 'unknown', kind: 'hologram' };
  expect(cardTitle(card)).toBe('hologram');
  expect(cardWords(card)).toEqual([]);
});

test('a card that the newer desk of a colleague has put says nothing here, and breaks nothing', () => {
  const card: ItemCard = JSON.parse('{"type":"hologram","depth":3}');
  expect(cardTitle(card)).toBe('');
  expect(itemWords({ subject: null, text: 'Look', card, files: ['a.pdf'] })).toBe('Look\na.pdf');
});
