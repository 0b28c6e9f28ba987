import type { Vector } from './types.ts';

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const bytes = (...parts: Array<string | number[]>) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

/** Script elements, in every spelling and place that a parser might take for one. */
export const scripts: readonly Vector[] = [
  ['script', ({ run }) => `<script>${run}</script>`],
  ['SCRIPT in capitals', ({ run }) => `<SCRIPT>${run}</SCRIPT>`],
  ['sCrIpT in both', ({ run }) => `<sCrIpT>${run}</ScRiPt>`],
  ['script with a slash', ({ run }) => `<script/x>${run}</script/x>`],
  ['script with a line break in the tag', ({ run }) => `<script\n>${run}</script\n>`],
  ['script with a tab and attributes', ({ run }) => `<script\ttype=text/javascript\t>${run}</script>`],
  ['script with a form feed', ({ run }) => `<script\f>${run}</script>`],
  ['script from an address', ({ url }) => `<script src="${url}/x.js"></script>`],
  ['script without a scheme', ({ bare }) => `<script src="${bare}/x.js"></script>`],
  ['script with backslashes', ({ bare }) => `<script src="http:${bare.replaceAll('/', '\\')}\\x.js"></script>`],
  ['script from data', ({ run }) => `<script src="data:text/javascript,${run}"></script>`],
  ['script from data in base64', ({ run }) => `<script src="data:text/javascript;base64,${btoa(run)}"></script>`],
  ['module', ({ run }) => `<script type="module">${run}</script>`],
  ['module from an address', ({ url }) => `<script type="module" src="${url}/x.mjs"></script>`],
  [
    'import map',
    ({ url, run }) =>
      `<script type="importmap">{"imports":{"x":"${url}/x.js"}}</script><script type="module">import "x";${run}</script>`,
  ],
  ['async and deferred', ({ url }) => `<script async src="${url}/a.js"></script><script defer src="${url}/d.js"></script>`],
  ['text/ecmascript', ({ run }) => `<script type="text/ecmascript">${run}</script>`],
  ['text/jscript', ({ run }) => `<script type="text/jscript">${run}</script>`],
  ['language of old', ({ run }) => `<script language="javascript1.5">${run}</script>`],
  ['for an event of old', ({ run }) => `<script for="window" event="onload">${run}</script>`],
  [
    'speculation rules',
    ({ url }) => `<script type="speculationrules">{"prefetch":[{"source":"list","urls":["${url}/page"]}]}</script>`,
  ],
  ['script in a picture of vectors', ({ run }) => `<svg><script>${run}</script></svg>`],
  ['vector script from an address', ({ url }) => `<svg><script href="${url}/x.js"/></svg>`],
  [
    'vector script by xlink',
    ({ run }) => `<svg xmlns:xlink="http://www.w3.org/1999/xlink"><script xlink:href="data:text/javascript,${run}"/></svg>`,
  ],
  ['vector script in character data', ({ run }) => `<svg><script><![CDATA[${run}]]></script></svg>`],
  ['vector script with entities', ({ run }) => `<svg><script>${entities(run)}</script></svg>`],
  ['script in a table', ({ run }) => `<table><script>${run}</script><tr><td>x</table>`],
  ['script in a select', ({ run }) => `<select><script>${run}</script></select>`],
  ['script in MathML', ({ run }) => `<math><mtext><script>${run}</script></mtext></math>`],
  ['script after a title that is closed', ({ run }) => `<title><!--</title><script>${run}</script>-->`],
  ['script after a text area that is closed', ({ run }) => `<textarea></textarea><script>${run}</script>`],
  ['script after a style that is closed', ({ run }) => `<style><!--</style><script>${run}</script>--></style>`],
  ['script after xmp', ({ run }) => `<xmp><p title="</xmp><script>${run}</script>">`],
  ['script after noscript', ({ run }) => `<noscript><p title="</noscript><script>${run}</script>"></noscript>`],
  ['script after noembed', ({ run }) => `<noembed><p title="</noembed><script>${run}</script>"></noembed>`],
  ['script after noframes', ({ run }) => `<noframes><p title="</noframes><script>${run}</script>"></noframes>`],
  ['script after an iframe’s words', ({ run }) => `<iframe><p title="</iframe><script>${run}</script>"></iframe>`],
  ['script after a comment of one dash', ({ run }) => `<!--><script>${run}</script>-->`],
  ['script after a comment that ends oddly', ({ run }) => `<!-- x --!><script>${run}</script>`],
  ['script in a bogus comment', ({ run }) => `<!x ><script>${run}</script>`],
  ['script after a processing instruction', ({ run }) => `<?x ?><script>${run}</script>`],
  ['script in conditional comments', ({ run }) => `<!--[if gte IE 4]><script>${run}</script><![endif]-->`],
  ['script in revealed conditional comments', ({ run }) => `<![if !mso]><script>${run}</script><![endif]>`],
  ['script that is never closed', ({ run }) => `<p>x</p><script>${run}`],
  ['script opened twice', ({ run }) => `<<script>${run}//<</script>`],
  ['script in script', ({ run }) => `<scr<script>ipt>${run}</script>`],
  ['script in an attribute left open', ({ run }) => `<img title="\`><script>${run}</script>">`],
  ['script written by a script', ({ run }) => `<script>document.write("<scr"+"ipt>${run}</scr"+"ipt>")</script>`],
  ['script with NUL in its name', ({ run }) => `<scr\0ipt>${run}</scr\0ipt><script\0>${run}</script>`],
  ['script behind a NUL', ({ run }) => `<\0script>${run}</script>\0<script>${run}</script>`],
  ['script in UTF-7', ({ run }) => `+ADw-script+AD4-${run}+ADw-/script+AD4-`],
  [
    'script in UTF-7 that says so',
    ({ run }) =>
      `<meta charset="utf-7"><meta http-equiv="Content-Type" content="text/html; charset=UTF-7">+ADw-script+AD4-${run}+ADw-/script+AD4-`,
  ],
  ['script in UTF-16', ({ run }) => utf16(`<script>${run}</script>`)],
  [
    'script in overlong UTF-8',
    ({ run }) => bytes([0xc0, 0xbc], 'script', [0xc0, 0xbe], run, [0xc0, 0xbc], '/script', [0xc0, 0xbe]),
  ],
  [
    'script in ISO-2022-JP',
    ({ run }) => bytes('<meta charset="iso-2022-jp"><p title="', [0x1b, 0x28, 0x4a], `"><script>${run}</script>`),
  ],
  ['script in wide letters', ({ run }) => `＜script＞${run}＜/script＞`],
  ['script in entities', ({ run }) => `&lt;script&gt;${run}&lt;/script&gt;<p>&#60;script&#62;${run}&#60;/script&#62;`],
  ['script after broken bytes', ({ run }) => bytes([0xff, 0xfe, 0xf8, 0x80], `<script>${run}</script>`)],
  ['script after a byte order mark', ({ run }) => `\ufeff<script>${run}</script>`],
  ['script in a template', ({ run }) => `<template><script>${run}</script></template>`],
  ['script in a shadow', ({ run }) => `<div><template shadowrootmode="open"><script>${run}</script></template></div>`],
  [
    'script in foreign content',
    ({ run }) =>
      `<svg><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>${run}</script></body></foreignObject></svg>`,
  ],
  [
    'script in a document of its own',
    ({ run }) => `<!doctype html><html><head><script>${run}</script></head><body onload="${run}">x</body></html>`,
  ],
  [
    'script under a policy that allows it',
    ({ run }) =>
      `<meta http-equiv="Content-Security-Policy" content="script-src * 'unsafe-inline' 'unsafe-eval'"><script>${run}</script>`,
  ],
];

function entities(text: string): string {
  return Array.from(text, (letter) => `&#x${letter.charCodeAt(0).toString(16)};`).join('');
}
