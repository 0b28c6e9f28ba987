import { expect, test } from 'vitest';
import { languageOf } from '../../../../electron/core/team/language.ts';

test.each([
  ['Где мой заказ 10452?', 'ru'],
  ['Здравствуйте! I ordered iPhone 15, где он?', 'ru'],
  ['Де моє замовлення?', 'uk'],
  ['Where is my order?', 'en'],
  ['Hello! Please tell me when the courier comes', 'en'],
  ['Wo ist meine Bestellung?', undefined],
  ['¿Dónde está mi pedido?', undefined],
  ['ok', undefined],
  ['10452', undefined],
  ['👍', undefined],
  ['', undefined],
])('«%s» is %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
