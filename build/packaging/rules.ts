/** One file in a package: its path inside the application, with `/`, and its bytes. */
export type PackedFile = { path: string; size: number };

/** What was packed, and for which system and processor in Node's words. */
export type Packed = { files: readonly PackedFile[]; platform: string; arch: string; productionPackages: ReadonlySet<string> };

/** What the program reads while it runs; without one of these it would start and fail later. */
const needed = [
  'package.json',
  'out/main/index.js',
  'out/engine/engine.js',
  'out/engine/reader.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/renderer/phone.html',
  'out/renderer/pdf/standard_fonts/LiberationSans-Regular.ttf',
  'out/renderer/pdf/decoders/openjpeg_nowasm_fallback.js',
  'drizzle/local/meta/_journal.json',
  'node_modules/az/dicts/words.dawg',
  'node_modules/better-sqlite3/lib/index.js',
];

/** Word lists are for the one system that has none of its own. */
const spelling = ['out/spelling/en-US-10-1.bdic', 'out/spelling/ru-RU-3-0.bdic'];

const unwanted: ReadonlyArray<{ why: string; pattern: RegExp }> = [
  { why: 'a source map', pattern: /\.map$/ },
  { why: 'TypeScript', pattern: /\.[cm]?ts$/ },
  { why: 'C sources', pattern: /\.(c|cc|cpp|h|hpp|gyp|gypi|o|a)$/ },
  { why: 'a test or fixture', pattern: /(^|\/)(tests?|fixtures|__tests__|__screens__)\// },
  { why: 'not of the program', pattern: /^(?!(out|drizzle|node_modules)\/|package\.json$)/ },
];

/**
 * Everything that is wrong with a package, one sentence each; empty when it may be given to people.
 */
export function packageFaults({ files, platform, arch, productionPackages }: Packed): string[] {
  const paths = new Set(files.map(({ path }) => path));
  const addons = files.filter(({ path }) => path.endsWith('.node'));
  const addon = `node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`;
  return [
    ...[...needed, ...(platform === 'linux' ? spelling : [])]
      .filter((path) => !paths.has(path))
      .map((path) => `${path} is missing`),
    ...(platform === 'linux' ? [] : spelling.filter((path) => paths.has(path)).map((path) => `${path} is for Linux alone`)),
    ...(paths.has(addon) ? [] : [`${addon} is missing`]),
    ...addons.filter(({ path }) => path !== addon).map(({ path }) => `${path} is an addon for another system`),
    ...files.flatMap(({ path }) => unwanted.filter(({ pattern }) => pattern.test(path)).map(({ why }) => `${path} is ${why}`)),
    ...[...packagesIn(paths)]
      .filter((name) => !productionPackages.has(name))
      .map((name) => `the package ${name} is not one the program runs with`),
  ];
}

/** Names of the npm packages that files belong to, nested ones included. */
export function packagesIn(paths: Iterable<string>): Set<string> {
  const found = new Set<string>();
  for (const path of paths) {
    const name = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
    if (name !== undefined) found.add(name);
  }
  return found;
}

/** The npm packages a production install has, from a lock file of version 3. */
export function productionPackages(lock: { packages: Record<string, { dev?: boolean; devOptional?: boolean }> }): Set<string> {
  const installed = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true);
  return packagesIn(installed.map(([path]) => `${path}/`));
}
