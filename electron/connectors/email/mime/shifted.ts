import iconv from 'iconv-lite';

/**
 * Seven-bit encodings that shift between sets of characters. Each double-byte set is the eight-bit encoding of the same
 * country with the high bits off, so that only the shifting is done here: ISO-2022-JP (RFC 1468, RFC 1554 for JIS X 0212),
 * ISO-2022-KR (RFC 1557), HZ (RFC 1843).
 */
export function isShifted(encoding: string): boolean {
  return /^(iso2022(jp|kr)|csiso2022(jp|kr)|jis$|hzgb2312|hz$)/.test(encoding);
}

type Set = { prefix: readonly number[]; width: 1 | 2; high: boolean };
const single: Set = { prefix: [], width: 1, high: false };
const double: Set = { prefix: [], width: 2, high: true };
const kana: Set = { prefix: [0x8e], width: 1, high: true };
const supplement: Set = { prefix: [0x8f], width: 2, high: true };

const japanese: ReadonlyArray<readonly [string, Set]> = [
  ['\u001b$B', double],
  ['\u001b$@', double],
  ['\u001b$(D', supplement],
  ['\u001b(I', kana],
  ['\u001b(B', single],
  ['\u001b(J', single],
  ['\u001b(H', single],
];
const korean: ReadonlyArray<readonly [string, Set]> = [
  ['\u001b$)C', single],
  ['\u000e', double],
  ['\u000f', single],
];
const chinese: ReadonlyArray<readonly [string, Set]> = [
  ['~{', double],
  ['~}', single],
  ['~~', single],
  ['~\n', single],
];

/** Is there anything in the bytes that shifts? What has none, and is not ASCII, is something else than its label says. */
export function hasShifts(bytes: Uint8Array, encoding: string): boolean {
  const text = Buffer.from(bytes).toString('latin1');
  return shiftsOf(encoding).some(([mark, set]) => set !== single && text.includes(mark));
}

export function decodeShifted(bytes: Uint8Array, encoding: string): string {
  return shifted(bytes, shiftsOf(encoding), /kr/.test(encoding) ? 'cp949' : /hz/.test(encoding) ? 'gb18030' : 'euc-jp');
}

function shiftsOf(encoding: string): ReadonlyArray<readonly [string, Set]> {
  return /kr/.test(encoding) ? korean : /hz/.test(encoding) ? chinese : japanese;
}

function shifted(bytes: Uint8Array, shifts: ReadonlyArray<readonly [string, Set]>, encoding: string): string {
  const source = Buffer.from(bytes).toString('latin1');
  const out: number[] = [];
  let set = single;
  for (let at = 0; at < source.length; ) {
    const shift = shifts.find(([mark]) => source.startsWith(mark, at));
    if (shift !== undefined) {
      if (shift[0] === '~~') out.push(0x7e);
      set = shift[1];
      at += shift[0].length;
      continue;
    }
    const code = source.charCodeAt(at);
    // Every line begins in the single-byte set, whatever a careless writer left open.
    if (code === 0x0a) set = single;
    if (!set.high || code <= 0x20) {
      out.push(code);
      at += 1;
      continue;
    }
    out.push(...set.prefix);
    for (let index = 0; index < set.width && at < source.length; index += 1, at += 1) out.push(source.charCodeAt(at) | 0x80);
  }
  return iconv.decode(Buffer.from(out), encoding);
}
