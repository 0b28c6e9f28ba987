import { bodyOf, multi, type } from './body.ts';
import { base64, bytes } from './encode.ts';
import { type Sample, sample } from './sample.ts';
import { packedRtf, tnef } from './tnef.ts';

const body = bodyOf('formats');
const machine = (name: string, line: string, autoSubmitted: boolean) =>
  sample(`machines/${name}`, `From: maria@mail.test\nTo: op@shop.test\nSubject: x\n${line}\n\nText\n`, {
    autoSubmitted,
    bounceOf: null,
    text: 'Text',
  });
const subject = (name: string, value: string, autoSubmitted: boolean) =>
  sample(`machines/subject-${name}`, `From: maria@mail.test\nSubject: ${value}\n\nText\n`, { autoSubmitted, subject: value });

/** What says that nobody wrote it, and what only looks so. */
export const machines: Sample[] = [
  machine('auto-replied', 'Auto-Submitted: auto-replied', true),
  machine('auto-generated', 'Auto-Submitted: auto-generated (by cron)', true),
  machine('auto-no', 'Auto-Submitted: no', false),
  machine('precedence-bulk', 'Precedence: bulk', true),
  machine('precedence-first', 'Precedence: first-class', false),
  machine('null-return-path', 'Return-Path: <>', true),
  machine('return-path', 'Return-Path: <maria@mail.test>', false),
  machine('list', 'List-Id: News <news.mail.test>', true),
  machine('unsubscribe', 'List-Unsubscribe: <https://mail.test/u>', true),
  machine('suppress-all', 'X-Auto-Response-Suppress: All', true),
  machine('suppress-none', 'X-Auto-Response-Suppress: None', false),
  machine('x-autoreply', 'X-Autoreply: yes', true),
  subject('en', 'Automatic reply: Your order', true),
  subject('en-office', 'Out of Office: Maria', true),
  subject('en-office-until', 'Out of the office until Monday', true),
  subject('ru', 'Автоматический ответ: Заказ', true),
  subject('ru-short', 'Автоответ', true),
  subject('ru-vacation', 'В отпуске до 15 ноября', true),
  subject('notes', 'AUTO: Ivanova, Maria is out of the office. (returning 05.01.2027)', true),
  subject('notes-ru', 'АВТО: Мария Иванова отсутствует в офисе', true),
  subject('auto-parts', 'AUTO: запчасти в наличии', false),
  sample(
    'machines/bounce-in-words',
    'From: System Administrator <postmaster@mail.test>\nTo: op@shop.test\nSubject: Undeliverable: Your order\n\nYour message did not reach the following recipient(s):\n\nmaria@mail.test\n    The recipient name is not recognized\n',
    { autoSubmitted: true, bounceOf: null },
  ),
  subject('re-office', 'Re: Out of Office: Maria', false),
  subject('about-office', 'Новый офис: автоответ не работает', false),
  sample(
    'machines/receipt',
    `From: maria@mail.test\nTo: op@shop.test\nSubject: Read: x\nMIME-Version: 1.0\n${multi('report', ['\nYour mail was displayed.', 'Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;maria@mail.test\nOriginal-Message-ID: <a@shop.test>\nDisposition: manual-action/MDN-sent-manually; displayed'], '; report-type=disposition-notification')}`,
    { autoSubmitted: true, bounceOf: null, text: 'Your mail was displayed.', attachments: [] },
  ),
];

const invitation = `BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
UID:1@mail.test
SUMMARY:Встреча\\, обсудить
  заказ
DTSTART;TZID=Europe/Moscow:20261105T100000
DTEND;TZID=Europe/Moscow:20261105T113000
LOCATION:Room 5
ORGANIZER;CN="Мария К.":mailto:maria@mail.test
DESCRIPTION:One\\nTwo
BEGIN:VALARM
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
END:VCALENDAR`;
const calendar = `${type('text/calendar; charset=utf-8; method=REQUEST')}${bytes(invitation, 'utf-8')}`;
/** What the card of it says. */
const asked = {
  method: 'request',
  summary: 'Встреча, обсудить заказ',
  from: Date.UTC(2026, 10, 5, 7),
  to: Date.UTC(2026, 10, 5, 8, 30),
  location: 'Room 5',
  organizer: { address: 'maria@mail.test', name: 'Мария К.' },
};
const size = Buffer.byteLength(invitation.replaceAll('\n', '\r\n'));
const readable =
  'Встреча, обсудить заказ\n2026-11-05 10:00 – 11:30 (Europe/Moscow)\nRoom 5\nМария К. <maria@mail.test>\nOne\nTwo';
const ics = { name: 'attachment-1.ics', type: 'text/calendar', size, inline: false };

const packed = tnef({
  files: [
    { name: 'Счёт на оплату.pdf', short: 'SCHET~1.PDF', data: '%PDF-1.4', mime: 'application/pdf' },
    { name: '', short: 'plain.txt', data: 'plain' },
  ],
  html: '<p>Packed body</p>',
});
const winmail = `Content-Type: application/ms-tnef; name=winmail.dat\nContent-Disposition: attachment; filename=winmail.dat\nContent-Transfer-Encoding: base64\n\n${base64(packed)}`;
const winmailOf = (content: Parameters<typeof tnef>[0]) =>
  `Content-Type: application/ms-tnef; name=winmail.dat\nContent-Disposition: attachment; filename=winmail.dat\nContent-Transfer-Encoding: base64\n\n${base64(tnef(content))}`;
const escaped = (text: string) =>
  bytes(text, 'windows-1251').replace(/[\u0080-\u00ff]/g, (char) => `\\'${char.charCodeAt(0).toString(16)}`);
/** HTML inside rich text ([MS-OXRTFEX]): what is for programs of rich text alone stands between \\htmlrtf and \\htmlrtf0. */
const encapsulated = `{\\rtf1\\ansi\\ansicpg1251\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss\\fcharset204 Arial;}}\r\n{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 ${escaped('Заказ')} {\\*\\htmltag84 <b>}\\htmlrtf \\b \\htmlrtf0 ${escaped('не пришёл')}{\\*\\htmltag92 </b>}\\htmlrtf \\b0 }\\htmlrtf0 {\\*\\htmltag72 </p>}}`;
const written = `{\\rtf1\\ansi\\ansicpg1251\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset204 Arial;}}{\\info{\\author Nobody}}\\pard ${escaped('Заказ')} {\\b 10452}\\par\r\n${escaped('не пришёл')}\\par}`;
const fromText =
  '{\\rtf1\\ansi\\ansicpg1252\\fromtext \\deff0{\\fonttbl{\\f0 Courier;}}\r\n\\pard First line\\par\r\nSecond\\par\r\n}';
const unpacked = [
  { name: 'Счёт на оплату.pdf', type: 'application/pdf', size: 8, inline: false },
  { name: 'plain.txt', type: 'text/plain', size: 5, inline: false },
];

/** Invitations, winmail.dat, what is signed or encrypted. */
export const formats: Sample[] = [
  body('invitation-only', calendar, { text: readable, hasHtml: false, attachments: [ics] }, { card: asked }),
  body('invitation-in-alternative', multi('alternative', ['\n', calendar]), { text: readable, attachments: [ics] }),
  body(
    'invitation-beside-text',
    multi('alternative', ['\nPlease come', calendar]),
    { text: 'Please come', attachments: [ics] },
    { card: asked },
  ),
  body(
    'invitation-attached',
    multi('mixed', ['\nSee', calendar.replace('\n\n', '\nContent-Disposition: attachment; filename=invite.ics\n\n')]),
    {
      text: 'See',
      attachments: [{ ...ics, name: 'invite.ics' }],
    },
  ),
  body(
    'invitation-all-day',
    `${type('text/calendar')}BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Day off\nDTSTART;VALUE=DATE:20261105\nDTEND;VALUE=DATE:20261106\nEND:VEVENT\nEND:VCALENDAR`,
    'Day off\n2026-11-05',
  ),
  body(
    'invitation-utc',
    `${type('text/calendar')}BEGIN:VEVENT\nSUMMARY:Call\nDTSTART:20261105T220000Z\nDTEND:20261106T010000Z\nEND:VEVENT`,
    'Call\n2026-11-05 22:00 – 2026-11-06 01:00 (UTC)',
  ),
  body('winmail', multi('mixed', ['\nText', winmail]), { text: 'Text', hasHtml: false, attachments: unpacked }),
  body('winmail-as-bytes', multi('mixed', ['\nText', winmail.replace('application/ms-tnef', 'application/octet-stream')]), {
    text: 'Text',
    attachments: unpacked,
  }),
  body('winmail-with-body', multi('mixed', [winmail]), { text: 'Packed body', hasHtml: true, attachments: unpacked }),
  ...(['stored', 'compressed'] as const).flatMap((kind) => [
    body(`winmail-rich-html-${kind}`, multi('mixed', [winmailOf({ files: [], rtf: packedRtf(encapsulated, kind) })]), {
      text: 'Заказ не пришёл',
      hasHtml: true,
      attachments: [],
    }),
    body(`winmail-rich-text-${kind}`, multi('mixed', [winmailOf({ files: [], rtf: packedRtf(written, kind) })]), {
      text: 'Заказ 10452\nне пришёл',
      hasHtml: false,
      attachments: [],
    }),
  ]),
  body('winmail-rich-from-text', multi('mixed', [winmailOf({ files: [], rtf: packedRtf(fromText, 'compressed') })]), {
    text: 'First line\nSecond',
    attachments: [],
  }),
  body(
    'winmail-rich-broken',
    multi('mixed', [winmailOf({ files: [], rtf: Buffer.from('ffffff7f0000007f4c5a467500000000ff', 'hex') })]),
    {
      text: '',
    },
  ),
  body('winmail-cut', multi('mixed', ['\nText', winmail.replace(base64(packed), base64(packed.slice(0, -5)))]), {
    text: 'Text',
    attachments: [{ name: 'winmail.dat', type: 'application/ms-tnef', size: packed.length - 5, inline: false }],
  }),
  body(
    'signed',
    multi('signed', [
      '\nSigned text',
      'Content-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP SIGNATURE-----',
    ]),
    {
      text: 'Signed text',
      attachments: [{ name: 'signature.asc', type: 'application/pgp-signature', size: 29, inline: false }],
    },
  ),
  body(
    'pgp-encrypted',
    multi('encrypted', [
      'Content-Type: application/pgp-encrypted\n\nVersion: 1',
      'Content-Type: application/octet-stream; name=encrypted.asc\n\n-----BEGIN PGP MESSAGE-----',
    ]),
    {
      text: '',
      attachments: [
        { name: 'attachment-1.bin', type: 'application/pgp-encrypted', size: 10, inline: false },
        { name: 'encrypted.asc', type: 'application/octet-stream', size: 27, inline: false },
      ],
    },
  ),
  body(
    'smime-encrypted',
    `Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=smime.p7m\n\n${base64('DER')}`,
    {
      text: '',
      attachments: [{ name: 'smime.p7m', type: 'application/pkcs7-mime', size: 3, inline: false }],
    },
  ),
];
