import { describe, expect, test } from 'vitest';
import { found, indexOf } from './index-of.ts';

/** Forms of one word each; any of them must find all of them. */
const families = [
  ['заказ', 'заказа', 'заказу', 'заказом', 'заказе', 'заказы', 'заказов', 'заказам', 'заказами', 'заказах'],
  ['доставка', 'доставки', 'доставке', 'доставку', 'доставкой', 'доставок', 'доставкам', 'доставками', 'доставках'],
  ['деньги', 'денег', 'деньгам', 'деньгами', 'деньгах'],
  ['день', 'дня', 'дню', 'днем', 'днём', 'дней', 'дням', 'днями'],
  ['прислать', 'пришлите', 'пришлёт', 'прислали', 'прислал', 'пришлю'],
  ['оплатить', 'оплачу', 'оплатил', 'оплатили', 'оплачено', 'оплаченный', 'оплаченного'],
  ['вернуть', 'верну', 'вернули', 'верните', 'вернёте', 'вернете'],
  ['ребёнок', 'ребенка', 'дети', 'детей', 'детьми', 'ребёнку'],
  ['человек', 'люди', 'людей', 'людьми', 'человека'],
  ['возврат', 'возврата', 'возврату', 'возвратом', 'возвраты'],
  ['счёт', 'счета', 'счетов', 'счёте', 'счёту'],
  ['хороший', 'хорошая', 'хорошего', 'хорошую', 'лучший', 'хорошими'],
  ['мария', 'марии', 'марию', 'марией'],
  ['order', 'orders', 'ordered', 'ordering'],
  ['deliver', 'delivers', 'delivered', 'delivering'],
  ['delivery', 'deliveries'],
  ['invoice', 'invoices', 'invoiced'],
  ['refund', 'refunds', 'refunded', 'refunding'],
];

/** Words the dictionary lacks are found by their stem. */
const unknown = [
  ['вайлдберриз', 'вайлдберризу', 'вайлдберризе'],
  ['телеграмчик', 'телеграмчика', 'телеграмчиком'],
];

const filler = ['Добрый день, всё хорошо', 'Закат над рекой', 'Достать билеты трудно', 'Hello there', 'Человеческий фактор'];
const sentence = (word: string): string => `Вот ${word}, а дальше другие слова`;

describe.each([...families, ...unknown].map((forms) => [forms[0] ?? '', forms] as const))('forms of %s', (_, forms) => {
  const texts = [...filler, ...forms.map(sentence)];
  const db = indexOf(texts);
  const wanted = new Set(forms.map(sentence));

  test.each(forms)('%s finds all the others', (form) => {
    // A space ends the word, so that nothing but its forms can answer.
    const answer = new Set(found(texts, `${form} `, db));
    expect([...wanted].filter((text) => !answer.has(text))).toEqual([]);
  });
});

test('forms of one word do not find another', () => {
  const texts = ['мой заказ', 'закат', 'заказчик', 'сказ', 'доставка', 'достать', 'orders', 'ordinary', 'border'];
  expect(found(texts, 'заказами ')).toEqual(['мой заказ']);
  expect(found(texts, 'доставкой ')).toEqual(['доставка']);
  expect(found(texts, 'ordering ')).toEqual(['orders']);
});

test('ё and е, capitals, stress marks, soft hyphens, composed and decomposed letters are one', () => {
  const texts = ['Пришёл', 'ПРИШЕЛ', 'пришёл', 'при\u00ADшёл', 'пришё\u0301л'.normalize('NFD')];
  for (const query of ['пришел ', 'ПРИШЁЛ ', 'пришёл '.normalize('NFD')]) expect(found(texts, query)).toHaveLength(texts.length);
  expect(found(['за\u0301каз', 'мой', 'мои'], 'заказ ')).toEqual(['за\u0301каз']);
  expect(found(['café', 'Cafe'], 'cafe ')).toHaveLength(2);
});

describe('while the word is being typed', () => {
  test.each([...families.flat(), ...unknown.flat()])('every beginning of %s finds it', (form) => {
    const texts = [sentence(form)];
    const db = indexOf(texts);
    const missed: string[] = [];
    for (let length = 3; length <= form.length; length += 1) {
      const typed = form.slice(0, length);
      if (found(texts, typed, db).length === 0) missed.push(typed);
    }
    expect(missed).toEqual([]);
  });

  test('a whole word brings the other forms of it first of all', () => {
    expect(found(['заказов нет', 'закат'], 'заказе')).toEqual(['заказов нет']);
  });

  test('one or two letters of a next word do not empty the list', () => {
    const texts = ['заказ с доставкой', 'заказ'];
    expect(found(texts, 'заказ д')).toHaveLength(2);
    expect(found(texts, 'заказ до')).toHaveLength(2);
    expect(found(texts, 'заказ дос')).toEqual(['заказ с доставкой']);
  });
});

test('all words must occur, in any order and form; quotes do not matter', () => {
  const texts = ['Когда доставят мои заказы?', 'Отмените заказ', 'Доставьте быстрее'];
  expect(found(texts, 'заказ доставить ')).toEqual(['Когда доставят мои заказы?']);
  expect(found(texts, '"мой заказ"')).toEqual(['Когда доставят мои заказы?']);
});

test('an English possessive is the word itself', () => {
  expect(found(["the customer's parcel", 'two customers'], 'customer’s ')).toHaveLength(2);
});
