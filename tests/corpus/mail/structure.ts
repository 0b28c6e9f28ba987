import { bodyOf, multi, png, pngFile, type } from './body.ts';
import { base64, bytes } from './encode.ts';
import type { Sample } from './sample.ts';

const body = bodyOf('structure');

/** Which parts are the body and which come along; boundaries that are missing, wrong or never closed. */
export const structure: Sample[] = [
  body('alternative', multi('alternative', [`${type('text/plain')}Plain`, `${type('text/html')}<p>Rich</p>`]), {
    text: 'Plain',
    hasHtml: true,
    attachments: [],
  }),
  body('alternative-html-first', multi('alternative', [`${type('text/html')}<p>Rich</p>`, `${type('text/plain')}Plain`]), {
    text: 'Plain',
    hasHtml: true,
  }),
  body('alternative-plain-empty', multi('alternative', [type('text/plain'), `${type('text/html')}<p>Rich</p>`]), {
    text: 'Rich',
    hasHtml: true,
  }),
  body(
    'alternative-plain-excuse',
    multi('alternative', [`${type('text/plain')}Your e-mail client does not support HTML.`, `${type('text/html')}<p>Rich</p>`]),
    'Rich',
  ),
  body('alternative-no-plain', multi('alternative', [`${type('text/html')}<p>Rich</p>`]), 'Rich'),
  body(
    'alternative-amp',
    multi('alternative', [
      `${type('text/plain')}Plain`,
      `${type('text/x-amp-html')}<html amp>`,
      `${type('text/html')}<p>Rich</p>`,
    ]),
    { text: 'Plain', hasHtml: true },
  ),
  body(
    'alternative-related',
    multi('alternative', [
      `${type('text/plain')}Plain`,
      'Content-Type: multipart/related; boundary=i\n\n--i\nContent-Type: text/html\n\n<img src="cid:p@x">\n--i\n' +
        png('Content-ID: <p@x>\n') +
        '\n--i--',
    ]),
    {
      text: 'Plain',
      attachments: [pngFile('attachment-1.png', true)],
    },
  ),
  body(
    'alternative-mixed',
    multi('alternative', [
      `${type('text/plain')}One\nTwo`,
      `Content-Type: multipart/mixed; boundary=i\n\n--i\nContent-Type: text/html\n\n<p>One</p>\n--i\n${png('Content-Disposition: inline; filename=p.png\n')}\n--i\nContent-Type: text/html\n\n<p>Two</p>\n--i--`,
    ]),
    {
      text: 'One\n\nTwo',
      hasHtml: true,
      attachments: [pngFile('p.png', false)],
    },
  ),
  body(
    'related-location',
    multi('related', [
      `Content-Type: text/html\nContent-Location: http://x.test/a/index.html\n\n<p>Hi</p><img src="img/p.png">`,
      png('Content-Location: http://x.test/a/img/p.png\n'),
    ]),
    {
      text: 'Hi',
      attachments: [pngFile('attachment-1.png', true)],
    },
  ),
  body(
    'related-start',
    multi(
      'related',
      [png('Content-ID: <p@x>\n'), 'Content-Type: text/html\nContent-ID: <root@x>\n\n<p>Hi</p><img src="cid:p@x">'],
      '; start="<root@x>"',
    ),
    {
      text: 'Hi',
      attachments: [pngFile('attachment-1.png', true)],
    },
  ),
  body(
    'related-unreferenced',
    multi('related', [
      `${type('text/html')}<p>Hi</p>`,
      png('Content-ID: <p@x>\nContent-Disposition: attachment; filename=p.png\n'),
    ]),
    {
      text: 'Hi',
      attachments: [pngFile('p.png', false)],
    },
  ),
  body('mixed-texts', multi('mixed', [`${type('text/plain')}One`, `${type('text/plain')}Two`]), 'One\n\nTwo'),
  body(
    'mixed-text-file',
    multi('mixed', [
      `${type('text/plain')}One`,
      'Content-Type: text/plain; name=notes.txt\nContent-Disposition: attachment; filename=notes.txt\n\nTwo',
    ]),
    {
      text: 'One',
      attachments: [{ name: 'notes.txt', type: 'text/plain', size: 3, inline: false }],
    },
  ),
  body(
    'mixed-inline-text-file',
    multi('mixed', [
      `${type('text/plain')}One`,
      'Content-Type: text/plain; name=notes.txt\nContent-Disposition: inline; filename=notes.txt\n\nTwo',
    ]),
    {
      text: 'One',
      attachments: [{ name: 'notes.txt', type: 'text/plain', size: 3, inline: false }],
    },
  ),
  body(
    'mixed-footer',
    multi('mixed', [
      multi('alternative', [`${type('text/plain')}One`, `${type('text/html')}<p>One</p>`])
        .replaceAll('"b"', '"i"')
        .replaceAll('--b', '--i'),
      `${type('text/plain')}List footer`,
    ]),
    {
      text: 'One\n\nList footer',
      hasHtml: true,
    },
  ),
  body(
    'only-a-file',
    `Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n${base64('%PDF')}`,
    {
      text: '',
      attachments: [{ name: 'a.pdf', type: 'application/pdf', size: 4, inline: false }],
    },
  ),
  body(
    'file-without-type',
    multi('mixed', [
      '\nText',
      `Content-Disposition: attachment; filename=photo.jpg\nContent-Transfer-Encoding: base64\n\n${base64('JFIF')}`,
    ]),
    {
      attachments: [{ name: 'photo.jpg', type: 'image/jpeg', size: 4, inline: false }],
    },
  ),
  body(
    'embedded',
    multi('mixed', ['\nSee', 'Content-Type: message/rfc822\n\nFrom: a@x.test\nSubject: =?utf-8?B?0JTQsA==?= 1/2\n\nInner text']),
    {
      text: 'See',
      attachments: [{ name: 'Да 1_2.eml', type: 'message/rfc822', size: 63, inline: false }],
    },
  ),
  body(
    'embedded-multipart',
    multi('mixed', [
      '\nSee',
      'Content-Type: message/rfc822\n\nSubject: In\nContent-Type: multipart/mixed; boundary=z\n\n--z\n\ninner\n--z--',
    ]),
    {
      text: 'See',
      attachments: [{ name: 'In.eml', type: 'message/rfc822', size: 77, inline: false }],
    },
  ),
  body('digest', multi('digest', ['\nSubject: First\n\none', '\nSubject: Second\n\ntwo']), {
    text: '',
    attachments: [
      { name: 'First.eml', type: 'message/rfc822', size: 21, inline: false },
      { name: 'Second.eml', type: 'message/rfc822', size: 22, inline: false },
    ],
  }),
  body(
    'appledouble',
    multi('mixed', [
      '\nText',
      `Content-Type: multipart/appledouble; boundary=i\n\n--i\nContent-Type: application/applefile\n\nfork\n--i\nContent-Type: application/pdf; name=a.pdf\n\n%PDF\n--i--`,
    ]),
    {
      attachments: [{ name: 'a.pdf', type: 'application/pdf', size: 4, inline: false }],
    },
  ),
  body(
    'names-reserved',
    multi('mixed', [
      '\nText',
      `Content-Type: application/pdf\nContent-Disposition: attachment; filename="../../a:b?.pdf"\n\n%PDF`,
    ]),
    {
      attachments: [{ name: 'a_b_.pdf', type: 'application/pdf', size: 4, inline: false }],
    },
  ),
  body(
    'names-koi8-raw',
    multi('mixed', ['\nText', `Content-Type: application/pdf; name="${bytes('Договор поставки.pdf', 'koi8-r')}"\n\n%PDF`]),
    {
      attachments: [{ name: 'Договор поставки.pdf', type: 'application/pdf', size: 4, inline: false }],
    },
  ),
  body(
    'names-turned',
    multi('mixed', [
      '\nText',
      `Content-Type: application/octet-stream\nContent-Disposition: attachment; filename*=utf-8''invoice%E2%80%AEfdp.exe\n\nMZ`,
    ]),
    {
      attachments: [{ name: 'invoicefdp.exe', type: 'application/octet-stream', size: 2, inline: false }],
    },
  ),
  body(
    'no-boundary-parameter',
    'Content-Type: multipart/mixed\n\n--found1\n\nText\n--found1\nContent-Type: application/pdf; name=a.pdf\n\n%PDF\n--found1--\n',
    {
      text: 'Text',
      attachments: [{ name: 'a.pdf', type: 'application/pdf', size: 4, inline: false }],
    },
  ),
  body('wrong-boundary', 'Content-Type: multipart/mixed; boundary=announced\n\n--written1\n\nText\n--written1--\n', 'Text'),
  body('no-parts-at-all', 'Content-Type: multipart/mixed; boundary=b\n\nJust words, no parts.\n', 'Just words, no parts.'),
  body(
    'cut-in-base64',
    multi('mixed', [
      '\nText',
      `Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n${base64('%PDF-1.4 and more')}`,
    ]).replace(/G1vcmU=\n--b--\n/, ''),
    {
      text: 'Text',
      attachments: [{ name: 'a.pdf', type: 'application/pdf', size: 12, inline: false }],
    },
  ),
  body(
    'inner-never-closed',
    'Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/alternative; boundary=i\n\n--i\n\nText\n--o\nContent-Type: application/pdf; name=a.pdf\n\n%PDF\n--o--\n',
    {
      text: 'Text',
      attachments: [{ name: 'a.pdf', type: 'application/pdf', size: 4, inline: false }],
    },
  ),
  body(
    'same-boundary-inside',
    'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nText\n--b--\n',
    'Text',
  ),
  body('dashes-in-text', `${type('text/plain')}-- \nMaria\n--not a boundary--`, '--\nMaria\n--not a boundary--'),
  body('prologue-epilogue', `Content-Type: multipart/mixed; boundary=b\n\npreamble\n--b\n\nText\n--b--\nepilogue\n`, 'Text'),
  body('empty-multipart', 'Content-Type: multipart/mixed; boundary=b\n\n--b--\n', { text: '', attachments: [] }),
  body(
    'hundred-deep',
    `${Array.from({ length: 100 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}x\n\n--b${n}x\n`).join('')}\nDeep\n`,
    'Deep',
  ),
  body(
    'many-parts',
    multi(
      'mixed',
      Array.from({ length: 300 }, (_, n) => `\nLine ${n}`),
    ),
    Array.from({ length: 300 }, (_, n) => `Line ${n}`).join('\n\n'),
  ),
];
