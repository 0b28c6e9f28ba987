// npm run icons: draws every icon of the program from the two drawings beside this file, with rsvg-convert. The results are
// committed, so that no package needs a converter.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from '../runtime/index.ts';
import { findProgram } from '../runtime/system.ts';
import { must } from '../runtime/terminal.ts';
import { type Drawing, icns, ico } from './containers.ts';
import { trayDrawings } from './tray.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
/** Up to this side, in pixels, the simple drawing is used. */
const small = 32;
const windows = [16, 20, 24, 32, 40, 48, 64, 256];
const linux = [16, 24, 32, 48, 64, 128, 256, 512];
const macos = [16, 32, 64, 128, 256, 512, 1024];

if (findProgram('rsvg-convert') === undefined) await installPackages('Icons are drawn with rsvg-convert', ['librsvg2-bin']);
const work = mkdtempSync(join(tmpdir(), 'throughline-icons-'));
try {
  const drawings: Drawing[] = [];
  for (const size of new Set([...windows, ...linux, ...macos])) drawings.push({ size, png: await draw(size) });
  const of = (sizes: number[]) => drawings.filter(({ size }) => sizes.includes(size)).sort((a, b) => a.size - b.size);
  writeFileSync(join(folder, 'icon.ico'), ico(of(windows)));
  writeFileSync(join(folder, 'icon.icns'), icns(of(macos)));
  mkdirSync(join(folder, 'linux'), { recursive: true });
  for (const { size, png } of of(linux)) writeFileSync(join(folder, 'linux', `${size}x${size}.png`), png);
  for (const { png } of of([1024])) writeFileSync(join(folder, 'icon.png'), png);
  mkdirSync(join(folder, 'tray'), { recursive: true });
  for (const { name, svg, sides } of trayDrawings(readFileSync(join(folder, 'icon-small.svg'), 'utf8'))) {
    const drawing = join(work, `${name}.svg`);
    writeFileSync(drawing, svg);
    for (const { side, suffix } of sides)
      writeFileSync(join(folder, 'tray', `${name}${suffix}.png`), await convert(drawing, side));
  }
} finally {
  rmSync(work, { recursive: true });
}

function draw(size: number): Promise<Buffer> {
  return convert(join(folder, size <= small ? 'icon-small.svg' : 'icon.svg'), size);
}

async function convert(drawing: string, size: number): Promise<Buffer> {
  const file = join(work, `${size}.png`);
  await must('Drawing an icon', 'rsvg-convert', ['--width', String(size), '--height', String(size), '--output', file, drawing]);
  return readFileSync(file);
}
