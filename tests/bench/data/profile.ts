import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeOnce } from '../../../build/runtime/once.ts';
import { cacheFolder, root } from '../../../build/runtime/paths.ts';
import { say } from '../../../build/runtime/terminal.ts';
import { fill } from './fill.ts';

/** What decides what such a database holds: the generator, its words, the schema, and what the index keeps of a text. */
const makers = [
  'tests/bench/data',
  'drizzle/local',
  'electron/store/search',
  'electron/sync/indexer.ts',
  'node_modules/dictionary-ru/package.json',
  'node_modules/dictionary-en/package.json',
];
/** Generators whose databases are kept: those of the work trees one has at hand. */
const generatorsKept = 3;

let known: string | undefined;

/** Differs as soon as one of the makers does. */
export function generatorHash(): string {
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  for (const maker of makers) {
    const start = join(root, maker);
    const files = statSync(start).isDirectory() ? readdirSync(start, { recursive: true, encoding: 'utf8' }).sort() : [''];
    for (const file of files) {
      const path = join(start, file);
      if (statSync(path).isFile() && !path.endsWith('.md')) hash.update(`${maker}/${file}\n`).update(readFileSync(path));
    }
  }
  known = hash.digest('hex').slice(0, 16);
  return known;
}

/** Folder of a filled profile that nobody may change; made at the first asking and kept for the next run. */
export async function filledProfile(size: number): Promise<string> {
  const home = cacheFolder('bench');
  const generator = join(home, generatorHash());
  const profile = await makeOnce(join(generator, String(size)), async (growing) => fill(growing, size, teller(size)));
  const now = new Date();
  await utimes(generator, now, now);
  await forgetOldest(home);
  return profile;
}

/** Says every ten seconds how far it is. */
function teller(size: number): (done: number) => void {
  const started = performance.now();
  let told = started;
  say(`Making a database of ${size} messages; it is kept for the next run`);
  return (done) => {
    const now = performance.now();
    if (now - told < 10_000) return;
    told = now;
    say(`${done} messages so far, ${Math.round(done / ((now - started) / 1_000))} a second`);
  };
}

async function forgetOldest(home: string): Promise<void> {
  const folders = (await readdir(home)).map((name) => join(home, name));
  const used = await Promise.all(folders.map(async (folder) => ({ folder, at: (await stat(folder)).mtimeMs })));
  for (const { folder } of used.sort((a, b) => b.at - a.at).slice(generatorsKept))
    await rm(folder, { recursive: true, force: true });
}

/** A copy that may be changed, in a temporary folder of its own. */
export async function copyOfProfile(size: number): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-bench-'));
  const path = join(folder, 'profile');
  await mkdir(path);
  await cp(await filledProfile(size), path, { recursive: true });
  return { path, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** `10k`, `1m`. */
export const sizeName = (size: number): string =>
  size >= 1_000_000 ? `${size / 1_000_000}m` : size >= 1_000 ? `${size / 1_000}k` : String(size);
