const everywhere: readonly string[] = [
  'out',
  'drizzle',
  'package.json',
  '!out/sources.txt',
  '!drizzle/**/meta/*_snapshot.json',
  // For people who develop: types, sources of the compiled, maps, manuals, pages and pictures of the manuals. Licences stay.
  '!**/*.{map,ts,cts,mts,flow,css.d,sh,yml,yaml,taprc,nojekyll,prettierignore,hbs}',
  '!**/node_modules/**/*.{html,css,png,gif,ico,woff,woff2,ttf,otf}',
  '!**/node_modules/**/!(*LICEN[CS]E*|*licen[cs]e*|*NOTICE*|*COPYING*).md',
  '!**/node_modules/**/{SECURITY.txt,eslint.config.*,tsconfig*.json,release-please-config.json,.release-please-manifest.json}',
  '!**/node_modules/**/{benchmark,benchmarks,bench,coverage,demo,doc,docs,example,examples,fixtures,man}/**',
  // C sources, and what is only there to compile them.
  '!**/node_modules/better-sqlite3/{deps,src,build}/**',
  '!**/node_modules/better-sqlite3/binding.gyp',
  '!**/node_modules/node-addon-api/**',
  // The same code once more for another module system, for browsers, or as it was written.
  // The migrator of drizzle is required, in the middle of opening a database, and nothing imports it.
  '!**/node_modules/drizzle-orm/**/*.js',
  '!**/node_modules/zod/{src,v3}/**',
  '!**/node_modules/zod/**/*.cjs',
  '!**/node_modules/libphonenumber-js/{build,bundle,source,es6-modern,mobile,min}/**',
  '!**/node_modules/{htmlparser2,domutils,entities,domhandler}/src/**',
  '!**/node_modules/az/{src,gulpfile.js,bower.json,dist/az.js}',
];

/**
 * What goes into a package for a system in Node's words: the built program, the migrations, and of every production dependency what
 * runs. Patterns of electron-builder, relative to the work tree; those that begin with `!` take out.
 */
export function filesFor(platform: 'win32' | 'darwin' | 'linux'): string[] {
  // electron-builder puts in the processor it packs for. Its macro of the system would be the one it runs on.
  const spelling = platform === 'linux' ? [] : ['!out/spelling'];
  return [...everywhere, ...spelling, `!**/node_modules/better-sqlite3/prebuilds/!(${platform}-\${arch}).node`];
}

/** Left outside of the archive, because the system loads it by path. Everything else is covered by the archive's integrity. */
export const unpacked: string[] = ['node_modules/better-sqlite3/prebuilds/*'];

/** Folder of better-sqlite3's addons below the resources of a packed program. */
export const addonFolder = 'app.asar.unpacked/node_modules/better-sqlite3/prebuilds';

/** File name of the addon for a system and processor in Node's words, such as `linux`, `x64`. */
export function addonName(platform: string, arch: string): string {
  return `${platform}-${arch}.node`;
}
