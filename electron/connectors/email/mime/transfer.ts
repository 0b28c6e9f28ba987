/** Undoes a content transfer encoding piece by piece. Damage costs only what it hits. */
export type TransferDecoder = { push(bytes: Buffer): Buffer; end(): Buffer };

const none = Buffer.alloc(0);

export function transferDecoder(encoding: string): TransferDecoder {
  switch (encoding) {
    case 'base64':
      return base64Decoder();
    case 'quoted-printable':
      return byLines(decodeQuotedPrintable);
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
    case 'uue':
      return byLines(decodeUuLines);
    default:
      return { push: (bytes) => bytes, end: () => none };
  }
}

/** Content-Transfer-Encoding in lower case, without comment (RFC 2045, section 6.1), and as some misspell it. */
export function transferEncoding(header: string | undefined): string {
  return (header ?? '')
    .replace(/\([^()]*\)/g, '')
    .replace(/^[\s"']+/, '')
    .replace(/[;"'].*$/, '')
    .trim()
    .toLowerCase()
    .replace(/^quoted[_ ]printable$/, 'quoted-printable')
    .replace(/^base[-_ ]64$/, 'base64');
}

/**
 * Base64 (RFC 2045, section 6.8): characters outside the alphabet are skipped; padding in the middle ends a segment, as where
 * two encoded texts were put one behind the other.
 */
function base64Decoder(): TransferDecoder {
  let carry = '';
  return {
    push(bytes) {
      const segments = (carry + bytes.toString('latin1').replace(/[^A-Za-z0-9+/=]+/g, '')).split(/=+/);
      const last = segments.pop() ?? '';
      const whole = last.length - (last.length % 4);
      carry = last.slice(whole);
      return Buffer.concat([...segments, last.slice(0, whole)].map((segment) => Buffer.from(segment, 'base64')));
    },
    end: () => Buffer.from(carry, 'base64'),
  };
}

export function decodeBase64(text: string): Buffer {
  const decoder = base64Decoder();
  return Buffer.concat([decoder.push(Buffer.from(text, 'latin1')), decoder.end()]);
}

function byLines(decode: (text: string) => Buffer): TransferDecoder {
  let carry = '';
  return {
    push(bytes) {
      const text = carry + bytes.toString('latin1');
      // A soft line break may be cut in two: what ends with "=" and the line end waits for nothing, what has no line end does.
      const cut = text.lastIndexOf('\n') + 1;
      carry = text.slice(cut);
      return cut === 0 ? none : decode(text.slice(0, cut));
    },
    end: () => decode(carry.replace(/=[ \t]*$/, '')),
  };
}

/** Quoted-printable (RFC 2045, section 6.7). An equals sign that encodes nothing stays. */
export function decodeQuotedPrintable(text: string): Buffer {
  const lines = text.split('\n');
  const joined = lines.map((line, index) => {
    const end = index === lines.length - 1 ? '' : line.endsWith('\r') ? '\r\n' : '\n';
    const body = index === lines.length - 1 ? line : withoutSpaceAtEnd(line);
    return end !== '' && body.endsWith('=') ? body.slice(0, -1) : body + end;
  });
  const decoded = joined.join('').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(decoded, 'latin1');
}

/** Not `trimEnd`: 0xA0, a space to JavaScript, is half of a letter in bytes that were not encoded. */
function withoutSpaceAtEnd(line: string): string {
  let end = line.length;
  while (end > 0 && /[ \t\r\f\v]/.test(line.charAt(end - 1))) end -= 1;
  return line.slice(0, end);
}

/** Lines between `begin` and `end` of uuencode; the frame itself and what lies outside it gives nothing. */
export function decodeUuLines(text: string): Buffer {
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !/^(begin [0-7]{3,4} |end$|`$)/.test(line));
  return Buffer.concat(lines.map(decodeUuLine));
}

function decodeUuLine(line: string): Buffer {
  const length = (line.charCodeAt(0) - 32) & 63;
  const bytes: number[] = [];
  for (let at = 1; bytes.length < length && at < line.length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((place) => ((line.charCodeAt(at + place) || 32) - 32) & 63);
    bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
  }
  return Buffer.from(bytes.slice(0, length));
}
