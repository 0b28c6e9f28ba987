import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as viteBuild } from 'vite';
import { root } from '../runtime/paths.ts';
import { say } from '../runtime/terminal.ts';
import { nodeBundles, out, preloadBundle, windowBundle } from './bundles.ts';

/** What the bundles are made of, relative to the work tree. */
const sources = [
  'electron',
  'shared',
  'renderer',
  'build/program/bundles.ts',
  'build/icons',
  'build/spelling',
  'package-lock.json',
];
const stamp = join(out, 'sources.txt');

/** Builds the program into `out/`. Throws when it fails. */
export async function build(): Promise<void> {
  const before = fingerprint(root, sources);
  for (const bundle of [nodeBundles(), preloadBundle(), windowBundle()]) await viteBuild(bundle);
  writeFileSync(stamp, before);
}

/** Builds unless `out/` was built from the sources as they are. */
export async function ensureBuilt(): Promise<void> {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root, sources)) return;
  say('Building the program …');
  await build();
}

/** Differs when a file came, went, or was written: hash over path, size and time of every file. */
export function fingerprint(folder: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const start = join(folder, path);
    const files = statSync(start).isDirectory() ? readdirSync(start, { recursive: true, encoding: 'utf8' }).sort() : [''];
    for (const file of files) {
      const { size, mtimeMs } = statSync(join(start, file));
      hash.update(`${join(path, file)} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}
