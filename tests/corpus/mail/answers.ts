import { latin, type, utf8 } from './body.ts';
import { type Meaning, type Sample, sample } from './sample.ts';

const top =
  'From: anna@mail.test\nTo: op@shop.test\nMessage-ID: <h@mail.test>\nDate: Tue, 03 Nov 2026 12:00:00 +0300\nMIME-Version: 1.0\nSubject: Re: x\n';

/** What one program makes of an answer: the author's words come first, `rest` is the program's. */
function answer(name: string, said: string, rest: string, parts: Meaning['parts'] = { said, quoted: true }): Sample {
  const text = `${said}\n\n${rest}`;
  return sample(
    `answers/${name}`,
    latin(`${top}${type('text/plain; charset=utf-8')}${utf8(text)}\n`),
    { text: text.replace(/[ \t]+$/gm, '').trim(), attachments: [] },
    { parts, forwardedFrom: false },
  );
}

/** As above, where the program writes a line of its own between the words and the quotation. */
const signed = (name: string, said: string, signature: string, rest: string): Sample =>
  answer(name, said, `${signature}\n\n${rest}`, { said, signature, quoted: true });

/** A letter that ends with the line of a telephone. */
const telephone = (name: string, signature: string): Sample =>
  answer(`telephone-${name}`, 'Жду ответа.', signature, { said: 'Жду ответа.', signature });

/** Quoted history and the lines of telephones, as further programs write them in Russian and English. */
export const answers: Sample[] = [
  signed(
    'outlook-android',
    'Yes',
    'Get Outlook for Android<https://aka.ms/AAb9ysg>',
    '________________________________\nFrom: Shop <op@shop.test>\nSent: Monday, November 2, 2026 9:58:12 AM\nTo: Anna <anna@mail.test>\nSubject: x\n\nOld',
  ),
  answer(
    'samsung-ru',
    'Да',
    '-------- Исходное сообщение --------\nОт: Магазин <op@shop.test>\nДата: 02.11.2026 09:58 (GMT+03:00)\nКому: anna@mail.test\nТема: x\n\nСтарое',
  ),
  answer(
    'samsung-one-line',
    'Yes',
    '-------- Original message --------From: Shop <op@shop.test> Date: 02/11/2026  09:58  (GMT+03:00) To: anna@mail.test Subject: x Old words',
  ),
  answer('huawei', 'Yes', '-------- Original message --------\nSubject: x\nFrom: Shop\nTo: anna@mail.test\nCC:\n\n\nOld words'),
  answer(
    'huawei-ru',
    'Да',
    '-------- Исходное сообщение --------\nТема: x\nОтправитель: Магазин\nКому: anna@mail.test\nКопия:\n\nСтарое',
  ),
  answer('yahoo', 'Yes', '    On Monday, November 2, 2026 at 09:58:12 AM GMT+3, Shop <op@shop.test> wrote:\n \n Old words'),
  signed(
    'yahoo-iphone',
    'Yes',
    'Sent from Yahoo Mail for iPhone',
    'On Monday, November 2, 2026, 9:58 AM, Shop <op@shop.test> wrote:\n\nOld words',
  ),
  signed(
    'yahoo-android',
    'Yes',
    'Sent from Yahoo Mail on Android',
    '  On Mon, Nov 2, 2026 at 9:58, Shop<op@shop.test> wrote:   Old words',
  ),
  answer('rambler', 'Да', '02.11.2026, 09:58, Магазин <op@shop.test>\n> Старое'),
  signed(
    'mail-ru-android',
    'Да',
    '--\nОтправлено из Mail.ru для Android',
    'понедельник, 02 ноября 2026г., 09:58 +03:00 от Магазин op@shop.test:\n\n> Старое',
  ),
  signed(
    'yandex-app',
    'Да',
    '--\nОтправлено из мобильного приложения Яндекс Почты',
    '02.11.2026, 09:58, "Магазин" <op@shop.test>:\n> Старое',
  ),
  answer(
    'yandex-headed',
    'Да',
    '----------------\nКому: anna@mail.test (anna@mail.test);\nТема: x;\n02.11.2026, 09:58, "Магазин" <op@shop.test>:\n> Старое',
  ),
  signed(
    'proton',
    'Yes',
    'Sent with Proton Mail secure email.',
    '------- Original Message -------\nOn Monday, November 2nd, 2026 at 9:58 AM, Shop <op@shop.test> wrote:\n\n> Old',
  ),
  signed(
    'proton-ru',
    'Да',
    'Отправлено с помощью защищённой почты Proton Mail.',
    'понедельник, 2 ноября 2026 г. в 9:58 AM, Магазин <op@shop.test> написал(а):\n\n> Старое',
  ),
  signed(
    'blackberry',
    'Yes',
    'Sent from my BlackBerry 10 smartphone.',
    '  Original Message\nFrom: Shop\nSent: Monday, November 2, 2026 09:58\nTo: Anna\nSubject: x\n\nOld',
  ),
  signed(
    'windows-mail-ru',
    'Да',
    'Отправлено из приложения "Почта" для Windows',
    'От: Магазин\nОтправлено: 2 ноября 2026 г. в 9:58\nКому: Анна\nТема: x\n\nСтарое',
  ),
  signed(
    'windows-mail',
    'Yes',
    'Sent from Mail for Windows',
    'From: Shop\nSent: Monday, November 2, 2026 9:58 AM\nTo: Anna\nSubject: x\n\nOld',
  ),
  answer('spark', 'Yes', 'On Nov 2, 2026, 9:58 AM +0300, Shop <op@shop.test>, wrote:\n> Old'),
  answer('mailspring', 'Yes', 'On Nov 2 2026, at 9:58 am, Shop <op@shop.test> wrote:\n> Old'),
  answer(
    'lotus-ru',
    'Да',
    'От:     Магазин <op@shop.test>\nКому:   anna@mail.test\nДата:   02.11.2026 09:58\nТема:   x\n\nСтарое',
  ),
  answer(
    'em-client',
    'Yes',
    '------ Original Message ------\nFrom: "Shop" <op@shop.test>\nTo: "Anna" <anna@mail.test>\nSent: 02.11.2026 9:58:12\nSubject: x\n\nOld',
  ),
  answer(
    'em-client-ru',
    'Да',
    '------ Исходное сообщение ------\nОт: "Магазин" <op@shop.test>\nКому: "Анна" <anna@mail.test>\nОтправлено: 02.11.2026 9:58:12\nТема: x\n\nСтарое',
  ),
  answer('k9', 'Yes', 'On November 2, 2026 9:58:12 AM GMT+03:00, Shop <op@shop.test> wrote:\n>Old'),
  answer('k9-ru', 'Да', '2 ноября 2026 г. 9:58:12 GMT+03:00, Магазин <op@shop.test> пишет:\n>Старое'),
  answer('roundcube', 'Yes', 'On 2026-11-02 09:58, Shop wrote:\n> Old'),
  answer('roundcube-ru', 'Да', 'Магазин писал 2026-11-02 09:58:\n> Старое'),
  answer(
    'zimbra-ru',
    'Да',
    '----- Исходное сообщение -----\nОт: "Магазин" <op@shop.test>\nКому: "Анна" <anna@mail.test>\nОтправленные: Понедельник, 2 Ноябрь 2026 г 9:58:12\nТема: x\n\nСтарое',
  ),
  answer('evolution', 'Yes', 'On Mon, 2026-11-02 at 09:58 +0300, Shop wrote:\n> Old'),
  answer('evolution-ru', 'Да', 'В Пн, 02/11/2026 в 09:58 +0300, Магазин пишет:\n> Старое'),
  answer('kmail', 'Yes', 'On Monday, 2 November 2026 09:58:12 MSK Shop wrote:\n> Old'),
  answer('kmail-ru', 'Да', 'В письме от понедельник, 2 ноября 2026 г. 09:58:12 MSK пользователь Магазин написал:\n> Старое'),
  answer('mutt', 'Yes', 'On Mon, Nov 02, 2026 at 09:58:12AM +0300, Shop wrote:\n> Old'),
  answer('claws', 'Yes', 'On Mon, 02 Nov 2026 09:58:12 +0300\nShop <op@shop.test> wrote:\n\n> Old'),
  answer('gmail-de', 'Ja', 'Am Mo., 2. Nov. 2026 um 09:58 Uhr schrieb Shop <op@shop.test>:\n\n> Alt'),
  answer('gmail-fr', 'Oui', 'Le lun. 2 nov. 2026 à 09:58, Shop <op@shop.test> a écrit :\n\n> Ancien'),
  answer('gmail-es', 'Sí', 'El lun, 2 nov 2026 a las 9:58, Shop (<op@shop.test>) escribió:\n\n> Viejo'),
  answer('gmail-kk', 'Иә', '2026 ж. 2 қар., дс 09:58 Shop <op@shop.test> деп жазды:\n\n> Ескі'),
  answer('gmail-zh', '是的', 'Shop <op@shop.test> 于2026年11月2日周一 09:58写道：\n\n> 旧'),
  answer('thunderbird-de', 'Ja', 'Am 02.11.26 um 09:58 schrieb Shop:\n> Alt'),
  answer('thunderbird-us', 'Yes', 'On 11/2/26 9:58 AM, Shop wrote:\n> Old'),
  answer('apple-ru-of', 'Да', '> 2 нояб. 2026 г., в 9:58, Магазин <op@shop.test> написал(а):\n>\n> Старое'),
  answer('iphone-en-quoted', 'Yes', '> On 2 Nov 2026, at 09:58, Shop <op@shop.test> wrote:\n> \n> \ufeffOld'),
  answer(
    'outlook-web-line',
    'Fine.',
    '________________________________________\nFrom: Shop <op@shop.test>\nSent: 02 November 2026 09:58\nTo: Anna\nSubject: RE: x\n\nOld',
  ),
  answer(
    'outlook-starred',
    'Fine.',
    '*From:* Shop <op@shop.test>\n*Sent:* Monday, November 2, 2026 9:58 AM\n*To:* Anna <anna@mail.test>\n*Subject:* x\n\nOld',
  ),
  answer(
    'outlook-starred-ru',
    'Хорошо.',
    '*От:* Магазин <op@shop.test>\n*Отправлено:* 2 ноября 2026 г. 9:58\n*Кому:* Анна\n*Тема:* x\n\nСтарое',
  ),
  answer(
    'exchange-ru-mailto',
    'Хорошо.',
    'From: Магазин [mailto:op@shop.test]\nSent: Monday, November 02, 2026 9:58 AM\nTo: Анна\nSubject: x\n\nСтарое',
  ),
  answer('words-of-a-list', 'Заказ:\n\nОт: 2 до 5 штук\nТема: подарки', 'Жду.', {
    said: 'Заказ:\n\nОт: 2 до 5 штук\nТема: подарки\n\nЖду.',
  }),
  answer('he-wrote-nothing', 'Он мне тогда написал:\n\nприезжай завтра', 'Что делать?', {
    said: 'Он мне тогда написал:\n\nприезжай завтра\n\nЧто делать?',
  }),
  telephone('galaxy', 'Отправлено со смартфона Samsung Galaxy.'),
  telephone('my-galaxy', 'Sent from my Galaxy'),
  telephone('huawei', 'Отправлено с моего телефона Huawei'),
  telephone('honor', 'Sent from my HONOR phone'),
  telephone('xiaomi', 'Отправлено с моего Xiaomi'),
  telephone('ipad', 'Отправлено с iPad'),
  telephone('mail-ru', 'Отправлено из мобильной Почты Mail.ru'),
  telephone('mail-ru-ios', '--\nОтправлено из Почты Mail.ru для iOS'),
  telephone('yandex', 'Отправлено из мобильной Яндекс.Почты'),
  telephone('yandex-dash', '-- \nОтправлено из Яндекс.Почты для мобильных'.replace('-- ', '--')),
  telephone('rambler', 'Отправлено из мобильной Рамблер/Почты'),
  telephone('outlook-ios', 'Sent from Outlook for iOS'),
  telephone('gmail', 'Sent from Gmail Mobile'),
  telephone('my-mail', 'Sent from myMail for iOS'),
  telephone('proton', 'Sent from Proton Mail for Android.'),
  telephone('k9', '--\nПростите за краткость, создано в K-9 Mail.'),
];
