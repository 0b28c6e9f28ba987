import { bodyOf, multi, png, pngFile, type, utf8 } from './body.ts';
import { base64, bytes, quotedPrintable, words } from './encode.ts';
import type { Sample } from './sample.ts';

const body = bodyOf('clients');
const html = (markup: string) => `${type('text/html; charset=utf-8')}${utf8(markup)}`;
const plain = (text: string) => `${type('text/plain; charset=utf-8')}${utf8(text)}`;
const inner = (kind: string, parts: string[]) => multi(kind, parts).replaceAll('"b"', '"i"').replaceAll('--b', '--i');
const file = (name: string, mime: string, size: number, inline = false) => ({ name, type: mime, size, inline });
const pdf = (head: string) => `${head}Content-Transfer-Encoding: base64\n\n${base64('%PDF')}`;
const invoice = 'Счёт на оплату № 1045 от 02.11.2026 ООО Ромашка.pdf';

/** What the usual programs make of a letter, with the marks they leave in it. */
export const clients: Sample[] = [
  body(
    'apple-between',
    multi('mixed', [
      `${type('text/plain; charset=us-ascii')}Before\n\n`,
      png('Content-Disposition: inline;\n\tfilename=Photo.png\n'),
      `${type('text/plain; charset=us-ascii')}\n\nAfter\n`,
    ]),
    {
      text: 'Before\n\nAfter',
      attachments: [pngFile('Photo.png', false)],
    },
  ),
  body(
    'apple-flowed',
    `${type('text/plain;\n\tcharset=utf-8;\n\tdelsp=yes;\n\tformat=flowed', 'quoted-printable')}${quotedPrintable(utf8('Длинная строка письма, \n которую Apple Mail \nрвёт где хочет.\n'))}`,
    'Длинная строка письма,которую Apple Mailрвёт где хочет.',
  ),
  body(
    'apple-alternative-mixed',
    multi('alternative', [
      plain('Смотрите договор'),
      inner('mixed', [
        html('<html><body>Смотрите договор</body></html>'),
        pdf(
          'Content-Type: application/pdf;\n\tname="=?utf-8?Q?=D0=90=2Epdf?="\nContent-Disposition: inline;\n\tfilename*=utf-8\'\'%D0%90.pdf\n',
        ),
        html('<html><body dir="auto"><div></div></body></html>'),
      ]),
    ]),
    {
      text: 'Смотрите договор',
      hasHtml: true,
      attachments: [file('А.pdf', 'application/pdf', 4)],
    },
  ),
  body(
    'iphone-photo',
    multi('mixed', [
      `${type('text/plain;\n\tcharset=utf-8', 'quoted-printable')}\n\n`,
      png('Content-Disposition: inline;\n\tfilename=image0.png\n'),
      `${type('text/plain;\n\tcharset=utf-8', 'base64')}${base64(utf8('\r\n\r\nОтправлено с iPhone'))}`,
    ]),
    {
      text: 'Отправлено с iPhone',
      attachments: [pngFile('image0.png', false)],
    },
  ),
  body(
    'outlook-word',
    html(
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]--><style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=RU><div class=WordSection1><p class=MsoNormal>Здравствуйте,<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>вышлите счёт.<o:p></o:p></p></div></body></html>`,
    ),
    {
      text: 'Здравствуйте,\n\nвышлите счёт.',
      hasHtml: true,
    },
  ),
  body(
    'outlook-list',
    html(
      '<p class=MsoListParagraph><![if !supportLists]><span>1.<span>&nbsp;</span></span><![endif]>Чехол</p><p class=MsoListParagraph><!--[if !supportLists]--><span>2.</span><!--[endif]--> Плёнка</p>',
    ),
    '1. Чехол\n\n2. Плёнка',
  ),
  body(
    'outlook-picture-as-bytes',
    multi('related', [
      html('<p>Hi</p><img src="cid:image001.png@01DA.ABC">'),
      'Content-Type: application/octet-stream; name="image001.png"\nContent-Description: image001.png\nContent-Disposition: inline; filename="image001.png"; size=8;\n\tcreation-date="Thu, 05 Nov 2026 07:00:00 GMT"\nContent-ID: <image001.png@01DA.ABC>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=',
    ]),
    {
      text: 'Hi',
      attachments: [pngFile('image001.png', true)],
    },
  ),
  body(
    'outlook-message-attached',
    multi('mixed', [
      plain('См. вложение'),
      `Content-Type: message/rfc822\nContent-Disposition: attachment;\n\tcreation-date="Thu, 05 Nov 2026 07:00:00 GMT"\n\nFrom: a@b.test\nSubject: =?koi8-r?B?${base64(bytes('Заказ: где?', 'koi8-r'))}?=\n\nВнутри`,
    ]),
    {
      attachments: [file('Заказ_ где_.eml', 'message/rfc822', 64)],
    },
  ),
  body(
    'outlook-express-uuencode',
    `X-MimeOLE: Produced By Microsoft MimeOLE V5.50\n${type('text/plain; charset="koi8-r"', '8bit')}${bytes('Вот файл', 'koi8-r')}\n\nbegin 666 a b.txt\n%2&5L;&\\\n\`\nend\n`,
    {
      text: 'Вот файл',
      attachments: [file('a b.txt', 'application/octet-stream', 5)],
    },
  ),
  body(
    'outlook-eudora-two-uuencoded',
    `\nTwo files\n\nbegin 644 a.txt\n%2&5L;&\\\n\`\nend\n\nbegin 644 b.txt\n%2&5L;&\\\n \nend\nThat is all`,
    {
      text: 'Two files\n\n\nThat is all',
      attachments: [file('a.txt', 'application/octet-stream', 5), file('b.txt', 'application/octet-stream', 5)],
    },
  ),
  body(
    'exchange-no-plain',
    multi('alternative', [
      `${type('text/plain; charset="utf-8"', 'base64')}\n`,
      `${type('text/html; charset="utf-8"', 'base64')}${base64(utf8('<html><body><p>Добрый день</p></body></html>'))}`,
    ]),
    {
      text: 'Добрый день',
      hasHtml: true,
    },
  ),
  body(
    'gmail',
    multi('alternative', [
      plain('Да, верно.\n\nпт, 6 нояб. 2026 г. в 10:00, Shop <op@shop.test>:\n\n> Верно?\n>\n'),
      html('<div dir="ltr">Да, верно.</div>'),
    ]),
    {
      text: 'Да, верно.\n\nпт, 6 нояб. 2026 г. в 10:00, Shop <op@shop.test>:\n\n> Верно?\n>',
      hasHtml: true,
    },
  ),
  body(
    'gmail-html-quote',
    html(
      '<div dir="ltr">Yes</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Fri, Shop wrote:<br></div><blockquote class="gmail_quote" style="margin:0">One<br>Two</blockquote></div>',
    ),
    'Yes\n\nOn Fri, Shop wrote:\n\n> One\n> Two',
  ),
  body(
    'gmail-inline-picture',
    multi('related', [
      inner('alternative', [plain('Look [image: a.png]'), html('<div>Look <img src="cid:ii_m1" alt="a.png"></div>')]),
      png('Content-Disposition: attachment; filename="a.png"\nContent-ID: <ii_m1>\nX-Attachment-Id: ii_m1\n'),
    ]),
    {
      text: 'Look [image: a.png]',
      attachments: [pngFile('a.png', true)],
    },
  ),
  body(
    'yandex',
    html('<div>Здравствуйте!</div><div>\u00a0</div><div>Где заказ?</div><div>-- <br />С уважением,<br />Анна</div>'),
    {
      text: 'Здравствуйте!\n\nГде заказ?\n--\nС уважением,\nАнна',
      hasHtml: true,
    },
  ),
  body(
    'mail-ru',
    multi('alternative', [
      `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${base64(utf8('\nЗдравствуйте!\n \n--\nИван Петров'))}`,
      `Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${base64(utf8('\n<HTML><BODY><div>Здравствуйте!</div></BODY></HTML>\n'))}`,
    ])
      .replaceAll('--b', '----ALT--x1')
      .replace('"b"', '"--ALT--x1"'),
    {
      text: 'Здравствуйте!\n\n--\nИван Петров',
      hasHtml: true,
    },
  ),
  body('rambler', html('<div>Добрый день!<br/><br/>Товар&nbsp;пришёл.</div>'), 'Добрый день!\n\nТовар пришёл.'),
  body(
    'the-bat',
    `X-Mailer: The Bat! (v3.99.29) Professional\nX-Priority: 3 (Normal)\n${type('text/plain; charset=Windows-1251', '8bit')}${bytes('Здравствуйте, Магазин.\n\n  Где заказ?\n\n-- \nС уважением,\n Мария                          mailto:maria@mail.test', 'windows-1251')}`,
    'Здравствуйте, Магазин.\n\n  Где заказ?\n\n--\nС уважением,\n Мария                          mailto:maria@mail.test',
  ),
  body(
    'the-bat-file',
    multi('mixed', [
      `${type('text/plain; charset=koi8-r', '8bit')}${bytes('Файл', 'koi8-r')}`,
      pdf(
        `Content-Type: application/pdf;\n name="=?koi8-r?B?${base64(bytes('Счёт.pdf', 'koi8-r'))}?="\nContent-Disposition: attachment;\n filename="=?koi8-r?B?${base64(bytes('Счёт.pdf', 'koi8-r'))}?="\n`,
      ),
    ]),
    {
      text: 'Файл',
      attachments: [file('Счёт.pdf', 'application/pdf', 4)],
    },
  ),
  body(
    'thunderbird-fancy',
    html(
      '<html><head><meta http-equiv="content-type" content="text/html; charset=UTF-8"></head><body bgcolor="#FFFFFF"><p>Привет, <b>мир</b><br></p><div class="moz-signature">-- <br>Анна</div></body></html>',
    ),
    'Привет, мир\n\n--\nАнна',
  ),
  body(
    'thunderbird-cloud-file',
    multi('mixed', [
      plain('Смотрите'),
      `Content-Type: text/plain; charset=UTF-8; x-mac-type="0"; name="notes.txt"\nContent-Disposition: attachment; filename="notes.txt"\nContent-Transfer-Encoding: base64\n\n${base64(utf8('заметки'))}`,
    ]),
    {
      text: 'Смотрите',
      attachments: [file('notes.txt', 'text/plain', 14)],
    },
  ),
  body(
    'lotus',
    'Content-type: multipart/mixed; \n\tBoundary="0__=b"\n\n--0__=b\nContent-type: text/plain; charset="KOI8-R"\nContent-transfer-encoding: quoted-printable\n\n=F0=D2=C9=D7=C5=D4\n--0__=b\nContent-type: application/msword; \n\tname="=?KOI8-R?B?5M/HLmRvYw==?="\nContent-Disposition: attachment; filename="=?KOI8-R?B?5M/HLmRvYw==?="\nContent-transfer-encoding: base64\n\nAAAA\n--0__=b--\n',
    {
      text: 'Привет',
      attachments: [file('Дог.doc', 'application/msword', 3)],
    },
  ),
  body(
    'sap',
    multi('mixed', [
      plain('Во вложении счёт'),
      pdf(
        `Content-Type: application/pdf;\n name="${words(invoice, 'utf-8', 'B', 30)}"\nContent-Disposition: attachment;\n filename="${words(invoice, 'utf-8', 'B', 30)}"\n`,
      ),
    ]),
    {
      attachments: [file(invoice, 'application/pdf', 4)],
    },
  ),
  body(
    '1c',
    multi('mixed', [
      `Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: base64\n\n${base64(utf8('Добрый день!\r\nНаправляем акт сверки.'))}`,
      `Content-Type: application/octet-stream; name="${bytes('Акт сверки.xlsx', 'windows-1251')}"\nContent-Disposition: attachment; filename="${bytes('Акт сверки.xlsx', 'windows-1251')}"\nContent-Transfer-Encoding: base64\n\n${base64('PK')}`,
    ]),
    {
      text: 'Добрый день!\nНаправляем акт сверки.',
      attachments: [file('Акт сверки.xlsx', 'application/octet-stream', 2)],
    },
  ),
  body(
    'groupwise',
    multi('mixed', [
      inner('alternative', [
        'Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: quoted-printable\nContent-Disposition: inline\n\nHello',
        'Content-Type: text/html; charset=UTF-8\nContent-Transfer-Encoding: quoted-printable\nContent-Description: HTML\n\n<p>Hello</p>',
      ]),
      pdf('Content-Type: application/pdf\nContent-Description: Invoice 12.pdf\n'),
    ]),
    {
      text: 'Hello',
      hasHtml: true,
      attachments: [file('Invoice 12.pdf', 'application/pdf', 4)],
    },
  ),
  body(
    'zimbra',
    multi('alternative', [
      plain('Bonjour'),
      html('<html><body><div style="font-family: arial; font-size: 12pt; color: #000000"><div>Bonjour</div></div></body></html>'),
    ])
      .replaceAll('--b', '--=_abc-1')
      .replace('"b"', '"=_abc-1"'),
    {
      text: 'Bonjour',
      hasHtml: true,
    },
  ),
];
