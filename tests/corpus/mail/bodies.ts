import { bodyOf, multi, russian, type, utf8 } from './body.ts';
import { base64, bytes, quotedPrintable } from './encode.ts';
import type { Sample } from './sample.ts';

const body = bodyOf('bodies');

/** Bodies: charsets and their wrong labels, transfer encodings and their defects, the choice among parts. */
export const bodies: Sample[] = [
  body('koi8-r', type('text/plain; charset=KOI8-R') + bytes(russian, 'koi8-r'), russian),
  body('1251-no-label', `\n${bytes(russian, 'windows-1251')}`, russian),
  body('koi8-no-label', `\n${bytes(russian, 'koi8-r')}`, russian),
  body('866-no-label', `\n${bytes(russian, 'cp866')}`, russian),
  body('utf8-no-label', `\n${utf8(russian)}`, russian),
  body('1251-as-koi8', type('text/plain; charset=koi8-r') + bytes(russian, 'windows-1251'), russian),
  body('koi8-as-1251', type('text/plain; charset=windows-1251') + bytes(russian, 'koi8-r'), russian),
  body('utf8-as-1251', type('text/plain; charset=windows-1251') + utf8(russian), russian),
  body(
    'capitals',
    type('text/plain; charset=us-ascii') + bytes('СРОЧНО ПОЗВОНИТЕ МНЕ ПО ЗАКАЗУ', 'windows-1251'),
    'СРОЧНО ПОЗВОНИТЕ МНЕ ПО ЗАКАЗУ',
  ),
  body('iso-2022-jp', `${type('text/plain; charset=iso-2022-jp', '7bit')}\u001b$B$3$s$K$A$O\u001b(B!`, 'こんにちは!'),
  body('iso-2022-jp-no-label', '\n\u001b$B$3$s$K$A$O\u001b(B!', 'こんにちは!'),
  body('gb2312', type('text/plain; charset=gb2312') + bytes('订单没有到，谢谢', 'gb18030'), '订单没有到，谢谢'),
  body('big5', type('text/plain; charset=big5') + bytes('訂單沒有到', 'big5'), '訂單沒有到'),
  body('shift-jis', type('text/plain; charset=Shift_JIS') + bytes('注文はいつ', 'shift_jis'), '注文はいつ'),
  body('euc-kr', type('text/plain; charset=ks_c_5601-1987') + bytes('주문은 언제', 'cp949'), '주문은 언제'),
  body('utf-7', type('text/plain; charset=utf-7', '7bit') + bytes(russian, 'utf-7'), russian),
  body(
    'utf-16le-mark',
    type('text/plain; charset=utf-16', 'base64') + base64(`\u00ff\u00fe${bytes(russian, 'utf-16le')}`),
    russian,
  ),
  body('utf-16be', type('text/plain; charset=utf-16be', 'base64') + base64(bytes(russian, 'utf-16be')), russian),
  body('utf-16-no-mark', type('text/plain; charset=utf-16', 'base64') + base64(bytes(russian, 'utf-16le')), russian),
  body('utf-8-mark', type('text/plain') + utf8(`\ufeff${russian}`), russian),
  body('1252-quotes', type('text/plain; charset=iso-8859-1') + bytes('“5 €” – für Größe', 'windows-1252'), '“5 €” – für Größe'),
  body(
    'html-meta',
    `${type('text/html')}<html><head><meta charset="koi8-r"></head><body><p>${bytes(russian, 'koi8-r')}</p></body></html>`,
    { text: russian, hasHtml: true },
  ),
  body(
    'html-meta-equiv',
    `${type('text/html')}<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>${bytes('订单', 'gb18030')}</p>`,
    '订单',
  ),
  body(
    'html-label-over-meta',
    `${type('text/html; charset=windows-1251')}<meta charset="utf-8"><p>${bytes(russian, 'windows-1251')}</p>`,
    russian,
  ),
  body('unknown-label', type('text/plain; charset=x-no-such') + utf8(russian), russian),
  body('quoted-label', type('text/plain; charset="koi8-r"; format=fixed') + bytes(russian, 'koi8-r'), russian),
  body('label-comment', `${type('text/plain; charset=us-ascii (Plain text)')}Hello`, 'Hello'),
  body('qp', type('text/plain; charset=utf-8', 'quoted-printable') + quotedPrintable(utf8(russian)), russian),
  body('qp-bad-escape', `${type('text/plain', 'quoted-printable')}100=ZZ and =3D and =`, '100=ZZ and = and'),
  body('qp-lower-case', `${type('text/plain; charset=utf-8', 'quoted-printable')}=d0=b4=d0=b0`, 'да'),
  body('qp-spaces-at-end', `${type('text/plain', 'quoted-printable')}one =  \ntwo   \nthree`, 'one two\nthree'),
  body('base64-broken', `${type('text/plain', 'base64')}SGVs\n!!bG8s*IHdv\ncmxk`, 'Hello, world'),
  body('base64-no-padding', `${type('text/plain', 'base64')}SGVsbG8`, 'Hello'),
  body('base64-two', `${type('text/plain', 'base64')}SGVsbG8=\nIHdvcmxk`, 'Hello world'),
  body(
    'base64-label-over-letters',
    `${type('text/plain', 'base64')}words of letters alone and no sign\nin lines of which none was encoded\nthough the header says so`,
    'words of letters alone and no sign\nin lines of which none was encoded\nthough the header says so',
  ),
  body('base64-label-only', `${type('text/plain', 'base64')}This was never encoded at all.`, 'This was never encoded at all.'),
  body('encoding-unknown', `${type('text/plain', 'x-mystery')}Hello`, 'Hello'),
  body('encoding-case', `${type('text/plain', 'BASE64')}SGVsbG8=`, 'Hello'),
  body('encoding-comment', `${type('text/plain', 'base64 (as usual)')}SGVsbG8=`, 'Hello'),
  body(
    'flowed',
    `${type('text/plain; format=flowed')}A line that \ngoes on.\n> quoted \n> too\n-- \nMaria`,
    'A line that goes on.\n> quoted too\n--\nMaria',
  ),
  body('flowed-delsp', `${type('text/plain; format=flowed; delsp=yes')}un \nbroken`, 'unbroken'),
  body('flowed-stuffed', `${type('text/plain; format=Flowed')} From here\n > no quote`, 'From here\n> no quote'),
  body('not-flowed', `${type('text/plain')}one \ntwo`, 'one\ntwo'),
  body(
    'quotes-kept',
    `${type('text/plain')}Yes.\n\nOn Mon, Shop wrote:\n> When?\n>> Soon`,
    'Yes.\n\nOn Mon, Shop wrote:\n> When?\n>> Soon',
  ),
  body('uuencode', `${type('text/plain')}See:\n\nbegin 644 a.txt\n%2&5L;&\\\n\`\nend\nBye`, {
    text: 'See:\n\nBye',
    attachments: [{ name: 'a.txt', type: 'application/octet-stream', size: 5, inline: false }],
  }),
  body(
    'uuencode-part',
    multi('mixed', [
      '\nText',
      'Content-Type: application/octet-stream; name=a.txt\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a.txt\n%2&5L;&\\\n`\nend',
    ]),
    {
      text: 'Text',
      attachments: [{ name: 'a.txt', type: 'application/octet-stream', size: 5, inline: false }],
    },
  ),
  body('begin-is-a-word', `${type('text/plain')}begin 2024 with a word\nand go on`, 'begin 2024 with a word\nand go on'),
  body('nul', `${type('text/plain')}one\u0000two`, 'onetwo'),
  body('bare-cr', `${type('text/plain')}one\rtwo\n\nthree`, 'one\ntwo\n\nthree'),
  body('long-line', `${type('text/plain')}${'word '.repeat(50_000)}end`, `${'word '.repeat(50_000)}end`),
  body('empty', '\n', { text: '', hasHtml: false, attachments: [] }),
  body('type-unknown', `${type('text')}Hello`, 'Hello'),
  body('type-html-only', `${type('html')}<p>Hello</p>`, { text: 'Hello', hasHtml: true }),
  body('enriched', `${type('text/enriched')}<bold>Hello</bold> <<b>\nworld`, 'Hello <b> world'),
  body('html-only', `${type('text/html')}<p>One</p><p>Two &amp; <b>three</b></p><script>x()</script><style>p{}</style>`, {
    text: 'One\n\nTwo & three',
    hasHtml: true,
  }),
  body('html-link', `${type('text/html')}<a href="https://x.test/a">the order</a>`, 'the order (https://x.test/a)'),
  body('html-broken', `${type('text/html')}<p>One<div>Two</p><b>Three`, 'One\n\nTwo\n\nThree'),
];
