import { multi } from './body.ts';
import { base64 } from './encode.ts';
import { type Expected, type Sample, sample } from './sample.ts';

const id = '0192e4c0-7a3b-7000-8000-00000000face@shop.test';
const about: Expected = { bounceOf: id, autoSubmitted: true };
const nothing: Expected = { bounceOf: null, autoSubmitted: true };
const daemon = (
  name: string,
  subject: string,
  rest: string,
  expected: Expected,
  from = 'MAILER-DAEMON@mx.test',
  more = 'Return-Path: <>\n',
): Sample =>
  sample(
    `daemons/${name}`,
    `${more}From: ${from}\nTo: op@shop.test\nSubject: ${subject}\nMessage-ID: <d@mx.test>\nMIME-Version: 1.0\n${rest}`,
    expected,
  );
const original = `From: op@shop.test\nTo: gone@mail.test\nSubject: Order\nMessage-ID: <${id}>\n\nHello\n`;
const mail = `Content-Type: message/rfc822\n\n${original}`;
const report = (parts: string[], kind = '; report-type=delivery-status') => multi('report', parts, kind);
const status = (fields: string) => `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\n\n${fields}\n`;
const fields = (action: string, code = '5.1.1') => `Final-Recipient: rfc822; gone@mail.test\nAction: ${action}\nStatus: ${code}`;
const told = '\nNot delivered.';
const words = (text: string) => `Content-Type: text/plain; charset=utf-8\n\n${text}`;

/** What else comes from mail servers: reports that are not quite as RFC 3464 has them, and daemons in their own words. */
export const daemons: Sample[] = [
  daemon('action-failure', 'Undelivered', report([told, status(fields('failure')), mail]), about),
  daemon('action-in-capitals', 'Undelivered', report([told, status(fields('FAILED')), mail]), about),
  daemon('action-with-comment', 'Undelivered', report([told, status(fields('failed (permanently)')), mail]), about),
  daemon('action-expanded', 'Delivery Status Notification', report([told, status(fields('expanded', '2.0.0')), mail]), nothing),
  daemon(
    'action-missing',
    'Undelivered',
    report([told, status('Final-Recipient: rfc822; gone@mail.test\nStatus: 5.1.1'), mail]),
    about,
  ),
  daemon(
    'brackets',
    'Undelivered',
    report([told, status('final-recipient: RFC822;<gone@mail.test>\naction: failed\nstatus: 5.1.1'), mail]),
    about,
  ),
  daemon(
    'no-block-of-the-mail',
    'Undelivered',
    report([
      told,
      'Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; gone@mail.test\nAction: failed\nStatus: 5.1.1\n',
      mail,
    ]),
    about,
  ),
  daemon(
    'one-block',
    'Undelivered',
    report([
      told,
      'Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\nFinal-Recipient: rfc822; gone@mail.test\nAction: failed\nStatus: 5.1.1\n',
      mail,
    ]),
    about,
  ),
  daemon('no-report-type', 'Undelivered', report([told, status(fields('failed')), mail], ''), about),
  daemon(
    'status-in-base64',
    'Undelivered',
    report([
      told,
      `Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n${base64(`Reporting-MTA: dns; mx.test\r\n\r\n${fields('failed').replaceAll('\n', '\r\n')}\r\n`)}`,
      mail,
    ]),
    about,
  ),
  daemon(
    'mail-in-base64',
    'Undelivered',
    report([
      told,
      status(fields('failed')),
      `Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${base64(original)}`,
    ]),
    about,
  ),
  daemon(
    'mail-with-mbox-line',
    'Undelivered',
    report([
      told,
      status(fields('failed')),
      `Content-Type: message/rfc822\n\nFrom op@shop.test Thu Nov  5 10:00:00 2026\n${original}`,
    ]),
    about,
  ),
  daemon(
    'id-without-brackets',
    'Undelivered',
    report([told, status(fields('failed')), `Content-Type: text/rfc822-headers\n\nMessage-ID: ${id}\n`]),
    about,
  ),
  daemon(
    'headers-named',
    'Undelivered',
    report([
      told,
      status(fields('failed')),
      `Content-Type: text/rfc822-headers; name="headers.txt"\nContent-Disposition: attachment; filename="headers.txt"\n\nMessage-ID: <${id}>\n`,
    ]),
    { ...about, attachments: [] },
  ),
  daemon(
    'headers-as-text',
    'Undelivered',
    report([
      told,
      status(fields('failed')),
      `Content-Type: text/plain; name="headers.txt"\nContent-Disposition: inline; filename="headers.txt"\n\nFrom: op@shop.test\nMessage-ID: <${id}>\n`,
    ]),
    about,
  ),
  daemon(
    'inside-mixed',
    'Undelivered',
    multi('mixed', [
      report([told, status(fields('failed')), mail])
        .replaceAll('"b"', '"i"')
        .replaceAll('--b', '--i'),
      words('_____\nList footer'),
    ]),
    about,
  ),
  daemon('no-words', 'Undelivered', report([status(fields('failed')), mail]), about),
  daemon(
    'receipt-of-delivery',
    'Return receipt',
    report(['\nYour message was successfully delivered.', status(fields('delivered', '2.1.5')), mail]),
    { ...about, text: 'Your message was successfully delivered.' },
  ),
  daemon(
    'gmail-delay',
    'Delivery Status Notification (Delay)',
    report(['\nThere was a temporary problem delivering your message.', status(fields('delayed', '4.4.1')), mail]),
    about,
  ),
  daemon(
    'two-recipients-two-blocks-of-blank-lines',
    'Undelivered',
    report([told, status(`${fields('failed')}\n\n\n\n${fields('failed').replace('gone', 'lost')}`), mail]),
    about,
  ),
  daemon(
    'hmailserver',
    'Message undeliverable: Order',
    words(
      'Your message did not reach some or all of the intended recipients.\n\nThe following recipient(s) could not be reached:\n\n  gone@mail.test\n    550 no such user\n\nhMailServer',
    ),
    nothing,
  ),
  daemon(
    'mailenable',
    'Message Delivery Failure',
    multi('mixed', [
      words('MailEnable: Message Delivery Failure.\n\nThe following recipients were not reachable:\n\t[SMTP:gone@mail.test]'),
      mail,
    ]),
    { bounceOf: id },
    'Postmaster@mx.test',
    '',
  ),
  daemon(
    'novell',
    'Message status - undeliverable',
    multi('mixed', [words('The message that you sent was undeliverable to the following:\n\tgone@mail.test'), mail]),
    about,
  ),
  daemon(
    'symantec',
    'Delivery failure (gone@mail.test)',
    words(
      `Your message has encountered delivery problems to the following recipient(s):\n\ngone@mail.test\n\n> Message-ID: <${id}>\n> Subject: Order`,
    ),
    about,
  ),
  daemon(
    'qmail-headers',
    'failure notice',
    words(
      `Hi. This is the qmail-send program at mx.test.\n\n<gone@mail.test>:\nuser is over quota (#5.2.2)\n\n--- Enclosed are the original headers of the message.\n\nMessage-Id: <${id}>`,
    ),
    about,
  ),
  daemon(
    'aol',
    'Returned mail',
    words(`The following message could not be delivered: gone@mail.test\n\n----- Unsent message below -----\n${original}`),
    about,
  ),
  daemon(
    'barracuda',
    '**Message you sent blocked by our bulk email filter**',
    words('Your message to: gone@mail.test\nwas blocked by our Spam Firewall.'),
    nothing,
  ),
  daemon(
    'russian-hosting',
    'Ошибка доставки: сообщение возвращено',
    words(`Письмо не доставлено адресату gone@mail.test.\n\nMessage-ID: <${id}>`),
    about,
  ),
  daemon(
    'russian-full',
    'Недоставленное сообщение',
    words(`Ящик gone@mail.test переполнен.\n\n----- Оригинальное письмо -----\n${original}`),
    about,
  ),
  daemon(
    'name-only',
    'Undelivered Mail Returned to Sender',
    report([told, status(fields('failed')), mail]),
    { ...about, from: null },
    'Mail Delivery System',
  ),
  daemon(
    'empty-from',
    'Undelivered Mail Returned to Sender',
    report([told, status(fields('failed')), mail]),
    { ...about, from: null },
    '<>',
  ),
  daemon(
    'challenge',
    'Please confirm your message',
    words('Click to confirm.'),
    { ...nothing, inReplyTo: id },
    'anna@mail.test',
    `Auto-Submitted: auto-replied\nIn-Reply-To: <${id}>\n`,
  ),
  daemon(
    'vacation-of-a-daemon-like-name',
    'Out of office',
    words('I am away.'),
    { ...nothing, inReplyTo: id },
    'Anna Mailer <anna@mail.test>',
    `Auto-Submitted: auto-replied\nIn-Reply-To: <${id}>\n`,
  ),
  daemon(
    'person-asks-about-a-bounce',
    'Undeliverable: what does it mean?',
    words('I wrote to you and it came back.'),
    { bounceOf: null, autoSubmitted: false },
    'Anna <anna@mail.test>',
    'Return-Path: <anna@mail.test>\n',
  ),
  daemon(
    'mdn-dispatched',
    'Read: Order',
    multi(
      'report',
      [
        '\nDispatched.',
        `Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; anna@mail.test\nOriginal-Message-ID: <${id}>\nDisposition: automatic-action/MDN-sent-automatically; dispatched\n`,
      ],
      '; report-type=disposition-notification',
    ),
    nothing,
    'anna@mail.test',
    '',
  ),
  daemon(
    'mdn-failed',
    'Order',
    multi(
      'report',
      [
        '\nFailed.',
        `Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; anna@mail.test\nOriginal-Message-ID: <${id}>\nDisposition: automatic-action/MDN-sent-automatically; processed/error\nError: no\n`,
      ],
      '; report-type=disposition-notification',
    ),
    nothing,
    'anna@mail.test',
    'Return-Path: <>\n',
  ),
];
