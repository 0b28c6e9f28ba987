import { describe, expect, test } from 'vitest';
import { analyseDocument } from '../../../../electron/store/search/analyse.ts';
import { found, indexOf } from './index-of.ts';

const notations = [
  '+7 (916) 123-45-67',
  '8 916 123 45 67',
  '89161234567',
  '79161234567',
  '+79161234567',
  '8(916)123-45-67',
  '916 123-45-67',
  '8.916.123.45.67',
  '8 916 123–45–67',
];

describe.each(notations)('a phone written %s', (written) => {
  const texts = [`Мой телефон ${written}, жду`, 'Другой: +7 926 765-43-21'];
  const db = indexOf(texts);

  test.each(notations)('is found by %s', (typed) => {
    expect(found(texts, typed, db)).toEqual([texts[0]]);
    expect(found(texts, `${typed} `, db)).toEqual([texts[0]]);
  });

  test.each(['+7', '8', '7', ''])('and while typed after %j', (trunk) => {
    for (const typed of ['916', '916 1', '916 123', '9161234', '916 123-45', '916 123-45-6']) {
      if (trunk === '' || typed.length > 3) expect(found(texts, `${trunk} ${typed}`.trim(), db), typed).toEqual([texts[0]]);
    }
  });

  test('by its last seven digits', () => {
    expect(found(texts, '123-45-67', db)).toEqual([texts[0]]);
    expect(found(texts, '1234567', db)).toEqual([texts[0]]);
  });
});

test('two phones on a line, and one after an order number', () => {
  const texts = ['8 916 123-45-67 8 926 765-43-21', 'заказ 1234567 8 916 123-45-67'];
  expect(found(texts, '+79161234567')).toHaveLength(2);
  expect(found(texts, '9267654321')).toEqual([texts[0]]);
});

test('order numbers, in whole, by their beginning, and beside letters', () => {
  const texts = ['Заказ №10245 не пришёл', 'Заказ A-10245', 'Заказ 77', 'N10245', '15шт'];
  expect(found(texts, '10245 ')).toHaveLength(3);
  expect(found(texts, '№102')).toHaveLength(3);
  expect(found(texts, 'заказ 77')).toEqual(['Заказ 77']);
  expect(found(texts, '15 ')).toEqual(['15шт']);
});

test('spaced digits that are several numbers', () => {
  expect(found(['комнаты 12, 34 и 56', 'комната 1234'], '12 34 ')).toEqual(['комната 1234', 'комнаты 12, 34 и 56']);
});

test('mail addresses in whole, by a part, and while typed', () => {
  const texts = ['Пишите на Maria.K@mail.test', 'ivan@mail.test'];
  for (const query of ['maria.k@mail.test', 'MARIA.K@MAIL.TEST ', 'maria.k@', 'maria.k@ma', 'maria.k@mai', 'maria']) {
    expect(found(texts, query), query).toEqual([texts[0]]);
  }
  expect(found(texts, '@mail.test')).toHaveLength(2);
});

test('what the index holds of a number', () => {
  expect(analyseDocument('+7 (916) 123-45-67').split(' ')).toEqual([
    '7',
    '916',
    '123',
    '45',
    '67',
    '79161234567',
    '9161234567',
    '1234567',
  ]);
  expect(analyseDocument('12345')).toBe('12345');
});
