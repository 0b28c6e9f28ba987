import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { icns, ico } from '../../../build/icons/containers.ts';
import { trayDrawings } from '../../../build/icons/tray.ts';

const folder = new URL('../../../build/icons/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder));
const pngSize = (png: Buffer) => {
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
};

describe('the icons of the program', () => {
  it('are there for Windows in every size it asks for', () => {
    const file = read('icon.ico');
    const sizes = Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
      const entry = file.subarray(6 + 16 * index, 22 + 16 * index);
      const png = file.subarray(entry.readUInt32LE(12), entry.readUInt32LE(12) + entry.readUInt32LE(8));
      const side = entry.readUInt8(0) || 256;
      expect(pngSize(png)).toEqual([side, side]);
      return side;
    });
    expect(sizes).toEqual([16, 20, 24, 32, 40, 48, 64, 256]);
  });

  it('are there for macOS, for displays of both kinds', () => {
    const file = read('icon.icns');
    expect(file.subarray(0, 4).toString()).toBe('icns');
    expect(file.readUInt32BE(4)).toBe(file.length);
    const found: Record<string, number> = {};
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
      const [side = 0] = pngSize(file.subarray(at + 8));
      found[file.subarray(at, at + 4).toString()] = side;
    }
    expect(found).toEqual({
      ...{ icp4: 16, icp5: 32, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 },
      ...{ ic11: 32, ic12: 64, ic13: 256, ic14: 512 },
    });
  });

  it('are there for Linux under the names of their sizes, and for its windows', () => {
    const names = readdirSync(new URL('linux/', folder));
    expect(names.length).toBe(8);
    for (const name of names) expect(`${pngSize(read(`linux/${name}`)).join('x')}.png`).toBe(name);
    expect(pngSize(read('icon.png'))).toEqual([1024, 1024]);
  });
});

it('the drawings of the tray and the badge are there in the size of their names', () => {
  const drawn = trayDrawings('<svg></svg>').flatMap(({ name, sides }) =>
    sides.map(({ side, suffix }) => ({ name: `${name}${suffix}.png`, side })),
  );
  expect(readdirSync(new URL('tray/', folder)).sort()).toEqual(drawn.map(({ name }) => name).sort());
  for (const { name, side } of drawn) expect(pngSize(read(`tray/${name}`)), name).toEqual([side, side]);
});

it('an icon is not made of drawings that are missing', () => {
  expect(() => icns([{ size: 16, png: Buffer.from('x') }])).toThrow('32 pixels');
  expect(ico([{ size: 256, png: Buffer.from('x') }]).readUInt8(6)).toBe(0);
});
