import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Electron } from './info.ts';
import { packageFolder, packageVersion } from './paths.ts';
import { run, say } from './terminal.ts';

/** How long the official download may take before another runtime is used instead, in ms. An unreachable host fails far sooner. */
const patience = 10 * 60_000;

/** The folder ELECTRON_OVERRIDE_DIST_PATH names, as the electron package itself reads it. Throws when it holds no Electron. */
export function overridden(env: NodeJS.ProcessEnv = process.env): Electron | undefined {
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return undefined;
  const executable = join(folder, executableName());
  if (!existsSync(executable))
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, which has no ${executableName()} in it.`);
  return { executable, version: versionIn(folder) ?? packageVersion('electron'), kind: 'override' };
}

/** The official runtime if the electron package has already downloaded it, of its own version and completely. */
export function downloaded(): Electron | undefined {
  const folder = packageFolder('electron');
  const dist = join(folder, 'dist');
  const version = packageVersion('electron');
  // path.txt is written last, so that its presence means the archive was unpacked to the end.
  if (versionIn(dist) !== version || !existsSync(join(folder, 'path.txt'))) return undefined;
  const executable = join(dist, executableName());
  return existsSync(executable) ? { executable, version, kind: 'official' } : undefined;
}

/** Runs the electron package's own download. `undefined` when its host cannot be reached. */
export async function download(): Promise<Electron | undefined> {
  say(`Downloading Electron ${packageVersion('electron')} …`);
  const script = join(packageFolder('electron'), 'install.js');
  const { status, stderr } = await run(process.execPath, [script], { signal: AbortSignal.timeout(patience) });
  const found = status === 0 ? downloaded() : undefined;
  if (found === undefined) say(`The official Electron could not be downloaded: ${reason(stderr)}.`);
  return found;
}

/** What the installer's stack trace means to a person, from its first line. */
export function reason(stderr: string): string {
  const line = stderr.split('\n').find((text) => text.trim() !== '') ?? 'the installer gave no reason';
  const text = line
    .trim()
    .replace(/^(\w*Error: )/, '')
    .replace(/\.$/, '');
  return text === 'fetch failed' ? 'its host cannot be reached' : text;
}

function versionIn(folder: string): string | undefined {
  const file = join(folder, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined;
}

function executableName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}
