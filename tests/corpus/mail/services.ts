import { latin, multi, png, pngFile, type, utf8 } from './body.ts';
import { base64, bytes, percent, quotedPrintable, words } from './encode.ts';
import { type Expected, type Sample, sample } from './sample.ts';

/** `head`: headers but for those that every mail has; characters of `rest` are bytes. */
const service = (name: string, head: string, rest: string, expected: Expected): Sample =>
  sample(`services/${name}`, latin(`To: op@shop.test\nMessage-ID: <s@mail.test>\nMIME-Version: 1.0\n${head}\n${rest}`), expected);
const html = (markup: string) => `${type('text/html; charset=utf-8')}${utf8(markup)}`;
const plain = (text: string) => `${type('text/plain; charset=utf-8')}${utf8(text)}`;
const inner = (kind: string, parts: string[]) => multi(kind, parts).replaceAll('"b"', '"i"').replaceAll('--b', '--i');
const file = (name: string, mime: string, size: number, inline = false) => ({ name, type: mime, size, inline });
const word = (text: string, charset = 'utf-8') => words(text, charset, 'B', 36);

/** Letters of shops, banks, help desks, accounting and webmail: what programs send in somebody's name. */
export const services: Sample[] = [
  service(
    'zendesk',
    `From: "Anna (Acme Support)" <support@acme.zendesk.test>\nReply-To: Acme Support <support+id123@acme.zendesk.test>\nSubject: [Acme] Re: Order\nX-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated\nX-Mailer: Zendesk Mailer`,
    multi('alternative', [
      plain('##- Please type your reply above this line -##\n\nAnna (Acme Support)\n\nIt was sent today.'),
      html('<div>##- Please type your reply above this line -##</div><p>It was sent today.</p>'),
    ]),
    {
      from: { name: 'Anna (Acme Support)', address: 'support@acme.zendesk.test' },
      subject: '[Acme] Re: Order',
      text: '##- Please type your reply above this line -##\n\nAnna (Acme Support)\n\nIt was sent today.',
      hasHtml: true,
      autoSubmitted: true,
      bounceOf: null,
    },
  ),
  service(
    'jira',
    `From: "Ivan (JIRA)" <jira@acme.test>\nSubject: [JIRA] (SHOP-12) Not delivered\nPrecedence: bulk\nAuto-Submitted: auto-generated\nX-JIRA-FingerPrint: 1\nReferences: <JIRA.12.1@Atlassian.JIRA>\nIn-Reply-To: <JIRA.12.1@Atlassian.JIRA>`,
    html(
      '<table><tbody><tr><td><p>Ivan <strong>commented</strong> on <a href="https://jira.test/SHOP-12">SHOP-12</a></p></td></tr><tr><td><p>Done.</p></td></tr></tbody></table>',
    ),
    {
      inReplyTo: 'JIRA.12.1@Atlassian.JIRA',
      references: ['JIRA.12.1@Atlassian.JIRA'],
      text: 'Ivan commented on SHOP-12 (https://jira.test/SHOP-12)\n\nDone.',
      autoSubmitted: true,
    },
  ),
  service(
    'github',
    `From: Ivan <notifications@github.test>\nReply-To: acme/shop <reply+AB@reply.github.test>\nCc: Mention <mention@noreply.github.test>\nSubject: Re: [acme/shop] Crash (#12)\nPrecedence: list\nX-GitHub-Reason: mention\nList-ID: acme/shop <shop.acme.github.test>`,
    plain('@anna look\n\n-- \nReply to this email directly or view it on GitHub:\nhttps://github.test/acme/shop/issues/12\n'),
    {
      from: { name: 'Ivan', address: 'notifications@github.test' },
      cc: [{ name: 'Mention', address: 'mention@noreply.github.test' }],
      text: '@anna look\n\n--\nReply to this email directly or view it on GitHub:\nhttps://github.test/acme/shop/issues/12',
      autoSubmitted: true,
    },
  ),
  service(
    'bank-ru',
    `From: ${word('Банк «Столица»')} <noreply@bank.test>\nSubject: ${word('Операция по карте *1234: покупка 1 500,00 ₽')}\nX-Priority: 1`,
    html(
      '<table width="100%"><tr><td>Карта</td><td>*1234</td></tr><tr><td>Сумма</td><td><b>1&#160;500,00&#8239;&#8381;</b></td></tr></table>',
    ),
    {
      from: { name: 'Банк «Столица»', address: 'noreply@bank.test' },
      subject: 'Операция по карте *1234: покупка 1 500,00 ₽',
      text: 'Карта *1234\nСумма 1 500,00\u202f₽',
      autoSubmitted: false,
    },
  ),
  service(
    'bank-statement-1251',
    `From: "${bytes('Клиент-Банк', 'windows-1251')}" <cb@bank.test>\nSubject: ${word('Выписка за 02.11.2026', 'windows-1251')}`,
    multi('mixed', [
      `${type('text/plain; charset=windows-1251', '8bit')}${bytes('Выписка во вложении.', 'windows-1251')}`,
      `Content-Type: application/octet-stream; name="${word('Выписка.txt', 'windows-1251')}"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="${word('Выписка.txt', 'windows-1251')}"\n\n${base64(bytes('1CClientBankExchange', 'windows-1251'))}`,
    ]),
    {
      from: { name: 'Клиент-Банк', address: 'cb@bank.test' },
      subject: 'Выписка за 02.11.2026',
      text: 'Выписка во вложении.',
      attachments: [file('Выписка.txt', 'application/octet-stream', 20)],
    },
  ),
  service(
    '1c-enterprise',
    `From: =?utf-8?B?${base64(utf8('ООО "Ромашка"'))}?= <buh@firm.test>\nSubject: =?utf-8?B?${base64(utf8('Счет на оплату № 17 от 2 ноября 2026 г.'), 999)}?=\nX-Mailer: 1C:Enterprise 8.3`,
    multi('mixed', [
      inner('alternative', [
        `${type('text/plain; charset="utf-8"', 'base64')}${base64(utf8('Здравствуйте!\r\nСчет на оплату во вложении.'))}`,
        `${type('text/html; charset="utf-8"', 'base64')}${base64(utf8('<html><body>Здравствуйте!<br>Счет на оплату во вложении.</body></html>'))}`,
      ]),
      `Content-Type: application/pdf; name="=?utf-8?B?${base64(utf8('Счет на оплату № 17 от 2 ноября 2026 г..pdf'), 999)}?="\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="=?utf-8?B?${base64(utf8('Счет на оплату № 17 от 2 ноября 2026 г..pdf'), 999)}?="\n\n${base64('%PDF')}`,
    ]),
    {
      from: { name: 'ООО "Ромашка"', address: 'buh@firm.test' },
      subject: 'Счет на оплату № 17 от 2 ноября 2026 г.',
      text: 'Здравствуйте!\nСчет на оплату во вложении.',
      hasHtml: true,
      attachments: [file('Счет на оплату № 17 от 2 ноября 2026 г..pdf', 'application/pdf', 4)],
    },
  ),
  service(
    'bitrix',
    `From: ${word('Интернет-магазин')} <sale@site.test>\nReply-To: maria@mail.test\nSubject: ${word('Site: Новый заказ N15')}\nX-Bitrix-Posting: 12\nX-MID: 12.3 (02.11.2026 09:58:12)\nPrecedence: bulk`,
    `${type('text/html; charset=UTF-8', '8bit')}${utf8('Номер заказа: 15<br />\nПокупатель: Мария<br />\nСостав заказа:<br />\nЧехол - 1 шт. x 500 руб.<br />\n')}`,
    {
      from: { name: 'Интернет-магазин', address: 'sale@site.test' },
      text: 'Номер заказа: 15\nПокупатель: Мария\nСостав заказа:\nЧехол - 1 шт. x 500 руб.',
      autoSubmitted: true,
    },
  ),
  service(
    'marketplace',
    `From: Ozon <mailer@sender.market.test>\nSubject: ${word('🎁 Ваш заказ уже в пути')}\nList-Unsubscribe: <mailto:u@market.test>, <https://market.test/u>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\nFeedback-ID: 1:2:3`,
    html(
      '<body><div style="display:none;font-size:1px;line-height:1px;max-height:0px;opacity:0">Ждите курьера завтра &#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;</div><h2>Ваш заказ в пути</h2><p>Привезём <b>3&nbsp;ноября</b></p></body>',
    ),
    {
      subject: '🎁 Ваш заказ уже в пути',
      text: 'Ваш заказ в пути\n\nПривезём 3 ноября',
      autoSubmitted: true,
    },
  ),
  service(
    'tilda-form',
    `From: noreply@forms.test\nSubject: ${word('Заявка с сайта')}`,
    html('<b>Name:</b> Мария<br><b>Phone:</b> +7 (495) 123-45-67<br><br>----<br>Form ID: form1<br>'),
    { text: 'Name: Мария\nPhone: +7 (495) 123-45-67\n\n----\nForm ID: form1' },
  ),
  service(
    'wordpress-form',
    `From: WordPress <wordpress@site.test>\nReply-To: Мария <maria@mail.test>`.replace('Мария', word('Мария')) +
      '\nSubject: New message\nX-Mailer: PHPMailer 6.6.0',
    plain(
      'From: Мария <maria@mail.test>\nSubject: Order\n\nMessage Body:\nWhere is it?\n\n-- \nThis e-mail was sent from a contact form\n',
    ),
    {
      from: { name: 'WordPress', address: 'wordpress@site.test' },
      text: 'From: Мария <maria@mail.test>\nSubject: Order\n\nMessage Body:\nWhere is it?\n\n--\nThis e-mail was sent from a contact form',
      autoSubmitted: false,
    },
  ),
  service(
    'invoice-microsoft',
    'From: "billing" <billing@cloud.test>\nSubject: Invoice\nX-MS-Exchange-Organization-AuthAs: Internal',
    multi('mixed', [
      inner('related', [
        html('<p>Invoice attached</p><img alt="Logo" src="cid:logo_1">'),
        png('Content-ID: <logo_1>\nContent-Disposition: inline; filename="logo.png"\n'),
      ]),
      `Content-Type: application/pdf; name="inv.pdf"\nContent-Disposition: attachment; filename="inv.pdf"; size=4\nContent-Transfer-Encoding: base64\n\n${base64('%PDF')}`,
    ]),
    {
      text: 'Invoice attached',
      hasHtml: true,
      attachments: [pngFile('logo.png', true), file('inv.pdf', 'application/pdf', 4)],
    },
  ),
  service(
    'outlook-mobile',
    'From: Anna <anna@mail.test>\nSubject: x\nThread-Topic: x\nThread-Index: AQHZ\nMsip_Labels:\nX-MS-TNEF-Correlator:',
    multi('alternative', [
      `${type('text/plain; charset="koi8-r"', 'quoted-printable')}${quotedPrintable(bytes('Привет\n\nПолучить Outlook для iOS<https://aka.ms/o0ukef>\n', 'koi8-r'))}`,
      `${type('text/html; charset="koi8-r"', 'quoted-printable')}${quotedPrintable(bytes('<html><head><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"></head><body dir="ltr"><div dir="ltr"></div><div>Привет</div><div id="ms-outlook-mobile-signature">Получить <a href="https://aka.ms/o0ukef">Outlook для iOS</a></div></body></html>', 'koi8-r'))}`,
    ]),
    { text: 'Привет\n\nПолучить Outlook для iOS<https://aka.ms/o0ukef>', hasHtml: true, autoSubmitted: false },
  ),
  service(
    'samsung-photo',
    'From: Anna <anna@mail.test>\nSubject: x\nImportance: normal\nX-Mailer: Samsung Mobile',
    multi('mixed', [
      inner('alternative', [
        `${type('text/plain; charset=utf-8', 'base64')}${base64(utf8('Фото'))}`,
        `${type('text/html; charset=utf-8', 'base64')}${base64(utf8('<html><body><div>Фото</div></body></html>'))}`,
      ]),
      'Content-Type: image/png; name="20261102_095812.png"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="20261102_095812.png"; size=8\n\niVBORw0KGgo=',
    ]),
    { text: 'Фото', hasHtml: true, attachments: [pngFile('20261102_095812.png', false)] },
  ),
  service(
    'yahoo-mobile',
    'From: Anna <anna@yahoo.test>\nSubject: x\nX-Mailer: WebService/1.1.1 YahooMailAndroidMobile',
    multi('alternative', [
      `${type('text/plain; charset=UTF-8', 'quoted-printable')}Hello there=C2=A0\n\nSent from Yahoo Mail on Android`,
      `${type('text/html; charset=UTF-8', 'quoted-printable')}Hello there&nbsp;<br><br><div id=3D"ymail_android_signature"><a href=3D"https://mail.onelink.me/1">Sent from Yahoo Mail on Android</a></div>`,
    ]),
    { text: 'Hello there\u00a0\n\nSent from Yahoo Mail on Android', hasHtml: true },
  ),
  service(
    'mail-ru-cloud',
    `From: ${word('Мария')} <maria@mail.test>\nSubject: x\nX-Mailer: Mail.Ru Mailer 1.0\nX-Priority: 3 (Normal)`,
    multi('alternative', [
      `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${base64(utf8('\nВидео\n\n1. video.mov - 120 МБ\nhttps://cloud.mail.test/stock/1\n'))}`,
      `Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${base64(utf8('\n<HTML><BODY><div>Видео</div></BODY></HTML>'))}`,
    ]),
    { text: 'Видео\n\n1. video.mov - 120 МБ\nhttps://cloud.mail.test/stock/1', hasHtml: true, attachments: [] },
  ),
  service(
    'yandex-stickers',
    `From: ${word('Мария')} <maria@yandex.test>\nSubject: =?utf-8?B?${base64(utf8('Заказ'))}?=\nX-Mailer: Yamail [ http://yandex.ru ] 5.0`,
    html('<div>Спасибо <img alt=":)" src="https://mail.yandex.test/smile.png" /></div><div>\u00a0</div>'),
    { text: 'Спасибо', hasHtml: true, subject: 'Заказ' },
  ),
  service(
    'rambler-plain',
    `From: ${word('Мария', 'koi8-r')} <maria@rambler.test>\nSubject: ${word('Вопрос по заказу', 'koi8-r')}\nX-Mailer: Rambler WebMail, http://mail.rambler.ru/`,
    `${type('text/plain; charset="koi8-r"; format="flowed"', '8bit')}${bytes('Где мой заказ, \nкоторый я сделала?\n', 'koi8-r')}`,
    {
      from: { name: 'Мария', address: 'maria@rambler.test' },
      subject: 'Вопрос по заказу',
      text: 'Где мой заказ, который я сделала?',
    },
  ),
  service(
    'thunderbird-everything',
    'From: Anna <anna@mail.test>\nSubject: x\nUser-Agent: Mozilla Thunderbird\nContent-Language: ru',
    multi('mixed', [
      inner('alternative', [
        `${type('text/plain; charset=UTF-8; format=flowed', '8bit')}${utf8('Смотрите \nвложение\n')}`,
        multi('related', [
          html('<p>Смотрите вложение <img moz-do-not-send="false" src="cid:part1.ABC@mail.test" alt=""></p>'),
          png('Content-Disposition: inline; filename="pic.png"\nContent-Id: <part1.ABC@mail.test>\n'),
        ])
          .replaceAll('"b"', '"k"')
          .replaceAll('--b', '--k'),
      ]),
      `Content-Type: application/pdf; name="=?UTF-8?B?${base64(utf8('Счёт.pdf'))}?="\nContent-Disposition: attachment; filename*=UTF-8''${percent(utf8('Счёт.pdf'))}\nContent-Transfer-Encoding: base64\n\n${base64('%PDF')}`,
    ]),
    {
      text: 'Смотрите вложение',
      hasHtml: true,
      attachments: [pngFile('pic.png', true), file('Счёт.pdf', 'application/pdf', 4)],
    },
  ),
  service(
    'apple-three-texts',
    'From: Anna <anna@icloud.test>\nSubject: x\nX-Mailer: Apple Mail (2.3774.600.62)\nX-Apple-Base-Url: x-msg://1/',
    multi('alternative', [
      plain('Before\n\nBetween\n\nAfter'),
      inner('mixed', [
        html('<html><body>Before<br></body></html>'),
        'Content-Disposition: inline; filename=a.pdf\nContent-Type: application/pdf; x-unix-mode=0644; name="a.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERg==',
        html('<html><body>Between</body></html>'),
        png('Content-Disposition: inline; filename=b.png\n'),
        html('<html><body>After</body></html>'),
      ]),
    ]),
    {
      text: 'Before\n\nBetween\n\nAfter',
      hasHtml: true,
      attachments: [file('a.pdf', 'application/pdf', 4), pngFile('b.png', false)],
    },
  ),
  service(
    'icloud-mail-drop',
    'From: Anna <anna@icloud.test>\nSubject: x',
    multi('alternative', [
      plain('Video\n\nClick to Download\nvideo.mov\n0 bytes'),
      html('<div>Video</div><a href="https://icloud.test/d?f=%20a">Click to Download</a><div>video.mov</div>'),
    ]),
    { text: 'Video\n\nClick to Download\nvideo.mov\n0 bytes', attachments: [] },
  ),
  service(
    'gmail-forwarded-as-file',
    'From: Anna <anna@gmail.test>\nSubject: Fwd',
    multi('mixed', [
      inner('alternative', [plain('See below'), html('<div dir="ltr">See below</div>')]),
      `Content-Type: message/rfc822; name="${word('Где заказ.eml')}"\nContent-Disposition: attachment; filename="${word('Где заказ.eml')}"\nX-Attachment-Id: f_1\n\nFrom: m@mail.test\n\nHi`,
    ]),
    { text: 'See below', attachments: [file('Где заказ.eml', 'message/rfc822', 23)] },
  ),
  service(
    'gmail-reaction',
    'From: Anna <anna@gmail.test>\nSubject: Re: x\nIn-Reply-To: <a@shop.test>',
    multi('alternative', [
      plain('👍\n\nAnna reacted via Gmail'),
      `Content-Type: text/vnd.google.email-reaction+json; charset="UTF-8"\n\n${utf8('{"emoji":"👍","version":1}')}`,
      html('<div><p style="font-size:50px">👍</p><p>Anna reacted via Gmail</p></div>'),
    ]),
    { text: '👍\n\nAnna reacted via Gmail', hasHtml: true, attachments: [], inReplyTo: 'a@shop.test' },
  ),
  service(
    'qq-mail',
    `From: "=?gb18030?B?${base64(bytes('王伟', 'gb18030'))}?=" <1@qq.test>\nSubject: =?gb18030?B?${base64(bytes('你好', 'gb18030'))}?=\nX-QQ-MIME: TCMime 1.0 by Tencent`,
    multi('alternative', [
      `${type('text/plain; charset="gb18030"', 'base64')}${base64(bytes('订单在哪里', 'gb18030'))}`,
      `${type('text/html; charset="gb18030"', 'base64')}${base64(bytes('<div>订单在哪里</div>', 'gb18030'))}`,
    ]),
    { from: { name: '王伟', address: '1@qq.test' }, subject: '你好', text: '订单在哪里' },
  ),
  service(
    'web-de',
    'From: "Anna" <anna@web.test>\nSubject: =?UTF-8?Q?Bestellung_f=C3=BCr_M=C3=BCller?=\nX-UI-Message-Type: mail\nImportance: normal\nSensitivity: Normal',
    html(
      '<html><head></head><body><div style="font-family: Verdana;font-size: 12.0px;"><div>Gr&uuml;&szlig;e</div></div></body></html>',
    ),
    { subject: 'Bestellung für Müller', text: 'Grüße', autoSubmitted: false },
  ),
  service(
    'daily-digest',
    'From: news@mail.test\nSubject: Shop Digest, Vol 3, Issue 7\nPrecedence: list\nList-Id: Shop <shop.mail.test>',
    multi('mixed', [
      `${type('text/plain; charset="us-ascii"')}Today's Topics:\n\n   1. First`,
      inner('digest', ['\nFrom: a@b.test\nSubject: First\n\nOne', '\nFrom: c@d.test\nSubject: Second\n\nTwo']),
      `${type('text/plain; charset="us-ascii"')}End of Shop Digest`,
    ]),
    {
      text: "Today's Topics:\n\n   1. First\n\nEnd of Shop Digest",
      attachments: [file('First.eml', 'message/rfc822', 37), file('Second.eml', 'message/rfc822', 38)],
      autoSubmitted: true,
    },
  ),
  service(
    'calendar-google',
    'From: Google Calendar <calendar-notification@google.test>\nSender: Google Calendar <calendar-notification@google.test>\nReply-To: Maria <maria@mail.test>\nSubject: Invitation: Call\nAuto-Submitted: auto-generated',
    multi('mixed', [
      inner('alternative', [
        plain('You have been invited to Call'),
        `${type('text/calendar; charset="UTF-8"; method=REQUEST')}BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nDTSTART:20261105T070000Z\nSUMMARY:Call\nEND:VEVENT\nEND:VCALENDAR`,
      ]),
      `Content-Type: application/ics; name="invite.ics"\nContent-Disposition: attachment; filename="invite.ics"\nContent-Transfer-Encoding: base64\n\n${base64('BEGIN:VCALENDAR\r\nEND:VCALENDAR')}`,
    ]),
    {
      text: 'You have been invited to Call',
      attachments: [file('attachment-1.ics', 'text/calendar', 119), file('invite.ics', 'application/ics', 30)],
      autoSubmitted: true,
    },
  ),
  service(
    'docusign',
    'From: "Anna via DocuSign" <dse@docusign.test>\nReply-To: Anna <anna@mail.test>\nSubject: Complete with DocuSign',
    `Content-Type: multipart/alternative; boundary=b\n\n--b\n${type('text/plain; charset=utf-8', 'quoted-printable')}Please sign: https://docusign.test/a?b=3D1&c=3D2\n--b--`,
    { from: { name: 'Anna via DocuSign', address: 'dse@docusign.test' }, text: 'Please sign: https://docusign.test/a?b=1&c=2' },
  ),
  service(
    'voicemail-of-a-pbx',
    'From: "Asterisk PBX" <asterisk@pbx.test>\nSubject: [PBX]: New message 1 in mailbox 101\nX-Asterisk-CallerID: 74951234567\nMIME-Version: 1.0',
    multi('mixed', [
      plain('Dear 101:\n\n\tyou have a message of 0:12\n'),
      `Content-Type: audio/x-wav; name="msg0000.wav"\nContent-Transfer-Encoding: base64\nContent-Description: Voicemail sound attachment.\nContent-Disposition: attachment; filename="msg0000.wav"\n\n${base64('RIFF')}`,
    ]),
    { text: 'Dear 101:\n\n\tyou have a message of 0:12', attachments: [file('msg0000.wav', 'audio/x-wav', 4)] },
  ),
];
