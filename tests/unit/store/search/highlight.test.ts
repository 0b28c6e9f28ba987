import { expect, test } from 'vitest';
import { excerpt } from '../../../../electron/store/search/highlight.ts';

const marked = (text: string, query: string): string[] => {
  const { excerpt: shown, marks } = excerpt(text, query);
  return marks.map(([from, to]) => shown.slice(from, to));
};

const letter =
  'Здравствуйте!\n\nЯ писала вам в прошлый вторник про посылку, но ответа так и не было. Скажите, пожалуйста,\n' +
  'когда приедет мой заказ: я уже две недели жду, а курьер так и не позвонил. Очень прошу решить этот вопрос, иначе придётся отменить заказы и вернуть деньги.';

test('any form of any word of the query is marked', () => {
  expect(marked(letter, 'заказами курьером ')).toEqual(['заказ', 'курьер', 'заказы']);
  expect(marked('Order 5: orders, ordered', 'order ')).toEqual(['Order', 'orders', 'ordered']);
  expect(marked('Пришёл ЗАКАЗ', 'пришел заказ')).toEqual(['Пришёл', 'ЗАКАЗ']);
});

test('a beginning marks the whole word', () => {
  expect(marked('мой заказ', 'зак')).toEqual(['заказ']);
  expect(marked('Пришлите счёт', 'пришл')).toEqual(['Пришлите']);
});

test('a phone is marked whole, however it is written', () => {
  for (const query of ['89161234567', '+7 916 123', '123-45-67']) {
    expect(marked('Звоните: 8 (916) 123-45-67, жду', query), query).toEqual(['8 (916) 123-45-67']);
  }
});

test('the excerpt is one line of whole words around the first match', () => {
  const { excerpt: shown } = excerpt(letter, 'заказ ');
  expect(shown.length).toBeLessThanOrEqual(160);
  expect(shown).not.toMatch(/\n/);
  expect(shown.startsWith('…') && shown.endsWith('…')).toBe(true);
  const all = new Set(letter.split(/\s+/));
  expect(
    shown
      .slice(1, -1)
      .split(' ')
      .filter((word) => !all.has(word)),
  ).toEqual([]);
});

test('a short text is shown whole', () => {
  expect(excerpt('  Где\n мой заказ? ', 'заказ')).toEqual({ excerpt: 'Где мой заказ?', marks: [[8, 13]] });
});

test('a match at the end shows what came before it', () => {
  const { excerpt: shown, marks } = excerpt(`${'слово '.repeat(200)}заказ`, 'заказ');
  expect(shown.length).toBeGreaterThan(120);
  expect(marks).toEqual([[shown.length - 5, shown.length]]);
});

test('without a match, the beginning', () => {
  expect(excerpt('Посмотрите вложение', 'договор.pdf')).toEqual({ excerpt: 'Посмотрите вложение', marks: [] });
  expect(excerpt('', 'заказ')).toEqual({ excerpt: '', marks: [] });
  expect(excerpt('Текст', '***')).toEqual({ excerpt: 'Текст', marks: [] });
});

test('offsets are UTF-16 units, and no character is cut in half', () => {
  expect(excerpt('👍👍 заказ', 'заказ').marks).toEqual([[5, 10]]);
  const { excerpt: shown } = excerpt('👍'.repeat(300), 'заказ');
  expect(shown.length).toBeLessThanOrEqual(160);
  expect(() => encodeURIComponent(shown)).not.toThrow();
});
