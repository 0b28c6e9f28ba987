import { bodyOf, multi, png, pngFile, russian, type, utf8 } from './body.ts';
import { base64, bytes, percent, quotedPrintable } from './encode.ts';
import type { Sample } from './sample.ts';

const body = bodyOf('programs');
const html = (markup: string) => `${type('text/html; charset=utf-8')}${utf8(markup)}`;
const plain = (text: string) => `${type('text/plain; charset=utf-8')}${utf8(text)}`;
const inner = (kind: string, parts: string[]) => multi(kind, parts).replaceAll('"b"', '"i"').replaceAll('--b', '--i');
const file = (name: string, mime: string, size: number, inline = false) => ({ name, type: mime, size, inline });
const pdf = (head: string) => `${head}Content-Transfer-Encoding: base64\n\n${base64('%PDF')}`;

/** Letters of the other programs, of lists and scripts, with pictures in place and signatures. */
export const programs: Sample[] = [
  body(
    'mutt',
    multi('mixed', [
      'Content-Type: text/plain; charset=koi8-r\nContent-Disposition: inline\nContent-Transfer-Encoding: 8bit\n\n' +
        bytes('Патч ниже', 'koi8-r'),
      'Content-Type: text/x-diff; charset=us-ascii\nContent-Disposition: attachment; filename="fix.diff"\n\n--- a\n+++ b',
    ]),
    {
      text: 'Патч ниже',
      attachments: [file('fix.diff', 'text/x-diff', 12)],
    },
  ),
  body(
    'git-patch',
    `${type('text/plain; charset=UTF-8', '8bit')}Fix it.\n\nSigned-off-by: A <a@b.test>\n---\n a.c | 2 +-\n 1 file changed\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-old\n+new\n-- \n2.39.2\n`,
    'Fix it.\n\nSigned-off-by: A <a@b.test>\n---\n a.c | 2 +-\n 1 file changed\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-old\n+new\n--\n2.39.2',
  ),
  body(
    'kmail',
    multi('mixed', [
      `${type('text/plain; charset="utf-8"', 'quoted-printable')}${quotedPrintable(utf8('Привет'))}`,
      `Content-Type: text/plain; charset="utf-8"; name="log.txt"\nContent-Disposition: attachment; filename="log.txt"\n\nlines`,
    ]),
    {
      text: 'Привет',
      attachments: [file('log.txt', 'text/plain', 5)],
    },
  ),
  body(
    'pegasus',
    multi('mixed', [
      'Content-type: text/plain; charset=US-ASCII\nContent-transfer-encoding: 7BIT\nContent-description: Mail message body\n\nHello',
      'Content-type: text/plain; charset=US-ASCII\nContent-disposition: inline\nContent-description: Attachment information.\n\nThe following section of this message contains a file attachment',
      'Content-type: Application/Octet-stream; name="a.pdf"; type=Unknown\nContent-disposition: attachment; filename="a.pdf"\nContent-transfer-encoding: BASE64\n\nJVBERg==',
    ]),
    {
      text: 'Hello\n\nThe following section of this message contains a file attachment',
      attachments: [file('a.pdf', 'application/octet-stream', 4)],
    },
  ),
  body(
    'evolution',
    multi('mixed', [
      inner('alternative', [plain('Hi'), html('<p>Hi</p>')]),
      'Content-Type: text/x-vcard; charset="UTF-8"; name="a.vcf"\nContent-Disposition: attachment; filename="a.vcf"\n\nBEGIN:VCARD\nEND:VCARD',
    ]),
    {
      text: 'Hi',
      attachments: [file('a.vcf', 'text/x-vcard', 22)],
    },
  ),
  body(
    'vcard-inline',
    multi('mixed', [plain('My card'), 'Content-Type: text/vcard; charset=utf-8\n\nBEGIN:VCARD\nFN:A\nEND:VCARD']),
    {
      text: 'My card',
      attachments: [file('attachment-1.vcf', 'text/vcard', 28)],
    },
  ),
  body(
    'samsung',
    multi('alternative', [
      `${type('text/plain; charset=utf-8', 'base64')}${base64(utf8('Да\nОтправлено с моего Galaxy'))}`,
      `${type('text/html; charset=utf-8', 'base64')}${base64(utf8('<html><body><div dir="auto">Да</div><div id="composer_signature"><div dir="auto">Отправлено с моего Galaxy</div></div></body></html>'))}`,
    ]),
    {
      text: 'Да\nОтправлено с моего Galaxy',
      hasHtml: true,
    },
  ),
  body(
    'mailman-footer',
    multi('mixed', [
      plain('Вопрос'),
      'Content-Type: text/plain; charset="us-ascii"\nMIME-Version: 1.0\nContent-Transfer-Encoding: 7bit\nContent-Disposition: inline\n\n_______________________________________________\nList mailing list\nList@mail.test',
    ]),
    'Вопрос\n\n_______________________________________________\nList mailing list\nList@mail.test',
  ),
  body(
    'google-groups',
    `List-ID: <shop.googlegroups.test>\nPrecedence: list\nMailing-list: list shop@googlegroups.test; contact shop+owners@googlegroups.test\n${plain('Hi\n\n-- \nYou received this message because you are subscribed to the Google Groups "Shop" group.\n')}`,
    {
      text: 'Hi\n\n--\nYou received this message because you are subscribed to the Google Groups "Shop" group.',
      autoSubmitted: true,
    },
  ),
  body('sympa', `X-Loop: list@mail.test\nX-Sequence: 12\nPrecedence: list\nX-no-archive: yes\n${plain('Hi')}`, {
    text: 'Hi',
    autoSubmitted: true,
  }),
  body('mailing-list-old', `Mailing-List: contact ezmlm-help@mail.test; run by ezmlm\n${plain('Hi')}`, {
    text: 'Hi',
    autoSubmitted: true,
  }),
  body(
    'php-mail',
    `X-PHP-Originating-Script: 33:order.php\nContent-type: text/html; charset=utf-8\n\n<h2>${utf8('Новый заказ')}</h2>\n<p>${utf8('Имя: Анна')}<br>\n${utf8('Телефон: +7 495 123-45-67')}</p>`,
    {
      text: 'Новый заказ\n\nИмя: Анна\nТелефон: +7 495 123-45-67',
      hasHtml: true,
    },
  ),
  body('charset-name-short', `${type('text/plain; charset=utf8', '8bit')}${utf8(russian)}`, russian),
  body(
    'charset-name-long',
    `${type('text/plain; charset="windows-1251"; reply-type=original', '8bit')}${bytes(russian, 'windows-1251')}`,
    russian,
  ),
  body('qp-letters-cut', `${type('text/plain; charset=utf-8', 'quoted-printable')}=D0=\n=94=D0=\n=B0`, 'Да'),
  body('picture-alone', `Content-Type: image/png; name="scan.png"\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=`, {
    text: '',
    hasHtml: false,
    attachments: [pngFile('scan.png', false)],
  }),
  body(
    'fax',
    multi('mixed', [
      'Content-Type: audio/x-wav; name="Voice.wav"\nContent-Disposition: attachment; filename="Voice.wav"\n\nRIFF',
      plain('Голосовое сообщение'),
    ]),
    {
      text: 'Голосовое сообщение',
      attachments: [file('Voice.wav', 'audio/x-wav', 4)],
    },
  ),
  body('text-after-file', multi('mixed', [pdf('Content-Type: application/pdf; name=a.pdf\n'), plain('Below')]), {
    text: 'Below',
    attachments: [file('a.pdf', 'application/pdf', 4)],
  }),
  body(
    'first-text-has-a-name',
    multi('mixed', [
      `Content-Type: text/plain; charset=utf-8; name="message.txt"\nContent-Disposition: inline; filename="message.txt"\n\n${utf8('Письмо')}`,
      pdf('Content-Type: application/pdf; name=a.pdf\n'),
    ]),
    {
      text: 'Письмо',
      attachments: [file('a.pdf', 'application/pdf', 4)],
    },
  ),
  body(
    'same-cid-twice',
    multi('related', [
      html('<p>Hi</p><img src="cid:p@x"><img src="cid:p@x">'),
      png('Content-ID: <p@x>\nContent-Disposition: inline; filename=1.png\n'),
      png('Content-ID: <p@x>\nContent-Disposition: inline; filename=2.png\n'),
    ]),
    {
      text: 'Hi',
      attachments: [pngFile('1.png', true), pngFile('2.png', false)],
    },
  ),
  body(
    'cid-in-style',
    multi('related', [
      html(`<body style="background-image:url('cid:p@x')"><p>Hi</p></body>`),
      png('Content-ID: <p@x>\nContent-Disposition: inline; filename=1.png\n'),
    ]),
    {
      text: 'Hi',
      attachments: [pngFile('1.png', true)],
    },
  ),
  body(
    'cid-without-brackets',
    multi('related', [html('<p>Hi</p><img src=cid:p@x>'), png('Content-ID: p@x\nContent-Disposition: inline; filename=1.png\n')]),
    {
      attachments: [pngFile('1.png', true)],
    },
  ),
  body(
    'cid-in-mixed',
    multi('mixed', [
      html('<p>Hi</p><img src="cid:p@x">'),
      png('Content-ID: <p@x>\nContent-Disposition: attachment; filename=1.png\n'),
    ]),
    {
      attachments: [pngFile('1.png', true)],
    },
  ),
  body('picture-by-name', multi('related', [html('<p>Hi</p><img src="cid:1.png">'), png('Content-ID: <1.png>\n')]), {
    attachments: [pngFile('attachment-1.png', true)],
  }),
  body(
    'related-with-file',
    multi('related', [html('<p>Hi</p>'), pdf('Content-Type: application/pdf; name=a.pdf\nContent-ID: <a>\n')]),
    {
      text: 'Hi',
      attachments: [file('a.pdf', 'application/pdf', 4)],
    },
  ),
  body(
    'smime-signed',
    multi('signed', [
      plain('Договор'),
      `Content-Type: application/pkcs7-signature; name="smime.p7s"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="smime.p7s"\n\n${base64('DER')}`,
    ]),
    {
      text: 'Договор',
      attachments: [file('smime.p7s', 'application/pkcs7-signature', 3)],
    },
  ),
  body(
    'pgp-in-text',
    `${type('text/plain; charset=utf-8')}-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHello\n- -- \nAnna\n-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n`,
    {
      text: '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHello\n- --\nAnna\n-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----',
    },
    { protection: 'signed' },
  ),
  body(
    'attachment-name-2231-and-2047',
    multi('mixed', [
      plain('x'),
      pdf(
        `Content-Type: application/pdf; name="=?utf-8?B?${base64(utf8('Старое.pdf'), 999)}?="\nContent-Disposition: attachment; filename*=UTF-8''${percent(utf8('Новое.pdf'))}; filename="old.pdf"\n`,
      ),
    ]),
    {
      attachments: [file('Новое.pdf', 'application/pdf', 4)],
    },
  ),
  body(
    'sogo',
    multi('mixed', [
      html('<html><p>Hi</p></html>'),
      pdf(
        `Content-Type: application/pdf; name*="utf-8''${percent(utf8('Счёт.pdf'))}"\nContent-Disposition: attachment; filename*="utf-8''${percent(utf8('Счёт.pdf'))}"\n`,
      ),
    ]),
    { text: 'Hi', hasHtml: true, attachments: [file('Счёт.pdf', 'application/pdf', 4)] },
  ),
  body(
    'outlook-on-a-telephone',
    html(
      `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><div dir="auto">Да</div><div id="ms-outlook-mobile-signature"><div><br></div>Получить <a href="https://aka.test/o">Outlook для iOS</a></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><b>От:</b> Магазин<br><b>Кому:</b> Анна<br></div></body></html>`,
    ),
    `Да\n\nПолучить Outlook для iOS (https://aka.test/o)\n\n${'-'.repeat(40)}\n\nОт: Магазин\nКому: Анна`,
  ),
  body(
    'form-of-a-site',
    html(
      '<div style="font-size:14px">Request details:<br>Name: Анна<br>Phone: <a href="tel:+74951234567">+7 (495) 123-45-67</a><br><br>Transaction ID: 1:2</div>',
    ),
    'Request details:\nName: Анна\nPhone: +7 (495) 123-45-67\n\nTransaction ID: 1:2',
  ),
  body(
    'board-of-adverts',
    html(
      '<table><tr><td height="20">&nbsp;</td></tr><tr><td><h2>Новое сообщение</h2></td></tr><tr><td>Анна:&nbsp;<i>Здравствуйте!</i></td></tr><tr><td><a href="https://x.test/r"><span>Ответить</span></a></td></tr></table>',
    ),
    'Новое сообщение\n\nАнна: Здравствуйте!\nОтветить (https://x.test/r)',
  ),
  body(
    'notes-boundary-with-spaces',
    `Content-Type: multipart/alternative;\n boundary="=_alternative 0038A8D3_="\n\nThis is a multipart message in MIME format.\n--=_alternative 0038A8D3_=\nContent-Type: text/plain; charset="KOI8-R"\nContent-Transfer-Encoding: base64\n\n${base64(bytes('Привет', 'koi8-r'))}\n--=_alternative 0038A8D3_=\nContent-Type: text/html; charset="KOI8-R"\n\n<p>${bytes('Привет', 'koi8-r')}</p>\n--=_alternative 0038A8D3_=--\n`,
    { text: 'Привет', hasHtml: true },
  ),
  body(
    'head-in-capitals-without-spaces',
    `CONTENT-TYPE:MULTIPART/MIXED;BOUNDARY=bb\n\n--bb\nCONTENT-TYPE:TEXT/PLAIN;CHARSET=UTF-8\nCONTENT-TRANSFER-ENCODING:BASE64\n\n${base64(utf8('Да, жду'))}\n--bb\ncontent-type:application/pdf;name=a.pdf\n\n%PDF\n--bb--\n`,
    { text: 'Да, жду', attachments: [file('a.pdf', 'application/pdf', 4)] },
  ),
  body(
    'protected-headers',
    multi('signed', [
      `Content-Type: multipart/mixed; boundary="i"; protected-headers="v1"\nSubject: ...\n\n--i\n${plain('Hello')}\n--i--`,
      'Content-Type: application/pgp-signature; name="s.asc"\n\nsig',
    ]),
    { subject: 'x', text: 'Hello', attachments: [file('s.asc', 'application/pgp-signature', 3)] },
  ),
];
