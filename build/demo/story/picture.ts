import { crc32, deflateSync } from 'node:zlib';
import type { Dice } from './dice.ts';

export type Picture = { bytes: Buffer; width: number; height: number; mime: 'image/png' };
type Rgb = readonly [number, number, number];

/** A parcel on a table with a torn corner, as a customer photographs it; every one a little different. */
export function parcelPicture(dice: Dice): Picture {
  const [width, height] = [640, 480];
  const left = 120 + dice.int(60);
  const top = 130 + dice.int(40);
  const [wide, high] = [330 + dice.int(60), 210 + dice.int(40)];
  const torn = 50 + dice.int(50);
  const table = dice.pick<Rgb>([
    [168, 148, 128],
    [120, 132, 140],
    [196, 188, 176],
  ]);
  const colourAt = (x: number, y: number): Rgb => {
    const [dx, dy] = [x - left, y - top];
    const inBox = dx >= 0 && dx < wide && dy >= 0 && dy < high;
    if (inBox && dx + dy > wide + high - torn) return shade([70, 52, 36], 0.8 + ((dx * 7 + dy * 3) % 23) / 90);
    if (inBox && Math.abs(dx - wide / 2) < 22) return shade([214, 196, 150], 1 - dy / 900);
    if (inBox && dx > 30 && dx < 130 && dy > 40 && dy < 110) return label(dx - 30, dy - 40);
    if (inBox) return shade([188, 140, 92], 1.08 - dx / 1400 - dy / 1100);
    // The shadow falls to the lower right.
    if (dx > 14 && dx < wide + 26 && dy > 14 && dy < high + 22) return shade(table, 0.62);
    return y < 90 ? shade([214, 214, 218], 1 - y / 700) : shade(table, 0.85 + y / 2400 + ((y + (x >> 5)) % 9) / 160);
  };
  return { bytes: png(width, height, colourAt), width, height, mime: 'image/png' };
}

/** A logo: a ring and a bar in the firm's colour. */
export function logoPicture(colour: Rgb = [91, 91, 214]): Picture {
  const size = 96;
  const colourAt = (x: number, y: number): Rgb => {
    const fromCentre = Math.hypot(x - 47.5, y - 47.5);
    const drawn = (fromCentre < 44 && fromCentre > 30) || (Math.abs(y - 47.5) < 6 && fromCentre < 30);
    return drawn ? colour : [255, 255, 255];
  };
  return { bytes: png(size, size, colourAt), width: size, height: size, mime: 'image/png' };
}

function label(x: number, y: number): Rgb {
  const printed = y > 40 ? (x * 5) % 11 < 4 && x > 8 && x < 92 : y % 12 < 3 && x > 8 && x < 70;
  return printed ? [40, 40, 44] : [244, 243, 238];
}

function shade([r, g, b]: Rgb, by: number): Rgb {
  const part = (value: number) => Math.max(0, Math.min(255, Math.round(value * by)));
  return [part(r), part(g), part(b)];
}

/** An image of 8-bit RGB without interlacing, each row filtered by "Sub" (PNG, third edition, sections 5, 9.2 and 11.2). */
function png(width: number, height: number, colourAt: (x: number, y: number) => Rgb): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    const start = y * (1 + width * 3);
    rows[start] = 1;
    let before: Rgb = [0, 0, 0];
    for (let x = 0; x < width; x += 1) {
      const colour = colourAt(x, y);
      const at = start + 1 + x * 3;
      rows[at] = (colour[0] - before[0]) & 255;
      rows[at + 1] = (colour[1] - before[1]) & 255;
      rows[at + 2] = (colour[2] - before[2]) & 255;
      before = colour;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, sum]);
}
