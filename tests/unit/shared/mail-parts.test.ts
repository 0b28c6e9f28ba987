import { describe, expect, it } from 'vitest';
import { partsOfMail } from '../../../shared/lib/mail-parts.ts';

const quotedOf = (text: string) => partsOfMail(text).quoted;

describe('quoted history of a plain mail', () => {
  it('is cut with the line that introduces it', () => {
    const text = 'Спасибо, жду.\n\n12 ноября 2026, 09:00 Acme <support@acme.test> пишет:\n> Добрый день!\n>\n> Анна';
    expect(partsOfMail(text)).toEqual({
      said: 'Спасибо, жду.',
      signature: '',
      quoted: '12 ноября 2026, 09:00 Acme <support@acme.test> пишет:\n> Добрый день!\n>\n> Анна',
    });
  });
  it('is cut when the introduction is broken over two lines', () => {
    const { said } = partsOfMail('Thanks!\n\nOn Thu, 12 Nov 2026 at 09:00, Acme Support\n<support@acme.test> wrote:\n\n> Hello');
    expect(said).toBe('Thanks!');
  });
  it.each([
    ['Outlook', 'Hi\n\n-----Original Message-----\nFrom: x'],
    ['Outlook in Russian', 'Hi\n\n-----Исходное сообщение-----\nОт: x'],
    ['a line of Outlook', 'Hi\n________________________________\nFrom: x'],
    ['a bare header of Outlook', 'Hi\n\nFrom: Acme <a@acme.test>\nSent: Monday, 2 November 2026 9:00\nTo: x\nSubject: y\n\nOld'],
    ['the same in Russian', 'Hi\n\nОт: Acme <a@acme.test>\nОтправлено: 2 ноября 2026 г. 9:00\nКому: x\n\nOld'],
    ['Gmail in Russian', 'Hi\n\nпн, 2 нояб. 2026 г. в 09:58, Магазин <op@shop.test>:\n\n> Old'],
    ['mail.ru', 'Hi\n\nПонедельник, 2 ноября 2026, 9:58 +03:00 от Магазин <op@shop.test>:\nOld\nand older'],
    ['Yandex', 'Hi\n\n02.11.2026, 09:58, "Магазин" <op@shop.test>:\n> Old'],
    ['Apple Mail', 'Hi\n\nOn 2 Nov 2026, at 9:58, Acme <a@acme.test> wrote:\n\nOld without marks'],
    ['The Bat!', 'Hi\n\nВы писали 2 ноября 2026 г., 9:58:\n\n> Old'],
    ['an address that a list has broken off', 'Hi\n\nOn Nov 30, 2026, at 12:47 PM, Acme <\nsupport@acme.test>\nwrote:\n\n> Old'],
    ['a header with the date first', 'Hi\n\nDate: Fri, 23 Mar 2012 12:35:31\nTo: b@x.test\nFrom: a@acme.test\nSubject: y\n\nOld'],
    ['Outlook in German', 'Hi\n\nVon: a@acme.test\nGesendet: Dienstag, 25. November 2014 14:59\nAn: b\nBetreff: y\n\nOld'],
    [
      'Outlook in French',
      'Hi\n\nDe : Acme [mailto:a@acme.test]\nEnvoyé : vendredi 23 janvier 2015 16:39\nÀ : b\nObjet : y\n\nOld',
    ],
    ['Polish', 'Hi\n\nW dniu 28 stycznia 2015 01:53 użytkownik Acme <a@acme.test> napisał:\n\n> Old'],
    ['Swedish', 'Hi\n\nDen 14 september 2015 02:23 skrev Acme skrev:\n\n> Old'],
  ])('%s', (_, text) => {
    expect(partsOfMail(text).said).toBe('Hi');
  });
  it('is cut from between what was said and a signature below it', () => {
    const text =
      'Спасибо!\n\n02.11.2026 09:58, Магазин пишет:\n> Заказ в пути.\n> Анна\n\n-- \nМария Кузнецова\nтел. +7 916 123-45-67';
    expect(partsOfMail(text)).toEqual({
      said: 'Спасибо!',
      signature: '-- \nМария Кузнецова\nтел. +7 916 123-45-67',
      quoted: '02.11.2026 09:58, Магазин пишет:\n> Заказ в пути.\n> Анна',
    });
    expect(partsOfMail('When?\n\n> On its way\n-- \nMaria').quoted).toBe('> On its way');
    // A stroke with a long answer below it is no signature.
    const answered = `When?\n\n> On its way\n-- \n${'It did not come. '.repeat(10)}`;
    expect(quotedOf(answered)).toBe('');
  });
  it('stays where an answer stands below it', () => {
    const text = '> Когда доставка?\nЗавтра.\n> А время?\nДо 18:00';
    expect(partsOfMail(text)).toEqual({ said: text, signature: '', quoted: '' });
    const introduced = 'On Thu, 12 Nov 2026 at 09:00, Acme <a@acme.test> wrote:\n> When?\n\nTomorrow.';
    expect(partsOfMail(introduced)).toEqual({ said: introduced, signature: '', quoted: '' });
  });
  it('never hides the whole mail', () => {
    const forwarded = '> Всё письмо\n> в цитате';
    expect(partsOfMail(forwarded)).toEqual({ said: forwarded, signature: '', quoted: '' });
    expect(partsOfMail('')).toEqual({ said: '', signature: '', quoted: '' });
  });
  it('is not seen where there is none', () => {
    for (const text of [
      'Он пишет: привет',
      'From here on: nothing\nDate: later',
      'a - b\n--- c',
      'See: 02.11.2026, 10:00',
      'Hi\nDate: 5 May\nFrom: Moscow\nTo: Kazan',
    ])
      expect(quotedOf(text)).toBe('');
  });
});

describe('signature of a plain mail', () => {
  it.each([
    ['the mark of RFC 3676', 'Text\n\n-- \nAnna\n+7 916 123-45-67', '-- \nAnna\n+7 916 123-45-67'],
    ['the mark without its space', 'Text\n--\nAnna', '--\nAnna'],
    [
      'a closing with a position and a phone',
      'Добрый день!\nВышлите счёт.\n\nС уважением,\nИван Петров\nменеджер ООО «Ромашка»\n+7 495 123-45-67',
      'С уважением,\nИван Петров\nменеджер ООО «Ромашка»\n+7 495 123-45-67',
    ],
    ['the same in English', 'Hello\n\nKind regards,\nJane Doe\nHead of Sales', 'Kind regards,\nJane Doe\nHead of Sales'],
    ['a telephone', 'Да\n\nОтправлено с iPhone', 'Отправлено с iPhone'],
    ['another', 'Yes\n\nSent from my Galaxy', 'Sent from my Galaxy'],
    ['mail.ru on a telephone', 'Да\n\nОтправлено из мобильной Почты Mail.ru', 'Отправлено из мобильной Почты Mail.ru'],
  ])('%s', (_, text, signature) => {
    expect(partsOfMail(text).signature).toBe(signature);
  });
  it('stands before what is quoted', () => {
    const text = 'Да\n\n-- \nАнна\n\nOn 2 Nov 2026, at 9:58, Acme <a@acme.test> wrote:\n> Old\n> -- \n> Bob';
    expect(partsOfMail(text)).toMatchObject({ said: 'Да', signature: '-- \nАнна' });
  });
  it.each([
    ['a closing and a name', 'Спасибо.\n\nС уважением,\nИван'],
    ['a mail that is nothing else', '-- \nAnna'],
    ['a long text below a line', `Text\n--\n${'long line of words '.repeat(8)}`],
    ['a table', 'a\n--\n'.repeat(20).trim()],
    ['words in the middle', 'Best regards to your wife.\nWhere is my order?\nI wait.\nStill.'],
    ['sent from somewhere', 'The parcel was\nSent from my house yesterday\nand did not come'],
  ])('is not %s', (_, text) => {
    expect(partsOfMail(text).signature).toBe('');
  });
});
