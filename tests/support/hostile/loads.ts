import type { Vector } from './types.ts';

/** Elements that fetch something as soon as they are there; `@` stands for the address. */
const elements: readonly string[] = [
  '<img src="@/img.png">',
  '<IMG SRC=@/upper.png>',
  '<img srcset="@/one.png 1x, @/two.png 2x">',
  '<img sizes="100vw" srcset="@/wide.png 2000w">',
  '<img src="data:," lowsrc="@/low.png" dynsrc="@/dyn.png" longdesc="@/desc">',
  '<img loading="eager" fetchpriority="high" decoding="sync" src="@/eager.png">',
  '<img src="@/attribution.png" attributionsrc="@/attribution">',
  '<img crossorigin="use-credentials" src="@/credentials.png">',
  '<img usemap="#m" src="@/map.png"><map name=m><area href="@/area" shape=default></map>',
  '<image src="@/image.png">',
  '<picture><source srcset="@/source.png"><img src="data:,"></picture>',
  '<picture><source media="(min-width:1px)" type="image/webp" srcset="@/media.webp"><img alt=x></picture>',
  '<input type="image" src="@/input.png">',
  '<video src="@/video.mp4" autoplay muted></video>',
  '<video poster="@/poster.png"></video>',
  '<video><source src="@/source.mp4"><track default src="@/track.vtt"></video>',
  '<audio src="@/audio.mp3" autoplay></audio>',
  '<bgsound src="@/bg.wav">',
  '<embed src="@/embed.swf">',
  '<embed src="@/embed.pdf" type="application/pdf">',
  '<object data="@/object.html" type="text/html"></object>',
  '<object data="@/object.svg" type="image/svg+xml"></object>',
  '<object classid="clsid:D27CDB6E" codebase="@/code.cab"><param name=movie value="@/movie.swf"></object>',
  '<applet code="X.class" codebase="@/" archive="@/x.jar"></applet>',
  '<iframe src="@/frame"></iframe>',
  '<iframe loading="lazy" src="@/lazy"></iframe>',
  '<iframe credentialless src="@/credentialless"></iframe>',
  '<iframe srcdoc="<img src=@/srcdoc.png>"></iframe>',
  '<iframe srcdoc="&lt;img src=@/entities.png&gt;"></iframe>',
  '<frameset><frame src="@/frameset"></frameset>',
  '<portal src="@/portal"></portal><fencedframe src="@/fenced"></fencedframe>',
  '<webview src="@/webview" nodeintegration disablewebsecurity></webview>',
  '<body background="@/body.png">',
  '<table background="@/table.png"><tr background="@/tr.png"><td background="@/td.png">x</table>',
  '<table><thead background="@/thead.png"><th background="@/th.png">x</table>',
  '<layer src="@/layer"></layer><ilayer src="@/ilayer"></ilayer>',
  '<xml src="@/island.xml"></xml>',
  '<math><mglyph src="@/glyph.png"/></math>',
  '<svg><image href="@/vector.png" width=9 height=9 /></svg>',
  '<svg><image xlink:href="@/xlink.png" width=9 height=9 /></svg>',
  '<svg><use href="@/use.svg#x"/></svg>',
  '<svg><filter id=f><feImage href="@/fe.png"/></filter><rect filter="url(#f)" width=9 height=9 /></svg>',
  '<svg><rect fill="url(@/fill.svg#x)" stroke="url(@/stroke.svg#x)" width=9 height=9 /></svg>',
  '<svg><rect style="mask:url(@/mask.svg#x);clip-path:url(@/clip.svg#x);filter:url(@/filter.svg#x)" width=9 height=9 /></svg>',
  '<svg><style>rect{fill:url(@/styled.svg#x)}</style><rect width=9 height=9 /></svg>',
  '<svg><foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="@/foreign.png"/></foreignObject></svg>',
  '<svg><image><animate attributeName="href" values="@/animated.png" dur="1ms" fill="freeze"/></image></svg>',
  '<svg><mpath href="@/mpath.svg#x"/><textPath href="@/path.svg#x">x</textPath></svg>',
  '<svg><font-face-uri href="@/font.svg"/><cursor href="@/cursor.png"/><color-profile href="@/profile.icc"/></svg>',
  '<?xml-stylesheet href="@/pi.css" type="text/css"?><p>x</p>',
  '<!DOCTYPE html [<!ENTITY x SYSTEM "@/entity.txt">]><p>&x;</p>',
  '<html manifest="@/cache.manifest"><body>x</body></html>',
  '<noscript><img src="@/noscript.png"></noscript>',
  '<template><img src="@/template.png"></template>',
  '<div><template shadowrootmode="open"><img src="@/shadow.png"><link rel=stylesheet href="@/shadow.css"></template></div>',
  '<button popovertarget=p>x</button><div id=p popover><img src="@/popover.png"></div>',
  '<details open><summary>x</summary><img src="@/details.png"></details>',
  '<dialog open><img src="@/dialog.png"></dialog>',
  '<marquee><img src="@/marquee.png"></marquee>',
  '<a href="@/anchor" rel="prefetch prerender noopener">x</a>',
  '<noembed></noembed><img src="@/after-noembed.png">',
  '<!--[if true]><img src="@/conditional.png"><![endif]--><![if true]><img src="@/revealed.png"><![endif]>',
  '<p>x<img src=\'@/single.png\'><img src=@/bare.png><img\nsrc\n=\n"@/broken.png">',
  '<img/src="@/slash.png"/><img x=">" src="@/after.png">',
  '<img src=" \n@/spaces.png \t">',
];

/** Relations of `<link>`; each asks the network for something, some only for a name or a connection. */
const relations: readonly string[] = [
  'stylesheet',
  'STYLESHEET',
  'alternate stylesheet',
  'icon',
  'shortcut icon',
  'apple-touch-icon',
  'manifest',
  'preload" as="image',
  'preload" as="script',
  'preload" as="style',
  'preload" as="font" crossorigin="',
  'preload" as="fetch" crossorigin="',
  'preload" as="video',
  'preload" as="image" imagesrcset="@/set.png 1x',
  'modulepreload',
  'prefetch',
  'prerender',
  'preconnect',
  'preconnect" crossorigin="',
  'dns-prefetch',
  'import',
  'next',
  'pingback',
  'compression-dictionary',
  'dictionary',
  'expect" blocking="render',
];

export const loads: readonly Vector[] = [
  ...elements.map(
    (html): Vector => [`load by ${html.slice(0, 40).replace(/[@"]/g, '')}`, ({ url }) => html.replaceAll('@', url)],
  ),
  ...relations.map(
    (rel): Vector => [
      `link of ${rel.split('"')[0]} ${/as="(\w+)/.exec(rel)?.[1] ?? ''}`.trim(),
      ({ url }) => `<link rel="${rel.replaceAll('@', url)}" href="${url}/link">`,
    ],
  ),
  ['a name looked up', ({ host }) => `<link rel="dns-prefetch" href="//${host}"><LINK REL=DNS-PREFETCH HREF=//${host}>`],
  ['a name connected to', ({ host }) => `<link rel="preconnect" href="https://${host}">`],
  [
    'names looked up because a mail says so',
    ({ host }) => `<meta http-equiv="x-dns-prefetch-control" content="on"><a href="https://${host}/">x</a>`,
  ],
  [
    'links hidden from a filter',
    ({ url, bare }) =>
      `<link/rel=preconnect/href=${bare}><link\nrel=preconnect\nhref="${url}"><lin\0k rel=preconnect href="${url}"><link\0 rel=preconnect href="${url}">`,
  ],
  [
    'links in foreign content',
    ({ url }) =>
      `<svg><link xmlns="http://www.w3.org/1999/xhtml" rel="preconnect" href="${url}"/><foreignObject><link rel="preconnect" href="${url}"></foreignObject></svg><math><mtext><link rel=preconnect href="${url}"></mtext></math>`,
  ],
  [
    'links in a shadow and a template',
    ({ url }) =>
      `<div><template shadowrootmode="open"><link rel="preconnect" href="${url}"></template></div><template><link rel="preconnect" href="${url}"></template>`,
  ],
  [
    'links after tricks with comments',
    ({ url }) =>
      `<!--><link rel=preconnect href="${url}">--><!-- --!><link rel=preconnect href="${url}"><!x><link rel=preconnect href="${url}">`,
  ],
  [
    'links in raw text that is closed',
    ({ url }) =>
      `<style></style><link rel=preconnect href="${url}"><title></title><link rel=preconnect href="${url}"><noscript><link rel=preconnect href="${url}"></noscript>`,
  ],
  [
    'headers that a page can say',
    ({ url }) =>
      `<meta http-equiv="Link" content="<${url}>; rel=preconnect"><meta http-equiv="Refresh" content="1;url=${url}"><meta http-equiv="Set-Cookie" content="a=b">`,
  ],
  [
    'reports of a policy',
    ({ url }) =>
      `<meta http-equiv="Content-Security-Policy" content="img-src 'none'; report-uri ${url}/report"><img src="${url}/reported.png">`,
  ],
  [
    'cards of a page',
    ({ url }) =>
      `<meta property="og:image" content="${url}/og.png"><meta name="msapplication-TileImage" content="${url}/tile.png"><link rel="search" href="${url}/search.xml">`,
  ],
  [
    'hints that a page can give',
    ({ host }) =>
      `<meta http-equiv="Delegate-CH" content="sec-ch-ua-model ${host}"><meta http-equiv="Accept-CH" content="Sec-CH-UA-Model"><meta http-equiv="origin-trial" content="x">`,
  ],
];
