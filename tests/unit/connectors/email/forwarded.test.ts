import { describe, expect, it } from 'vitest';
import { forwardedFrom } from '../../../../electron/connectors/email/forwarded.ts';
import { invitationIn } from '../../../../electron/connectors/email/invitation.ts';
import { momentIn } from '../../../../electron/connectors/email/moment.ts';

const sentAt = Date.UTC(2026, 10, 3, 12);
const moscow = 180;
const at = Date.UTC(2026, 10, 2, 6, 58);

describe('moments as people write them', () => {
  it.each([
    ['Mon, Nov 2, 2026 at 9:58 AM', at],
    ['Monday, November 2, 2026 9:58 AM', at],
    ['2 November 2026 at 09:58', at],
    ['понедельник, 2 ноября 2026 г. 9:58', at],
    ['пн, 2 нояб. 2026 г. в 09:58', at],
    ['02.11.2026, 09:58', at],
    ['02.11.2026 09:58:00', at],
    ['Mon, 2 Nov 2026 06:58:00 +0000', at],
    ['2 мая 2026 г. 12:00', Date.UTC(2026, 4, 2, 9)],
    ['Nov 2, 2026 12:05 am', Date.UTC(2026, 10, 1, 21, 5)],
    ['yesterday', undefined],
    ['45 ноября 2026 9:00', undefined],
  ])('%s', (text, moment) => {
    expect(momentIn(text, moscow)).toBe(moment);
  });
});

describe('the true author of what is passed on', () => {
  const maria = 'Мария Кузнецова <maria@mail.test>';
  it.each([
    [
      'Gmail',
      'Fwd: Заказ',
      `---------- Forwarded message ---------\nFrom: ${maria}\nDate: Mon, Nov 2, 2026 at 9:58 AM\nSubject: Заказ\nTo: <op@shop.test>\n\nГде он?`,
    ],
    [
      'Gmail in Russian, with a word before',
      'Fwd: Заказ',
      `Посмотрите\n\n---------- Forwarded message ---------\nОт: ${maria}\nDate: пн, 2 нояб. 2026 г. в 09:58\nSubject: Заказ\n\nГде он?`,
    ],
    [
      'Apple Mail',
      'Fwd: Заказ',
      `Begin forwarded message:\n\nFrom: ${maria}\nSubject: Заказ\nDate: 2 November 2026 at 09:58:00 GMT+3\n\nГде он?`,
    ],
    [
      'Apple Mail in Russian',
      'Fwd: Заказ',
      `Начало переадресованного сообщения:\n\nОт: ${maria}\nТема: Заказ\nДата: 2 ноября 2026 г. в 9:58:00 GMT+3\n\nГде он?`,
    ],
    ['Outlook', 'FW: Заказ', `From: ${maria} \nSent: Monday, November 2, 2026 9:58 AM\nTo: op\nSubject: Заказ\n\nГде он?`],
    [
      'Outlook in Russian',
      'Пересл: Заказ',
      `FYI\n\n-----Исходное сообщение-----\nОт: Мария Кузнецова [mailto:maria@mail.test]\nОтправлено: 2 ноября 2026 г. 9:58\nКому: op\n\nГде он?`,
    ],
    [
      'Yandex',
      'Fwd: Заказ',
      `-------- Пересылаемое сообщение --------\n02.11.2026, 09:58, "Мария Кузнецова" <maria@mail.test>:\n\nГде он?\n-------- Конец пересылаемого сообщения --------`,
    ],
    [
      'mail.ru',
      'Fwd: Заказ',
      `-------- Пересылаемое сообщение --------\nОт кого: ${maria}\nКому: op@shop.test\nДата: Понедельник, 2 ноября 2026, 9:58 +03:00\nТема: Заказ\n\nГде он?`,
    ],
    [
      'Thunderbird',
      'Fwd: Заказ',
      `-------- Forwarded Message --------\nSubject: Заказ\nDate: Mon, 2 Nov 2026 09:58:00 +0300\nFrom: ${maria}\nTo: op@shop.test\n\nГде он?`,
    ],
  ])('%s', (_, subject, text) => {
    expect(forwardedFrom({ text, subject }, moscow, sentAt)).toEqual({ kind: 'person', name: maria, at });
  });

  it('of a mail that lies in it as a file', () => {
    const attached = { from: [{ address: 'maria@mail.test' }], date: at };
    expect(forwardedFrom({ text: 'См. вложение', attached }, moscow, sentAt)).toEqual({
      kind: 'person',
      name: 'maria@mail.test',
      at,
    });
  });

  it.each([
    [
      'an answer',
      'Re: Заказ',
      `Да\n\n-----Original Message-----\nFrom: ${maria}\nSent: Monday, November 2, 2026 9:58 AM\n\nГде он?`,
    ],
    [
      'an answer to what was passed on',
      'Re: Fwd: Заказ',
      `Спасибо\n\nOn Mon, Nov 2, 2026 at 9:58 AM Anna <a@b.test> wrote:\n> ---------- Forwarded message ---------\n> From: ${maria}`,
    ],
    [
      'something passed on long ago',
      'Заказ',
      `Да\n\nFrom: Anna <a@b.test>\nSent: Monday, November 2, 2026 9:58 AM\n\nСм. ниже\n\n---------- Forwarded message ---------\nFrom: ${maria}`,
    ],
    ['words about forwarding', 'Fwd: это тема', 'Это не пересланное письмо'],
  ])('not of %s', (_, subject, text) => {
    expect(forwardedFrom({ text, subject }, moscow, sentAt)).toBeUndefined();
  });

  it('at the time of passing on, where the original names none', () => {
    const text = `---------- Forwarded message ---------\nFrom: ${maria}\n\nx`;
    expect(forwardedFrom({ text, subject: 'Fwd' }, moscow, sentAt)).toMatchObject({ at: sentAt });
  });
});

describe('calendar invitations', () => {
  const object = (...lines: string[]) =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REQUEST', ...lines, 'END:VCALENDAR'].join('\r\n');
  const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:u-1@mail.test', 'SUMMARY:Встреча', ...lines, 'END:VEVENT'];

  it('is read with its zone, place and organizer', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Russian Standard Time',
      'BEGIN:STANDARD',
      'DTSTART:16010101T000000',
      'TZOFFSETFROM:+0300',
      'TZOFFSETTO:+0300',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    const lines = [
      'DTSTART;TZID="Russian Standard Time":20261102T095800',
      'DTEND;TZID=Russian Standard Time:20261102T105800',
      'LOCATION:Офис\\, 5 этаж',
      'ORGANIZER;CN="Кузнецова, Мария":mailto:maria@mail.test',
    ];
    expect(invitationIn(object(...zone, ...event(...lines)), undefined)).toEqual({
      type: 'invitation',
      method: 'request',
      uid: 'u-1@mail.test',
      summary: 'Встреча',
      from: at,
      to: at + 3_600_000,
      location: 'Офис, 5 этаж',
      organizer: { address: 'maria@mail.test', name: 'Кузнецова, Мария' },
    });
  });

  it.each([
    ['UTC', ['DTSTART:20261102T065800Z', 'DURATION:PT1H'], { from: at, to: at + 3_600_000 }],
    ['a zone by its name alone', ['DTSTART;TZID=Europe/Moscow:20261102T095800'], { from: at }],
    [
      'whole days',
      ['DTSTART;VALUE=DATE:20261102', 'DTEND;VALUE=DATE:20261103'],
      { from: Date.UTC(2026, 10, 2), to: Date.UTC(2026, 10, 3), allDay: true },
    ],
  ])('%s', (_, lines, expected) => {
    expect(invitationIn(object(...event(...lines)), undefined)).toMatchObject(expected);
  });

  it('knows what asks, calls off and answers, by the object or by the part', () => {
    const bare = object(...event('DTSTART:20261102T065800Z')).replace('METHOD:REQUEST\r\n', '');
    expect(invitationIn(bare, 'CANCEL')).toMatchObject({ method: 'cancel' });
    expect(invitationIn(bare, 'reply')).toMatchObject({ method: 'reply' });
    expect(invitationIn(bare, undefined)).toBeUndefined();
    expect(invitationIn(bare, 'PUBLISH')).toBeUndefined();
  });

  it.each([
    '',
    'no calendar',
    'BEGIN:VCALENDAR',
    object('BEGIN:VEVENT', 'END:VEVENT'),
    object(...event('DTSTART:rubbish')),
    'x'.repeat(300_000),
  ])('is none: %#', (source) => {
    expect(invitationIn(source, 'REQUEST')).toBeUndefined();
  });
});
