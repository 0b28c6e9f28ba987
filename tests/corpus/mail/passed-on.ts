import { latin, type, utf8 } from './body.ts';
import { type Meaning, type Sample, sample } from './sample.ts';

const top =
  'From: anna@mail.test\nTo: op@shop.test\nMessage-ID: <f@mail.test>\nDate: Tue, 03 Nov 2026 12:00:00 +0300\nMIME-Version: 1.0\n';
const maria = 'Мария Кузнецова <maria@client.test>';
const written = Date.UTC(2026, 10, 2, 6, 58);

function passed(name: string, text: string, forwardedFrom: Meaning['forwardedFrom'] = { name: maria, at: written }): Sample {
  return sample(
    `passed-on/${name}`,
    latin(`${top}Subject: Fwd: x\n${type('text/plain; charset=utf-8')}${utf8(text)}\n`),
    { text: text.replace(/[ \t]+$/gm, '').trim() },
    forwardedFrom === undefined ? {} : { forwardedFrom },
  );
}

/** Forwarded mails of further programs: who wrote them first, and when. */
export const passedOn: Sample[] = [
  passed(
    'samsung',
    `-------- Исходное сообщение --------\nОт: ${maria}\nДата: 02.11.2026 09:58 (GMT+03:00)\nКому: anna@mail.test\nТема: Где заказ\n\nГде заказ?`,
  ),
  passed(
    'thunderbird-ru',
    `-------- Перенаправленное сообщение --------\nТема: \tГде заказ\nДата: \tMon, 2 Nov 2026 09:58:00 +0300\nОт: \t${maria}\nКому: \tanna@mail.test\n\nГде заказ?`,
  ),
  passed(
    'thunderbird',
    `-------- Forwarded Message --------\nSubject: \tOrder\nDate: \tMon, 2 Nov 2026 09:58:00 +0300\nFrom: \t${maria}\nReply-To: \tmaria@client.test\nTo: \tanna@mail.test\n\nWhere is it?`,
  ),
  passed(
    'yahoo',
    `----- Forwarded message -----\nFrom: ${maria}\nTo: Anna <anna@mail.test>\nSent: Monday, November 2, 2026 at 09:58:00 AM GMT+3\nSubject: Order\n\nWhere is it?`,
  ),
  passed(
    'proton',
    `Look at this\n\n------- Forwarded Message -------\nFrom: ${maria}\nDate: On Monday, November 2nd, 2026 at 9:58 AM\nSubject: Order\nTo: Anna <anna@mail.test>\n\n> Where is it?`,
  ),
  passed(
    'roundcube-ru',
    `-------- Исходное сообщение --------\nТема: Где заказ\nДата: 2026-11-02 09:58\nОтправитель: ${maria}\nПолучатель: anna@mail.test\n\nГде заказ?`,
  ),
  passed(
    'zimbra-ru',
    `----- Пересланное сообщение -----\nОт: ${maria}\nКому: "Анна" <anna@mail.test>\nОтправленные: Понедельник, 2 Ноябрь 2026 г 9:58:00\nТема: Где заказ\n\nГде заказ?`,
  ),
  passed(
    'em-client',
    `------ Forwarded Message ------\nFrom: ${maria}\nTo: "Anna" <anna@mail.test>\nSent: 02.11.2026 9:58:00\nSubject: Order\n\nWhere is it?`,
  ),
  passed(
    'outlook-android',
    `Get Outlook for Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: ${maria}\nSent: Monday, November 2, 2026 9:58:00 AM\nTo: Anna <anna@mail.test>\nSubject: Order\n\nWhere is it?`,
  ),
  passed(
    'windows-mail-ru',
    `Отправлено из приложения "Почта" для Windows\n\nОт: ${maria}\nОтправлено: 2 ноября 2026 г. в 9:58\nКому: Анна\nТема: Где заказ\n\nГде заказ?`,
  ),
  passed(
    'gmail-app-ru',
    `---------- Forwarded message ---------\nОт: ${maria}\nДата: пн, 2 нояб. 2026 г., 09:58\nТема: Где заказ\nКому: Анна <anna@mail.test>\n\n\nГде заказ?`,
  ),
  passed(
    'gmail-comma',
    `---------- Forwarded message ---------\nFrom: ${maria}\nDate: Mon, 2 Nov 2026, 09:58\nSubject: Order\nTo: Anna <anna@mail.test>\n\n\nWhere is it?`,
  ),
  passed(
    'yandex-end',
    `-------- Пересылаемое сообщение --------\n02.11.2026, 09:58, "Мария Кузнецова" <maria@client.test>:\n\nГде заказ?\n-------- Конец пересылаемого сообщения --------`,
  ),
  passed(
    'mail-ru-app',
    `-------- Пересылаемое сообщение --------\nОт: ${maria}\nКому: Анна <anna@mail.test>\nДата: Понедельник, 2 ноября 2026, 9:58 +03:00\nТема: Где заказ\n\nГде заказ?`,
  ),
  passed('starred', `*From:* ${maria}\n*Sent:* Monday, November 2, 2026 9:58 AM\n*To:* Anna\n*Subject:* Order\n\nWhere is it?`),
];
