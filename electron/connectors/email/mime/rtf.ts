import { decompressRTF } from '@kenjiuno/decompressrtf';
import iconv from 'iconv-lite';
import { deEncapsulateSync, Tokenize } from 'rtf-stream-parser';
import { ToPlainText } from 'rtf-stream-parser/dist/src/ToPlainText.js';

export type RichBody = { html: string } | { text: string };

/** Longer ones stay packed. Bytes as they came, and as they become. */
const longestPacked = 2 * 1024 * 1024;
const longestRtf = 8 * 1024 * 1024;
const stored = 0x414c454d;
const compressed = 0x75465a4c;

/**
 * The body of a message that has it as compressed rich text alone ([MS-OXRTFCP]): the HTML or text it was made from, where it
 * was made from one ([MS-OXRTFEX]), else its words. `undefined` for what cannot be read.
 */
export function richBody(packed: Buffer): RichBody | undefined {
  const unpacked = unpackRtf(packed);
  if (unpacked === undefined) return undefined;
  const rtf = withoutBadEscapes(unpacked);
  return original(rtf) ?? words(rtf);
}

function unpackRtf(packed: Buffer): Buffer | undefined {
  if (packed.length < 16 || packed.length > longestPacked) return undefined;
  const size = packed.readUInt32LE(0);
  const becomes = packed.readUInt32LE(4);
  const kind = packed.readUInt32LE(8);
  // The sizes are believed by the library, so they are checked here.
  if (size + 4 > packed.length || size < 12 || becomes > longestRtf) return undefined;
  if (kind === stored) return packed.subarray(16, 16 + becomes);
  if (kind !== compressed) return undefined;
  return Buffer.from(decompressRTF([...packed]));
}

/** A letter by its number without a number is nothing, and would be complained of. An escaped backslash is none. */
const withoutBadEscapes = (rtf: Buffer): Buffer =>
  Buffer.from(
    rtf.toString('latin1').replace(/\\\\|\\'(?![\da-f]{2})/gi, (mark) => (mark.endsWith("'") ? '' : mark)),
    'latin1',
  );

const decode = (bytes: Buffer, encoding: string): string =>
  iconv.decode(bytes, iconv.encodingExists(encoding) ? encoding : 'windows-1252');

function original(rtf: Buffer): RichBody | undefined {
  try {
    const { mode, text } = deEncapsulateSync(rtf, { decode, warn: () => undefined });
    return mode === 'html' ? { html: String(text) } : { text: tidy(String(text)) };
  } catch {
    // It was written as rich text.
    return undefined;
  }
}

function words(rtf: Buffer): RichBody | undefined {
  const pieces: string[] = [];
  const tokens = new Tokenize();
  const plain = new ToPlainText({ decode, warn: () => undefined });
  const fail = (error?: Error | null) => {
    if (error) throw error;
  };
  tokens.push = (token: Parameters<typeof plain._transform>[0]) => {
    plain._transform(token, 'utf8', fail);
    return true;
  };
  plain.push = (piece: unknown) => {
    pieces.push(String(piece));
    return true;
  };
  try {
    tokens._transform(withoutInfo(rtf), 'utf8', fail);
    tokens._flush(fail);
    plain._flush(fail);
  } catch {
    return undefined;
  }
  const text = tidy(pieces.join(''));
  return text === '' ? undefined : { text };
}

/** The group with author and title, which is not of the text. Groups nest; braces of the text are escaped. */
function withoutInfo(rtf: Buffer): Buffer {
  const begin = rtf.indexOf('{\\info');
  if (begin < 0) return rtf;
  let depth = 0;
  for (let at = begin; at < rtf.length; at += 1) {
    if (rtf[at] === 0x5c) at += 1;
    else if (rtf[at] === 0x7b) depth += 1;
    else if (rtf[at] === 0x7d) depth -= 1;
    if (depth === 0) return Buffer.concat([rtf.subarray(0, begin), rtf.subarray(at + 1)]);
  }
  return rtf;
}

const tidy = (text: string): string => text.replace(/\r\n?/g, '\n').replaceAll('\0', '').trim();
