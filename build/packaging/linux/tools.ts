import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from '../../runtime/index.ts';
import { findProgram } from '../../runtime/system.ts';

/** Variables of electron-builder's that name tools, and a way to take them away again with the files behind them. */
export type Tools = { env: Record<string, string>; remove(): void };

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * What packages for Linux are made with. The Debian package is always made by dpkg-deb. An AppImage begins with a runtime that
 * electron-builder downloads and checks; for a trial, where there is no such host, one of our own stands in its place and the rest
 * is made by Debian's tools, less tightly when it is to be quick.
 */
export async function linuxTools({ trial }: { trial?: 'quick' | 'as released' }): Promise<Tools> {
  await ensurePrograms(trial !== undefined ? ['dpkg-deb', 'mksquashfs', 'desktop-file-validate'] : ['dpkg-deb']);
  const folder = mkdtempSync(join(tmpdir(), 'throughline-tools-'));
  const fpm = join(folder, 'fpm');
  writeFileSync(fpm, `#!/bin/sh\nexec '${process.execPath}' '${here('./fpm.ts')}' "$@"\n`);
  chmodSync(fpm, 0o755);
  const env = {
    CUSTOM_FPM_PATH: fpm,
    ...(trial === undefined ? {} : { APPIMAGE_TOOLS_PATH: appImageTools(join(folder, 'appimage'), trial === 'quick') }),
  };
  return { env, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A folder as electron-builder's own archive of these tools unpacks to. */
function appImageTools(folder: string, quick: boolean): string {
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  mkdirSync(join(folder, 'lib', arch), { recursive: true });
  mkdirSync(join(folder, 'runtimes'));
  symlinkSync(findProgram('desktop-file-validate') ?? '', join(folder, 'desktop-file-validate'));
  const mksquashfs = `exec '${findProgram('mksquashfs')}' "$@" ${quick ? '-Xcompression-level 1' : ''}`;
  writeFileSync(join(folder, 'mksquashfs'), `#!/bin/sh\n${mksquashfs}\n`, { mode: 0o755 });
  writeFileSync(join(folder, 'runtimes', `runtime-${arch}`), trialRuntime(readFileSync(here('./trial-runtime.sh'), 'utf8')));
  return folder;
}

/** The script filled up to a whole block, so that it knows where it ends. */
export function trialRuntime(script: string): string {
  const offset = 4096;
  return script.replaceAll('@offset@', String(offset)).padEnd(offset, '\n');
}

const packages: Record<string, string> = {
  'dpkg-deb': 'dpkg',
  mksquashfs: 'squashfs-tools',
  'desktop-file-validate': 'desktop-file-utils',
};

async function ensurePrograms(names: readonly string[]): Promise<void> {
  const missing = names.filter((name) => findProgram(name) === undefined).map((name) => packages[name] ?? name);
  if (missing.length > 0) await installPackages('Packages for Linux are made with tools that are not here', missing);
}
