import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnv, packageFolder, root } from '../runtime/paths.ts';
import { say } from '../runtime/terminal.ts';

/** What the bundles are made of, relative to the work tree. */
const sources = ['electron', 'shared', 'renderer', 'build/electron.vite.config.ts', 'build/icons', 'package-lock.json'];
const stamp = join(root, 'out', 'sources.txt');

/** Builds the program into `out/`. What the builder prints goes to standard error. Throws when it fails. */
export async function build(): Promise<void> {
  const before = fingerprint(root, sources);
  const cli = join(packageFolder('electron-vite'), 'bin', 'electron-vite.js');
  const args = [cli, 'build', '--config', 'build/electron.vite.config.ts'];
  const child = spawn(process.execPath, args, { cwd: root, env: cleanEnv(), stdio: ['ignore', 2, 2] });
  const status = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve));
  if (status !== 0) throw new Error(`The build failed (exit status ${status}).`);
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
