import { cp, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { makeOnce } from './once.ts';
import { cleanEnv, packageFolder, packageVersion, runtimeCache } from './paths.ts';
import { fetchPackage } from './registry.ts';
import { findProgram, installPackages } from './system.ts';
import { must, say } from './terminal.ts';

/** Since this Electron the prebuilt addon inside better-sqlite3 works as it is (Node-API 10). */
const firstWithNapi10 = 35;

export function needsOwnSqlite(electronVersion: string): boolean {
  return Number.parseInt(electronVersion, 10) < firstWithNapi10;
}

/**
 * The better-sqlite3 addon for a runtime that has Node-API 9 only, built once (about a minute) and kept in the cache.
 * @param check proves in the runtime itself that the addon at a path loads; throws when it does not
 * @returns absolute path of the `.node` file
 */
export async function prepareSqlite(check: (binding: string) => Promise<void>): Promise<string> {
  const version = packageVersion('better-sqlite3');
  const folder = join(runtimeCache(), `better-sqlite3-${version}-napi9-${process.platform}-${process.arch}`);
  await makeOnce(folder, async (temporary) => {
    await ensureCompilers();
    say(`Building better-sqlite3 ${version} for it, once (about a minute) …`);
    const work = join(temporary, '.work');
    const headers = await fetchPackage(join(work, 'headers'), `node-${process.platform}-${process.arch}`, packageVersion('node'));
    const addon = join(temporary, 'better_sqlite3.node');
    await rename(await compile(work, headers), addon);
    await check(addon);
    await rm(work, { recursive: true });
  });
  return join(folder, 'better_sqlite3.node');
}

/** Compiles a copy, so that node_modules stays as npm left it. */
async function compile(work: string, headers: string): Promise<string> {
  const copy = join(work, 'node_modules', 'better-sqlite3');
  await mkdir(join(work, 'node_modules'), { recursive: true });
  const original = packageFolder('better-sqlite3');
  await cp(original, copy, { recursive: true, filter: (path) => path !== join(original, 'prebuilds') });
  await symlink(packageFolder('node-addon-api'), join(work, 'node_modules', 'node-addon-api'));
  const gyp = join(packageFolder('node-gyp'), 'bin', 'node-gyp.js');
  const args = [gyp, 'rebuild', '--release', '--force_build=1', '--jobs=max', `--nodedir=${headers}`];
  // The package asks for Node-API 10, which the older runtime offers as its experimental level.
  const env = { ...cleanEnv(), CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL' };
  await must('Building better-sqlite3', process.execPath, args, { cwd: copy, env });
  return join(copy, 'build', 'Release', 'better_sqlite3.node');
}

async function ensureCompilers(): Promise<void> {
  const tools = [
    ['python3', 'python3'],
    ['make', 'make'],
    ['g++', 'g++'],
  ] as const;
  const missing = tools.filter(([program]) => findProgram(program) === undefined);
  if (missing.length === 0) return;
  const names = missing.map(([, name]) => name);
  await installPackages(`Building better-sqlite3 needs ${names.join(', ')}`, names);
}
