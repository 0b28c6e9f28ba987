import { bodyOf, latin, multi, png, pngFile, russian, type, utf8 } from './body.ts';
import { base64, bytes, percent, quotedPrintable, words } from './encode.ts';
import { type Expected, type Sample, sample } from './sample.ts';

const body = bodyOf('edges');
const raw = (name: string, source: string, expected: Expected): Sample => sample(`edges/${name}`, latin(source), expected);
const field = (name: string, lines: string, expected: Expected): Sample =>
  raw(name, `${lines}\n\nText\n`, { text: 'Text', ...expected });
const subject = (name: string, value: string, read: string | null) =>
  field(`subject-${name}`, `From: a@x.test\nSubject: ${value}`, { subject: read });
const from = (name: string, value: string, read: Expected['from'] & object) =>
  field(`from-${name}`, `From: ${value}\nTo: op@shop.test`, { from: read, to: [{ address: 'op@shop.test' }] });
const to = (name: string, value: string, read: NonNullable<Expected['to']>) =>
  field(`to-${name}`, `From: a@x.test\nTo: ${value}`, { to: read });
const date = (name: string, value: string, read: string | null = '2026-11-05T07:00:00.000Z') =>
  field(`date-${name}`, `From: a@x.test\nDate: ${value}`, { date: read });
const plain = (text: string) => `${type('text/plain; charset=utf-8')}${utf8(text)}`;
const html = (markup: string) => `${type('text/html; charset=utf-8')}${utf8(markup)}`;
const inner = (kind: string, parts: string[], mark = 'i', more = '') =>
  multi(kind, parts, more).replaceAll('"b"', `"${mark}"`).replaceAll('--b', `--${mark}`);
const pdf = (name: string) => ({ name, type: 'application/pdf', size: 4, inline: false });
/** A text and one PDF with these lines in its header. */
const named = (name: string, lines: string, read: string): Sample =>
  body(`file-${name}`, multi('mixed', [plain('See'), `${lines}\n\n%PDF`]), { text: 'See', attachments: [pdf(read)] });
const attached = 'Content-Type: application/pdf\nContent-Disposition: attachment; ';
const labelled = (name: string, label: string, charset: string, text: string): Sample =>
  body(`charset-${name}`, `${type(`text/plain; charset=${label}`, '8bit')}${bytes(text, charset)}\n`, text);
const typed = (name: string, value: string, content: string, expected: Expected | string): Sample =>
  body(`type-${name}`, `Content-Type: ${value}\n\n${content}\n`, expected);
const calendar = (name: string, lines: string, text: string): Sample =>
  body(
    `calendar-${name}`,
    `${type('text/calendar; charset=utf-8')}BEGIN:VCALENDAR\nVERSION:2.0\n${utf8(lines)}\nEND:VCALENDAR\n`,
    text,
  );

const a = { address: 'a@x.test' };
const b = { address: 'b@x.test' };
const anna = { name: 'Anna', ...a };

/** What stands at the edges: of a letter of two bytes, of a comment, of a document, of what a date or an address may be. */
export const edges: Sample[] = [
  // The last byte of "Р" in UTF-8 and of "а" in CP866 is 0xA0, which in Latin-1 is a space that does not break.
  subject('utf-8-ends-with-a0', utf8('ВАШ НОМЕР'), 'ВАШ НОМЕР'),
  subject('utf-8-ends-with-a0-folded', utf8('ДОГОВОР\n ПЕТР\n О ПОСТАВКЕ'), 'ДОГОВОР ПЕТР О ПОСТАВКЕ'),
  subject('utf-8-ends-with-a0-latin', utf8('Voilà'), 'Voilà'),
  subject('cp866-ends-with-a0', bytes('Проверка связи и заказа', 'cp866'), 'Проверка связи и заказа'),
  subject('latin-1-ends-with-a0', 'Prix 5\u00a0', 'Prix 5'),
  from('utf-8-ends-with-a0', utf8('ПЁТР <a@x.test>'), { name: 'ПЁТР', ...a }),
  from('utf-8-ends-with-a0-in-a-comment', utf8('a@x.test (ПЁТР)'), { name: 'ПЁТР', ...a }),
  body('quoted-printable-raw-a0', `${type('text/plain; charset=utf-8', 'quoted-printable')}${utf8('ДОГОВОР\nНОМЕР  \n№ 5')}`, {
    text: 'ДОГОВОР\nНОМЕР\n№ 5',
  }),
  body('flowed-a0', `${type('text/plain; charset=utf-8; format=flowed', '8bit')}${utf8('ДОГОВОР \nНОМЕР')}`, 'ДОГОВОР НОМЕР'),

  subject('word-of-another-alphabet', `=?utf-8?B?${Buffer.from('???>>>ююю').toString('base64url')}?=`, '???>>>ююю'),
  subject(
    'word-and-raw-1251',
    `${words('Заказ', 'windows-1251', 'B', 9)} ${bytes('номер пять', 'windows-1251')}`,
    'Заказ номер пять',
  ),
  subject('word-koi8-and-raw-utf-8', `${words('Заказ', 'koi8-r', 'B', 9)} ${utf8('номер пять')}`, 'Заказ номер пять'),
  subject('word-with-equals', '=?utf-8?Q?a=3D=20b=5F_c?=', 'a= b_ c'),
  subject('word-in-a-word', `=?utf-8?B?${base64('=?utf-8?B?0LTQsA==?=', 99)}?=`, '=?utf-8?B?0LTQsA==?='),
  subject(
    'word-8bit',
    `=?8bit?Q?${bytes('Заказ', 'windows-1251').replace(/./g, (c) => `=${c.charCodeAt(0).toString(16)}`)}?=`,
    'Заказ',
  ),
  subject('fold-of-spaces', 'one\n   \n two', 'one two'),
  ...(['win-1251', 'x-cp1251', 'cp_1251'] as const).map((label) => labelled(label, label, 'windows-1251', russian)),
  labelled('koi8r', 'koi8r', 'koi8-r', russian),
  labelled('dos-866', 'dos-866', 'cp866', russian),
  labelled('unicode-1-1-utf-8', 'unicode-1-1-utf-8', 'utf-8', russian),
  labelled('8859-8-i', 'iso-8859-8-i', 'iso-8859-8', 'שלום, איפה ההזמנה שלי?'),
  labelled('tis-620', 'tis-620', 'tis620', 'สวัสดี สินค้าอยู่ที่ไหน'),
  labelled('8859-15', 'iso-8859-15', 'iso-8859-15', 'Œuvre à 5 €'),
  labelled('greek', 'iso-8859-7', 'iso-8859-7', 'Πού είναι η παραγγελία μου'),
  labelled('apostrophes', "'koi8-r'", 'koi8-r', russian),
  labelled('semicolon-inside', '"koi8-r;"', 'koi8-r', russian),
  labelled('empty', '""', 'koi8-r', russian),
  body('charset-2231', `${type("text/plain; charset*=us-ascii'en'koi8-r", '8bit')}${bytes(russian, 'koi8-r')}\n`, russian),
  body('charset-unicode', `${type('text/plain; charset=unicode', 'base64')}${base64(bytes(russian, 'utf-16le'))}`, russian),
  typed(
    'html-says-unicode',
    'text/html',
    `<meta http-equiv=Content-Type content="text/html; charset=unicode"><p>${bytes(russian, 'windows-1251')}</p>`,
    { text: russian, hasHtml: true },
  ),
  typed('html-says-utf-16', 'text/html', `<meta charset="utf-16"><p>${utf8(russian)}</p>`, russian),
  body(
    'charset-cesu-8',
    `${type('text/plain; charset=utf-8', '8bit')}${utf8('Привет')} \u00ed\u00a0\u00bd\u00ed\u00b8\u0080`,
    'Привет 😀',
  ),
  typed('quoted', '"text/html"; charset=utf-8', '<p>Hi</p>', { text: 'Hi', hasHtml: true }),
  typed('comment-first', '(x) text/html; charset=utf-8', '<p>Hi</p>', { text: 'Hi', hasHtml: true }),
  typed('no-subtype-picture', 'image', 'JFIF', {
    text: '',
    attachments: [{ name: 'attachment-1.bin', type: 'application/octet-stream', size: 6, inline: false }],
  }),
  typed('no-subtype-text', 'text', 'Hello', 'Hello'),
  body('type-no-subtype-with-a-name', multi('mixed', [plain('See'), 'Content-Type: image; name=a.png\n\nxx']), {
    text: 'See',
    attachments: [{ name: 'a.png', type: 'image/png', size: 2, inline: false }],
  }),

  from('quoted-and-escaped', '"Fred \\"quota\\" Bloggs"@example.com', { address: '"Fred \\"quota\\" Bloggs"@example.com' }),
  from('quoted-at', '"abc@def"@example.com', { address: '"abc@def"@example.com' }),
  from('percent-and-marks', '!def!xyz%abc@example.com', { address: '!def!xyz%abc@example.com' }),
  from('ipv6', 'Joe <joe@[IPv6:2001:db8::1]>', { name: 'Joe', address: 'joe@[IPv6:2001:db8::1]' }),
  from('smtp-before', '"Anna" <SMTP:a@x.test>', anna),
  from('quoted-whole', 'Anna <"a@x.test">', anna),
  from('bracket-only-closes', 'Anna a@x.test>', anna),
  from('surname-first', 'Ivanova, Anna <a@x.test>', { name: 'Ivanova, Anna', ...a }),
  from('comment-before', '(sent by the shop) Anna <a@x.test>', anna),
  from('group-6854', 'Managing Partners:a@x.test,b@x.test;\nSender: s@x.test', a),
  from('national-quoted', utf8('Пеле <Pelé@example.com>'), { name: 'Пеле', address: 'Pelé@example.com' }),
  from('idn-broken', 'Anna <a@xn--zzzzzz99999.test>', { name: 'Anna', address: 'a@xn--zzzzzz99999.test' }),
  from('name-is-the-address-in-national-letters', utf8('anna@почта.рф <anna@xn--80a1acny.xn--p1ai>'), {
    address: 'anna@почта.рф',
  }),
  from('word-with-line-ends', '=?utf-8?Q?Anna=0D=0ATo:_evil@x.test?= <a@x.test>', { name: 'Anna To: evil@x.test', ...a }),
  to('comment-behind-a-group', 'Team(people):a@x.test (dear friend); (end of it), "outside" <b@x.test>', [
    { name: 'dear friend', ...a },
    { name: 'outside', ...b },
  ]),
  to('spaces-only', 'a@x.test b@x.test', [a, b]),
  to('spaces-and-commas', 'a@x.test b@x.test, c@x.test', [a, b, { address: 'c@x.test' }]),
  to('comma-of-chinese', utf8('Anna <a@x.test>， b@x.test；c@x.test'), [anna, b, { address: 'c@x.test' }]),
  to('comma-of-chinese-in-a-name', utf8('上海，分公司 <a@x.test>'), [{ name: '上海，分公司', ...a }]),
  to('comma-in-a-word', '=?utf-8?q?Anna?= <a@x.test>\n =?utf-8?q?=2C?= b@x.test\n =?utf-8?Q?=2c?= c@x.test', [
    anna,
    b,
    { address: 'c@x.test' },
  ]),
  to('comma-in-a-word-of-a-name', '=?utf-8?q?Ivanova?= =?utf-8?q?=2C?= =?utf-8?q?_Anna?= <a@x.test>', [
    { name: 'Ivanova, Anna', ...a },
  ]),
  to('list-in-a-word', words('Анна <a@x.test>, Борис <b@x.test>', 'utf-8', 'B', 999), [
    { name: 'Анна', ...a },
    { name: 'Борис', ...b },
  ]),
  to('surnames-first', 'Ivanova, Anna <a@x.test>, Petrov, Boris <b@x.test>', [
    { name: 'Ivanova, Anna', ...a },
    { name: 'Petrov, Boris', ...b },
  ]),
  to('group-of-semicolons', 'Sales: a@x.test; b@x.test', [a, b]),
  field('ids-in-comments', 'From: a@x.test\nReferences: (see <no@x>) <a@x>(one)<b@x>\nIn-Reply-To: (Anna) <b@x>', {
    references: ['a@x', 'b@x'],
    inReplyTo: 'b@x',
  }),
  field('ids-in-nothing-else', 'From: a@x.test\nIn-Reply-To: (message <a@x> of Monday)', { inReplyTo: 'a@x' }),

  date('no-spaces', 'Thu,05Nov2026 10:00:00+0300'),
  date('encoded', '=?utf-8?Q?Thu,_5_Nov_2026_10:00:00_+0300?='),
  date('nowhere', 'Thu, 5 Nov 2026 10:00:00 +9999', null),
  date('comments-everywhere', 'Thu (a) , (b) 5 (c) Nov (d(e)) 2026 (f) 10 (g) : (h) 00 (i) : (j) 00 (k) +0300 (l)'),
  date('rfc-850', 'Thursday, 05-Nov-26 07:00:00 GMT'),
  date('dots-in-time', 'Thu, 5 Nov 2026 10.00.00 +0300'),
  date('nepal', 'Thu, 5 Nov 2026 12:45:00 +0545'),
  date('moscow-summer', 'Mon, 5 Jul 2010 11:00:00 MSD', '2010-07-05T07:00:00.000Z'),
  date('year-49', 'Sun, 21 Nov 49 10:55:06 GMT', '2049-11-21T10:55:06.000Z'),
  date('year-50', 'Tue, 21 Nov 50 10:55:06 GMT', '1950-11-21T10:55:06.000Z'),
  date('year-100', '21 Nov 100 10:55:06 GMT', '2000-11-21T10:55:06.000Z'),
  // The signs of military zones were printed wrongly in RFC 822, so that none of them says anything (RFC 5322, section 4.3).
  ...[...'AMNYZ'].map((zone) => date(`military-${zone}`, `Thu, 5 Nov 2026 07:00:00 ${zone}`)),
  ...Object.entries({ EST: 2, EDT: 3, CST: 1, CDT: 2, MST: 0, MDT: 1, PST: -1, PDT: 0 }).map(([zone, hour]) =>
    date(`zone-${zone}`, `${hour < 0 ? 4 : 5} Nov 2026 ${(hour + 24) % 24}:00 ${zone}`),
  ),

  named('2231-with-a-gap', `${attached}filename*0="one"; filename*2="three.pdf"`, 'onethree.pdf'),
  named('2231-bad-percent', `${attached}filename*=utf-8''100%zz.pdf`, '100%zz.pdf'),
  named('2231-unknown-charset', `${attached}filename*=x-none''${percent(utf8('Счёт.pdf'))}`, 'Счёт.pdf'),
  named('2231-wrong-charset', `${attached}filename*=iso-8859-1''${percent(utf8('Счёт.pdf'))}`, 'Счёт.pdf'),
  named(
    '2231-example',
    `Content-Type: application/pdf;\n name*0*=us-ascii'en'even%20more%20;\n name*1*=%2A%2A%2Afun%2A%2A%2A%20;\n name*2="isn't it!.pdf"`,
    "even more ___fun___ isn't it!.pdf",
  ),
  named('2047-within-words', `${attached}filename="Scan ${words('Счёт', 'utf-8', 'B', 99)}.pdf"`, 'Scan Счёт.pdf'),
  named(
    'empty-beside-a-name',
    'Content-Type: application/pdf; name="a.pdf"\nContent-Disposition: attachment; filename=""',
    'a.pdf',
  ),
  named(
    'parameters-not-indented',
    'Content-Type: application/pdf;\nname="a.pdf"\nContent-Disposition: attachment;\nfilename="b.pdf"',
    'b.pdf',
  ),
  body('boundary-not-indented', 'Content-Type: multipart/mixed;\nboundary="bb"\n\n--bb\n\nHello\n--bb--\n', 'Hello'),
  body('parameter-is-a-text', 'Content-Type: text/plain; charset=utf-8\na="b"\n\nHello\n', 'a="b"\n\nHello'),

  body(
    'related-pictures-first',
    multi(
      'related',
      [png('Content-ID: <q@x>\n'), `Content-ID: <root@x>\n${html('<p>Hi</p><img src="cid:q@x">')}`],
      '; type="text/html"',
    ),
    { text: 'Hi', hasHtml: true, attachments: [pngFile('attachment-1.png', true)] },
  ),
  body('related-plain-first', multi('related', [plain('Hi'), png('Content-ID: <q@x>\n')]), {
    text: 'Hi',
    hasHtml: false,
    attachments: [pngFile('attachment-1.png', false)],
  }),
  // Apple's richer side in several pieces, none of which holds words.
  body(
    'alternative-of-pictures',
    multi('alternative', [
      plain('Look'),
      inner('mixed', [
        inner('related', [html('<img src="cid:q@x">'), png('Content-ID: <q@x>\n')], 'j'),
        'Content-Type: application/pdf; name=a.pdf\n\n%PDF',
        html('<br>'),
      ]),
    ]),
    { text: 'Look', hasHtml: true, attachments: [pngFile('attachment-1.png', true), pdf('a.pdf')] },
  ),
  body(
    'alternative-in-two-codes',
    multi('alternative', [
      `${type('text/plain; charset=windows-1251')}${bytes(russian, 'windows-1251')}`,
      html(`<p>${russian}</p>`),
    ]),
    { text: russian, hasHtml: true },
  ),
  body('uuencode-in-quoted-printable', `${type('text/plain', 'quoted-printable')}Hi\n\nbegin 644 a.txt\n#0V%T\n\`\nend\n`, {
    text: 'Hi',
    attachments: [{ name: 'a.txt', type: 'application/octet-stream', size: 3, inline: false }],
  }),
  body(
    'quoted-printable-lines',
    `${type('text/plain; charset=utf-8', 'quoted-printable')}${quotedPrintable(utf8('раз\nдва'))}`,
    'раз\nдва',
  ),

  calendar(
    'journal',
    'BEGIN:VJOURNAL\nUID:1\nDTSTART;VALUE=DATE:19970317\nSUMMARY:Staff meeting minutes\nDESCRIPTION:1. Joe\\,\n  Lisa\nEND:VJOURNAL',
    'Staff meeting minutes\n1997-03-17\n1. Joe, Lisa',
  ),
  calendar(
    'zone-with-a-colon',
    'BEGIN:VEVENT\nUID:1\nDTSTART;TZID="(UTC+03:00) Moscow, St. Petersburg":20261105T100000\nSUMMARY;ALTREP="http://x.test/a:b":Call\nEND:VEVENT',
    'Call\n2026-11-05 10:00 ((UTC+03:00) Moscow, St. Petersburg)',
  ),
  calendar(
    'yearly',
    'BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:19971102\nSUMMARY:Our Blissful Anniversary\nRRULE:FREQ=YEARLY\nEND:VEVENT',
    'Our Blissful Anniversary\n1997-11-02',
  ),

  raw('words-alone', 'Just some words\nand more.\n', { from: null, subject: null, text: 'Just some words\nand more.' }),
  raw('words-alone-with-a-colon', utf8('Просто слова: без заголовка\nи ещё.\n'), {
    from: null,
    text: 'Просто слова: без заголовка\nи ещё.',
  }),
  raw('words-below-empty-lines', '\n\nJust text\n\nand more\n', { from: null, text: 'Just text\n\nand more' }),
  sample('edges/nothing', Buffer.alloc(0), {
    from: null,
    to: [],
    subject: null,
    date: null,
    messageId: null,
    text: '',
    attachments: [],
  }),
  sample('edges/one-line-end', Buffer.from('\r\n'), { from: null, subject: null, text: '', attachments: [] }),
  sample('edges/carriage-returns-doubled', Buffer.from('From: a@x.test\r\r\nSubject: x\r\r\n\r\r\nOne\r\r\nTwo\r\r\n'), {
    from: a,
    subject: 'x',
    text: 'One\nTwo',
  }),
];
