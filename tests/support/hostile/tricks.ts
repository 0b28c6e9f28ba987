import type { Vector } from './types.ts';

const many = (count: number, text: string) => text.repeat(count);

/** Bodies that a parser and a cleaner read differently. */
const misread: readonly Vector[] = [
  ['style inside of an image’s name', ({ run }) => `<svg></p><style><a id="</style><img src=x: onerror=${run}>">`],
  [
    'a glyph and a table',
    ({ run }) => `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x: onerror=${run}&gt;">`,
  ],
  [
    'a glyph and a comment',
    ({ run }) => `<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=${run} src=x:>">`,
  ],
  [
    'annotation that is a page',
    ({ run }) =>
      `<math><annotation-xml encoding="text/html"><style><img src="</style><img src=x: onerror=${run}>"></style></annotation-xml></math>`,
  ],
  ['a title of vectors', ({ run }) => `<svg><title><style><!--</style></title><img src=x: onerror=${run}>-->`],
  ['noscript and a name', ({ run }) => `<noscript><p title="</noscript><img src=x: onerror=${run}>"></noscript>`],
  ['a text area and a name', ({ run }) => `<textarea><p title="</textarea><img src=x: onerror=${run}>"></textarea>`],
  ['plain text', ({ run }) => `<img src=x: onerror=${run}><plaintext><img src=x: onerror=${run}>`],
  ['a listing', ({ run }) => `<listing>&lt;img src=x: onerror=${run}&gt;</listing><xmp><img src=x: onerror=${run}></xmp>`],
  ['a table that throws out', ({ run }) => `<table><tr><td></table><table><img src=x: onerror=${run}></table>`],
  ['a select that throws out', ({ run }) => `<select><template><option><img src=x: onerror=${run}></template></select>`],
  ['formatting that is rebuilt', ({ run }) => `<a><b><a><p></b><img src=x: onerror=${run}></p></a>`],
  ['a mail inside of a mail', ({ run }) => `</body></html><html><body onload=${run}><img src=x: onerror=${run}></body></html>`],
  ['frames of a mail', ({ run }) => `<frameset onload=${run}><frame></frameset>`],
  [
    'a document type with more',
    ({ run }) =>
      `<!doctype html PUBLIC "x" "x"><!doctype [<!ENTITY a "<img src=x: onerror=${run}>">]>&a;<img src=x: onerror=${run}>`,
  ],
  ['a tag that swallows', ({ run }) => `<p title='<img src=x: onerror=${run}>'><!-- '><img src=x: onerror=${run}> -->`],
  ['an end that is no end', ({ run }) => `<style>p{}</styl<img src=x: onerror=${run}></style/><img src=x: onerror=${run}>`],
  ['character data in a page', ({ run }) => `<![CDATA[<img src=x: onerror=${run}>]]>`],
  ['tags of two bytes', ({ run }) => `\u226a\u226bimg src=x: onerror=${run}\u226b\u00a0<img\u00a0src=x: onerror=${run}>`],
  ['letters that turn around', ({ run }) => `\u202e<img src=x: onerror=${run}>\u202c`],
  ['an srcdoc', ({ run }) => `<iframe srcdoc="<script>${run}</script>"></iframe>`],
  ['an srcdoc in entities', ({ run }) => `<iframe srcdoc="&lt;img src=x: onerror=${run}&gt;"></iframe>`],
  [
    'an srcdoc that asks for scripts',
    ({ run }) =>
      `<iframe sandbox="allow-scripts allow-same-origin allow-top-navigation" srcdoc="<script>${run}</script>"></iframe>`,
  ],
  ['an srcdoc in an srcdoc', ({ run }) => `<iframe srcdoc="<iframe srcdoc='<script>${run}</script>'></iframe>"></iframe>`],
];

/** Names that stand in front of the document's own, so that a program that asks the document is answered by the mail. */
const clobbered = [
  'body',
  'documentElement',
  'defaultView',
  'addEventListener',
  'readyState',
  'querySelectorAll',
  'location',
  'forms',
  'head',
  'cookie',
  'createElement',
  'getElementById',
];

const clobbering: readonly Vector[] = [
  ...clobbered.map(
    (name): Vector => [
      `the document's ${name} is taken`,
      ({ url }) =>
        `<img name="${name}"><img name="${name}"><form name="${name}"></form><p>words</p><a href="?remote=1">x</a><img src="${url}/pixel.png">`,
    ],
  ),
  [
    'an element’s own names are taken',
    ({ url }) =>
      `<form id=f><input name=getAttribute><input name=closest><input name=parentNode><a href="?remote=1">x</a></form><img src="${url}/pixel.png">`,
  ],
  [
    'the window’s names are taken',
    () => `<iframe name=top></iframe><a id=parent></a><a id=throughline href="x:y"></a><form id=ran></form>`,
  ],
];

/** Bodies that are too much. */
const excessive: readonly Vector[] = [
  ['50,000 boxes one in another', () => `${many(50_000, '<div>')}deep`],
  ['5,000 links one in another', () => many(5_000, '<a href=x><b>')],
  ['a word of two million letters', () => many(2_000_000, 'x')],
  ['an attribute of a million letters', () => `<p title="${many(1_000_000, 'y')}">x</p>`],
  ['20,000 attributes', () => `<p ${Array.from({ length: 20_000 }, (_, n) => `a${n}=1`).join(' ')}>x</p>`],
  [
    '20,000 rules',
    () => `<style>${Array.from({ length: 20_000 }, (_, n) => `.a${n}:not(.b)~*{color:red}`).join('')}</style><p class=a1>x</p>`,
  ],
  [
    'a picture as wide as a country',
    () => `<div style="width:100000000px;height:100000000px;filter:blur(99999px);background:linear-gradient(red,blue)">x</div>`,
  ],
  ['taller than the window, always', () => `<body style="height:110vh;min-height:calc(100vh + 50px)">x</body>`],
  [
    'a height that never rests',
    () => `<style>@keyframes g{to{height:99999px}}div{animation:g 100ms infinite alternate}</style><div>x</div>`,
  ],
  ['tags that never end', () => many(100_000, '<p title="<!--<script>')],
  ['an end of everything', () => many(50_000, '</div></table></html>')],
  ['entities without end', () => many(10_000, '&lt;&#x1F600;&NotANEntity;&amp')],
  ['bytes of every value', () => Buffer.from(Array.from({ length: 65_536 }, (_, n) => (n * 7919) % 256))],
  ['nothing', () => ''],
  ['only a tag that has begun', () => '<'],
];

export const tricks: readonly Vector[] = [...misread, ...clobbering, ...excessive];
