import { latin, multi, utf8 } from './body.ts';
import { base64, bytes } from './encode.ts';
import { type Expected, type Sample, sample } from './sample.ts';

const id = '0192e4c0-7a3b-7000-8000-0000000beef0@shop.test';
const post = (name: string, source: string | Buffer, expected: Expected): Sample =>
  sample(`postmasters/${name}`, source, expected);
const top = (from: string, subject: string, more = '') =>
  `From: ${from}\nTo: op@shop.test\nSubject: ${subject}\nMessage-ID: <r@mx.test>\nDate: Thu, 05 Nov 2026 10:00:00 +0300\n${more}MIME-Version: 1.0\n`;
const nobody = 'Return-Path: <>\n';
const text = 'Content-Type: text/plain; charset=utf-8\n\n';
const returned = `Received: from shop.test by mx.test; Thu, 05 Nov 2026 09:00:00 +0300\nFrom: op@shop.test\nTo: gone@mail.test\nSubject: Order\nMessage-ID: <${id}>\n\nHello\n`;
const eml = {
  name: 'Order.eml',
  type: 'message/rfc822',
  size: Buffer.byteLength(returned.replaceAll('\n', '\r\n')),
  inline: false,
};
const about: Expected = { bounceOf: id, autoSubmitted: true };
const nothing: Expected = { bounceOf: null, autoSubmitted: true };

const report = (kind: string, parts: string[]) => multi('report', parts, `; report-type=${kind}`);
const status = (fields: string) => `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\n\n${fields}\n`;
const failed = 'Final-Recipient: rfc822;gone@mail.test\nAction: failed\nStatus: 5.1.1\n';
const mail = `Content-Type: message/rfc822\n\n${returned}`;
const heads = `Content-Type: text/rfc822-headers\n\nFrom: op@shop.test\nMessage-ID: <${id}>\n`;
const machine = (name: string, lines: string, autoSubmitted: boolean) =>
  post(`robot/${name}`, `From: anna@mail.test\nTo: op@shop.test\n${lines}\nIn-Reply-To: <${id}>\n\nText\n`, {
    autoSubmitted,
    bounceOf: null,
    inReplyTo: id,
  });
const inner = (kind: string, parts: string[]) => multi(kind, parts).replaceAll('"b"', '"i"').replaceAll('--b', '--i');

/** What mail servers, robots and their reports send, in the words of each. */
export const postmasters: Sample[] = [
  post(
    '3464/e-1',
    `Date: Thu, 7 Jul 1994 17:16:05 -0400\nFrom: Mail Delivery Subsystem <MAILER-DAEMON@CS.UTK.EDU>\nMessage-Id: <199407072116.RAA14128@CS.UTK.EDU>\nSubject: Returned mail: Cannot send message for 5 days\nTo: <owner-info-mime@cs.utk.edu>\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status;\n      boundary="RAA14128.773615765/CS.UTK.EDU"\n\n--RAA14128.773615765/CS.UTK.EDU\n\nThe original message was received at Sat, 2 Jul 1994 17:10:28 -0400\nfrom root@localhost\n\n--RAA14128.773615765/CS.UTK.EDU\ncontent-type: message/delivery-status\n\nReporting-MTA: dns; cs.utk.edu\n\nOriginal-Recipient: rfc822;louisl@larry.slip.umd.edu\nFinal-Recipient: rfc822;louisl@larry.slip.umd.edu\nAction: failed\nStatus: 4.0.0\nDiagnostic-Code: smtp; 426 connection timed out\nLast-Attempt-Date: Thu, 7 Jul 1994 17:15:49 -0400\n\n--RAA14128.773615765/CS.UTK.EDU\ncontent-type: message/rfc822\n\n${returned}\n--RAA14128.773615765/CS.UTK.EDU--\n`,
    {
      ...about,
      from: { name: 'Mail Delivery Subsystem', address: 'MAILER-DAEMON@CS.UTK.EDU' },
      to: [{ address: 'owner-info-mime@cs.utk.edu' }],
      date: '1994-07-07T21:16:05.000Z',
      text: 'The original message was received at Sat, 2 Jul 1994 17:10:28 -0400\nfrom root@localhost',
      attachments: [eml],
    },
  ),
  post(
    '3464/several',
    `${nobody}${top('MAILER-DAEMON@mx.test', 'Undelivered Mail Returned to Sender')}${report('delivery-status', ['\nTwo failed.', status(`${failed}\nFinal-Recipient: rfc822; slow@mail.test\nAction: delayed\nStatus: 4.4.1\n\nFinal-Recipient: rfc822; fine@mail.test\nAction: delivered\nStatus: 2.0.0`), heads])}`,
    { ...about, text: 'Two failed.', attachments: [] },
  ),
  post(
    '3464/relayed',
    `${nobody}${top('MAILER-DAEMON@mx.test', 'Successful Mail Delivery Report')}${report('delivery-status', ['\nYour message was successfully relayed.', status('Final-Recipient: rfc822; gone@mail.test\nAction: relayed\nStatus: 2.0.0\n'), heads])}`,
    { ...nothing, text: 'Your message was successfully relayed.' },
  ),
  post(
    '3464/envelope-id',
    `${nobody}${top('MAILER-DAEMON@mx.test', 'Undelivered')}${report('delivery-status', ['\nFailed.', `Content-Type: message/delivery-status\n\nOriginal-Envelope-Id: <${id}>\nReporting-MTA: dns; mx.test\n\n${failed}`])}`,
    about,
  ),
  post(
    '3464/folded-id',
    `${nobody}${top('MAILER-DAEMON@mx.test', 'Undelivered')}${report('delivery-status', ['\nFailed.', status(failed), `Content-Type: text/rfc822-headers\n\nFrom: op@shop.test\nMessage-ID:\n <${id}>\n`])}`,
    about,
  ),
  post(
    '3464/headers-in-base64',
    `${nobody}${top('MAILER-DAEMON@mx.test', 'Undelivered')}${report('delivery-status', ['\nFailed.', status(failed), `Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: base64\n\n${base64(`Message-ID: <${id}>\n`)}`])}`,
    about,
  ),
  post(
    '3464/status-as-attachment',
    `${nobody}${top('MAILER-DAEMON@mx.test', 'Undelivered')}${report('delivery-status', ['\nFailed.', status(failed).replace('\n\n', '\nContent-Disposition: attachment; filename=details.txt\n\n'), mail.replace('\n\n', '\nContent-Disposition: attachment; filename=mail.eml\n\n')])}`,
    { ...about, attachments: [{ ...eml, name: 'mail.eml' }] },
  ),
  post(
    '3464/german',
    `${top('postmaster@firma.test', 'Unzustellbar: Anfrage')}${report('delivery-status', ['\nIhre Nachricht wurde nicht zugestellt.', status(failed), mail])}`,
    { ...about, text: 'Ihre Nachricht wurde nicht zugestellt.', attachments: [eml] },
  ),
  post(
    '6533/global',
    `${nobody}${top('MAILER-DAEMON@mx.test', 'Undelivered')}${report('delivery-status', ['\nFailed.', `Content-Type: message/global-delivery-status\nContent-Transfer-Encoding: 8bit\n\nReporting-MTA: dns; mx.test\n\nFinal-Recipient: utf-8; ушёл@почта.рф\nAction: failed\nStatus: 5.1.1\n`, `Content-Type: message/global-headers\n\nFrom: op@shop.test\nTo: ушёл@почта.рф\nMessage-ID: <${id}>\n`])}`,
    { ...about, attachments: [] },
  ),
  post(
    '6533/global-mail',
    `${nobody}${top('MAILER-DAEMON@mx.test', 'Undelivered')}${report('delivery-status', ['\nFailed.', status(failed), `Content-Type: message/global\n\n${returned}`])}`,
    { ...about, attachments: [{ ...eml, type: 'message/global' }] },
  ),
  post(
    'exchange',
    `${top('Postmaster <postmaster@corp.test>', 'Undeliverable: Order', `In-Reply-To: <${id}>\nReferences: <${id}>\nX-MS-Exchange-Message-Is-Ndr:\nContent-Language: en-US\n`)}${report('delivery-status', [inner('alternative', [`${text}Delivery has failed to these recipients or groups:\n\ngone@corp.test`, 'Content-Type: text/html; charset=utf-8\n\n<html><body><p>Delivery has failed to these recipients or groups:</p><p>gone@corp.test</p></body></html>']), status('Final-Recipient: rfc822;gone@corp.test\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound\n'), mail])}`,
    {
      ...about,
      text: 'Delivery has failed to these recipients or groups:\n\ngone@corp.test',
      hasHtml: true,
      attachments: [eml],
    },
  ),
  post(
    'exchange-ru-2003',
    `${top('postmaster@corp.test', `=?koi8-r?B?${base64(bytes('Уведомление о состоянии доставки (сбой)', 'koi8-r'), 999)}?=`)}${report('delivery-status', [`Content-Type: text/plain; charset=unicode-1-1-utf-7\n\n${bytes('Не удалось доставить следующим получателям.', 'utf-7')}`, status(failed), mail])}`,
    {
      ...about,
      subject: 'Уведомление о состоянии доставки (сбой)',
      text: 'Не удалось доставить следующим получателям.',
    },
  ),
  post(
    'gmail-icon',
    `${nobody}${top('Mail Delivery Subsystem <mailer-daemon@googlemail.test>', 'Delivery Status Notification (Failure)', `Auto-Submitted: auto-replied\nX-Failed-Recipients: gone@mail.test\nIn-Reply-To: <${id}>\n`)}${report(
      'delivery-status',
      [
        inner('related', [
          multi('alternative', [
            `${text}** Address not found **`,
            'Content-Type: text/html; charset=UTF-8\n\n<html><body><h2>Address not found</h2><img src="cid:icon.png"></body></html>',
          ])
            .replaceAll('"b"', '"j"')
            .replaceAll('--b', '--j'),
          'Content-Type: image/png; name="icon.png"\nContent-Disposition: attachment; filename="icon.png"\nContent-ID: <icon.png>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=',
        ]),
        status(failed),
        mail,
      ],
    )}`,
    {
      ...about,
      text: '** Address not found **',
      attachments: [{ name: 'icon.png', type: 'image/png', size: 8, inline: true }, eml],
    },
  ),
  post(
    'sendmail-transcript',
    `${nobody}${top('Mail Delivery Subsystem <MAILER-DAEMON@mx.test>', 'Returned mail: see transcript for details', 'Auto-Submitted: auto-generated (failure)\n')}${report('delivery-status', ['\nThe original message was received\n\n   ----- Transcript of session follows -----\n... while talking to mail.test.:\n>>> DATA\n<<< 550 5.1.1 <gone@mail.test>... User unknown', status(failed), heads])}`,
    {
      ...about,
      text: 'The original message was received\n\n   ----- Transcript of session follows -----\n... while talking to mail.test.:\n>>> DATA\n<<< 550 5.1.1 <gone@mail.test>... User unknown',
    },
  ),
  post(
    'sendmail-old',
    `${top('Mail Delivery Subsystem <MAILER-DAEMON@mx.test>', 'Returned mail: User unknown')}\n   ----- Transcript of session follows -----\n550 gone@mail.test... User unknown\n\n   ----- Unsent message follows -----\n${returned}`,
    about,
  ),
  post(
    'sendmail-warning',
    `${nobody}${top('Mail Delivery Subsystem <MAILER-DAEMON@mx.test>', 'Warning: could not send message for past 4 hours')}${report('delivery-status', ['\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **', status('Final-Recipient: RFC822; gone@mail.test\nAction: delayed\nStatus: 4.4.1\nWill-Retry-Until: Tue, 10 Nov 2026 10:00:00 +0300\n'), heads])}`,
    about,
  ),
  post(
    'postfix-delayed',
    `${nobody}${top('MAILER-DAEMON@mx.test (Mail Delivery System)', 'Delayed Mail (still being retried)', 'Auto-Submitted: auto-replied\n')}${report('delivery-status', ['Content-Description: Notification\nContent-Type: text/plain; charset=us-ascii\n\nThis is the mail system at host mx.test.', `Content-Description: Delivery report\n${status('Final-Recipient: rfc822; gone@mail.test\nAction: delayed\nStatus: 4.4.1\n')}`, `Content-Description: Undelivered Message Headers\n${heads}`])}`,
    {
      ...about,
      from: { name: 'Mail Delivery System', address: 'MAILER-DAEMON@mx.test' },
      text: 'This is the mail system at host mx.test.',
      attachments: [],
    },
  ),
  post(
    'exim-dsn',
    `${nobody}${top('Mail Delivery System <Mailer-Daemon@mx.test>', 'Mail delivery failed: returning message to sender', 'X-Failed-Recipients: gone@mail.test\nAuto-Submitted: auto-replied\n')}${report('delivery-status', ['Content-type: text/plain; charset=us-ascii\n\nThis message was created automatically by mail delivery software.\n\n  gone@mail.test\n    Unrouteable address', 'Content-type: message/delivery-status\n\nReporting-MTA: dns; mx.test\n\nAction: failed\nFinal-Recipient: rfc822;gone@mail.test\nStatus: 5.0.0\n', mail])}`,
    {
      ...about,
      text: 'This message was created automatically by mail delivery software.\n\n  gone@mail.test\n    Unrouteable address',
      attachments: [eml],
    },
  ),
  post(
    'exim-headers-only',
    `${nobody}${top('Mail Delivery System <Mailer-Daemon@mx.test>', 'Mail delivery failed: returning message to sender', 'X-Failed-Recipients: gone@mail.test\n')}\nThis message was created automatically by mail delivery software.\n\n  gone@mail.test\n    Unrouteable address\n\n------ This is a copy of the message's headers. ------\n\nReturn-path: <op@shop.test>\nMessage-Id: <${id}>\n`,
    about,
  ),
  post(
    'qmail-case',
    `${nobody}${top('MAILER-DAEMON@mx.test', 'failure notice')}\nHi. This is the qmail-send program at mx.test.\n\n<gone@mail.test>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <op@shop.test>\nReceived: (qmail 12 invoked by uid 0)\nMESSAGE-ID: <${id}>\nFrom: op@shop.test\n\nHello\n`,
    about,
  ),
  post(
    'yahoo',
    `${top('MAILER-DAEMON@yahoo.test', 'Failure Notice')}\nSorry, we were unable to deliver your message to the following address.\n\n<gone@mail.test>:\n550: 5.1.1 <gone@mail.test>: Recipient address rejected\n\n--- Below this line is a copy of the message.\n\n${returned}`,
    about,
  ),
  post(
    'domino',
    `${nobody}${top('Postmaster@corp.test', 'DELIVERY FAILURE: User gone (gone@corp.test) not listed in Domino Directory')}${report('delivery-status', ['Content-type: text/plain; charset=US-ASCII\n\nYour message\n\n  Subject: Order\n\nwas not delivered to:\n\n  gone@corp.test', 'Content-type: message/delivery-status\n\nReporting-MTA: dns;corp.test\n\nFinal-Recipient: rfc822;gone@corp.test\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: X-Notes; User gone not listed in\n Domino Directory\n', mail])}`,
    {
      ...about,
      text: 'Your message\n\n  Subject: Order\n\nwas not delivered to:\n\n  gone@corp.test',
    },
  ),
  post(
    'mdaemon',
    `${top('"MDaemon at mx.test" <MDAEMON@mx.test>', 'Permanent Delivery Failure', 'X-MDaemon-Deliver-To: op@shop.test\nPrecedence: bulk\n')}${multi('mixed', ['\nThe following data may contain sections in HTML format\n--- Session Transcript ---\nThu 2026-11-05 10:00: <-- 550 No such user', mail])}`,
    { ...about, attachments: [eml] },
  ),
  post(
    'groupwise',
    `${nobody}${top('<Mailer-Daemon@corp.test>', 'Mail System Error - Returned Mail')}${multi('mixed', ['Content-Type: text/plain\n\nThe message that you sent was undeliverable to the following:\n\tgone (550 No such recipient)', mail])}`,
    about,
  ),
  post(
    'communigate',
    `${nobody}${top('<MAILER-DAEMON@corp.test>', 'Undeliverable mail: Order')}${report('delivery-status', [`Content-Type: text/plain; charset="utf-8"\n\nFailed to deliver to 'gone@mail.test'\nSMTP module(domain mail.test) reports:\n 550 no such user`, status(failed), mail])}`,
    {
      ...about,
      text: "Failed to deliver to 'gone@mail.test'\nSMTP module(domain mail.test) reports:\n 550 no such user",
    },
  ),
  post(
    'yandex-report',
    `${nobody}${top('mailer-daemon@yandex.test (Mail Delivery System)', 'Недоставленное сообщение', 'Auto-Submitted: auto-replied\n')}${report('delivery-status', [`${text}Это письмо отправлено почтовым сервером yandex.test.\n\n<gone@mail.test>: host mx.mail.test said: 550 no such user`, status(failed), mail])}`,
    {
      ...about,
      subject: 'Недоставленное сообщение',
    },
  ),
  post(
    'mail-ru-message',
    `${nobody}${top('mailer-daemon@corp.mail.test', 'Mail failure.')}${multi('mixed', [`${text}Сообщение не доставлено: gone@mail.test`, mail])}`,
    { ...about, attachments: [eml] },
  ),
  post(
    'amazon',
    `${nobody}${top('MAILER-DAEMON@amazonses.test', 'Delivery Status Notification (Failure)')}${report('delivery-status', ['Content-Type: text/plain; charset=us-ascii\nContent-Description: Notification\n\nAn error occurred while trying to deliver the mail to the following recipients:\ngone@mail.test', status(failed), mail])}`,
    about,
  ),
  post(
    'forwarded-by-a-person',
    `${top('Anna <anna@mail.test>', 'Fwd: Undelivered Mail Returned to Sender')}${multi('mixed', [
      '\nWhat is this?',
      `Content-Type: message/rfc822\n\n${nobody}${top('MAILER-DAEMON@mx.test', 'Undelivered Mail Returned to Sender')}${report(
        'delivery-status',
        ['\nFailed.', status(failed), heads],
      )
        .replaceAll('"b"', '"k"')
        .replaceAll('--b', '--k')}`,
    ])}`,
    { bounceOf: null, autoSubmitted: false, text: 'What is this?' },
  ),
  post(
    'quoted-by-a-person',
    `${top('Anna <anna@mail.test>', 'Re: Undelivered Mail Returned to Sender', 'Return-Path: <anna@mail.test>\n')}\nI got this:\n\n> Subject: Undelivered\n> Message-ID: <${id}>\n`,
    { bounceOf: null, autoSubmitted: false },
  ),
  post(
    '5965/spam',
    `From: <abusedesk@example.com>\nDate: Thu, 8 Mar 2005 17:40:36 EDT\nSubject: FW: Earn money\nTo: <abuse@example.net>\nMIME-Version: 1.0\n${report('feedback-report', ['Content-Type: text/plain; charset="US-ASCII"\nContent-Transfer-Encoding: 7bit\n\nThis is an email abuse report for an email message received from IP\n192.0.2.1 on Thu, 8 Mar 2005 14:00:00 EDT.', 'Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: SomeGenerator/1.0\nVersion: 1\n', 'Content-Type: message/rfc822\nContent-Disposition: inline\n\nFrom: <somespammer@example.net>\nSubject: Earn money\nMessage-ID: 8787KJKJ3K4J3K4J3K4J3.mail@example.net\n\nSpam Spam Spam'])}`,
    {
      ...nothing,
      from: { address: 'abusedesk@example.com' },
      date: '2005-03-08T21:40:36.000Z',
      text: 'This is an email abuse report for an email message received from IP\n192.0.2.1 on Thu, 8 Mar 2005 14:00:00 EDT.',
      attachments: [{ name: 'Earn money.eml', type: 'message/rfc822', size: 122, inline: false }],
    },
  ),
  post(
    '5965/dmarc-failure',
    `${top('dmarc@mx.test', 'DMARC failure report')}${report('feedback-report', ['\nAn authentication failure.', 'Content-Type: message/feedback-report\n\nFeedback-Type: auth-failure\nVersion: 1\n', heads])}`,
    { ...nothing, attachments: [] },
  ),
  post(
    'dmarc-aggregate',
    `${top('noreply-dmarc-support@google.test', 'Report domain: shop.test Submitter: google.test Report-ID: 12')}Content-Type: application/zip; \n\tname="google.test!shop.test!1!2.zip"\nContent-Disposition: attachment; \n\tfilename="google.test!shop.test!1!2.zip"\nContent-Transfer-Encoding: base64\n\n${base64('PK')}\n`,
    {
      bounceOf: null,
      text: '',
      attachments: [{ name: 'google.test!shop.test!1!2.zip', type: 'application/zip', size: 2, inline: false }],
    },
  ),
  post(
    '8098/joe',
    `Date: Wed, 20 Sep 1995 00:19:00 (EDT) -0400\nFrom: Joe Recipient <Joe_Recipient@example.com>\nMessage-Id: <199509200019.12345@example.com>\nSubject: Re: First draft of report\nTo: Jane Sender <Jane_Sender@example.org>\nMIME-Version: 1.0\n${report('disposition-notification', ['\nThe message sent on 1995 Sep 19 at 13:30:00 (EDT) -0400 to Joe\nRecipient <Joe_Recipient@example.com> with subject "First draft of\nreport" has been displayed.\n\nThis is no guarantee that the message has been read or understood.', `content-type: message/disposition-notification\n\nReporting-UA: joes-pc.cs.example.com; Foomail 97.1\nOriginal-Recipient: rfc822;Joe_Recipient@example.com\nFinal-Recipient: rfc822;Joe_Recipient@example.com\nOriginal-Message-ID: <${id}>\nDisposition: manual-action/MDN-sent-manually; displayed\n`, mail])}`,
    {
      ...nothing,
      date: '1995-09-20T04:19:00.000Z',
      text: 'The message sent on 1995 Sep 19 at 13:30:00 (EDT) -0400 to Joe\nRecipient <Joe_Recipient@example.com> with subject "First draft of\nreport" has been displayed.\n\nThis is no guarantee that the message has been read or understood.',
      attachments: [eml],
    },
  ),
  post(
    'outlook-read',
    latin(
      `${top('anna@mail.test', utf8('Прочитано: Заказ'), `In-Reply-To: <${id}>\n`)}${report('disposition-notification', [`Content-Type: text/plain; charset="koi8-r"\n\n${bytes('Ваше сообщение прочитано', 'koi8-r')}`, 'Content-Type: message/disposition-notification\n\nReporting-UA: mx.test; Microsoft Outlook\nFinal-Recipient: rfc822;anna@mail.test\nDisposition: automatic-action/MDN-sent-automatically; displayed\n'])}`,
    ),
    {
      ...nothing,
      subject: 'Прочитано: Заказ',
      text: 'Ваше сообщение прочитано',
      attachments: [],
      inReplyTo: id,
    },
  ),
  post(
    'outlook-deleted',
    `${nobody}${top('anna@mail.test', 'Not read: Order')}${report('disposition-notification', ['\nYour message was deleted without being read.', `Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;anna@mail.test\nOriginal-Message-ID: <${id}>\nDisposition: automatic-action/MDN-sent-automatically; deleted\n`])}`,
    nothing,
  ),
  machine(
    'gmail-vacation',
    'Subject: I am on leave Re: Order\nPrecedence: bulk\nX-Autoreply: yes\nAuto-Submitted: auto-replied',
    true,
  ),
  machine('exchange-oof', 'Subject: Automatic reply: Order\nX-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated', true),
  machine('vacation-null-path', 'Return-Path: <>\nSubject: away from my mail', true),
  machine('sieve', 'Subject: Auto: Order\nAuto-Submitted: auto-replied (vacation)', true),
  machine('rt', 'Subject: [shop.test #12] AutoReply: Order\nPrecedence: bulk\nX-RT-Loop-Prevention: shop.test', true),
  machine('german', 'Subject: Automatische Antwort: Anfrage', true),
  machine('german-away', 'Subject: Abwesenheitsnotiz: Anfrage', true),
  machine('french', 'Subject: =?utf-8?Q?R=C3=A9ponse_automatique=C2=A0=3A?= Commande', true),
  machine('spanish', 'Subject: =?utf-8?Q?Respuesta_autom=C3=A1tica?=: Pedido', true),
  machine('ukrainian', 'Subject: Автоматична відповідь: Замовлення', true),
  machine('english-word-in-talk', 'Subject: Re: your automatic reply machine', false),
  machine('person', 'Subject: Re: Order\nX-Mailer: Apple Mail (2.3445)\nX-Priority: 1\nImportance: high', false),
  machine('list-help-only', 'Subject: News\nList-Help: <mailto:a@mail.test>', true),
  machine('precedence-special', 'Subject: Re: Order\nPrecedence: special-delivery', false),
  machine('suppress-oof', 'Subject: Order\nX-Auto-Response-Suppress: DR, OOF, AutoReply', true),
  machine('facebook-notice', 'Subject: News\nX-Auto-Response-Suppress: All\nList-Unsubscribe: <https://mail.test/u>', true),
];
