import type { Vector } from './types.ts';

const encoded = (text: string) => encodeURIComponent(text).replaceAll("'", '%27');
/** `http://127.0.0.1:1/x` with the machine written differently. */
const at = (url: string, machine: string) => url.replace('127.0.0.1', machine);

/** What browsers have come to know lately, and old doors spelled in ways a filter may not know. */
export const newer: readonly Vector[] = [
  [
    'style that reads an address out of an attribute',
    ({ url }) =>
      `<style>p{background:image-set(attr(data-x type(<string>)) 1x)}q{background:src(attr(data-x))}</style><p data-x="${url}/attr.png">x</p><q data-x="${url}/src.png">x</q>`,
  ],
  [
    'style with a function of its own',
    ({ url }) =>
      `<style>@function --f(){result:url(${url}/function.png)} @mixin --m{background:url(${url}/mixin.png)} p{background:--f()} q{@apply --m}</style><p>x</p><q>x</q>`,
  ],
  [
    'style that spies letter by letter',
    ({ url }) =>
      `<style>${[...'abcdefghij'].map((letter) => `@font-face{font-family:s;src:url(${url}/${letter}.woff2);unicode-range:U+${letter.charCodeAt(0).toString(16)}}`).join('')}p{font-family:s}</style><p>abcdefghij</p>`,
  ],
  [
    'style of style of data',
    ({ url }) =>
      `<style>@import 'data:text/css,${encoded(`@import "${url}/deep.css";p{background:url(${url}/deep.png)}`)}';</style><p>x</p>`,
  ],
  [
    'style of scrolling and of anchors',
    ({ url }) =>
      `<style>p{anchor-name:--a;scroll-marker-group:after}p::scroll-marker{content:url(${url}/marker.png)}p::column{background:url(${url}/column.png)}select,::picker(select){appearance:base-select;background:url(${url}/picker.png)}</style><p>x</p><select><option>x</select>`,
  ],
  [
    'film whose list of pieces is data',
    ({ url }) =>
      `<video autoplay muted src="data:application/x-mpegURL,${encoded(`#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${url}/piece.ts\n#EXT-X-ENDLIST`)}"></video>`,
  ],
  [
    'words of a film with a style',
    ({ url }) =>
      `<video src="data:video/mp4,x"><track default kind=captions src="data:text/vtt,${encoded(`WEBVTT\n\nSTYLE\n::cue{background:url(${url}/cue.png)}\n\n00:00.000 --> 00:09.000\nx`)}"></video>`,
  ],
  [
    'picture of data that asks for another',
    ({ url }) =>
      `<img src="data:image/svg+xml,${encoded(`<svg xmlns="http://www.w3.org/2000/svg"><style>@import "${url}/inner.css";</style><foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="${url}/inner.png"/></foreignObject></svg>`)}">`,
  ],
  [
    'page in a bundle',
    ({ url }) =>
      `<script type="webbundle">{"source":"${url}/bundle.wbn","resources":["${url}/bundled.png"]}</script><img src="${url}/bundled.png">`,
  ],
  [
    'elements that ask for rights',
    ({ run }) =>
      `<permission type="camera microphone" onpromptaction="${run}"></permission><geolocation autolocate onlocation="${run}"></geolocation><usermedia type=camera onstream="${run}"></usermedia>`,
  ],
  [
    'commands of a button',
    ({ url, run }) =>
      `<button commandfor=t command="show-modal" autofocus>x</button><dialog id=t oncommand="${run}" ontoggle="${run}"><img src="${url}/dialog.png"></dialog><a interestfor=t href="#">x</a>`,
  ],
  [
    'select that shows what is selected',
    ({ run, url }) =>
      `<style>select,::picker(select){appearance:base-select}</style><select><button><selectedcontent></selectedcontent></button><option><img src="x:" onerror="${run}"><img src="${url}/selected.png"></select>`,
  ],
  [
    'the machine spelled differently',
    ({ url }) =>
      ['2130706433', '0x7f.1', '0177.0.0.1', '127.1', '①②⑦.0.0.1', '127。0。0。1', 'user:pass@127.0.0.1']
        .map((machine) => `<img src="${at(url, machine)}/spelled.png">`)
        .join(''),
  ],
  [
    'the scheme spelled differently',
    ({ url, bare }) =>
      [
        bare.replace('//', '\\\\'),
        bare.replace('//', '/\\'),
        `http:${bare.replace('//', '\\/')}`,
        `HtTp:${bare}`,
        url.replace('http', 'ht\ntp'),
        `http:///${bare.slice(2)}`,
      ]
        .map((address) => `<img src="${address}/scheme.png"><link rel=preconnect href="${address}">`)
        .join(''),
  ],
  [
    'cid that is an address',
    ({ url, bare, run }) =>
      `<img src="cid:${url}/cid.png"><img src="cid:${bare}/cid.png"><img src="cid:../../../mail/x?remote=1"><img src="cid:%22%20onerror=${run}%20x"><img src="cid:x&quot; onerror=&quot;${run}"><a href="cid:javascript:${run}">x</a><img src="mid:x/${bare}">`,
  ],
  [
    'refresh with other signs between',
    ({ url, run }) =>
      ['0 url=', '0,url=', "0;URL='", '0; ', '.0;url =', '0;url=\t']
        .map(
          (sign) =>
            `<meta http-equiv=refresh content="${sign}${url}/sign"><meta http-equiv=" refresh " content="${sign}javascript:${run}">`,
        )
        .join(''),
  ],
  [
    'list of pictures full of commas',
    ({ url }) =>
      `<img alt=x srcset=" ,, ,${url}/commas.png 1x,, data:, 2x , ${url}/more.png 100w 3h,,"><img src="data:," srcset="${url}/alone.png">`,
  ],
  [
    'words that become markup when written again',
    ({ run, url }) =>
      `<svg></p><style><a id="</style><img src=x: onerror=${run}>"></svg><math><annotation-xml encoding="text/html"><style><!--</style><img title="--&gt;&lt;img src='${url}/again.png'&gt;"></math><svg><annotation-xml><foreignobject><style><!--</style><p id="--><img src='x:' onerror=${run}>">`,
  ],
  [
    'page that is nested until it changes',
    ({ run }) =>
      `${'<div>'.repeat(505)}<table><caption><svg><title><table><caption></caption></table></title><style><a id="</style><img src=x: onerror=${run}>"></a></style></svg></caption></table>`,
  ],
  [
    'formulas and drawings, 2,000 one in another',
    ({ run, url }) => `${'<svg><foreignObject><math><mtext>'.repeat(2_000)}<img src="${url}/nested.png" onerror="${run}">`,
  ],
  [
    'a reader whose policy is told in the mail',
    ({ url }) =>
      `<meta name="referrer" content="unsafe-url"><meta http-equiv="Content-Security-Policy" content="img-src *; script-src 'unsafe-inline'"><img referrerpolicy="unsafe-url" src="${url}/policy.png">`,
  ],
  [
    'link to words that reports where it went',
    ({ url, run }) =>
      `<a href="${url}/words#:~:text=secret" ping="${url}/ping ${url}/pong" attributionsrc="${url}/attribution" onclick="${run}">x</a>`,
  ],
];
