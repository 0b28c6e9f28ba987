import { latin, utf8 } from './body.ts';
import { base64, bytes, words } from './encode.ts';
import { type Expected, type Sample, sample } from './sample.ts';

const raw = (name: string, source: string, expected: Expected): Sample => sample(`fields/${name}`, latin(source), expected);
/** One field under test; characters are bytes. */
const field = (name: string, line: string, expected: Expected): Sample =>
  raw(name, `X-First: 1\n${line}\nX-Last: 1\n\nText\n`, { text: 'Text', ...expected });
const from = (name: string, value: string, read: Expected['from'] & object) =>
  field(`from-${name}`, `From: ${value}`, { from: read });
const nobody = (name: string, value: string) => field(`from-${name}`, `From: ${value}`, { from: null });
const to = (name: string, value: string, read: NonNullable<Expected['to']>) =>
  field(`to-${name}`, `From: a@x.test\nTo: ${value}`, { to: read, from: { address: 'a@x.test' } });
const subject = (name: string, value: string, read: string | null) =>
  field(`subject-${name}`, `From: a@x.test\nSubject: ${value}`, { subject: read, from: { address: 'a@x.test' } });
const date = (name: string, value: string, read: string | null = '2026-11-05T07:00:00.000Z') =>
  field(`date-${name}`, `From: a@x.test\nDate: ${value}`, { date: read });
const thread = (name: string, lines: string, expected: Expected) => field(`thread-${name}`, `From: a@x.test\n${lines}`, expected);
const a = { address: 'a@x.test' };
const b = { address: 'b@x.test' };
const maria = { name: 'Мария', address: 'm@x.test' };
const text = 'Здравствуйте, где мой заказ номер десять?';
const chain = Array.from({ length: 400 }, (_, n) => `message.${n}.of.a.long.talk@mail.test`);

/** Fields of the header once more, each on its own: addresses, words, dates and ids as programs of all ages write them. */
export const fields: Sample[] = [
  from('name-is-the-address', '"m@x.test" <m@x.test>', { address: 'm@x.test' }),
  from('parentheses-in-quotes', '"Kuznetsova, Maria (Sales)" <m@x.test>', {
    name: 'Kuznetsova, Maria (Sales)',
    address: 'm@x.test',
  }),
  from('address-in-a-word', '=?utf-8?Q?Maria_=3Cm=40x.test=3E?= <m@x.test>', { name: 'Maria <m@x.test>', address: 'm@x.test' }),
  from('quotes-in-a-word', '=?utf-8?Q?OOO_=22Shop=22?= <m@x.test>', { name: 'OOO "Shop"', address: 'm@x.test' }),
  from('no-space-before-bracket', `=?windows-1251?Q?=CC=E0=F0=E8=FF?=<m@x.test>`, maria),
  from('two-words-in-quotes', `"${words('Мария Кузнецова', 'koi8-r', 'B', 8)}" <m@x.test>`, {
    name: 'Мария Кузнецова',
    address: 'm@x.test',
  }),
  from('1251-raw', `${bytes('Мария Кузнецова', 'windows-1251')} <m@x.test>`, { name: 'Мария Кузнецова', address: 'm@x.test' }),
  from('koi8-raw-in-quotes', `"${bytes('Мария Кузнецова', 'koi8-r')}" <m@x.test>`, {
    name: 'Мария Кузнецова',
    address: 'm@x.test',
  }),
  from('folded-in-a-word', '=?utf-8?B?0JzQsNGA\n 0LjRjw==?= <m@x.test>', maria),
  from('word-in-a-comment', `m@x.test (${words('Мария', 'utf-8', 'B', 30)})`, maria),
  from('comment-behind', 'Maria <m@x.test> (via the list)', { name: 'Maria', address: 'm@x.test' }),
  from('emoji', '"🚀 Shop" <m@x.test>'.replace('🚀', utf8('🚀')), { name: '🚀 Shop', address: 'm@x.test' }),
  from('domain-literal', 'Joe <joe@[192.168.0.1]>', { name: 'Joe', address: 'joe@[192.168.0.1]' }),
  from('quoted-local-part', 'Joe <"joe smith"@x.test>', { name: 'Joe', address: '"joe smith"@x.test' }),
  from('capitals', 'Maria <Maria.K@X.TEST>', { name: 'Maria', address: 'Maria.K@X.TEST' }),
  from('idn-dotted', 'm@sub.xn--80a1acny.xn--p1ai', { address: 'm@sub.почта.рф' }),
  from('slash-and-equals', '/G=Maria/S=K/@x.test', { address: '/G=Maria/S=K/@x.test' }),
  from('tabs', 'Maria\t<m@x.test>\t', { name: 'Maria', address: 'm@x.test' }),
  nobody('brackets-empty', '<>'),
  nobody('words-only', 'Maria'),
  nobody('undisclosed', 'undisclosed-sender:;'),
  to('semicolons', 'a@x.test; b@x.test', [a, b]),
  to('semicolons-with-names', '"A" <a@x.test>; "B" <b@x.test>;', [
    { name: 'A', ...a },
    { name: 'B', ...b },
  ]),
  to('brackets-close', '<a@x.test>,<b@x.test>', [a, b]),
  to('comma-last', '"Ivan" <a@x.test>,', [{ name: 'Ivan', ...a }]),
  to('commas-many', ', ,a@x.test,,b@x.test, ,', [a, b]),
  to('undisclosed-quoted', '"Undisclosed recipients":;', []),
  to('undisclosed-russian', utf8('Скрытые получатели:;'), []),
  to('unlisted', 'unlisted-recipients:; (no To-header on input)', []),
  to('groups-two', 'A: a@x.test;, B: b@x.test;', [a, b]),
  to('group-in-words', '=?utf-8?B?0JzRiw==?=: a@x.test, Ivan <b@x.test>;', [a, { name: 'Ivan', ...b }]),
  to('comment-with-comma', 'a@x.test (one, two), b@x.test', [{ name: 'one, two', ...a }, b]),
  to('word-with-semicolon', '=?utf-8?Q?A;B?= <a@x.test>, b@x.test', [{ name: 'A;B', ...a }, b]),
  to('route', '<@one.test,@two.test:a@x.test>', [a]),
  to('escaped-backslash', '"A \\\\ B" <a@x.test>', [{ name: 'A \\ B', ...a }]),
  field('cc-only', 'From: a@x.test\nCc: b@x.test', { to: [], cc: [b] }),
  field('bcc-is-not-told', 'From: a@x.test\nTo: b@x.test\nBcc: c@x.test', { to: [b], cc: [] }),
  field('apparently-to', 'From: a@x.test\nApparently-To: b@x.test\nX-Original-To: b@x.test\nDelivered-To: b@x.test', {
    to: [],
    cc: [],
  }),
  subject('word-at-text', 'Re:=?utf-8?B?0LTQsA==?=', 'Re:да'),
  subject('words-touch', '=?utf-8?B?0LQ=?==?utf-8?B?0LA=?=', 'да'),
  subject('two-charsets', '=?utf-8?Q?=D0=B4?= =?koi8-r?Q?=C1?=', 'да'),
  subject('letter-cut-b-q', '=?utf-8?B?0A==?= =?UTF-8?Q?=B4?=', 'д'),
  subject('q-raw', `=?utf-8?Q?${utf8('Привет')}?=`, 'Привет'),
  subject('padding-too-much', '=?utf-8?B?0LTQsA=====?=', 'да'),
  subject('twice', 'one\nSubject: two', 'one'),
  subject('entities', 'A &amp; B', 'A & B'.replace('&', '&amp;')),
  subject('only-space', '=?utf-8?Q?_?=', null),
  subject('line-break-inside', '=?utf-8?Q?one=0D=0ABcc:_x?=', 'one Bcc: x'),
  subject('line-of-5000', `${'word '.repeat(1_000)}end`, `${'word '.repeat(1_000)}end`),
  subject('iso-2022-jp-words', '=?iso-2022-jp?B?GyRCJDMkcxsoQg==?=\n =?iso-2022-jp?B?GyRCJEskQSRPGyhC?=', 'こんにちは'),
  subject(
    'gb-cut-in-a-letter',
    words('订单还没有到请回复', 'gb18030', 'B', 5).replaceAll('gb18030', 'GB2312'),
    '订单还没有到请回复',
  ),
  subject('big5-cut-in-a-letter', words('訂單還沒有到', 'big5', 'Q', 3), '訂單還沒有到'),
  subject('ibm866', words(text, 'ibm866', 'B', 30), text),
  subject('mac-cyrillic', words(text, 'maccyrillic', 'B', 30).replaceAll('maccyrillic', 'x-mac-cyrillic'), text),
  subject('koi8-called-1251', words(text, 'koi8-r', 'Q', 40).replaceAll('koi8-r', 'windows-1251'), text),
  subject('utf8-called-koi8', words(text, 'utf-8', 'B', 45).replaceAll('utf-8', 'koi8-r'), text),
  subject('euc-kr', words('주문 문의', 'euc-kr', 'B', 20), '주문 문의'),
  subject('equals-question', 'What =? and ?= mean', 'What =? and ?= mean'),
  subject('space-in-word', '=?utf-8?B? 0LTQsA== ?=', 'да'),
  raw('raw-of-two-charsets', `From: ${utf8('Мария')} <m@x.test>\nSubject: ${bytes(text, 'windows-1251')}\n\nText\n`, {
    from: maria,
    subject: text,
  }),
  date('no-space', 'Thu,5 Nov 2026 10:00:00 +0300'),
  date('moscow', '05 Nov 2026 10:00:00 MSK'),
  date('hours-only', 'Thu, 5 Nov 2026 10:00:00 +03'),
  date('one-digit-zone', 'Thu, 5 Nov 2026 10:00:00 +3:00'),
  date('utc-and-hours', 'Thu, 5 Nov 2026 10:00:00 UTC+3'),
  date('milliseconds', 'Thu, 5 Nov 2026 10:00:00.123 +0300'),
  date('slashes', '2026/11/05 10:00:00 +0300'),
  date('dots', '05.11.2026 10:00:00 +0300'),
  date('whole-month', 'Thursday, 5 November 2026 10:00:00 +0300'),
  date('russian-words', utf8('четверг, 5 ноября 2026 г. 10:00:00 +0300')),
  date('iso-basic-zone', '2026-11-05T10:00:00+0300'),
  date('iso-z', '2026-11-05 07:00:00Z'),
  date('eest', 'Thu, 5 Nov 2026 10:00:00 EEST'),
  date('quoted-zone', 'Thu, 5 Nov 2026 07:00:00 "GMT"'),
  date('leap-second', 'Sat, 31 Dec 2016 23:59:60 +0000', '2017-01-01T00:00:00.000Z'),
  date('one-digit-each', 'Thu, 5 Nov 2026 7:0:0 GMT'),
  date('short-year', '5 Nov 26 10:00 +0300'),
  date('newfoundland', 'Thu, 5 Nov 2026 03:30:00 -0330'),
  date('military', 'Thu, 5 Nov 2026 07:00:00 Z'),
  date('twice', 'Thu, 5 Nov 2026 10:00:00 +0300\nDate: Fri, 6 Nov 2026 10:00:00 +0300'),
  date('hour-24', 'Thu, 5 Nov 2026 24:00:00 +0000', null),
  date('comment-between', 'Thu (day), 5 (date) Nov (month) 2026 10:00:00 +0300'),
  thread('several', 'In-Reply-To: <a@x> <b@x>', { inReplyTo: 'a@x' }),
  thread('old-words', 'In-Reply-To: Your message of "Fri, 21 Nov 1997 09:55:06 -0600."\n             <1234@local.test>', {
    inReplyTo: '1234@local.test',
  }),
  thread('very-long', `References: ${chain.map((id) => `<${id}>`).join(' ')}`, { references: chain }),
  thread('long-folded', `References: ${chain.map((id) => `<${id}>`).join('\n\t')}`, { references: chain }),
  thread('folded-in-an-id', 'References: <one@x>\n <two.of\n three@x>', { references: ['one@x', 'two.ofthree@x'] }),
  thread('comment', 'Message-ID: <a@x> (added by postmaster@x.test)', { messageId: 'a@x' }),
  thread('double-brackets', 'Message-ID: <<a@x>>', { messageId: 'a@x' }),
  thread('spaces-in-brackets', 'Message-ID: < a@x >', { messageId: 'a@x' }),
  thread('empty-brackets', 'Message-ID: <>\nIn-Reply-To: <>', { messageId: null, inReplyTo: null }),
  thread('references-twice', 'References: <a@x>\nReferences: <b@x>', { references: ['a@x', 'b@x'] }),
  thread('x-headers-are-not', 'X-Message-ID: <z@x>\nThread-Index: AdA=\nThread-Topic: x', { messageId: null, references: [] }),
  thread('semicolons', 'References: <a@x>; <b@x>', { references: ['a@x', 'b@x'] }),
  thread('encoded-folded', 'Message-ID: =?utf-8?q?=3Clong=2Eid?=\n =?utf-8?q?=40mail=2Etest=3E?=', {
    messageId: 'long.id@mail.test',
  }),
  raw('mark-and-mbox', `${utf8('\ufeff')}From a@x.test Thu Nov  5 10:00:00 2026\nFrom: a@x.test\nSubject: x\n\nText\n`, {
    from: a,
    subject: 'x',
    text: 'Text',
  }),
  raw('mbox-quoted', '>From a@x.test Thu Nov  5 10:00:00 2026\nFrom: a@x.test\nSubject: x\n\n>From here\n', {
    from: a,
    subject: 'x',
    text: '>From here',
  }),
  raw('line-without-colon', 'From: a@x.test\nthis is no field\nSubject: x\nTo: b@x.test\n\nText\n', {
    from: { address: 'a@x.test' },
    subject: 'x',
    to: [b],
    text: 'Text',
  }),
  sample('fields/lines-end-with-lf', Buffer.from('From: a@x.test\nSubject: one\n two\n\nText\nmore\n'), {
    from: a,
    subject: 'one two',
    text: 'Text\nmore',
  }),
  sample('fields/lines-end-with-cr', Buffer.from('From: a@x.test\rSubject: one\r two\r\rText\rmore\r'), {
    from: a,
    subject: 'one two',
    text: 'Text\nmore',
  }),
  sample('fields/lines-end-mixed', Buffer.from('From: a@x.test\r\nSubject: one\n two\r\n\nText\r\nmore\n'), {
    from: a,
    subject: 'one two',
    text: 'Text\nmore',
  }),
  raw('head-of-a-line-100k', `From: a@x.test\nX-Long: ${'x'.repeat(100_000)}\nSubject: x\n\nText\n`, {
    from: a,
    subject: 'x',
    text: 'Text',
  }),
  raw('nul-in-names', 'From: a@x.test\nX-Bad\u0000Name: 1\nSubject: x\n\nText\n', { from: a, subject: 'x', text: 'Text' }),
  raw('body-like-a-head', 'From: a@x.test\nSubject: x\n\nSubject: not this\nTo: nobody@x.test\n\nText\n', {
    subject: 'x',
    to: [],
    text: 'Subject: not this\nTo: nobody@x.test\n\nText',
  }),
  raw('word-of-4000', `From: a@x.test\nSubject: =?utf-8?B?${base64(utf8('слово '.repeat(270)), 99_999)}?=\n\nText\n`, {
    subject: 'слово '.repeat(270).trim(),
  }),
];
