import iconv from 'iconv-lite';

export type Packed = {
  files: Array<{ name: string; short: string; data: string; mime?: string; cid?: string }>;
  html?: string;
  rtf?: Buffer;
  text?: string;
};

/** A winmail.dat ([MS-OXTNEF]) as a string of bytes; what is not Unicode is windows-1251. */
export function tnef({ files, html, rtf, text }: Packed): string {
  const parts = [Buffer.from('789f3e220100', 'hex'), attribute(1, 0x00069007, Buffer.from('e3040000e3040000', 'hex'))];
  if (html !== undefined)
    parts.push(attribute(1, 0x00069003, properties([binary(0x1013, Buffer.from(html)), number(0x3fde, 65_001)])));
  if (rtf !== undefined) parts.push(attribute(1, 0x00069003, properties([binary(0x1009, rtf)])));
  if (text !== undefined) parts.push(attribute(1, 0x00069003, properties([ansi(0x1000, text)])));
  for (const { name, short, data, mime, cid } of files) {
    parts.push(
      attribute(2, 0x00069002, Buffer.alloc(14)),
      attribute(2, 0x00018010, iconv.encode(`${short}\0`, 'windows-1251')),
      attribute(2, 0x0006800f, Buffer.from(data, 'latin1')),
      attribute(
        2,
        0x00069005,
        properties([
          named(),
          ...(name === '' ? [] : [unicode(0x3707, name)]),
          ...(mime === undefined ? [] : [ansi(0x370e, mime)]),
          ...(cid === undefined ? [] : [unicode(0x3712, cid)]),
          // A time and a truth value, which nobody asks for, but which have to be stepped over.
          Buffer.concat([header(0x40, 0x3007), Buffer.alloc(8)]),
          Buffer.concat([header(0x0b, 0x7ffe), Buffer.alloc(4)]),
        ]),
      ),
    );
  }
  return Buffer.concat(parts).toString('latin1');
}

function attribute(level: number, id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt32LE(id, 1);
  head.writeUInt32LE(data.length, 5);
  const sum = Buffer.alloc(2);
  sum.writeUInt16LE(data.reduce((total, byte) => (total + byte) & 0xffff, 0));
  return Buffer.concat([head, data, sum]);
}

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

const properties = (list: Buffer[]): Buffer => Buffer.concat([u32(list.length), ...list]);

function header(type: number, id: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16LE(type, 0);
  bytes.writeUInt16LE(id, 2);
  return bytes;
}

const variable = (data: Buffer): Buffer =>
  Buffer.concat([u32(1), u32(data.length), data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
const binary = (id: number, data: Buffer): Buffer => Buffer.concat([header(0x102, id), variable(data)]);
const number = (id: number, value: number): Buffer => Buffer.concat([header(3, id), u32(value)]);
const unicode = (id: number, text: string): Buffer =>
  Buffer.concat([header(0x1f, id), variable(iconv.encode(`${text}\0`, 'utf-16le'))]);
const ansi = (id: number, text: string): Buffer =>
  Buffer.concat([header(0x1e, id), variable(iconv.encode(`${text}\0`, 'windows-1251'))]);
/** A property with a name of its own instead of a number. */
const named = (): Buffer => {
  const name = iconv.encode('x\0', 'utf-16le');
  return Buffer.concat([
    header(3, 0x8001),
    Buffer.alloc(16),
    u32(1),
    u32(name.length),
    name,
    Buffer.alloc((4 - (name.length % 4)) % 4),
    u32(7),
  ]);
};

/** Rich text as it is packed ([MS-OXRTFCP]): as it is, or compressed, in which case every letter stands for itself. */
export function packedRtf(rtf: string, kind: 'stored' | 'compressed'): Buffer {
  const raw = Buffer.from(rtf, 'latin1');
  const pieces: Buffer[] = [];
  if (kind === 'stored') pieces.push(raw);
  // Eight letters behind a byte of flags; at the end a reference to the place being written, which ends it.
  else {
    const dictionary = 207;
    for (let at = 0; at <= raw.length; at += 8) {
      const letters = raw.subarray(at, at + 8);
      const last = letters.length < 8;
      const end = Buffer.alloc(2);
      end.writeUInt16BE(((dictionary + raw.length) % 4_096) << 4);
      pieces.push(Buffer.from([last ? 1 << letters.length : 0]), letters, last ? end : Buffer.alloc(0));
    }
  }
  const body = Buffer.concat(pieces);
  return Buffer.concat([u32(body.length + 12), u32(raw.length), u32(kind === 'stored' ? 0x414c454d : 0x75465a4c), u32(0), body]);
}
