/** One drawing of an icon: a square PNG and its side in pixels. */
export type Drawing = { size: number; png: Buffer };

/**
 * An icon for Windows: every drawing as PNG, which Windows has read since Vista
 * (https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10), ICONDIR and ICONDIRENTRY).
 */
export function ico(drawings: readonly Drawing[]): Buffer {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(drawings.length, 4);
  let offset = header.length + 16 * drawings.length;
  const entries = drawings.map(({ size, png }) => {
    const entry = Buffer.alloc(16);
    // 256 does not fit into a byte and is written as 0.
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...drawings.map(({ png }) => png)]);
}

/** Names of the parts of an icon for macOS that hold a PNG, and its side; those of displays with twice the pixels among them. */
const parts: ReadonlyArray<[string, number]> = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
];

/** An icon for macOS (https://en.wikipedia.org/wiki/Apple_Icon_Image_format). Throws when a size is missing. */
export function icns(drawings: readonly Drawing[]): Buffer {
  const chunks = parts.map(([type, size]) => {
    const png = drawings.find((drawing) => drawing.size === size)?.png;
    if (png === undefined) throw new Error(`An icon for macOS needs a drawing of ${size} pixels.`);
    return chunk(type, png);
  });
  return chunk('icns', Buffer.concat(chunks));
}

function chunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(content.length + head.length, 4);
  return Buffer.concat([head, content]);
}
