import iconv from 'iconv-lite';

/** Encoders of our own, so that nothing that reads mails also writes the corpus. Bytes are strings of one character each. */
export const bytes = (text: string, charset: string): string => iconv.encode(text, charset).toString('latin1');

export function base64(raw: string, width = 76): string {
  return (
    Buffer.from(raw, 'latin1')
      .toString('base64')
      .match(new RegExp(`.{1,${width}}`, 'g')) ?? []
  ).join('\n');
}

const hex = (char: string) => `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

export function quotedPrintable(raw: string): string {
  return raw
    .split('\n')
    .map((line) => {
      const encoded = line.replace(/[^ -<>-~]/g, hex).replace(/ $/, '=20');
      return (encoded.match(/(?:=[0-9A-F]{2}|[^=]){1,24}/g) ?? []).join('=\n');
    })
    .join('\n');
}

/** RFC 2231, section 4. */
export const percent = (raw: string): string =>
  raw.replace(/[^A-Za-z0-9.-]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

/** Encoded words of so many bytes each: cut wherever that falls, as careless senders do. */
export function words(text: string, charset: string, encoding: 'B' | 'Q', size: number): string {
  const raw = bytes(text, charset);
  const pieces = raw.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
  const payload = (piece: string) =>
    encoding === 'B' ? base64(piece, 1_000) : piece.replace(/[^A-Za-z0-9 ]/g, hex).replaceAll(' ', '_');
  return pieces.map((piece) => `=?${charset}?${encoding}?${payload(piece)}?=`).join('\n ');
}
