/** Bytes of a text, binary or object; whole numbers of four bytes as numbers, other fixed values are not kept. */
export type Property = { type: number; value: Buffer | number };

const fixedSize: Readonly<Record<number, number>> = {
  0: 0,
  1: 0,
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};

const padded = (length: number): number => (length + 3) & ~3;

/**
 * The list of MAPI properties inside an attribute of TNEF ([MS-OXTNEF], section 2.1.3.4), by id; named ones are read over.
 * Throws RangeError where it goes beyond its end or holds a type nobody has defined.
 */
export function properties(data: Buffer): Map<number, Property> {
  const found = new Map<number, Property>();
  const count = data.readUInt32LE(0);
  let at = 4;
  for (let index = 0; index < count && at < data.length; index += 1) {
    const type = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x8000) at = afterName(data, at);
    const base = type & 0x0fff;
    const many = (type & 0x1000) !== 0;
    if (base === 0x0d || base === 0x1e || base === 0x1f || base === 0x102) {
      const values = data.readUInt32LE(at);
      at += 4;
      for (let value = 0; value < values; value += 1) {
        const length = data.readUInt32LE(at);
        const bytes = data.subarray(at + 4, at + 4 + length);
        if (bytes.length < length) throw new RangeError('A property goes beyond the end');
        if (value === 0 && id < 0x8000) found.set(id, { type: base, value: bytes });
        at += 4 + padded(length);
      }
      continue;
    }
    const size = fixedSize[base];
    if (size === undefined) throw new RangeError(`A property of the unknown type ${type}`);
    const values = many ? data.readUInt32LE(at) : 1;
    if (many) at += 4;
    if (base === 3 && id < 0x8000) found.set(id, { type: base, value: data.readUInt32LE(at) });
    at += size * values;
  }
  return found;
}

/** A named property carries its set and its number or name. */
function afterName(data: Buffer, at: number): number {
  const kind = data.readUInt32LE(at + 16);
  return kind === 0 ? at + 24 : at + 24 + padded(data.readUInt32LE(at + 20));
}
