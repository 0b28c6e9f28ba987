import { decodeText } from './charset.ts';
import { decodeBase64 } from './transfer.ts';

/** Bounded, so that a header made of beginnings only is not gone through again and again. */
const word = /=\?([^?\s]{1,60})\?([bq])\?(.{0,4000}?)\?=/gi;

/**
 * Text with its encoded words (RFC 2047) read. White space between two of them goes. Neighbours of one charset are put
 * together before decoding, because many senders cut in the middle of a character. What is no word stays as it is.
 */
export function decodeWords(text: string): string {
  let out = '';
  let at = 0;
  let group: { charset: string; bytes: Buffer[] } | undefined;
  const close = () => {
    if (group !== undefined) out += decodeText(Buffer.concat(group.bytes), group.charset);
    group = undefined;
  };
  for (const match of text.matchAll(word)) {
    const [whole, charset = '', encoding = '', payload = ''] = match;
    const between = text.slice(at, match.index);
    at = match.index + whole.length;
    const name = charset.split('*')[0]?.toLowerCase() ?? '';
    const joined = group !== undefined && between.trim() === '';
    if (!joined || group?.charset !== name) {
      close();
      if (!joined) out += between;
      group = { charset: name, bytes: [] };
    }
    group?.bytes.push(/b/i.test(encoding) ? decodeB(payload) : decodeQ(payload));
  }
  close();
  return out + text.slice(at);
}

/** The B encoding (RFC 2047, section 4.1), also with the two signs that stand in addresses of pages (RFC 4648, section 5). */
const decodeB = (payload: string): Buffer => decodeBase64(payload.replaceAll('-', '+').replaceAll('_', '/'));

/** The Q encoding (RFC 2047, section 4.2); characters that should have been encoded come through as UTF-8. */
function decodeQ(payload: string): Buffer {
  const bytes = Buffer.from(payload.replaceAll('_', ' '), 'utf8').toString('latin1');
  return Buffer.from(
    bytes.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
