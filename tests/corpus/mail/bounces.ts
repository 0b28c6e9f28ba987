import { type Sample, sample, wire } from './sample.ts';

const id = '0192e4c0-7a3b-7000-8000-00000000cafe@shop.test';
const head = (from: string, subject: string, more = '') =>
  `Return-Path: <>\nFrom: ${from}\nTo: op@shop.test\nSubject: ${subject}\nMessage-ID: <bounce@mx.test>\nDate: Thu, 05 Nov 2026 10:00:00 +0300\n${more}`;
const original = `Received: from shop.test by mx.test\nMessage-ID: <${id}>\nFrom: Shop <op@shop.test>\nTo: gone@mail.test\nSubject: Ваш заказ\n\nHello\n`;
const about = { bounceOf: id, autoSubmitted: true };
const plain = 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n';

const dsn = (fields: string, returned: string, human = 'Your mail was not delivered.') => `${head(
  'MAILER-DAEMON@mx.test (Mail Delivery System)',
  'Undelivered Mail Returned to Sender',
  'Auto-Submitted: auto-replied\n',
)}MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="r"

--r
Content-Type: text/plain

${human}
--r
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

${fields}
--r
${returned}
--r--
`;

const rfc822 = `Content-Type: message/rfc822\n\n${original}`;
const headers = `Content-Type: text/rfc822-headers\n\nMessage-ID: <${id}>\nSubject: x`;
const failed =
  'Final-Recipient: rfc822; gone@mail.test\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <gone@mail.test>: user unknown';

/** RFC 3464 as servers write it, and the bounces in words of the ones that do not. */
export const bounces: Sample[] = [
  sample('bounces/dsn-with-mail', dsn(failed, rfc822), {
    ...about,
    from: { name: 'Mail Delivery System', address: 'MAILER-DAEMON@mx.test' },
    text: 'Your mail was not delivered.',
    attachments: [{ name: 'Ваш заказ.eml', type: 'message/rfc822', size: wire(original).length, inline: false }],
  }),
  sample('bounces/dsn-with-headers', dsn(failed, headers), { ...about, attachments: [] }),
  sample('bounces/dsn-delayed', dsn(failed.replace('failed', 'delayed').replace('5.1.1', '4.4.1'), headers), about),
  sample(
    'bounces/dsn-delivered',
    dsn('Final-Recipient: rfc822; gone@mail.test\nAction: delivered\nStatus: 2.0.0', headers),
    about,
  ),
  sample('bounces/dsn-global', dsn(failed, headers).replace('message/delivery-status', 'message/global-delivery-status'), about),
  sample(
    'bounces/dsn-only-references',
    dsn(failed, 'Content-Type: text/plain\n\nnothing').replace('MIME-Version', `References: <first@x> <${id}>\nMIME-Version`),
    about,
  ),
  sample(
    'bounces/exim',
    `${head('Mail Delivery System <Mailer-Daemon@mx.test>', 'Mail delivery failed: returning message to sender', 'X-Failed-Recipients: gone@mail.test\nAuto-Submitted: auto-replied\n')}
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  gone@mail.test
    host mx.mail.test [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<gone@mail.test>:
    550 5.1.1 no such user

------ This is a copy of the message, including all the headers. ------

Return-path: <op@shop.test>
${original}`,
    about,
  ),
  sample(
    'bounces/exim-warning',
    `${head('Mail Delivery System <Mailer-Daemon@mx.test>', 'Warning: message 1tABC-0001Xy-2z delayed 24 hours', 'Auto-Submitted: auto-replied\n')}
This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on mx.test.

No action is required on your part. Delivery attempts will continue for
some time.

  slow@mail.test

Message-ID: <${id}>
`,
    about,
  ),
  sample(
    'bounces/qmail',
    `${head('MAILER-DAEMON@mx.test', 'failure notice')}
Hi. This is the qmail-send program at mx.test.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<gone@mail.test>:
192.0.2.1 does not like recipient.
Remote host said: 550 no such user
Giving up on 192.0.2.1.

--- Below this line is a copy of the message.

Return-Path: <op@shop.test>
${original}`,
    about,
  ),
  sample(
    'bounces/postfix-text',
    `${head('MAILER-DAEMON@mx.test (Mail Delivery System)', 'Undelivered Mail Returned to Sender')}${plain}This is the mail system at host mx.test.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

                   The mail system

<gone@mail.test>: host mx.mail.test[192.0.2.1] said: 550 5.1.1
    <gone@mail.test>: Recipient address rejected: User unknown in virtual
    mailbox table (in reply to RCPT TO command)

${original}`,
    about,
  ),
  sample(
    'bounces/exchange',
    `${head('Microsoft Outlook <postmaster@corp.test>', 'Undeliverable: Your order', `In-Reply-To: <${id}>\n`)}MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><body><p><b>Delivery has failed to these recipients or groups:</b></p><p>Gone (<a href="mailto:gone@corp.test">gone@corp.test</a>)<br>
The email address you entered couldn't be found.</p><p>Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'</p></body></html>
`,
    { ...about, hasHtml: true },
  ),
  sample(
    'bounces/gmail',
    `${head('Mail Delivery Subsystem <mailer-daemon@googlemail.test>', 'Delivery Status Notification (Failure)', `Auto-Submitted: auto-replied\nReferences: <${id}>\nIn-Reply-To: <${id}>\nX-Failed-Recipients: gone@mail.test\n`)}${plain}** Address not found **

Your message wasn't delivered to gone@mail.test because the address couldn't be found.

The response was:

550 5.1.1 The email account that you tried to reach does not exist.
`,
    about,
  ),
  sample(
    'bounces/mail-ru',
    `${head('mailer-daemon@corp.mail.test', 'Mail failure.')}${plain}This message was created automatically by mail delivery software.

Сообщение не может быть доставлено одному или нескольким получателям:

  gone@mail.test
    user not found

------ Копия письма: ------
${original}`,
    about,
  ),
  sample(
    'bounces/yandex',
    `${head('mailer-daemon@yandex.test', 'Недоставленное сообщение')}${plain}Это письмо отправлено почтовым сервером yandex.test.

К сожалению, мы вынуждены сообщить Вам о том, что Ваше письмо не может быть отправлено одному или нескольким адресатам.

<gone@mail.test>: host mx.mail.test[192.0.2.1] said: 550 5.1.1 Пользователь не найден

${original}`,
    about,
  ),
  sample(
    'bounces/not-one',
    `From: Maria <maria@mail.test>\nTo: op@shop.test\nSubject: Undelivered parcel\nReturn-Path: <maria@mail.test>\n\nMy parcel was not delivered.\n`,
    {
      bounceOf: null,
      autoSubmitted: false,
      text: 'My parcel was not delivered.',
    },
  ),
];
