import iconv from 'iconv-lite';
import { guessSingleByte, looksCyrillic } from './cyrillic.ts';
import { decodeShifted, hasShifts, isShifted } from './shifted.ts';

/**
 * Labels that are read as what senders mean by them: Windows writes its own supersets under ISO names, and so does every
 * browser (WHATWG Encoding Standard, section 4.2).
 */
const supersets: Readonly<Record<string, string>> = {
  ascii: 'windows-1252',
  usascii: 'windows-1252',
  ansix34: 'windows-1252',
  iso88591: 'windows-1252',
  latin1: 'windows-1252',
  '8bit': 'windows-1252',
  '7bit': 'windows-1252',
  unknown8bit: 'windows-1252',
  xunknown: 'windows-1252',
  unknown: 'windows-1252',
  default: 'windows-1252',
  iso88599: 'windows-1254',
  gb2312: 'gb18030',
  gb23121980: 'gb18030',
  gbk: 'gb18030',
  xgbk: 'gb18030',
  euccn: 'gb18030',
  cp936: 'gb18030',
  ms936: 'gb18030',
  big5: 'big5-hkscs',
  xxbig5: 'big5-hkscs',
  ksc56011987: 'cp949',
  ksc5601: 'cp949',
  euckr: 'cp949',
  ksc56011989: 'cp949',
  windows949: 'cp949',
  shiftjis: 'shift_jis',
  xsjis: 'shift_jis',
  sjis: 'shift_jis',
  cp932: 'shift_jis',
  windows31j: 'shift_jis',
  xeucjp: 'euc-jp',
  koi8: 'koi8-r',
  koi8ru: 'koi8-u',
  xmaccyrillic: 'maccyrillic',
  xcp1251: 'windows-1251',
  xcp1252: 'windows-1252',
  xwindows1251: 'windows-1251',
  cp1251: 'windows-1251',
  win1251: 'windows-1251',
  iso88598i: 'iso-8859-8',
  iso88598e: 'iso-8859-8',
  unicode11utf7: 'utf-7',
  xunicode20utf7: 'utf-7',
  xunicode20utf8: 'utf-8',
  utf8mb4: 'utf-8',
  unicode11utf8: 'utf-8',
  unicode: 'utf-16',
  utf32: 'utf-32',
};

const fold = (label: string): string => label.toLowerCase().replace(/[^a-z0-9]+/g, '');

/** Name of the encoding to decode with; `undefined` for a label that nobody knows. */
export function encodingOf(label: string | undefined): string | undefined {
  const key = fold((label ?? '').split('*')[0] ?? '');
  if (key === '') return undefined;
  const name = supersets[key] ?? (isShifted(key) ? key : undefined);
  if (name !== undefined) return name;
  return iconv.encodingExists(key) && !/^(base64|hex|binary|ucs2|cesu8)/.test(key) ? key : undefined;
}

/** Does the text decode with replacement characters, or with characters that no text has? */
const damaged = (text: string): boolean => text.includes('\ufffd');

/**
 * Text of bytes that came with a charset label, a wrong one, or none. A byte order mark wins, then the label as far as the
 * bytes do not contradict it: what is well-formed UTF-8 with letters beyond ASCII is UTF-8 whatever a one-byte label says
 * (by chance it is so once in thousands of texts), and Cyrillic under a Western or another Cyrillic label is known by its
 * letters. `hint` is the label of something nearby, for text that has none of its own.
 */
export function decodeText(bytes: Uint8Array, label: string | undefined, hint?: string): string {
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return iconv.decode(Buffer.from(bytes), marked);
  const encoding = encodingOf(label);
  if (encoding !== undefined && isShifted(encoding))
    return isAscii(bytes) || hasShifts(bytes, encoding) ? decodeShifted(bytes, encoding) : decodeText(bytes, undefined, hint);
  if (isAscii(bytes)) return decodeAscii(bytes, encoding);
  if (encoding !== undefined && /^utf-?(16|32|7)/.test(encoding)) return decodeWide(bytes, encoding);
  const utf8 = utf8Of(bytes) ?? withPairs(bytes);
  if (utf8 !== undefined) return utf8;
  if (encoding === undefined || encoding === 'utf8' || encoding === 'utf-8') return withoutLabel(bytes, hint);
  const text = iconv.decode(Buffer.from(bytes), encoding);
  if (isSingleByte(encoding)) return rightCyrillic(bytes, encoding, text);
  return damaged(text) && looksCyrillic(bytes) ? guessed(bytes) : text;
}

/** Bytes without a usable label that are not UTF-8. Broken UTF-8 stays UTF-8: most of it is still readable as that. */
function withoutLabel(bytes: Uint8Array, hint: string | undefined): string {
  const near = encodingOf(hint);
  if (near !== undefined && !/^(utf|windows-?1252)/.test(near) && !isShifted(near)) {
    const text = iconv.decode(Buffer.from(bytes), near);
    if (!damaged(text)) return isSingleByte(near) ? rightCyrillic(bytes, near, text) : text;
  }
  return mostlyUtf8(bytes) ? new TextDecoder('utf-8').decode(bytes) : guessed(bytes);
}

function rightCyrillic(bytes: Uint8Array, encoding: string, text: string): string {
  if (!isWestern(encoding) && !isCyrillic(encoding)) return text;
  if (!looksCyrillic(bytes)) return text;
  const better = guessSingleByte(bytes, encoding);
  return better === undefined || better === encoding ? text : iconv.decode(Buffer.from(bytes), better);
}

function guessed(bytes: Uint8Array): string {
  const encoding = looksCyrillic(bytes) ? guessSingleByte(bytes, undefined) : undefined;
  return iconv.decode(Buffer.from(bytes), encoding ?? 'windows-1252');
}

function isSingleByte(encoding: string): boolean {
  return /^(win|cp8|cp12|iso-?8859|koi8|ibm|mac|latin|tis|125\d|866)/.test(encoding);
}

const isWestern = (encoding: string): boolean => /^(windows-?1252|iso-?8859-?1?5?|latin1|macroman)$/.test(encoding);
const isCyrillic = (encoding: string): boolean => /(1251|koi8|866|8859-?5|cyrillic)/.test(encoding);

function decodeAscii(bytes: Uint8Array, encoding: string | undefined): string {
  if (encoding !== undefined && /^utf-?(16|32|7)/.test(encoding)) return decodeWide(bytes, encoding);
  // Escape sequences of ISO-2022-JP are seven-bit and mean nothing else (RFC 1468).
  const text = Buffer.from(bytes).toString('latin1');
  return encoding === undefined && (text.includes('\u001b$B') || text.includes('\u001b$@'))
    ? decodeShifted(bytes, 'iso2022jp')
    : text;
}

/** UTF-16, UTF-32 and UTF-7, unless the bytes are plainly something else than their label. */
function decodeWide(bytes: Uint8Array, encoding: string): string {
  if (/7$/.test(encoding)) return isAscii(bytes) ? iconv.decode(Buffer.from(bytes), 'utf-7') : decodeText(bytes, undefined);
  if (bytes.length > 3 && !hasControls(bytes) && (isAscii(bytes) || utf8Of(bytes) !== undefined))
    return Buffer.from(bytes).toString('utf8');
  return iconv.decode(Buffer.from(bytes), /^utf-?16$/.test(encoding) ? order16(bytes) : encoding);
}

/** Bytes that no text has: every second one of Latin in UTF-16 is 0, of Cyrillic 4. */
const hasControls = (bytes: Uint8Array): boolean =>
  bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b);

/** Without a mark UTF-16 is big-endian (RFC 2781, section 4.3), but much of what comes is not: the zero bytes tell. */
function order16(bytes: Uint8Array): string {
  let even = 0;
  let odd = 0;
  for (const [index, byte] of bytes.subarray(0, 2_000).entries()) {
    // The high byte of Latin is 0, of Cyrillic 4; either is rare as a low byte.
    if (byte !== 0 && byte !== 4) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  return odd > even ? 'utf-16le' : 'utf-16be';
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return undefined;
}

export function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

const strict = new TextDecoder('utf-8', { fatal: true });

function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-8 in which signs beyond the first plane stand as the two halves of UTF-16 (CESU-8), as Java and old databases write it. */
function withPairs(bytes: Uint8Array): string | undefined {
  const whole = Buffer.from(bytes)
    .toString('latin1')
    .replace(pair, (six) => Buffer.from(iconv.decode(Buffer.from(six, 'latin1'), 'cesu8')).toString('latin1'));
  return whole.length === bytes.length ? undefined : utf8Of(Buffer.from(whole, 'latin1'));
}

const pair = /\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]/g;

/** More than nine in ten of the bytes beyond ASCII stand in well-formed sequences. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const high = bytes.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);
  const bad = (new TextDecoder('utf-8').decode(bytes).match(/\ufffd/g) ?? []).length;
  return high > 0 && bad / high < 0.1;
}

/** Encoding of bytes without a label, where they are Cyrillic in a one-byte encoding. */
export function guessEncoding(bytes: Uint8Array): string | undefined {
  return looksCyrillic(bytes) && utf8Of(bytes) === undefined ? guessSingleByte(bytes, undefined) : undefined;
}
