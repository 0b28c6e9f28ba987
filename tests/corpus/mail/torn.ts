import { bodyOf, latin, multi, png, pngFile, russian, type, utf8 } from './body.ts';
import { base64, bytes, percent, words } from './encode.ts';
import { type Expected, type Meaning, type Sample, sample } from './sample.ts';

const body = bodyOf('torn');
const head = (name: string, lines: string, expected: Expected): Sample =>
  sample(`torn/${name}`, latin(`${lines}\n\nText\n`), { text: 'Text', ...expected });
const plain = (text: string) => `${type('text/plain; charset=utf-8')}${utf8(text)}`;
const inner = (kind: string, parts: string[]) => multi(kind, parts).replaceAll('"b"', '"i"').replaceAll('--b', '--i');
const pdf = (name: string) => ({ name, type: 'application/pdf', size: 4, inline: false });
const attached = (name: string, lines: string, read: string): Sample =>
  body(`file-${name}`, multi('mixed', [plain('See'), `${lines}\n\n%PDF`]), { text: 'See', attachments: [pdf(read)] });
const raw1251 = (text: string) => bytes(text, 'windows-1251');
const protectedAs = (name: string, rest: string, expected: Expected, protection: NonNullable<Meaning['protection']>): Sample =>
  body(name, rest, expected, { protection });

/** What is cut, doubled, missing or in the wrong place. */
export const torn: Sample[] = [
  // A letter of two bytes stands in two words of one byte each.
  head('word-in-the-middle-of-a-letter', `From: a@x.test\nSubject: ${words('Заказ', 'utf-8', 'B', 3)}`, { subject: 'Заказ' }),
  head('first-field-indented', ' From: Maria <m@x.test>\nSubject: x', {
    from: { name: 'Maria', address: 'm@x.test' },
    subject: 'x',
  }),
  head('word-q-in-the-middle', `From: a@x.test\nSubject: ${words('Где заказ', 'utf-8', 'Q', 3)}`, { subject: 'Где заказ' }),
  head('word-emoji-in-four', `From: a@x.test\nSubject: ${words('Ура 🎉!', 'utf-8', 'B', 1)}`, { subject: 'Ура 🎉!' }),
  head('name-in-the-middle', `From: ${words('Мария Кузнецова', 'utf-8', 'B', 5)} <m@x.test>\nSubject: x`, {
    from: { name: 'Мария Кузнецова', address: 'm@x.test' },
  }),
  head('word-cut-gb', `From: a@x.test\nSubject: ${words('订单没有到', 'gb18030', 'B', 3)}`, { subject: '订单没有到' }),
  head(
    'word-cut-jis',
    `From: a@x.test\nSubject: =?iso-2022-jp?B?${base64(bytes('注文', 'shift_jis').replace(/[\s\S]*/, '\u001b$BCmJ8\u001b(B'), 99)}?=`,
    {
      subject: '注文',
    },
  ),
  head('word-padding-inside', `From: a@x.test\nSubject: =?utf-8?B?${base64(utf8('За'))}=${base64(utf8('каз'))}?=`, {
    subject: 'Заказ',
  }),
  head('word-no-end', `From: a@x.test\nSubject: =?utf-8?B?${base64(utf8('Заказ'))}`, {
    subject: `=?utf-8?B?${base64(utf8('Заказ'))}`,
  }),
  head('word-spaces-in-q', 'From: a@x.test\nSubject: =?utf-8?Q?Where is it?=', { subject: 'Where is it' }),
  head('word-language', `From: a@x.test\nSubject: =?koi8-r*ru?B?${base64(bytes('Заказ', 'koi8-r'))}?=`, { subject: 'Заказ' }),
  head('word-lower-b', `From: a@x.test\nSubject: =?UTF8?b?${base64(utf8('Заказ'))}?=`, { subject: 'Заказ' }),
  head('words-touch', `From: a@x.test\nSubject: =?utf-8?B?${base64(utf8('За'))}?==?utf-8?B?${base64(utf8('каз'))}?=`, {
    subject: 'Заказ',
  }),
  head(
    'words-of-two-charsets',
    `From: a@x.test\nSubject: =?koi8-r?B?${base64(bytes('Где', 'koi8-r'))}?= =?windows-1251?Q?=20=E7=E0=EA=E0=E7?=`,
    {
      subject: 'Где заказ',
    },
  ),
  head('subject-twice', 'From: a@x.test\nSubject: First\nSubject: Second', { subject: 'First' }),
  head('message-id-twice', 'From: a@x.test\nMessage-ID: <one@x>\nMessage-ID: <two@x>', { messageId: 'one@x' }),
  head('date-twice', 'From: a@x.test\nDate: Thu, 5 Nov 2026 10:00:00 +0300\nDate: Fri, 6 Nov 2026 10:00:00 +0300', {
    date: '2026-11-05T07:00:00.000Z',
  }),
  head('to-twice', 'From: a@x.test\nTo: one@x.test\nTo: two@x.test', {
    to: [{ address: 'one@x.test' }, { address: 'two@x.test' }],
  }),
  head('cc-twice', 'From: a@x.test\nCc: one@x.test\nSubject: x\nCc: two@x.test', {
    cc: [{ address: 'one@x.test' }, { address: 'two@x.test' }],
  }),
  head('references-twice', 'From: a@x.test\nReferences: <one@x>\nReferences: <two@x>', { references: ['one@x', 'two@x'] }),
  head('nothing-but-subject', 'Subject: Hello', { from: null, to: [], cc: [], subject: 'Hello', date: null, messageId: null }),
  head('sender-only', 'Sender: Anna <anna@mail.test>\nSubject: x', { from: { name: 'Anna', address: 'anna@mail.test' } }),
  head('undisclosed', 'From: a@x.test\nTo: undisclosed-recipients:;\nSubject: x', { to: [] }),
  head('undisclosed-ru', `From: a@x.test\nTo: ${words('Список получателей не указан', 'utf-8', 'B', 45)}: ;\nSubject: x`, {
    to: [],
  }),
  head('received-folded-badly', 'Received: from a\nby b; Thu, 5 Nov 2026\nFrom: a@x.test\nSubject: x', {
    from: { address: 'a@x.test' },
    subject: 'x',
  }),
  head('mbox-line', 'From anna@mail.test Thu Nov  5 10:00:00 2026\nFrom: a@x.test\nSubject: x', {
    from: { address: 'a@x.test' },
    subject: 'x',
  }),
  head('mbox-quoted-line', '>From anna@mail.test Thu Nov  5 10:00:00 2026\nFrom: a@x.test\nSubject: x', {
    from: { address: 'a@x.test' },
    subject: 'x',
  }),
  sample('torn/lines-of-cr', Buffer.from('From: a@x.test\rSubject: x\r\rOne\rTwo\r'), { subject: 'x', text: 'One\nTwo' }),
  sample('torn/lines-of-lf', Buffer.from('From: a@x.test\nSubject: x\n\nOne\nTwo\n'), { subject: 'x', text: 'One\nTwo' }),
  sample('torn/head-without-body', Buffer.from('From: a@x.test\r\nSubject: x'), { subject: 'x', text: '' }),
  sample(
    'torn/utf-16-with-mark',
    Buffer.concat([
      Buffer.from('From: a@x.test\r\nContent-Type: text/plain; charset=utf-16\r\n\r\n'),
      Buffer.from(`\ufeff${russian}`, 'utf16le'),
    ]),
    {
      text: russian,
    },
  ),

  attached(
    '2231-cut-in-a-letter',
    `Content-Type: application/pdf\nContent-Disposition: attachment;\n filename*0*=UTF-8''%D0%A1%D1%87%D1;\n filename*1*=%91%D1%82.pdf`,
    'Счёт.pdf',
  ),
  attached(
    '2231-of-two-kinds',
    `Content-Type: application/pdf\nContent-Disposition: attachment;\n filename*0*=utf-8''${percent(utf8('Счёт'))};\n filename*1=" 17";\n filename*2=.pdf`,
    'Счёт 17.pdf',
  ),
  attached(
    '2231-name-only',
    `Content-Type: application/pdf;\n name*0*=koi8-r'ru'${percent(bytes('Счёт', 'koi8-r'))};\n name*1*=.pdf`,
    'Счёт.pdf',
  ),
  attached(
    '2231-missing-first',
    'Content-Type: application/pdf; name=b.pdf\nContent-Disposition: attachment; filename*1=x; filename*2=.pdf',
    'x.pdf',
  ),
  attached(
    '2231-with-quotes',
    `Content-Type: application/pdf\nContent-Disposition: attachment; filename*="UTF-8''${percent(utf8('Счёт.pdf'))}"`,
    'Счёт.pdf',
  ),
  attached(
    '2231-not-escaped',
    `Content-Type: application/pdf\nContent-Disposition: attachment; filename*=UTF-8''${utf8('Счёт')}%2017.pdf`,
    'Счёт 17.pdf',
  ),
  attached(
    '2047-in-the-middle',
    `Content-Type: application/pdf\nContent-Disposition: attachment; filename="${words('Счёт на оплату.pdf', 'utf-8', 'B', 5)}"`,
    'Счёт на оплату.pdf',
  ),
  attached(
    '2047-q-underscore',
    'Content-Type: application/pdf\nContent-Disposition: attachment; filename="=?windows-1251?Q?=D1=F7=E5=F2_17.pdf?="',
    'Счет 17.pdf',
  ),
  attached(
    'percent-without-star',
    `Content-Type: application/pdf; name="${percent(utf8('Счёт.pdf'))}"`,
    '%D0%A1%D1%87%D1%91%D1%82.pdf',
  ),
  attached(
    'raw-folded',
    `Content-Type: application/pdf;\n\tname="${raw1251('Счёт на')}\n\t${raw1251('оплату.pdf')}"`,
    'Счёт на оплату.pdf',
  ),
  attached(
    'no-quote-with-spaces',
    'Content-Type: application/pdf\nContent-Disposition: attachment; filename=Invoice 17 of 2.pdf',
    'Invoice 17 of 2.pdf',
  ),
  attached('only-disposition', 'Content-Type: application/pdf\nContent-Disposition: filename="a.pdf"', 'a.pdf'),

  body('boundary-too-much-space', 'Content-Type: multipart/mixed; boundary = "b c"\n\n--b c  \n\nOne\n--b c--  \n', 'One'),
  body('boundary-cut-by-a-gateway', 'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nOne\n-- b\n\nTwo', 'One\n-- b\n\nTwo'),
  body(
    'end-missing-inner',
    `Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: multipart/alternative; boundary="i"\n\n--i\n\nOne\n--b\nContent-Type: application/pdf; name=a.pdf\n\n%PDF\n--b--\n`,
    {
      text: 'One',
      attachments: [pdf('a.pdf')],
    },
  ),
  body('end-twice', 'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nOne\n--b--\n--b--\n', 'One'),
  body('boundary-starts-with-dashes', 'Content-Type: multipart/mixed; boundary="--b"\n\n----b\n\nOne\n----b--\n', 'One'),
  body('parts-with-mbox-quotes', plain('One\n>From here on\n'), 'One\n>From here on'),
  body(
    'nested-four',
    multi('mixed', [
      plain('Top'),
      'Content-Type: message/rfc822\n\nSubject: One\nContent-Type: message/rfc822\n\nSubject: Two\n\nDeep',
    ]),
    {
      text: 'Top',
      attachments: [{ name: 'One.eml', type: 'message/rfc822', size: 66, inline: false }],
    },
  ),
  body('uuencode-beside-words', `\nOne\nbegin 644 a.txt\n%2&5L;&\\\n\`\nend\nTwo\n`, {
    text: 'One\nTwo',
    attachments: [{ name: 'a.txt', type: 'application/octet-stream', size: 5, inline: false }],
  }),
  body(
    'related-without-type',
    multi('related', [`${type('text/html')}<p>Hi</p><img src="CID:%3Ca%40b%3E">`, png('Content-ID: <a@b>\n')]),
    {
      text: 'Hi',
      attachments: [pngFile('attachment-1.png', false)],
    },
  ),
  body('cid-percent', multi('related', [`${type('text/html')}<p>Hi</p><img src="cid:a%40b">`, png('Content-ID: <a@b>\n')]), {
    text: 'Hi',
    attachments: [pngFile('attachment-1.png', true)],
  }),
  body(
    'html-cut',
    `${type('text/html; charset=utf-8')}${utf8('<p>Добрый день<br>ваш зака')}<a href="https://x.te`,
    'Добрый день\nваш зака',
  ),
  body(
    'html-word-that-may-be-broken',
    `${type('text/html; charset=utf-8')}<p>${utf8('Электро&#8203;снабжение&shy;')} a&#8203; b</p>`,
    'Электроснабжение a b',
  ),
  body(
    'html-two-documents',
    `${type('text/html')}<html><body><p>One</p></body></html><html><body><p>Two</p></body></html>`,
    'One\n\nTwo',
  ),
  body(
    'base64-of-html-in-lines-of-1000',
    `${type('text/html; charset=utf-8', 'base64')}${base64(utf8('<p>Слово</p>'.repeat(60)), 1_000)}`,
    Array.from({ length: 60 }, () => 'Слово').join('\n\n'),
  ),
  body(
    'qp-in-html-attributes',
    `${type('text/html; charset=utf-8', 'quoted-printable')}<a href=3D"https://x.test/?a=3D1=\n&amp;b=3D2">One</a>`,
    'One (https://x.test/?a=1&b=2)',
  ),
  body('charset-twice', `${type('text/plain; charset=utf-8; charset=koi8-r')}${utf8(russian)}`, russian),
  body('charset-mac', `${type('text/plain; charset=x-mac-cyrillic')}${bytes(russian, 'maccyrillic')}`, russian),
  body('charset-866', `${type('text/plain; charset=cp866')}${bytes(russian, 'cp866')}`, russian),
  body(
    'charset-koi8-u',
    `${type('text/plain; charset=koi8-u')}${bytes('Доброго дня, її замовлення', 'koi8-u')}`,
    'Доброго дня, її замовлення',
  ),
  body('charset-8859-5', `${type('text/plain; charset=iso-8859-5')}${bytes(russian, 'iso-8859-5')}`, russian),
  body('charset-default', `${type('text/plain; charset=_autodetect')}${bytes(russian, 'koi8-r')}`, russian),
  body('utf8-read-as-1251', `${type('text/plain; charset=windows-1251')}${utf8(russian)}`, russian),

  protectedAs(
    'smime-opaque',
    `Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"\nContent-Disposition: attachment; filename="smime.p7m"\nContent-Transfer-Encoding: base64\n\n${base64('DER')}`,
    { text: '', attachments: [{ name: 'smime.p7m', type: 'application/pkcs7-mime', size: 3, inline: false }] },
    'signed',
  ),
  protectedAs(
    'smime-old-name',
    `Content-Type: application/x-pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"\nContent-Transfer-Encoding: base64\n\n${base64('DER')}`,
    { text: '', attachments: [{ name: 'smime.p7m', type: 'application/x-pkcs7-mime', size: 3, inline: false }] },
    'encrypted',
  ),
  protectedAs(
    'pgp-encrypted-in-text',
    plain('-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----'),
    { text: '-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----' },
    'encrypted',
  ),
  protectedAs(
    'pgp-signed-inside-mixed',
    multi('mixed', [
      inner('signed', [plain('Words'), 'Content-Type: application/pgp-signature; name="signature.asc"\n\nsig']),
      `${type('text/plain; charset=utf-8')}List footer`,
    ]),
    {
      text: 'Words\n\nList footer',
      attachments: [{ name: 'signature.asc', type: 'application/pgp-signature', size: 3, inline: false }],
    },
    'signed',
  ),
];
