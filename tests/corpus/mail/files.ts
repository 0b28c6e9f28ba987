import { bodyOf, multi, png, pngFile, type, utf8 } from './body.ts';
import { base64, bytes, percent } from './encode.ts';
import type { Expected, Sample } from './sample.ts';

const body = bodyOf('files');
const pdf = (name: string) => ({ name, type: 'application/pdf', size: 4, inline: false });
const file = (name: string, mime: string, size: number, inline = false) => ({ name, type: mime, size, inline });
/** A text and one PDF with these lines in its header. */
const named = (name: string, lines: string, read: string): Sample =>
  body(`name-${name}`, multi('mixed', ['\nSee', `${lines}\n\n%PDF`]), { text: 'See', attachments: [pdf(read)] });
const disposition = (name: string, parameters: string, read: string): Sample =>
  named(name, `Content-Type: application/pdf\nContent-Disposition: attachment; ${parameters}`, read);
const broken = (name: string, rest: string, expected: Expected | string): Sample => body(`broken-${name}`, rest, expected);
const invoice = 'Счёт № 5 «Ромашка».pdf';
const encoded = percent(utf8(invoice));
const pieces = encoded.match(/.{1,20}/g) ?? [];
const part = (headers: string, content: string) => multi('mixed', ['\nSee', `${headers}\n\n${content}`]);

/** What comes along: its names in every way of writing them, its type, what damaged mails still hold of it. */
export const files: Sample[] = [
  disposition('plain', 'filename=a.pdf', 'a.pdf'),
  disposition('2231', `filename*=UTF-8''${encoded}`, invoice),
  disposition('2231-koi8', `filename*=koi8-r'ru'${percent(bytes('Счёт.pdf', 'koi8-r'))}`, 'Счёт.pdf'),
  disposition('2231-no-charset', `filename*=''${encoded}`, invoice),
  disposition('2231-only-percent', `filename*=${encoded}`, invoice),
  disposition('2231-quoted', `filename*="UTF-8''${encoded}"`, invoice),
  disposition(
    '2231-out-of-order',
    pieces
      .map((piece, at) => `filename*${at}*=${at === 0 ? "UTF-8''" : ''}${piece}`)
      .toReversed()
      .join(';\n '),
    invoice,
  ),
  disposition(
    '2231-twelve-pieces',
    [...'abcdefghijkl']
      .map((letter, at) => `filename*${at}="${letter}"`)
      .join('; ')
      .replace('"l"', '"l.pdf"'),
    'abcdefghijkl.pdf',
  ),
  disposition('2231-mixed', `filename*0*=UTF-8''%D0%A1%D1%87; filename*1="et"; filename*2*=%2Epdf`, 'Счet.pdf'),
  disposition('2231-beside-plain', `filename="old.pdf"; filename*=UTF-8''${encoded}`, invoice),
  disposition('2231-leading-zeros', 'filename*00=a; filename*01=.pdf', 'a.pdf'),
  disposition('2231-percent-stays', 'filename="100%25.pdf"', '100%25.pdf'),
  disposition('2047', `filename="=?utf-8?B?${base64(utf8(invoice), 999)}?="`, invoice),
  disposition('2047-bare', `filename==?utf-8?B?${base64(utf8('Счёт.pdf'), 999)}?=`, 'Счёт.pdf'),
  disposition(
    '2047-in-pieces',
    `filename*0="=?utf-8?B?${base64(utf8('Счёт'), 999)}?=";\n filename*1="=?utf-8?B?${base64(utf8('.pdf'), 999)}?="`,
    'Счёт.pdf',
  ),
  disposition('raw-1251', `filename="${bytes('Договор поставки.pdf', 'windows-1251')}"`, 'Договор поставки.pdf'),
  disposition('raw-utf8-bare', `filename=${utf8('Договор.pdf')}`, 'Договор.pdf'),
  disposition('spaces-bare', 'filename=my file.pdf', 'my file.pdf'),
  disposition('semicolon-in-quotes', 'filename="a;b.pdf"', 'a;b.pdf'),
  disposition('quotes-inside', 'filename="a \\"b\\" c.pdf"', 'a _b_ c.pdf'),
  disposition('quote-never-closed', 'filename="a.pdf', 'a.pdf'),
  disposition('apostrophes', "filename='a.pdf'", 'a.pdf'),
  disposition('path-unix', 'filename="/home/anna/a.pdf"', 'a.pdf'),
  disposition('path-windows', 'filename="C:\\Users\\Anna\\new.pdf"', 'new.pdf'),
  disposition('dots-only', 'filename=".."', 'attachment-1.pdf'),
  disposition('empty', 'filename=""', 'attachment-1.pdf'),
  disposition('tab-and-line', 'filename="a\n\tb.pdf"', 'a b.pdf'),
  disposition('turned', `filename*=utf-8''fdp%E2%80%AE.pdf`, 'fdp.pdf'),
  disposition('reserved', 'filename="a<b>c|d?e*f.pdf"', 'a_b_c_d_e_f.pdf'),
  disposition('nul', `filename*=utf-8''a%00.pdf`, 'a.pdf'),
  disposition('entities', 'filename="&#1057;.pdf"', '&#1057;.pdf'),
  disposition('upper-case-parameter', 'FILENAME="a.pdf"', 'a.pdf'),
  disposition('name-instead', 'name="a.pdf"', 'a.pdf'),
  disposition('twice', 'filename="a.pdf"; filename="b.pdf"', 'a.pdf'),
  named('of-type', 'Content-Type: application/pdf; name="a.pdf"', 'a.pdf'),
  named(
    'of-type-and-disposition',
    'Content-Type: application/pdf; name="type.pdf"\nContent-Disposition: attachment; filename="disposition.pdf"',
    'disposition.pdf',
  ),
  named('of-description', 'Content-Type: application/pdf\nContent-Description: =?utf-8?B?0KHRh9GR0YIucGRm?=', 'Счёт.pdf'),
  named(
    'of-description-in-words',
    'Content-Type: application/pdf\nContent-Description: the invoice you asked for',
    'attachment-1.pdf',
  ),
  named('not-of-location', 'Content-Type: application/pdf\nContent-Location: https://x.test/a.pdf', 'attachment-1.pdf'),
  named('none', 'Content-Type: application/pdf', 'attachment-1.pdf'),
  named('disposition-in-capitals', 'Content-Type: application/pdf\nContent-Disposition: ATTACHMENT; FileName="a.pdf"', 'a.pdf'),
  named(
    'disposition-with-comment',
    'Content-Type: application/pdf\nContent-Disposition: attachment (saved); filename="a.pdf" (mine)',
    'a.pdf',
  ),
  named('disposition-of-name-only', 'Content-Type: application/pdf\nContent-Disposition: filename="a.pdf"', 'a.pdf'),
  body(
    'same-name-twice',
    multi('mixed', [
      '\nSee',
      'Content-Type: application/pdf; name=a.pdf\n\n%PDF',
      'Content-Type: application/pdf; name=a.pdf\n\n%PDF',
    ]),
    { attachments: [pdf('a.pdf'), pdf('a.pdf')] },
  ),
  body('name-of-300-letters', part(`Content-Type: application/pdf; name="${'x'.repeat(300)}.pdf"`, '%PDF'), {
    attachments: [pdf(`${'x'.repeat(116)}.pdf`)],
  }),
  body('type-by-name', part('Content-Disposition: attachment; filename="a.docx"', 'PK'), {
    attachments: [file('a.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 2)],
  }),
  body('type-of-x-unknown', part('Content-Type: application/x-unknown; name="a.pdf"', '%PDF'), {
    attachments: [file('a.pdf', 'application/x-unknown', 4)],
  }),
  body('type-upper-case', part('Content-Type: APPLICATION/PDF; NAME="a.pdf"', '%PDF'), { attachments: [pdf('a.pdf')] }),
  body('type-broken', part('Content-Type: pdf; name="a.pdf"\nContent-Disposition: attachment', '%PDF'), {
    attachments: [file('a.pdf', 'application/octet-stream', 4)],
  }),
  body(
    'html-as-file',
    part('Content-Type: text/html; name="page.html"\nContent-Disposition: attachment; filename="page.html"', '<p>x</p>'),
    { text: 'See', hasHtml: false, attachments: [file('page.html', 'text/html', 8)] },
  ),
  body('text-as-file-without-name', part('Content-Type: text/plain\nContent-Disposition: attachment', 'lines'), {
    text: 'See',
    attachments: [file('attachment-1.txt', 'text/plain', 5)],
  }),
  body('csv', part('Content-Type: text/csv; charset=utf-8', 'a,b'), {
    text: 'See',
    attachments: [file('attachment-1.csv', 'text/csv', 3)],
  }),
  body('xml', part('Content-Type: text/xml; name=a.xml', '<a/>'), { attachments: [file('a.xml', 'text/xml', 4)] }),
  body('empty', part('Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64', ''), {
    text: 'See',
    attachments: [file('a.pdf', 'application/pdf', 0)],
  }),
  body(
    'base64-of-noise',
    part('Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64', '-JV\tBE\n Rg!=='),
    { attachments: [pdf('a.pdf')] },
  ),
  body(
    'base64-million',
    part('Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64', 'QUFB\n'.repeat(200_000)),
    { attachments: [file('a.pdf', 'application/pdf', 600_000)] },
  ),
  body(
    'base64-one-line',
    part('Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64', 'QUFB'.repeat(100_000)),
    { attachments: [file('a.pdf', 'application/pdf', 300_000)] },
  ),
  body(
    'quoted-printable-binary',
    part('Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: quoted-printable', '=25PD=\nF'),
    { attachments: [pdf('a.pdf')] },
  ),
  body(
    'binhex',
    part(
      'Content-Type: application/mac-binhex40; name="a.hqx"\nContent-Disposition: attachment; filename="a.hqx"',
      '(This file must be converted with BinHex 4.0)\n:abc:',
    ),
    {
      attachments: [file('a.hqx', 'application/mac-binhex40', 52)],
    },
  ),
  body('apple-single', part('Content-Type: application/applefile; name="a"', 'fork'), {
    attachments: [file('a', 'application/applefile', 4)],
  }),
  body('yenc', `${type('text/plain; charset=utf-8')}See\n\n=ybegin line=128 size=3 name=a.bin\nk\u008c\n=yend size=3\n`, {
    attachments: [],
    hasHtml: false,
  }),
  body('uuencode-no-end', `${type('text/plain')}See\n\nbegin 644 a.txt\n%2&5L;&\\\n`, {
    text: 'See\n\nbegin 644 a.txt\n%2&5L;&\\',
    attachments: [],
  }),
  body('uuencode-in-html', `${type('text/html')}<p>begin 644 a.txt</p>`, { text: 'begin 644 a.txt', attachments: [] }),
  body('inline-pdf', part('Content-Type: application/pdf; name=a.pdf\nContent-Disposition: inline; filename=a.pdf', '%PDF'), {
    attachments: [pdf('a.pdf')],
  }),
  body(
    'inline-without-html',
    multi('mixed', ['\nSee', png('Content-ID: <p@x>\nContent-Disposition: inline; filename=1.png\n')]),
    { attachments: [pngFile('1.png', false)] },
  ),
  body('digest-of-typed', multi('digest', ['Content-Type: text/plain\n\nNote', '\nSubject: In\n\none']), {
    text: 'Note',
    attachments: [file('In.eml', 'message/rfc822', 18)],
  }),
  body(
    'message-in-base64',
    part('Content-Type: message/rfc822\nContent-Transfer-Encoding: base64', base64('Subject: In\r\n\r\none')),
    { attachments: [file('In.eml', 'message/rfc822', 18)] },
  ),
  body('message-alone', `Content-Type: message/rfc822\n\nSubject: In\nFrom: b@x.test\n\none\n`, {
    text: '',
    attachments: [file('In.eml', 'message/rfc822', 36)],
  }),
  body('message-named', part('Content-Type: message/rfc822; name="Letter.eml"', 'Subject: In\n\none'), {
    attachments: [file('Letter.eml', 'message/rfc822', 18)],
  }),
  body('message-without-subject', part('Content-Type: message/rfc822', 'From: b@x.test\n\none'), {
    attachments: [file('attachment-1.eml', 'message/rfc822', 21)],
  }),
  body('message-news', part('Content-Type: message/news', 'Subject: In\n\none'), {
    attachments: [file('attachment-1.bin', 'message/news', 18)],
  }),
  broken('boundary-with-spaces', 'Content-Type: multipart/mixed; boundary="a b"\n\n--a b\n\nOne\n--a b--\n', 'One'),
  broken(
    'boundary-of-70',
    `Content-Type: multipart/mixed; boundary="${'x'.repeat(70)}"\n\n--${'x'.repeat(70)}\n\nOne\n--${'x'.repeat(70)}--\n`,
    'One',
  ),
  broken(
    'boundary-prefix',
    'Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=ab\n\n--ab\n\nOne\n--ab\n\nTwo\n--ab--\n--a\n\nThree\n--a--\n',
    'One\n\nTwo\n\nThree',
  ),
  broken(
    'boundary-in-2231',
    'Content-Type: multipart/mixed; boundary*0="ab"; boundary*1="cd"\n\n--abcd\n\nOne\n--abcd--\n',
    'One',
  ),
  broken(
    'boundary-special',
    `Content-Type: multipart/mixed; boundary="'()+_,-./:=?"\n\n--'()+_,-./:=?\n\nOne\n--'()+_,-./:=?--\n`,
    'One',
  ),
  broken(
    'boundary-bare-special',
    'Content-Type: multipart/mixed; boundary=----=_Part_1/2:3?=\n\n------=_Part_1/2:3?=\n\nOne\n------=_Part_1/2:3?=--\n',
    'One',
  ),
  broken('boundary-in-apostrophes', "Content-Type: multipart/mixed; boundary='abc'\n\n--'abc'\n\nOne\n--'abc'--\n", 'One'),
  broken(
    'boundary-not-on-line-begin',
    'Content-Type: multipart/mixed; boundary=abc\n\n--abc\n\nOne --abc\n --abc\n--abc--\n',
    'One --abc\n --abc',
  ),
  broken(
    'end-and-more',
    'Content-Type: multipart/mixed; boundary=abc\n\n--abc\n\nOne\n--abc--\n\n--abc\n\nTwo\n--abc--\n',
    'One\n\nTwo',
  ),
  broken('no-end-no-line-end', 'Content-Type: multipart/mixed; boundary=abc\n\n--abc\n\nOne\n--abc\n\nTwo', 'One\n\nTwo'),
  broken('cut-in-boundary', 'Content-Type: multipart/mixed; boundary=abcdef\n\n--abcdef\n\nOne\n--abc', 'One\n--abc'),
  broken('cut-in-part-head', 'Content-Type: multipart/mixed; boundary=abc\n\n--abc\n\nOne\n--abc\nContent-Type: applic', 'One'),
  broken('text-type-with-boundary', 'Content-Type: text/plain; boundary=abc\n\n--abc\nOne\n', '--abc\nOne'),
  broken(
    'multipart-in-base64',
    `Content-Type: multipart/mixed; boundary=abc\nContent-Transfer-Encoding: base64\n\n--abc\n\nOne\n--abc--\n`,
    'One',
  ),
  broken(
    'part-without-empty-line',
    'Content-Type: multipart/mixed; boundary=abc\n\n--abc\nContent-Type: text/plain\nOne here\n--abc--\n',
    'One here',
  ),
  broken('unknown-multipart', multi('strange', ['\nOne', `${type('text/html')}<p>Two</p>`]), {
    text: 'One\n\nTwo',
    hasHtml: true,
  }),
  broken('multipart-alone', 'Content-Type: multipart; boundary=abc\n\n--abc\n\nOne\n--abc--\n', 'One'),
  broken('mime-version-missing', 'Content-Type: multipart/mixed; boundary=abc\n\n--abc\n\nOne\n--abc--\n', 'One'),
  broken('type-twice', 'Content-Type: text/html\nContent-Type: text/plain\n\n<p>One</p>', { text: 'One', hasHtml: true }),
  broken(
    'encoding-twice',
    'Content-Type: text/plain\nContent-Transfer-Encoding: base64\nContent-Transfer-Encoding: 7bit\n\nT25l',
    'One',
  ),
  broken('quoted-printable-lie', `${type('text/plain', 'quoted-printable')}1 + 1 = 2, a=b&c=d`, '1 + 1 = 2, a=b&c=d'),
  broken(
    'quoted-printable-long-lines',
    `${type('text/plain; charset=utf-8', 'quoted-printable')}${'=D0=B4'.repeat(500)}`,
    'д'.repeat(500),
  ),
  broken('seven-bit-lie', `${type('text/plain; charset=utf-8', '7bit')}${utf8('Привет')}`, 'Привет'),
  broken('base64-in-text', `${type('text/plain; charset=utf-8', '8bit')}0J/RgNC40LLQtdGC`, '0J/RgNC40LLQtdGC'),
  broken('base64-with-eq-lines', `${type('text/plain; charset=utf-8', 'base64')}0J/R\n=\ngNC4\n`, 'При'),
  broken(
    'related-inside-related',
    multi('related', [
      multi('related', [
        `${type('text/html')}<p>Hi</p><img src="cid:1@x"><img src="cid:2@x">`,
        png('Content-ID: <1@x>\nContent-Disposition: inline; filename=1.png\n'),
      ])
        .replaceAll('"b"', '"i"')
        .replaceAll('--b', '--i'),
      png('Content-ID: <2@x>\nContent-Disposition: inline; filename=2.png\n'),
    ]),
    {
      text: 'Hi',
      attachments: [pngFile('1.png', true), pngFile('2.png', true)],
    },
  ),
  broken(
    'alternative-of-three-texts',
    multi('alternative', [
      `${type('text/plain')}Plain`,
      `${type('text/enriched')}<bold>Rich</bold>`,
      `${type('text/html')}<p>Best</p>`,
    ]),
    { text: 'Plain', hasHtml: true, attachments: [] },
  ),
  broken(
    'alternative-with-file',
    multi('alternative', [
      `${type('text/plain')}Plain`,
      `${type('text/html')}<p>Rich</p>`,
      'Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment; filename=a.pdf\n\n%PDF',
    ]),
    {
      text: 'Plain',
      hasHtml: true,
      attachments: [pdf('a.pdf')],
    },
  ),
  broken(
    'alternative-of-empty-html',
    multi('alternative', [`${type('text/plain')}Plain`, `${type('text/html')}<html><body></body></html>`]),
    { text: 'Plain' },
  ),
  broken(
    'alternative-only-plain-excuse-ru',
    multi('alternative', [
      `${type('text/plain; charset=utf-8')}${utf8('Ваш почтовый клиент не поддерживает HTML')}`,
      `${type('text/html')}<p>Best</p>`,
    ]),
    'Best',
  ),
];
