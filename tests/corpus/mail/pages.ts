import { bodyOf, type, utf8 } from './body.ts';
import type { Sample } from './sample.ts';

const body = bodyOf('pages');
const page = (name: string, markup: string, text: string): Sample =>
  body(name, `${type('text/html; charset=utf-8', '8bit')}${utf8(markup)}\n`, { text, hasHtml: true, attachments: [] });

/** Pages once more: what stands outside of the document, what a style keeps or hides, tables and letters of the usual programs. */
export const pages: Sample[] = [
  page('below-the-document', '<html><body>One</body></html>\n<br>\nFooter', 'One\n\nFooter'),
  page('below-the-document-at-once', '<html><body>One</body></html>Footer', 'One\nFooter'),
  page('below-the-body', '<html><body><p>One</p></body><div>Footer</div></html>', 'One\n\nFooter'),
  page(
    'below-by-an-antivirus',
    '<html><body><p>Hello</p></body></html>\n<div id="DAV4FAD2DDD"><br><table><tr><td>Без вирусов.</td></tr></table></div>',
    'Hello\n\nБез вирусов.',
  ),
  page(
    'above-the-document',
    '<p>[EXTERNAL]</p><html><head><title>No</title><style>p{}</style></head><body><p>Hello</p></body></html>',
    '[EXTERNAL]\n\nHello',
  ),
  page(
    'head-of-word',
    '<html><head><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml></head><body><p>Hello</p></body></html>',
    'Hello',
  ),
  page('head-never-closed', '<html><head><meta charset=utf-8><title>No</title><body><p>Hello</p></body></html>', 'Hello'),
  page('head-without-a-body', '<html><head><title>No</title><p>Hello</p>', 'Hello'),
  page(
    'kept-lines',
    '<div style="white-space: pre-wrap">Line one\nLine two\n\nLine  four</div>',
    'Line one\nLine two\n\nLine  four',
  ),
  page(
    'kept-lines-of-a-paragraph',
    '<p style="color:red;white-space:pre-line">Имя: Анна\nТелефон: 1</p><p>End</p>',
    'Имя: Анна\nТелефон: 1\n\nEnd',
  ),
  page('kept-lines-of-elements', '<div style="white-space:pre-wrap">\n<p>One</p>\n<p>Two</p>\n</div>', 'One\n\nTwo'),
  page('not-kept-lines', '<div style="white-space:nowrap">One\n two</div>', 'One two'),
  page('quote-of-thunderbird', '<pre class="moz-quote-pre" wrap="">Hello,\n\nbye\n</pre>', 'Hello,\n\nbye'),
  page('hidden-by-height', '<div style="overflow:hidden;max-height:0">no</div><p>Yes</p>', 'Yes'),
  page('hidden-two-spaces', '<div style="display:  none">no</div><p>Yes</p>', 'Yes'),
  page('hidden-over-lines', "<div style='color: red;\n display:\nnone'>no</div><p>Yes</p>", 'Yes'),
  page('hidden-in-capitals', '<DIV STYLE="DISPLAY : NONE">no</DIV><P>Yes</P>', 'Yes'),
  page('hidden-and-kept', '<p style="white-space:pre;display:none">no</p><p>Yes</p>', 'Yes'),
  page('hidden-cell', '<table><tr><td style="display:none">no</td><td>Yes</td></tr></table>', 'Yes'),
  page(
    'hidden-by-a-sheet',
    '<html><head><style>body{color:#111} .preheader , #top { display : none !important; }</style></head><body><div class="big preheader">no</div><p id="top">no</p><p>Yes</p></body></html>',
    'Yes',
  ),
  page(
    'hidden-by-a-sheet-in-signs-of-a-comment',
    '<style><!--\n/* for the list */ span.pre {visibility:hidden}\n--></style><p><span class="pre">no </span><b class="pre">Yes</b></p>',
    'Yes',
  ),
  page(
    'hidden-from-telephones-alone',
    '<style media="print">.b{display:none}</style><style>@media only screen and (max-width:480px) { .a { display:none !important } }</style><p class="a">One</p><p class="b">Two</p>',
    'One\n\nTwo',
  ),
  page(
    'hidden-but-from-telephones',
    '<style>@import url("x.css"); .phone{display:none} @media (max-width:480px){.phone{display:block!important}}</style><p class="phone">no</p><p>Yes</p>',
    'Yes',
  ),
  page(
    'hidden-by-a-sheet-and-shown-again',
    '<style>.a{display:none}.a{display:block}.b .c{display:none}a:hover{display:none}</style><p class="a">One</p><p class="c">Two</p>',
    'One\n\nTwo',
  ),
  page(
    'hidden-from-outlook-alone',
    '<!--[if mso]><style>.others{display:none}</style><![endif]--><p class="others">Yes</p>',
    'Yes',
  ),
  page('a-sheet-that-never-ends', '<style>.a{display:none} .b{color:red</style><p class="a">no</p><p>Yes</p>', 'Yes'),
  page('all-hidden-by-a-sheet', '<style>.a{display:none}</style><p class="a">Yes</p>', 'Yes'),
  page('not-hidden', '<div style="border:none;text-decoration : none">Yes</div>', 'Yes'),
  page('not-a-style', '<p>Write style="display : none" there</p>', 'Write style="display : none" there'),
  page(
    'conditional-of-templates',
    '<!--[if !mso]><!-- --><p>Others</p><!--<![endif]--><!--[if mso]><p>Outlook</p><![endif]--><p>All</p>',
    'Others\n\nAll',
  ),
  page(
    'order',
    '<table border=1><thead><tr><th>№</th><th>Товар</th><th>Кол-во</th></tr></thead><tbody><tr><td>1</td><td>Чехол <b>синий</b></td><td>2&nbsp;шт.</td></tr><tr><td colspan=2>Итого</td><td>1 000,00</td></tr></tbody></table>',
    '№ Товар Кол-во\n1 Чехол синий 2 шт.\nИтого 1 000,00',
  ),
  page(
    'names-and-values',
    '<table><tr><td>Имя:</td><td>Анна</td></tr><tr><td>Email:</td><td><a href="mailto:a@x.test">a@x.test</a></td></tr></table>',
    'Имя: Анна\nEmail: a@x.test',
  ),
  page('cells-of-lines', '<table><tr><td>Один<br>два</td></tr><tr><td>три</td></tr></table>', 'Один\nдва\nтри'),
  page('link-without-its-beginning', '<a href="http://www.example.com/">www.example.com</a>', 'www.example.com'),
  page('link-of-two-lines', '<a href="https://x.test/a">One<br>two</a>', 'One\ntwo (https://x.test/a)'),
  page('link-with-spaces', '<A HREF=" https://x.test/a ">go</A>', 'go (https://x.test/a)'),
  page('list-from-three', '<p>x</p><ol start="3"><li>three</li><li>four</li></ol>', 'x\n\n 3. three\n 4. four'),
  page('list-in-a-list', '<p>x</p><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', 'x\n\n * a\n   * b\n * c'),
  page('program-text', '<p>Code:</p><pre>if (a &lt; b) {\n  c();\n}</pre><p>End</p>', 'Code:\n\nif (a < b) {\n  c();\n}\n\nEnd'),
  page(
    'outlook-empty-lines',
    '<p class=MsoNormal>One<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Two<o:p></o:p></p>',
    'One\n\nTwo',
  ),
  page('gmail', '<div dir="ltr"><div>Hello</div><div><br></div><div>Two<br><br></div></div>', 'Hello\n\nTwo'),
  page('table-never-closed', '<table><tr><td>A<td>B<tr><td>C</table>', 'A B\nC'),
  page('smart-tags', '<p><st1:City w:st="on">Москва</st1:City>, да</p>', 'Москва, да'),
  page('tab-of-apple', '<div>a<span class="Apple-tab-span" style="white-space:pre">\t</span>b</div>', 'a b'),
  page('comment-abrupt', '<!--><p>One</p><!----><p>Two</p><!-- x ---><p>Three</p>', 'One\n\nTwo\n\nThree'),
  page('ends-that-begin-nothing', 'One</br>Two</p>Three', 'One\nTwo\n\nThree'),
  page('entities-in-capitals', '&LT;tag&GT; &AMP; &QUOT;x&QUOT; &COPY;', '<tag> & "x" ©'),
  page('xml', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>One</p></body></html>', 'One'),
];
