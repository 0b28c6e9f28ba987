import { expect, test } from 'vitest';
import { analyseQuery } from '../../../../electron/store/search/analyse.ts';
import {
  findCustomers,
  findItems,
  indexCustomer,
  removeCustomer,
  removeItem,
  searchSql,
  tidyIndex,
} from '../../../../electron/store/search/fts.ts';
import { forgetTold, indexItem, wordsBeginning } from '../../../../electron/store/search/known-words.ts';
import { indexOf, keysFound } from './index-of.ts';

const order = analyseQuery('заказ ') ?? '';
/** Keys are as large as the store's: seconds of time times 1,024, and so beyond 32 bits. */
const base = 1_750_000_000 * 1_024;

test('newest first, a page after another, whatever the order of arrival', () => {
  const db = indexOf([]);
  for (const at of [3, 1, 5, 2, 4]) indexItem(db, base + at, 'заказ');
  expect(findItems(db, order, undefined, 2)).toEqual([base + 5, base + 4]);
  expect(findItems(db, order, base + 4, 2)).toEqual([base + 3, base + 2]);
  expect(findItems(db, order, base + 2, 2)).toEqual([base + 1]);
  expect(findItems(db, order, base + 1, 2)).toEqual([]);
});

test('a later text replaces the earlier one, and a removed item is not found', () => {
  const db = indexOf([]);
  indexItem(db, base, 'заказ');
  indexItem(db, base, 'доставка');
  expect(findItems(db, order, undefined, 9)).toEqual([]);
  expect(findItems(db, analyseQuery('доставкой ') ?? '', undefined, 9)).toEqual([base]);
  removeItem(db, base);
  removeItem(db, base);
  expect(findItems(db, analyseQuery('доставкой ') ?? '', undefined, 9)).toEqual([]);
});

test('customers are found by name, mail and phone', () => {
  const db = indexOf([]);
  indexCustomer(db, 7, 'Мария Ковалёва maria.k@mail.test +79161234567 @mariak');
  for (const query of ['ковалева', 'Марии', 'мар', 'maria.k@mail', '8 (916) 123', 'mariak']) {
    expect(findCustomers(db, analyseQuery(query) ?? '', 5), query).toEqual([7]);
  }
  expect(findItems(db, analyseQuery('мария') ?? '', undefined, 5)).toEqual([]);
  removeCustomer(db, 7);
  expect(findCustomers(db, analyseQuery('мария') ?? '', 5)).toEqual([]);
});

test('the index answers in its own order, by key: nothing is sorted', () => {
  const db = indexOf([]);
  for (const sql of [searchSql.findItems, searchSql.findItemsBefore, searchSql.findCustomers]) {
    const given = sql.includes('rowid <') ? [order, base, 5] : [order, 5];
    const plan = JSON.stringify(db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...given));
    expect(plan).toMatch(/VIRTUAL TABLE INDEX \d+:M/);
    expect(plan).not.toContain('TEMP B-TREE');
  }
});

test('an interrupted batch leaves nothing behind', () => {
  const db = indexOf([]);
  const batch = db.transaction(() => {
    indexItem(db, base, 'заказ доставка');
    throw new Error('stop');
  });
  expect(batch).toThrow('stop');
  forgetTold(db);
  expect(findItems(db, order, undefined, 5)).toEqual([]);
  expect(wordsBeginning(db, 'доста')).toBeUndefined();
  indexItem(db, base, 'заказ доставка');
  expect(keysFound(db, 'доставк')).toEqual([base]);
});

test('a longer beginning is asked for by the words that have it', () => {
  const db = indexOf(['доставка', 'доставить', 'достать', 'доверие', 'заказ 1045223']);
  expect(wordsBeginning(db, 'достав')).toEqual(['доставить', 'доставка']);
  expect(keysFound(db, 'доставк')).toEqual([1]);
  expect(keysFound(db, 'дост')).toEqual([3, 2, 1]);
  expect(keysFound(db, 'заказ достав')).toEqual([]);
  for (const query of ['10452', '104522', 'зак']) expect(keysFound(db, query), query).toEqual([5]);
});

test('a beginning of very many words, or of none, is asked for as a whole', () => {
  const words = Array.from(
    { length: 300 },
    (_, n) => `берёза${String.fromCharCode(0x430 + (n % 30), 0x430 + Math.floor(n / 30))}`,
  );
  const db = indexOf([words.join(' '), 'берёзка']);
  expect(wordsBeginning(db, 'берез')).toBeUndefined();
  expect(wordsBeginning(db, 'бананы')).toBeUndefined();
  expect(keysFound(db, 'берез')).toEqual([2, 1]);
  expect(keysFound(db, 'бананы')).toEqual([]);
});

test('putting the index in order changes no answer and comes to an end', () => {
  const db = indexOf([]);
  for (let at = 0; at < 200; at += 1) indexItem(db, base + at, at % 3 === 0 ? 'заказ доставка' : 'возврат');
  const before = ['заказ', 'дост', 'доставк', 'возв'].map((query) => keysFound(db, query, 300));
  let steps = 0;
  while (tidyIndex(db)) steps += 1;
  expect(steps).toBeGreaterThan(0);
  expect(['заказ', 'дост', 'доставк', 'возв'].map((query) => keysFound(db, query, 300))).toEqual(before);
  expect(tidyIndex(db)).toBe(false);
});
