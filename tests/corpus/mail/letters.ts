import { bodyOf, latin, multi, png, pngFile, russian, type, utf8 } from './body.ts';
import { base64, bytes } from './encode.ts';
import { type Sample, sample, wire } from './sample.ts';

const body = bodyOf('letters');
const html = (markup: string) => `${type('text/html; charset=utf-8')}${utf8(markup)}`;
const plain = (text: string) => `${type('text/plain; charset=utf-8')}${utf8(text)}`;
const inner = (kind: string, parts: string[], mark = 'i') =>
  multi(kind, parts).replaceAll('"b"', `"${mark}"`).replaceAll('--b', `--${mark}`);
const page = (name: string, markup: string, text: string): Sample => body(name, html(markup), { text, hasHtml: true });
/** A plain part that only excuses itself. */
const excuse = (name: string, text: string): Sample =>
  body(
    `excuse-${name}`,
    multi('alternative', [
      plain(text),
      html(`<p>${'The letter itself, which is much longer than its excuse. '.repeat(4).trim()}</p>`),
    ]),
    'The letter itself, which is much longer than its excuse. '.repeat(4).trim(),
  );
const pdf = (name: string) => ({ name, type: 'application/pdf', size: 4, inline: false });
const paper = 'Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment; filename=a.pdf\n\n%PDF';

/** Whole letters: which of their texts is read, and what of the richer ones is seen. */
export const letters: Sample[] = [
  body('plain-of-spaces', multi('alternative', [plain('\u00a0 \n\u00a0\n'), html('<p>Words</p>')]), {
    text: 'Words',
    hasHtml: true,
  }),
  body('plain-of-invisible', multi('alternative', [plain('\u200b\ufeff\n'), html('<p>Words</p>')]), {
    text: 'Words',
    hasHtml: true,
  }),
  excuse('viewer', 'To view the message, please use an HTML compatible email viewer!'),
  excuse('needs', 'This message requires an HTML viewer to display.'),
  excuse('enabled', 'Please enable HTML to read this email.'),
  excuse('browser', 'Having trouble viewing this email? View this email in your browser: https://x.test/1'),
  excuse('russian', 'Для просмотра этого письма используйте почтовую программу с поддержкой HTML.'),
  excuse('russian-browser', 'Если письмо отображается некорректно, посмотрите его в браузере: https://x.test/1'),
  excuse('multipart', 'This is a multi-part message in MIME format.'),
  body(
    'no-excuse',
    multi('alternative', [
      plain('I do not use HTML, please send plain text. Thanks, Anna'),
      html('<p>I do not use HTML, please send plain text. Thanks, Anna</p>'),
    ]),
    'I do not use HTML, please send plain text. Thanks, Anna',
  ),
  body('no-excuse-alone', plain('Your client does not support HTML.'), 'Your client does not support HTML.'),
  body(
    'signed-with-everything',
    multi('signed', [
      inner('mixed', [inner('alternative', [plain('Договор во вложении'), html('<p>Договор во вложении</p>')], 'j'), paper]),
      `Content-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\n${base64('DER')}`,
    ]),
    {
      text: 'Договор во вложении',
      hasHtml: true,
      attachments: [pdf('a.pdf'), { name: 'smime.p7s', type: 'application/pkcs7-signature', size: 3, inline: false }],
    },
  ),
  body('two-pages', multi('mixed', [html('<p>One</p>'), html('<p>Disclaimer</p>')]), {
    text: 'One\n\nDisclaimer',
    hasHtml: true,
  }),
  body('page-then-words', multi('mixed', [html('<p>One</p>'), plain('Two')]), { text: 'One\n\nTwo', hasHtml: true }),
  body('words-then-page', multi('mixed', [plain('One'), html('<p>Two</p>')]), { text: 'One\n\nTwo', hasHtml: true }),
  body(
    'alternative-in-related-in-alternative',
    multi('alternative', [
      plain('One'),
      inner('related', [inner('alternative', [html('<p>One</p><img src="cid:1">')], 'j'), png('Content-ID: <1>\n')]),
    ]),
    {
      text: 'One',
      hasHtml: true,
      attachments: [pngFile('attachment-1.png', true)],
    },
  ),
  body('alternative-of-one-plain', multi('alternative', [plain('One')]), { text: 'One', hasHtml: false }),
  body('alternative-of-nothing', multi('alternative', ['Content-Type: application/pdf; name=a.pdf\n\n%PDF']), {
    text: '',
    attachments: [pdf('a.pdf')],
  }),
  body('mixed-in-mixed-in-mixed', multi('mixed', [inner('mixed', [inner('mixed', [plain('One')], 'j'), paper]), paper]), {
    text: 'One',
    attachments: [pdf('a.pdf'), pdf('a.pdf')],
  }),
  body('empty-parts-between', multi('mixed', ['\n', plain('One'), type('text/plain'), plain('Two'), '']), 'One\n\nTwo'),
  body('plain-with-markup', plain('<p>One</p>\n<b>Two</b>'), { text: '<p>One</p>\n<b>Two</b>', hasHtml: false }),
  body(
    'quoted-printable-line-ends',
    `${type('text/plain; charset=utf-8', 'quoted-printable')}one=0D=0Atwo=0Athree=\n`,
    'one\ntwo\nthree',
  ),
  body(
    'quoted-printable-spaces',
    `${type('text/plain; charset=utf-8', 'quoted-printable')}one=20\ntwo=20=\nthree=09end`,
    'one\ntwo three\tend',
  ),
  body(
    'quoted-printable-short',
    `${type('text/plain; charset=utf-8', 'quoted-printable')}100% = =E2=82=AC =e2=82=ac =A`,
    '100% = € € =A',
  ),
  body('binary', `${type('text/plain; charset=utf-8', 'binary')}${utf8(russian)}`, russian),
  body('eight-bit-word', `${type('text/plain; charset=utf-8', '8-bit')}${utf8(russian)}`, russian),
  body('tabs-and-indents', plain('a\tb\n    indented\n\n\n\nfar'), 'a\tb\n    indented\n\n\n\nfar'),
  body('form-feed', plain('one\ftwo'), 'one\ftwo'),
  body('long-letter', plain('Слово и дело. '.repeat(20_000)), 'Слово и дело. '.repeat(20_000).trim()),
  body('list-from-other', `X-Original-From: anna@mail.test\nReply-To: Anna <anna@mail.test>\n${plain('Hi')}`, {
    text: 'Hi',
    from: { address: 'maria@mail.test' },
  }),
  sample('letters/from-via-list', wire("From: 'Anna' via Shop <shop@list.test>\nTo: shop@list.test\nSubject: x\n\nHi\n"), {
    from: { name: "'Anna' via Shop", address: 'shop@list.test' },
  }),
  sample('letters/from-group', wire('From: Us: anna@mail.test, maria@mail.test;\nSubject: x\n\nHi\n'), {
    from: { address: 'anna@mail.test' },
  }),
  sample('letters/from-escapes', wire('From: "Mar\\ia \\(Sales\\)" <maria@mail.test>\nSubject: x\n\nHi\n'), {
    from: { name: 'Maria (Sales)', address: 'maria@mail.test' },
  }),
  sample(
    'letters/latin-1-name',
    Buffer.from(bytes('From: Jürgen Groß <j@mail.test>\r\nSubject: Größe\r\n\r\nGrüße\r\n', 'iso-8859-1'), 'latin1'),
    { from: { name: 'Jürgen Groß', address: 'j@mail.test' }, subject: 'Größe', text: 'Grüße' },
  ),
  ...(
    [
      ['gb2312', '订单没有到', '发票.pdf'],
      ['big5', '訂單沒有到', '發票.pdf'],
      ['shift_jis', '注文はいつ', '請求書.pdf'],
      ['euc-kr', '주문은 언제', '영수증.pdf'],
      ['iso-8859-2', 'Gdzie jest żółw', 'żółw.pdf'],
      ['koi8-r', 'Где мой заказ', 'Счёт.pdf'],
      ['windows-1251', 'Где мой заказ', 'Счёт.pdf'],
    ] as const
  ).map(([charset, words, name]) =>
    sample(
      `letters/raw-head-${charset}`,
      latin(
        `From: a@x.test\nSubject: ${bytes(words, charset)}\n${multi('mixed', [`${type(`text/plain; charset=${charset}`)}${bytes(words, charset)}`, `Content-Type: application/pdf; name="${bytes(name, charset)}"\nContent-Disposition: attachment; filename="${bytes(name, charset)}"\n\n%PDF`])}`,
      ),
      { subject: words, text: words, attachments: [pdf(name)] },
    ),
  ),
  body('type-with-comments', 'Content-Type: text/html (a page); charset=utf-8 (as usual)\n\n<p>One</p>', {
    text: 'One',
    hasHtml: true,
  }),
  body('type-with-empty-parameters', `Content-Type: text/plain; ; charset=koi8-r; ;\n\n${bytes(russian, 'koi8-r')}`, russian),
  body('type-without-space', `Content-Type:text/html;charset=koi8-r\n\n<p>${bytes(russian, 'koi8-r')}</p>`, {
    text: russian,
    hasHtml: true,
  }),
  body('parameter-on-next-line', `Content-Type: text/plain;\n\tcharset=\n\t"koi8-r"\n\n${bytes(russian, 'koi8-r')}`, russian),
  body('boundary-comment', 'Content-Type: multipart/mixed (parts); boundary="abc" (so)\n\n--abc\n\nOne\n--abc--\n', 'One'),
  body('boundary-escaped', 'Content-Type: multipart/mixed; boundary="a\\bc"\n\n--abc\n\nOne\n--abc--\n', 'One'),
  page('list-in-list', '<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul>', '* One\n   * Two\n * Three'),
  page('list-of-paragraphs', '<ul><li><p>One</p></li><li><p>Two</p></li></ul>', '* One\n\n * Two'),
  page('list-from-five', '<ol start="5"><li>One</li><li>Two</li></ol>', '5. One\n 6. Two'),
  page(
    'invoice',
    '<table border=1><tr><td>№</td><td>Товар</td><td>Сумма</td></tr><tr><td>1</td><td><a href="https://x.test/p/1">Чехол</a></td><td align=right>500,00&nbsp;₽</td></tr><tr><td colspan=2>Итого</td><td><b>500,00&nbsp;₽</b></td></tr></table>',
    '№ Товар Сумма\n1 Чехол (https://x.test/p/1) 500,00 ₽\nИтого 500,00 ₽',
  ),
  page('columns', '<table><tr><td><p>Left</p></td><td><p>Right</p></td></tr></table>', 'Left\n\nRight'),
  page('cells-with-breaks', '<table><tr><td>One<br>Two</td><td>Three</td></tr></table>', 'One\nTwo Three'),
  page('rows-with-divs', '<table><tr><td><div>One</div></td></tr><tr><td><div>Two</div></td></tr></table>', 'One\nTwo'),
  page(
    'rows-with-line-ends',
    '<table>\r\n <tr>\r\n  <td>\r\n   One\r\n  </td>\r\n </tr>\r\n <tr>\r\n  <td>\r\n   Two\r\n  </td>\r\n </tr>\r\n</table>',
    'One\nTwo',
  ),
  page(
    'address-without-scheme',
    '<p><a href="http://www.shop.test/">www.shop.test</a> and <a href="https://shop.test">shop.test</a></p>',
    'www.shop.test and shop.test',
  ),
  page('mail-with-other-words', '<p>Write to <a href="mailto:a@x.test">Anna</a></p>', 'Write to Anna (a@x.test)'),
  page('link-around-blocks', '<a href="https://x.test/"><div>One</div><div>Two</div></a>', 'One\nTwo\n(https://x.test/)'),
  page('link-in-words', '<p>a<a href="https://x.test/">b</a>c</p>', 'ab (https://x.test/)c'),
  page('data-picture', `<p>One</p><img src="data:image/png;base64,${base64('x'.repeat(3_000), 99_999)}">`, 'One'),
  page('apostrophe-entity', '<p>it&apos;s &NBSP; R&D</p>', "it's &NBSP; R&D"),
  page('office-tags', '<p><st1:place w:st="on">Moscow</st1:place><o:p></o:p></p>', 'Moscow'),
  page('style-in-body', '<p>One</p><style type="text/css">.x > p { content: "<p>" }</style><p>Two</p>', 'One\n\nTwo'),
  page('script-with-markup', '<script>document.write("<p>No</p>"); if (a < b) {}</script><p>One</p>', 'One'),
  page('paragraph-of-nbsp', '<p>One</p><p>&nbsp;</p><p>Two</p>', 'One\n\nTwo'),
  page('many-breaks', 'One<br><br><br><br><br>Two', 'One\n\nTwo'),
  page(
    'quoted-history',
    '<div>Да</div><div>02.11.2026, 09:58, "Shop" &lt;op@shop.test&gt;:</div><blockquote><p>Когда?</p><p>Где?</p></blockquote>',
    'Да\n02.11.2026, 09:58, "Shop" <op@shop.test>:\n\n> Когда?\n> \n> Где?'.replace('> \n', '>\n'),
  ),
  page(
    'outlook-reply',
    '<div class=WordSection1><p class=MsoNormal>Да.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class=MsoNormal><b>From:</b> Shop &lt;op@shop.test&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Anna<br><b>Subject:</b> x</p></div><p>Old</p></div>',
    'Да.\n\nFrom: Shop <op@shop.test>\nSent: Monday\nTo: Anna\nSubject: x\n\nOld',
  ),
  page(
    'newsletter',
    '<!DOCTYPE html><html><head><style>@media only screen{.m{width:100%!important}}</style></head><body style="margin:0"><div style="display:none;max-height:0px;overflow:hidden;">Скидки внутри</div><table width="100%"><tr><td align="center"><table width="600"><tr><td style="font-size:0px"><a href="https://x.test/logo"><img src="https://x.test/l.png" alt="Shop"></a></td></tr><tr><td><h1>Распродажа</h1><p>Чехлы за 300&nbsp;₽</p></td></tr><tr><td><a href="https://x.test/buy" style="background:#00f">Купить</a></td></tr></table></td></tr></table><img src="https://x.test/pixel" width="1" height="1"></body></html>',
    'Распродажа\n\nЧехлы за 300 ₽\n\nКупить (https://x.test/buy)',
  ),
  page('hidden-attribute', '<p hidden>No</p><p>One</p>', 'One'),
  page('spaced-style', '<p style="DISPLAY : none">No</p><p>One</p>', 'One'),
  page('not-hidden', '<p style="max-height:0.5em">One</p><p style="visibility:visible">Two</p>', 'One\n\nTwo'),
  page('bold-in-word', '<p>пере<b>звон</b>ите</p>', 'перезвоните'),
  page('spans-with-space', '<span>One</span> <span>Two</span><span>&nbsp;</span><span>Three</span>', 'One Two Three'),
  page('cdata', '<p>One</p><![CDATA[no]]><p>Two</p>', 'One\n\nTwo'),
];
