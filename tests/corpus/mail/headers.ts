import { bytes, words } from './encode.ts';
import { type Expected, type Sample, sample } from './sample.ts';

const russian = 'Здравствуйте, заказ не пришёл';
const raw = (text: string) => Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1');

/** One header line under test in a mail that is otherwise plain. */
const withLine = (name: string, line: string | Buffer, expected: Expected): Sample => {
  const others = [
    'From: Maria <maria@mail.test>',
    'To: op@shop.test',
    'Subject: Hello',
    'Message-ID: <h@mail.test>',
    'Date: Thu, 05 Nov 2026 10:00:00 +0300',
  ];
  const text = Buffer.isBuffer(line) ? line.toString('latin1') : bytes(line, 'utf-8');
  const field = text.slice(0, text.indexOf(':') + 1).toLowerCase();
  const kept = others.filter((other) => !other.toLowerCase().startsWith(field));
  return sample(`headers/${name}`, raw(`${[...kept, text].join('\n')}\n\nText\n`), { text: 'Text', ...expected });
};
const subject = (name: string, value: string | Buffer, read: string | null) =>
  withLine(`subject-${name}`, Buffer.isBuffer(value) ? Buffer.concat([Buffer.from('Subject: '), value]) : `Subject: ${value}`, {
    subject: read,
  });
const from = (name: string, value: string, read: Expected['from'] & object) =>
  withLine(`from-${name}`, `From: ${value}`, { from: read });
const to = (name: string, value: string, read: NonNullable<Expected['to']>) =>
  withLine(`to-${name}`, `To: ${value}`, { to: read });
const date = (name: string, value: string, read: string | null) => withLine(`date-${name}`, `Date: ${value}`, { date: read });
const thread = (name: string, lines: string, read: Expected) => withLine(`thread-${name}`, lines, read);

/** Header fields as RFC 5322, 2047, 2231 and 6532 have them, and as they are written all the same. */
export const headers: Sample[] = [
  subject('koi8-raw', Buffer.from(bytes(russian, 'koi8-r'), 'latin1'), russian),
  subject('1251-raw', Buffer.from(bytes(russian, 'windows-1251'), 'latin1'), russian),
  subject('utf8-raw', russian, russian),
  subject('latin1-raw', Buffer.from('Größe', 'latin1'), 'Größe'),
  subject('iso-2022-jp-raw', Buffer.from('\u001b$B$3$s$K$A$O\u001b(B', 'latin1'), 'こんにちは'),
  subject('iso-2022-jp-word', '=?ISO-2022-JP?B?GyRCJDMkcyRLJEEkTxsoQg==?=', 'こんにちは'),
  subject('cut-in-a-letter', words(russian, 'utf-8', 'B', 7), russian),
  subject('cut-in-a-letter-q', words(russian, 'utf-8', 'Q', 3), russian),
  subject('words-and-text', 'Re: =?koi8-r?Q?=FA=C1=CB=C1=DA?= 12 =?utf-8?Q?=E2=9C=93?= ok', 'Re: Заказ 12 ✓ ok'),
  subject('spaces-in-q', '=?utf-8?Q?two words here?=', 'two words here'),
  subject('tab-between', '=?utf-8?Q?one?=\n\t=?utf-8?Q?two?=', 'onetwo'),
  subject('unknown-charset', '=?x-nobody?Q?plain?=', 'plain'),
  subject('unknown-encoding', '=?utf-8?Z?plain?=', '=?utf-8?Z?plain?='),
  subject('not-closed', '=?utf-8?Q?plain', '=?utf-8?Q?plain'),
  subject('language', '=?utf-8*ru?Q?=D0=B4=D0=B0?=', 'да'),
  subject('lower-case', '=?windows-1251?q?=cf=f0=e8=e2=e5=f2?=', 'Привет'),
  subject('wrong-charset', `=?iso-8859-1?B?${Buffer.from(russian).toString('base64')}?=`, russian),
  subject('no-padding', '=?utf-8?B?0LTQsA?=', 'да'),
  subject('question-mark', '=?utf-8?Q?Really??=', 'Really?'),
  subject('empty', '', null),
  subject('emoji', '=?utf-8?B?8J+agCBnbw==?=', '🚀 go'),
  subject('emoji-raw', '🚀 go', '🚀 go'),
  subject('folded', 'a long\n subject\n\tof three lines', 'a long subject of three lines'),
  subject('colon', 'Re: Fwd: a: b', 'Re: Fwd: a: b'),
  subject('very-long', 'x'.repeat(30_000), 'x'.repeat(30_000)),
  subject('gb2312', '=?gb2312?B?xOO6ww==?=', '你好'),
  subject('utf-7', '=?utf-7?Q?+BBQEMA-?=', 'Да'),
  subject('nul', Buffer.from('a\u0000b'), 'a b'),
  from('bare', 'maria@mail.test', { address: 'maria@mail.test' }),
  from('brackets', '<maria@mail.test>', { address: 'maria@mail.test' }),
  from('comment', 'maria@mail.test (Maria K.)', { name: 'Maria K.', address: 'maria@mail.test' }),
  from('quoted-comma', '"Kuznetsova, Maria" <maria@mail.test>', { name: 'Kuznetsova, Maria', address: 'maria@mail.test' }),
  from('escaped-quote', '"Maria \\"Masha\\" K" <maria@mail.test>', { name: 'Maria "Masha" K', address: 'maria@mail.test' }),
  from('word', '=?utf-8?B?0JzQsNGA0LjRjw==?= <maria@mail.test>', { name: 'Мария', address: 'maria@mail.test' }),
  from('word-in-quotes', '"=?utf-8?B?0JzQsNGA0LjRjw==?=" <maria@mail.test>', { name: 'Мария', address: 'maria@mail.test' }),
  from('word-with-comma', '=?utf-8?Q?Doe=2C_John?= <john@mail.test>', { name: 'Doe, John', address: 'john@mail.test' }),
  from('whole-in-a-word', `=?utf-8?B?${Buffer.from('Мария <maria@mail.test>').toString('base64')}?=`, {
    name: 'Мария',
    address: 'maria@mail.test',
  }),
  from('utf8-raw', 'Мария <maria@mail.test>', { name: 'Мария', address: 'maria@mail.test' }),
  from('utf8-address', 'Мария <мария@почта.рф>', { name: 'Мария', address: 'мария@почта.рф' }),
  from('idn', 'Maria <maria@xn--e1afmkfd.xn--p1ai>', { name: 'Maria', address: 'maria@пример.рф' }),
  from('plus', 'Maria <maria+orders@mail.test>', { name: 'Maria', address: 'maria+orders@mail.test' }),
  from('apostrophes', "'Maria' <maria@mail.test>", { name: 'Maria', address: 'maria@mail.test' }),
  from('dot-in-name', 'Maria K. Jr. <maria@mail.test>', { name: 'Maria K. Jr.', address: 'maria@mail.test' }),
  from('folded', 'Maria\n <maria@mail.test>', { name: 'Maria', address: 'maria@mail.test' }),
  from('two', 'Maria <maria@mail.test>, Ivan <ivan@mail.test>', { name: 'Maria', address: 'maria@mail.test' }),
  withLine('from-empty-sender', 'From:\nSender: Maria <maria@mail.test>', {
    from: { name: 'Maria', address: 'maria@mail.test' },
  }),
  withLine('from-twice', 'From: Maria <maria@mail.test>\nFrom: Eve <eve@mail.test>', {
    from: { name: 'Maria', address: 'maria@mail.test' },
  }),
  to('several', 'op@shop.test, Ivan <ivan@mail.test>', [
    { address: 'op@shop.test' },
    { name: 'Ivan', address: 'ivan@mail.test' },
  ]),
  to('group', 'Friends: op@shop.test, Ivan <ivan@mail.test>;, x@mail.test', [
    { address: 'op@shop.test' },
    { name: 'Ivan', address: 'ivan@mail.test' },
    { address: 'x@mail.test' },
  ]),
  to('empty-group', 'undisclosed-recipients:;', []),
  to('twice', 'op@shop.test\nTo: ivan@mail.test', [{ address: 'op@shop.test' }, { address: 'ivan@mail.test' }]),
  to(
    'many',
    Array.from({ length: 300 }, (_, n) => `u${n}@mail.test`).join(',\n '),
    Array.from({ length: 300 }, (_, n) => ({ address: `u${n}@mail.test` })),
  ),
  to('words', '=?utf-8?Q?=D0=98=D0=B2=D0=B0=D0=BD?= <i@mail.test>, =?koi8-r?Q?=E1=CE=CE=C1?= <a@mail.test>', [
    { name: 'Иван', address: 'i@mail.test' },
    { name: 'Анна', address: 'a@mail.test' },
  ]),
  date('usual', 'Thu, 5 Nov 2026 10:00:00 +0300', '2026-11-05T07:00:00.000Z'),
  date('no-weekday', '5 Nov 2026 10:00:00 +0300', '2026-11-05T07:00:00.000Z'),
  date('no-seconds', 'Thu, 5 Nov 2026 10:00 +0300', '2026-11-05T07:00:00.000Z'),
  date('wrong-weekday', 'Mon, 5 Nov 2026 10:00:00 +0300', '2026-11-05T07:00:00.000Z'),
  date('two-digit-year', 'Thu, 5 Nov 98 10:00:00 GMT', '1998-11-05T10:00:00.000Z'),
  date('three-digit-year', 'Thu, 5 Nov 126 10:00:00 GMT', '2026-11-05T10:00:00.000Z'),
  date('zone-name', 'Thu, 5 Nov 2026 10:00:00 PST', '2026-11-05T18:00:00.000Z'),
  date('zone-comment', 'Thu, 5 Nov 2026 10:00:00 +0300 (Moscow (MSK))', '2026-11-05T07:00:00.000Z'),
  date('zone-colon', 'Thu, 5 Nov 2026 10:00:00 +03:00', '2026-11-05T07:00:00.000Z'),
  date('gmt-offset', 'Thu, 5 Nov 2026 10:00:00 GMT+0300', '2026-11-05T07:00:00.000Z'),
  date('no-zone', 'Thu, 5 Nov 2026 10:00:00', '2026-11-05T10:00:00.000Z'),
  date('iso', '2026-11-05T10:00:00+03:00', '2026-11-05T07:00:00.000Z'),
  date('asctime', 'Thu Nov  5 10:00:00 2026', '2026-11-05T10:00:00.000Z'),
  date('dashes', 'Thu, 05-Nov-2026 10:00:00 GMT', '2026-11-05T10:00:00.000Z'),
  date('folded', 'Thu, 5 Nov\n 2026 10:00:00 +0300', '2026-11-05T07:00:00.000Z'),
  date('absurd-day', 'Thu, 32 Nov 2026 10:00:00 +0300', null),
  date('absurd-hour', 'Thu, 5 Nov 2026 25:61:00 +0300', null),
  date('february', '30 Feb 2026 10:00:00 +0000', null),
  date('words', 'yesterday evening', null),
  date('empty', '', null),
  thread('folded', 'References: <a@x>\n <b@x>\n\t<c@x>\nIn-Reply-To: <c@x>', {
    references: ['a@x', 'b@x', 'c@x'],
    inReplyTo: 'c@x',
  }),
  thread('no-brackets', 'In-Reply-To: a@x', { inReplyTo: 'a@x', references: [] }),
  thread('words-before', 'In-Reply-To: Your message of Monday <a@x>', { inReplyTo: 'a@x' }),
  thread('nothing-usable', 'In-Reply-To: your mail', { inReplyTo: null }),
  thread('no-separator', 'References: <a@x><b@x>', { references: ['a@x', 'b@x'] }),
  thread('commas', 'References: <a@x>, <b@x>', { references: ['a@x', 'b@x'] }),
  thread('id-with-spaces', 'Message-ID: <a b@x>', { messageId: 'ab@x' }),
  thread('id-without-brackets', 'Message-ID: a@x', { messageId: 'a@x' }),
  thread('id-twice', 'Message-ID: <a@x>\nMessage-ID: <b@x>', { messageId: 'a@x' }),
  thread('outlook-id', 'Message-ID: <AM0PR0$1@EUR05.test>', { messageId: 'AM0PR0$1@EUR05.test' }),
  thread('no-at', 'Message-ID: <no-at-sign>', { messageId: 'no-at-sign' }),
  sample('headers/field-name-case', 'FROM: maria@mail.test\nsUBJECT: x\nmessage-id: <a@x>\n\nText\n', {
    subject: 'x',
    messageId: 'a@x',
  }),
  sample('headers/space-before-colon', 'From : maria@mail.test\nSubject : x\n\nText\n', {
    subject: 'x',
    from: { address: 'maria@mail.test' },
  }),
  sample('headers/mbox-line', 'From maria@mail.test Thu Nov  5 10:00:00 2026\nFrom: maria@mail.test\nSubject: x\n\nText\n', {
    subject: 'x',
    text: 'Text',
  }),
  sample('headers/broken-folding', 'From: maria@mail.test\nSubject: one\ntwo three\nTo: op@shop.test\n\nText\n', {
    subject: 'one two three',
    to: [{ address: 'op@shop.test' }],
    text: 'Text',
  }),
  sample('headers/no-empty-line', 'From: maria@mail.test\nSubject: x\nHello there, no empty line\nmore\n', {
    subject: 'x',
    text: 'Hello there, no empty line\nmore',
  }),
  sample('headers/only', 'From: maria@mail.test\nSubject: x', { subject: 'x', text: '', attachments: [] }),
  sample('headers/no-sender', 'Subject: x\n\nText\n', { from: null, subject: 'x', text: 'Text', messageId: null, date: null }),
];
