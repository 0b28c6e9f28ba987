import { latin, multi, png, type, utf8 } from './body.ts';
import { base64, bytes, quotedPrintable } from './encode.ts';
import { type Expected, type Sample, sample } from './sample.ts';

const id = '0192e4c0-7a3b-7000-8000-0000000000aa@shop.test';
const about: Expected = { bounceOf: id, autoSubmitted: true };
const nothing: Expected = { bounceOf: null, autoSubmitted: true };
const server = (name: string, head: string, rest: string, expected: Expected): Sample =>
  sample(`servers/${name}`, latin(`To: op@shop.test\nMessage-ID: <r@mx.test>\nMIME-Version: 1.0\n${head}\n${rest}`), expected);
const original = `From: op@shop.test\nTo: gone@mail.test\nSubject: Order\nMessage-ID: <${id}>\n\nHello\n`;
const mail = `Content-Type: message/rfc822\n\n${original}`;
const headers = `Content-Type: text/rfc822-headers\n\n${original.split('\n\n')[0]}\n`;
const report = (parts: string[], kind = 'delivery-status') => multi('report', parts, `; report-type=${kind}`);
const status = (fields: string) => `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\n\n${fields}\n`;
const gone = 'Final-Recipient: rfc822;gone@mail.test\nAction: failed\nStatus: 5.1.10';
const html = (markup: string) => `${type('text/html; charset=utf-8')}${utf8(markup)}`;
const plain = (text: string) => `${type('text/plain; charset=utf-8')}${utf8(text)}`;
const subject = (name: string, value: string, autoSubmitted: boolean): Sample =>
  server(`subject-${name}`, `From: maria@mail.test\nSubject: ${utf8(value)}`, '\nText\n', {
    autoSubmitted,
    subject: value,
    bounceOf: null,
  });
const receipt = (name: string, head: string, words: string, fields: string, expected: Expected): Sample =>
  server(
    `receipt-${name}`,
    head,
    report([words, `Content-Type: message/disposition-notification\n\n${fields}\n`], 'disposition-notification'),
    { ...nothing, ...expected },
  );

/** Reports of further mail servers, receipts of further programs, and machines that say so in the subject alone. */
export const servers: Sample[] = [
  server(
    'office-365',
    `From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@acme.test>\nSubject: Undeliverable: Order\nAuto-Submitted: auto-replied\nX-MS-Exchange-Message-Is-Ndr:\nIn-Reply-To: <${id}>\nReferences: <${id}>`,
    report([
      multi('alternative', [
        plain("Your message to gone@mail.test couldn't be delivered.\n\ngone wasn't found at mail.test."),
        html('<table><tr><td>Your message to gone@mail.test couldn&#39;t be delivered.</td></tr></table>'),
      ])
        .replaceAll('"b"', '"i"')
        .replaceAll('--b', '--i'),
      `Content-Type: message/delivery-status\n\nReporting-MTA: dns;A1.prod.outlook.test\nReceived-From-MTA: dns;B1\nArrival-Date: Mon, 2 Nov 2026 06:58:12 +0000\n\n${gone}\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup\nX-Display-Name: gone@mail.test\n`,
      headers.replace('text/rfc822-headers', 'text/rfc822-headers; charset=utf-8'),
    ]),
    {
      ...about,
      text: "Your message to gone@mail.test couldn't be delivered.\n\ngone wasn't found at mail.test.",
      attachments: [],
    },
  ),
  server(
    'exchange-ru-2016',
    `From: =?koi8-r?B?${base64(bytes('Система почты', 'koi8-r'))}?= <postmaster@corp.test>\nSubject: =?koi8-r?B?${base64(bytes('Не удается доставить: Заказ', 'koi8-r'))}?=\nContent-Language: ru-RU\nAuto-Submitted: auto-replied`,
    report([
      `${type('text/html; charset=koi8-r', 'quoted-printable')}${quotedPrintable(bytes('<p>Сбой доставки следующим получателям или группам:</p><p>gone@mail.test</p>', 'koi8-r'))}`,
      status(`${gone}\nDiagnostic-Code: smtp;550 5.1.1 User unknown`),
      mail,
    ]),
    {
      ...about,
      subject: 'Не удается доставить: Заказ',
      text: 'Сбой доставки следующим получателям или группам:\n\ngone@mail.test',
    },
  ),
  server(
    'google-blocked',
    `From: Mail Delivery Subsystem <mailer-daemon@googlemail.test>\nSubject: Delivery Status Notification (Failure)\nAuto-Submitted: auto-replied\nX-Failed-Recipients: gone@mail.test\nReferences: <${id}>\nIn-Reply-To: <${id}>`,
    report([
      multi('related', [
        multi('alternative', [plain('** Message blocked **'), html('<b>Message blocked</b><img src="cid:icon.png">')])
          .replaceAll('"b"', '"k"')
          .replaceAll('--b', '--k'),
        png('Content-Disposition: attachment; filename="icon.png"\nContent-ID: <icon.png>\n'),
      ])
        .replaceAll('"b"', '"i"')
        .replaceAll('--b', '--i'),
      status(
        'Final-Recipient: rfc822; gone@mail.test\nAction: failed\nStatus: 5.7.1\nRemote-MTA: dns; mx.mail.test. (192.0.2.1, the server for the domain mail.test.)\nDiagnostic-Code: smtp; 550 5.7.1 Blocked\nLast-Attempt-Date: Mon, 02 Nov 2026 06:58:12 -0800 (PST)',
      ),
      mail,
    ]),
    { ...about, text: '** Message blocked **' },
  ),
  server(
    'two-one-delivered',
    'From: MAILER-DAEMON@mx.test\nSubject: Undelivered Mail\nReturn-Path: <>',
    report([
      '\nOne of two.',
      status(
        `Final-Recipient: rfc822; here@mail.test\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; gone@mail.test\nAction: failed\nStatus: 5.1.1`,
      ),
      headers,
    ]),
    about,
  ),
  server(
    'gmx',
    'From: GMX Mailer Daemon <mailer-daemon@gmx.test>\nSubject: Mail delivery failed: returning message to sender\nReturn-Path: <>',
    plain(
      `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of\nits recipients. This is a permanent error. The following address(es)\nfailed:\n\ngone@mail.test:\nSMTP error from remote server for RCPT TO command, host: mx.mail.test (192.0.2.1) reason: 550 5.1.1 unknown\n\n--- The header of the original message is following. ---\n\nReceived: from shop.test\nMessage-ID: <${id}>\nSubject: Order\n`,
    ),
    about,
  ),
  server(
    'mimecast',
    'From: <postmaster@acme.test>\nSubject: [Postmaster] Email Delivery Failure\nReturn-Path: <>',
    multi('mixed', [html('<p>Delivery of the following email failed</p><p>The error was: 550 Invalid Recipient</p>'), mail]),
    about,
  ),
  server(
    'ironport',
    'From: Mail Delivery System <MAILER-DAEMON@ironport.test>\nSubject: Undeliverable Message\nReturn-Path: <>',
    multi('mixed', [
      plain(
        "The following message to <gone@mail.test> was undeliverable.\nThe reason for the problem:\n5.1.0 - Unknown address error 550-'5.1.1 unknown'",
      ),
      mail,
    ]),
    about,
  ),
  server(
    'kerio',
    'From: postmaster@corp.test\nSubject: Undeliverable Mail\nReturn-Path: <>',
    report([
      plain('Your message could not be delivered.\nReason: Mailbox is full'),
      status('Final-Recipient: rfc822;gone@mail.test\nAction: failed\nStatus: 5.2.2'),
      mail,
    ]),
    about,
  ),
  server(
    'mail-ru-2020',
    `From: mailer-daemon@corp.mail.test\nSubject: Mail delivery failed: returning message to sender\nX-Failed-Recipients: gone@mail.test\nAuto-Submitted: auto-replied\nReferences: <${id}>`,
    report([
      plain(
        'Это письмо создано автоматически\nсервером Mail.Ru. Отвечать на него не нужно.\n\nК сожалению, Ваше письмо не может быть\nдоставлено одному или нескольким получателям:\n\n**********************\n\ngone@mail.test\nReason: 550 user not found',
      ),
      status('Action: failed\nFinal-Recipient: rfc822;gone@mail.test\nStatus: 5.0.0\nRemote-MTA: dns; mx.mail.test'),
      mail,
    ]),
    about,
  ),
  server(
    'yandex-delay',
    'From: mailer-daemon@yandex.test\nSubject: Delayed Mail (still being retried)\nReturn-Path: <>\nAuto-Submitted: auto-replied',
    report([
      plain('This is the mail system at host yandex.test.'),
      status('Final-Recipient: rfc822; slow@mail.test\nAction: delayed\nStatus: 4.4.1'),
      headers,
    ]),
    about,
  ),
  server(
    'relayed',
    'From: postmaster@mx.test\nSubject: Relayed\nReturn-Path: <>',
    report([
      plain('Relayed to a system that sends no receipts.'),
      status('Final-Recipient: rfc822; a@mail.test\nAction: relayed\nStatus: 2.0.0'),
      headers,
    ]),
    nothing,
  ),
  server(
    'status-before-words',
    'From: postmaster@mx.test\nSubject: Undelivered\nReturn-Path: <>',
    report([status(gone), plain('Your mail was not delivered.'), mail]),
    { ...about, text: 'Your mail was not delivered.' },
  ),
  server(
    'answer-to-a-bounce',
    `From: Maria <maria@mail.test>\nSubject: Re: Undelivered Mail Returned to Sender\nIn-Reply-To: <r@mx.test>`,
    plain(`Please write to my other address.\n\n> <gone@mail.test>: host mx said: 550 5.1.1\n> Message-ID: <${id}>`),
    { bounceOf: null, autoSubmitted: false },
  ),
  server(
    'courier',
    'From: "Courier mail server at mx.test" <@mx.test>\nSubject: NOTICE: mail delivery status.\nReturn-Path: <>',
    report([
      plain(
        'UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<gone@mail.test>:\n    mx.mail.test [192.0.2.1]:\n>>> RCPT TO:<gone@mail.test>\n<<< 550 User unknown.',
      ),
      status('Final-Recipient: rfc822; gone@mail.test\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 User unknown.'),
      headers,
    ]),
    about,
  ),
  receipt(
    'thunderbird',
    'From: Anna <anna@mail.test>\nSubject: Return Receipt (displayed) - Order\nReferences: <x@shop.test>',
    "\nThis is a Return Receipt for the mail that you sent to anna@mail.test.\n\nNote: This Return Receipt only acknowledges that the message was displayed on the recipient's computer.",
    `Reporting-UA: mail.test; Mozilla Thunderbird\nFinal-Recipient: rfc822;anna@mail.test\nOriginal-Message-ID: <${id}>\nDisposition: manual-action/MDN-sent-manually; displayed`,
    { attachments: [] },
  ),
  receipt(
    'the-bat',
    'From: Anna <anna@mail.test>\nSubject: Read: Order',
    `${type('text/plain; charset=windows-1251', '8bit')}${bytes('Это подтверждение о прочтении Вашего письма.', 'windows-1251')}`,
    `Final-Recipient: rfc822;anna@mail.test\nOriginal-Message-ID: <${id}>\nDisposition: manual-action/MDN-sent-manually; displayed`,
    { text: 'Это подтверждение о прочтении Вашего письма.' },
  ),
  receipt(
    'denied',
    'From: Anna <anna@mail.test>\nSubject: Not read: Order',
    '\nYour message was deleted without being read.',
    `Final-Recipient: rfc822;anna@mail.test\nOriginal-Message-ID: <${id}>\nDisposition: automatic-action/MDN-sent-automatically; deleted`,
    {},
  ),
  server(
    'exchange-rule',
    'From: maria@mail.test\nSubject: x\nX-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent',
    '\nText\n',
    nothing,
  ),
  server(
    'yahoo',
    'From: MAILER-DAEMON@yahoo.test\nSubject: Failure Notice\nReturn-Path: <>',
    plain(
      `Sorry, we were unable to deliver your message to the following address.\n\n<gone@mail.test>:\nRemote host said:\n550 5.1.1 unknown\n [RCPT_TO]\n\n--- Below this line is a copy of the message.\n\nReceived: from a by b; Thu, 5 Nov 2026\n${original}`,
    ),
    about,
  ),
  server(
    'iis',
    'From: postmaster@corp.test\nSubject: Delivery Status Notification (Failure)',
    report([
      '\nThis is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed.\n\n       gone@mail.test\n',
      status(`Received-From-MTA: dns;mx\nArrival-Date: Thu, 5 Nov 2026 10:00:00 +0300\n\n${gone}`),
      mail,
    ]),
    {
      ...about,
      text: 'This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed.\n\n       gone@mail.test',
    },
  ),
  server(
    'mailenable',
    'From: postmaster@corp.test\nSubject: Message Delivery Failure\nReturn-Path: <>',
    multi('mixed', [
      plain(
        'MailEnable: Message could not be delivered to some recipients.\n\n\tRecipient: [SMTP:gone@mail.test]\n\tReason: 550 unknown',
      ),
      `Content-Type: text/plain\n\nMessage headers follow:\n\nFrom: op@shop.test\nMessage-ID: <${id}>\nSubject: Order\n`,
    ]),
    about,
  ),
  server(
    'hmailserver-names-no-mail',
    'From: mailer-daemon@corp.test\nSubject: Message undeliverable: Order\nReturn-Path: <>',
    plain(
      'Your message did not reach some or all of the intended recipients.\n\n   Subject: Order\n\nThe following recipient(s) could not be reached:\n\ngone@mail.test\n   Error Type: SMTP\n\nhMailServer',
    ),
    nothing,
  ),
  server(
    'report-above-a-footer',
    'From: MAILER-DAEMON@mx.test\nSubject: Undelivered\nReturn-Path: <>',
    multi('mixed', [
      report(['\nFailed.', status(gone), mail])
        .replaceAll('"b"', '"i"')
        .replaceAll('--b', '--i'),
      plain('Footer of the list'),
    ]),
    { ...about, text: 'Failed.\n\nFooter of the list' },
  ),
  server(
    'status-in-base64',
    'From: MAILER-DAEMON@mx.test\nSubject: Undelivered\nReturn-Path: <>',
    report([
      plain('Failed.'),
      `${type('message/delivery-status', 'base64')}${base64(`Reporting-MTA: dns; mx.test\n\n${gone}\n`)}`,
      `${type('message/rfc822', 'base64')}${base64(original.replaceAll('\n', '\r\n'))}`,
    ]),
    { ...about, text: 'Failed.' },
  ),
  server(
    'vacation-with-nobody-to-answer-to',
    `From: Anna <anna@mail.test>\nReturn-Path: <>\nSubject: Re: Order\nAuto-Submitted: auto-replied\nIn-Reply-To: <${id}>`,
    plain('Я в отпуске до 15 ноября.'),
    { ...nothing, inReplyTo: id, text: 'Я в отпуске до 15 ноября.' },
  ),
  server(
    'report-that-somebody-asks-about',
    'From: Anna <anna@mail.test>\nReturn-Path: <anna@mail.test>\nSubject: Fwd: Undelivered Mail Returned to Sender',
    multi('mixed', [
      plain('What is this?'),
      `Content-Type: message/rfc822\n\nFrom: MAILER-DAEMON@mx.test\nSubject: Undelivered\n${report([
        '\nFailed.',
        status(gone),
        headers,
      ])
        .replaceAll('"b"', '"i"')
        .replaceAll('--b', '--i')}`,
    ]),
    { bounceOf: null, autoSubmitted: false, text: 'What is this?' },
  ),
  subject('polish', 'Automatyczna odpowiedź: Zamówienie', true),
  subject('italian', 'Risposta automatica: Ordine', true),
  subject('portuguese', 'Resposta automática: Pedido', true),
  subject('dutch', 'Automatisch antwoord: Bestelling', true),
  subject('turkish', 'Otomatik yanıt: Sipariş', true),
  subject('chinese', '自动答复: 订单', true),
  subject('russian-short', 'Автоответ: Заказ', true),
  subject('russian-question', 'Автоматический ответ не приходит', false),
  subject('english-question', 'Is this an automatic reply?', false),
];
