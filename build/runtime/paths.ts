import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The work tree, which is also the application folder of a development run. */
export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));

const fromRoot = createRequire(join(root, 'package.json'));

/** Folder of an installed npm package. Throws when it is not installed. */
export function packageFolder(name: string): string {
  for (const modules of fromRoot.resolve.paths(name) ?? []) {
    const folder = join(modules, ...name.split('/'));
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  throw new Error(`The npm package ${name} is not installed: run npm install first.`);
}

/** Exact version of an installed npm package. */
export function packageVersion(name: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest && typeof manifest.version === 'string') {
    return manifest.version;
  }
  throw new Error(`The npm package ${name} has no version.`);
}

/** What is prepared once and kept between runs and work trees lies here: THROUGHLINE_CACHE, else the XDG cache folder. */
export function cacheFolder(name: string, env: NodeJS.ProcessEnv = process.env): string {
  const own = env.THROUGHLINE_CACHE;
  if (own) return join(resolve(own), name);
  const xdg = env.XDG_CACHE_HOME;
  return join(xdg?.startsWith('/') ? xdg : join(homedir(), '.cache'), 'throughline', name);
}

/** Where prepared runtimes are kept. */
export const runtimeCache = (env?: NodeJS.ProcessEnv): string => cacheFolder('runtime', env);

/** The environment without npm's own `npm_*` variables, and with this Node and the installed tools first on the PATH. */
export function cleanEnv(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.toLowerCase().startsWith('npm_'));
  const folders = [dirname(process.execPath), join(root, 'node_modules', '.bin'), env.PATH ?? ''];
  return { ...Object.fromEntries(kept), PATH: folders.join(delimiter) };
}
