import { decodeText } from './charset.ts';
import { decodeWords } from './encoded-words.ts';

/** Value of a Content-Type or Content-Disposition, lower case, and its parameters by lower-case name. */
export type Structured = { value: string; params: ReadonlyMap<string, string> };

const parameter = /;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\[\s\S])*)"?|([^;]*))/g;

/** Some forget the semicolon before the first parameter, or write a comma. */
const noSemicolon = /^(\s*[\w.+-]+(?:\s?\/\s?[\w.+-]+)?)[\s,]+(?=[\w*-]+\s?=)/;

/**
 * A header value with parameters (RFC 2045, section 5.1). Continuations and charsets of RFC 2231 are put together, the first
 * of a repeated parameter wins, encoded words and raw bytes are read although none of them belong there. `decodeRaw` reads a
 * string of bytes beyond ASCII.
 */
export function structured(header: string | undefined, decodeRaw: (raw: string) => string): Structured {
  const text = (header ?? '').replace(noSemicolon, '$1; ').replace(/^\s*(?=[\w*-]+\s*=)/, ';');
  const cut = text.indexOf(';');
  const value = (cut === -1 ? text : text.slice(0, cut))
    .replace(/\([^()]*\)/g, '')
    .replace(/^\s*"([^"]*)"\s*$/, '$1')
    .trim();
  const found = new Map<string, string>();
  if (cut !== -1) {
    for (const [, name = '', quoted, bare] of text.slice(cut).matchAll(parameter)) {
      const key = name.toLowerCase().replace(/\*0+(?=\d)/, '*');
      if (!found.has(key)) found.set(key, (quoted === undefined ? undefined : unescaped(quoted)) ?? withoutComment(bare ?? ''));
    }
  }
  return { value: decodeWords(value).toLowerCase(), params: assembled(found, decodeRaw) };
}

/** A backslash escapes what follows (RFC 5322, section 3.2.1), except where it plainly parts the folders of a Windows path. */
const unescaped = (quoted: string): string =>
  /^([a-z]:\\|\\\\)[^\\]/i.test(quoted) ? quoted.replace(/\\"/g, '"') : quoted.replace(/\\(.)/g, '$1');

const withoutComment = (bare: string): string => bare.replace(/\s+\([^()]*\)\s*$/, '').trim();

function assembled(found: ReadonlyMap<string, string>, decodeRaw: (raw: string) => string): Map<string, string> {
  const params = new Map<string, string>();
  for (const [key, value] of found) if (!key.includes('*')) params.set(key, decodeWords(decodeRaw(value)));
  const names = new Set([...found.keys()].filter((key) => key.includes('*')).map((key) => key.split('*')[0] ?? ''));
  for (const name of names) {
    const text = extended(name, found, decodeRaw);
    if (text !== undefined) params.set(name, text);
  }
  return params;
}

/** One parameter of RFC 2231: `name*`, or its pieces `name*0`, `name*1*`, … */
function extended(name: string, found: ReadonlyMap<string, string>, decodeRaw: (raw: string) => string): string | undefined {
  const whole = found.get(`${name}*`);
  if (whole !== undefined) return fromCharset([{ text: whole, encoded: true }], decodeRaw);
  // Some count from one, and some lose a piece on the way.
  const places = [...found.keys()]
    .flatMap((key) => (key.startsWith(`${name}*`) ? (/^\d{1,4}(?=\*?$)/.exec(key.slice(name.length + 1)) ?? []) : []))
    .map(Number)
    .toSorted((a, b) => a - b);
  const pieces = [...new Set(places)].map((place): Piece => {
    const encoded = found.get(`${name}*${place}*`);
    return { text: encoded ?? found.get(`${name}*${place}`) ?? '', encoded: encoded !== undefined };
  });
  return pieces.length === 0 ? undefined : fromCharset(pieces, decodeRaw);
}

type Piece = { text: string; encoded: boolean };

function fromCharset(pieces: readonly Piece[], decodeRaw: (raw: string) => string): string {
  const [first] = pieces;
  const label = first?.encoded === true ? /^([^']*)'[^']*'/.exec(first.text) : null;
  if (!pieces.some(({ encoded }) => encoded)) return decodeWords(decodeRaw(pieces.map(({ text }) => text).join('')));
  // Some cut in the middle of an escape, so that it is whole only when the pieces are together.
  const bytes = pieces
    .map(({ text, encoded }, index) => {
      const own = index === 0 && label !== null ? text.slice(label[0].length) : text;
      return encoded ? own : own.replaceAll('%', '%25');
    })
    .join('')
    // Letters that should have been escaped, in a header that was read as UTF-8.
    .replace(/[^\0-\u00ff]+/g, (letters) => Buffer.from(letters, 'utf8').toString('latin1'))
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return decodeText(Buffer.from(bytes, 'latin1'), label?.[1] === '' ? undefined : label?.[1]);
}
