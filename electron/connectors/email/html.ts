import { convert, type DomNode, type FormatCallback, type SelectorDefinition } from 'html-to-text';
import type { Illustrated } from '../../../shared/contract/connector.ts';
import { bareWords, isDeeper } from './deep-html.ts';
import { hiddenBySheet } from './hidden-by-sheet.ts';

/** Beginning of a reference in an attribute or a style, before the address itself. */
const attribute = /((?:\b(?:src|background|poster|data|href)\s*=\s*["']?\s*)|(?:url\(\s*(?:["']|&quot;|&#39;)?\s*))/.source;
const cidReference = new RegExp(`${attribute}cid:([^"'\\s)>&]+(?:&amp;[^"'\\s)>&]+)*)`, 'gi');

/**
 * Points `cid:` references (RFC 2392) at stored parts. `resolve` gets the content id without brackets and returns the new
 * address, or `undefined` to leave the reference as it is. Nothing else of the body is touched.
 */
export function rewriteCids(html: string, resolve: (cid: string) => string | undefined): string {
  return html.replace(cidReference, (whole, before: string, cid: string) => {
    const address = resolve(decodeCid(cid));
    return address === undefined ? whole : `${before}${address}`;
  });
}

const anyReference = new RegExp(`${attribute}([^"'\\s)>]+)`, 'gi');

/**
 * Points references to parts known by their Content-Location (RFC 2557) at stored parts. `resolve` gets the absolute address;
 * relative ones are resolved against `base`, where the document itself says it lies.
 */
export function rewriteLocations(
  html: string,
  base: string | undefined,
  resolve: (address: string) => string | undefined,
): string {
  return html.replace(anyReference, (whole, before: string, reference: string) => {
    if (/^(cid|app|data|mailto):/i.test(reference) || /\bhref\s*=\s*["']?\s*$/i.test(before)) return whole;
    const absolute = absoluteLocation(reference.replaceAll('&amp;', '&'), base);
    const address = absolute === undefined ? undefined : resolve(absolute);
    return address === undefined ? whole : `${before}${address}`;
  });
}

/** Without a base of their own, parts of one mail are relative to one another (RFC 2557, section 5). */
export function absoluteLocation(location: string, base = 'thismessage:/'): string | undefined {
  for (const against of [base, 'thismessage:/']) if (URL.canParse(location, against)) return new URL(location, against).href;
  return undefined;
}

/** A content id may come percent-encoded in the URL (RFC 2392, section 2) and HTML-escaped in the attribute. */
function decodeCid(cid: string): string {
  const unescaped = cid.replaceAll('&amp;', '&');
  try {
    return decodeURIComponent(unescaped);
  } catch {
    return unescaped;
  }
}

/** Would a window showing this body fetch anything from another server? A link to click is not a fetch. */
export function hasRemoteContent(html: string): boolean {
  return remotePatterns.some((pattern) => pattern.test(html));
}

const remotePatterns: readonly RegExp[] = [
  /<(?!a\b)[a-z][^<>]*\s(?:src|srcset|background|poster|data)\s*=\s*["']?\s*(?:https?:)?\/\//i,
  /<[a-z][^<>]*\ssrcset\s*=\s*["'][^"'<>]*\bhttps?:\/\//i,
  /<link\b[^<>]*\shref\s*=\s*["']?\s*(?:https?:)?\/\//i,
  /url\(\s*(?:["']|&quot;|&#39;)?\s*(?:https?:)?\/\//i,
  /@import\s+(?:url\()?\s*["']?\s*(?:https?:)?\/\//i,
];

/**
 * Readable text of an HTML body: links keep their address unless the words already are it, pictures leave nothing, and so does what
 * is hidden, as the line that newsletters keep for the list of mails, unless it is all there is.
 */
export function htmlToPlainText(html: string): string {
  if (isDeeper(html, deepest)) return tidy(bareWords(html));
  const plain = withPlainStyles(html);
  const bySheet = hiddenBySheet(html).map((selector) => ({ selector, format: 'unseen' }));
  return tidy(converted(plain, [...hidden, ...bySheet])) || tidy(converted(plain, []));
}

/** Where a picture stands in a text. */
const place = '\uFFFC';
/** A stored picture, as `reading.ts` points at it. */
const stored = /^app:\/\/throughline\/file\/([0-9a-f]{64})\?/;

/**
 * What {@link htmlToPlainText} reads, with the pictures of the mail itself in their places: the body is one as it is stored.
 * `undefined` where there are none, or where it cannot be told which of them is where.
 */
export function illustrated(html: string): Illustrated | undefined {
  if (isDeeper(html, deepest)) return undefined;
  const pictures: Illustrated['pictures'] = [];
  const picture: FormatCallback = ({ attribs = {} }, _walk, builder) => {
    const hash = stored.exec(attribs.src ?? '')?.[1];
    const { width, height } = { width: pixels(attribs.width), height: pixels(attribs.height) };
    // What only counts who opens the mail is nothing to look at.
    if (hash === undefined || width === 1 || height === 1) return;
    pictures.push({ hash, ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) });
    builder.addInline(place, { noWordTransform: true });
  };
  const text = tidy(converted(withPlainStyles(html), hidden, picture));
  return pictures.length > 0 && text.split(place).length === pictures.length + 1 ? { text, pictures } : undefined;
}

function pixels(value: string | undefined): number | undefined {
  const found = /^\s*(\d{1,4})(px)?\s*$/i.exec(value ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Styles without spaces around their signs and with a semicolon at their end, so that a selector finds what they say. */
function withPlainStyles(html: string): string {
  return html.replace(/<[a-z][^<>]*>/gi, (tag) =>
    tag.replace(/(\sstyle\s*=\s*)(?:"([^"]*)"|'([^']*)')/i, (whole, name: string, double?: string, single?: string) => {
      const mark = double === undefined ? "'" : '"';
      const style = (double ?? single ?? '').trim();
      return style === '' ? whole : `${name}${mark}${style.replace(/\s*([:;])\s*/g, '$1')};${mark}`;
    }),
  );
}

/** A document that lies deeper is read without its forms. */
const deepest = 200;

const hidden = [
  '[hidden]',
  ...['display:none', 'visibility:hidden', 'max-height:0px', 'max-height:0;'].map((style) => `[style*="${style}" i]`),
]
  // Named, it weighs as much as what a style keeps.
  .flatMap((selector) => ['', 'div', 'p'].map((name) => ({ selector: `${name}${selector}`, format: 'unseen' })));

/** An item of a list that is not to be seen has its sign by then: this tells which line is to go. */
const nobody = '\uFDD0';
const unseen: FormatCallback = ({ name }, _walk, builder) => {
  if (name === 'li') builder.addInline(nobody, { noWordTransform: true });
};

function withoutNobody(text: string): string {
  const sign = /^[ >*]*(?:\w{1,8}\. )?$/;
  const seen = text.split('\n').filter((line) => !line.endsWith(nobody) || !sign.test(line.slice(0, -1)));
  return seen.join('\n').replaceAll(nobody, '');
}

/** What a window shows nothing of, or only where it cannot show something else. */
const silent = ['title', 'template', 'iframe'];
/** Elements that stand on lines of their own, besides those that the library knows. */
const lines = [
  'address',
  'body',
  'caption',
  'center',
  'dd',
  'details',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'legend',
  'summary',
  'tr',
];

/** Addresses that tell a reader nothing: a number that is dialled, what only a window could do. */
const unsaid = /^\s*(#|(tel|sms|callto|javascript|vbscript|data|about|cid|blob|file):)/i;

/** A link keeps its address, unless its words already are it or there are none, as around a picture. */
const link: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder);
  const address = String(element.attribs?.href ?? '').trim();
  const words = wordsOf(element).trim();
  if (address === '' || words === '' || unsaid.test(address) || bare(address) === bare(words)) return;
  builder.addInline(` (${address.replace(/^mailto:/i, '')})`, { noWordTransform: true });
};

const bare = (address: string): string => address.replace(/^(https?:\/\/|mailto:)/i, '').replace(/\/$/, '');

const wordsOf = (node: DomNode): string =>
  node.type === 'text' ? (node.data ?? '') : (node.children ?? []).map(wordsOf).join('');

/** Cells of a row stand beside one another; those that only keep a distance say nothing. */
const cell: FormatCallback = (element, walk, builder) => {
  if (element.children.every(({ type, data }) => type === 'text' && (data ?? '').trim() === '')) return;
  builder.addInline(' ');
  walk(element.children, builder);
  builder.addInline(' ');
};

/** Line ends and spaces of a block that its style tells to keep, as `pre` does. */
const asWritten: FormatCallback = (element, walk, builder, { leadingLineBreaks = 1, trailingLineBreaks = 1 }) => {
  builder.openBlock({ isPre: true, leadingLineBreaks });
  walk(element.children, builder);
  builder.closeBlock({ trailingLineBreaks });
};
const kept = '[style*="white-space:pre" i]';

function converted(html: string, withheld: readonly SelectorDefinition[], picture: FormatCallback = () => undefined): string {
  const text = convert(html, {
    wordwrap: false,
    // The library counts the invisible places where a long word may be broken among the spaces.
    whitespaceCharacters: ' \t\r\n\f',
    // What gateways and antivirus programs put below the end of a document is read too.
    baseElements: { selectors: [] },
    limits: { maxInputLength: 1 << 24, maxDepth: deepest },
    formatters: { link, cell, asWritten, picture, unseen },
    selectors: [
      ...[...silent, ...(/<body[\s>]/i.test(html) ? ['head'] : [])].map((selector) => ({ selector, format: 'skip' })),
      ...lines.map((selector) => ({ selector, format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } })),
      { selector: `div${kept}`, format: 'asWritten' },
      { selector: `p${kept}`, format: 'asWritten', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
      ...withheld,
      { selector: 'img', format: 'picture' },
      // What opens a part that was folded for the eye, and is none of the mail's words.
      { selector: 'details[class^="throughline-"] > summary', format: 'skip' },
      { selector: 'td', format: 'cell' },
      { selector: 'th', format: 'cell' },
      { selector: 'a', format: 'link' },
      { selector: 'blockquote', format: 'blockquote', options: { trimEmptyLines: true } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: 'table', format: 'block' },
    ],
  });
  return text.includes(nobody) ? withoutNobody(text) : text;
}

function tidy(text: string): string {
  const plain = text
    .replace(/\u00a0/g, ' ')
    // Invisible padding of newsletters.
    .replace(/\u034f|[\u200b\u200c\ufeff\u00ad]/g, '');
  return withoutTrailingSpace(plain)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Spaces and tabs at line ends go. Step by step, since a pattern for it takes the square of a long run of spaces. */
export function withoutTrailingSpace(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      let end = line.length;
      while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end -= 1;
      return end === line.length ? line : line.slice(0, end);
    })
    .join('\n');
}
