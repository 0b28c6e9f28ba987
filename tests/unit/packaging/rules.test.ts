import { FuseState, FuseV1Options, FuseVersion } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { addonName } from '../../../build/packaging/contents.ts';
import { fuses, wrongFuses } from '../../../build/packaging/fuses.ts';
import { packageFaults, packagesIn, productionPackages } from '../../../build/packaging/rules.ts';
import { sizeLines } from '../../../build/packaging/sizes.ts';

const sound = [
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
  'node_modules/better-sqlite3/prebuilds/win32-arm64.node',
];
const faults = (paths: string[]) =>
  packageFaults({
    files: paths.map((path) => ({ path, size: 1 })),
    platform: 'win32',
    arch: 'arm64',
    productionPackages: new Set(['az', 'better-sqlite3']),
  });

describe('packageFaults', () => {
  it('finds nothing wrong with what belongs in', () => {
    expect(faults(sound)).toEqual([]);
  });

  it.each(sound)('misses %s', (path) => {
    expect(faults(sound.filter((other) => other !== path))).toEqual([`${path} is missing`]);
  });

  it.each([
    ['out/main/index.js.map', 'is a source map'],
    ['node_modules/az/index.d.ts', 'is TypeScript'],
    ['node_modules/better-sqlite3/src/better_sqlite3.cpp', 'is C sources'],
    ['node_modules/better-sqlite3/prebuilds/linux-x64.node', 'is an addon for another system'],
    ['node_modules/az/test/morph.js', 'is a test or fixture'],
    ['electron/main/index.js', 'is not of the program'],
    ['.env', 'is not of the program'],
    ['out/spelling/ru-RU-3-0.bdic', 'is for Linux alone'],
    ['node_modules/vitest/index.js', 'is not one the program runs with'],
    ['node_modules/az/node_modules/@scope/late/index.js', '@scope/late is not one the program runs with'],
  ])('names %s', (path, why) => {
    const found = faults([...sound, path]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(why);
  });
});

describe('packages', () => {
  it('are read from paths, nested and scoped ones too', () => {
    const paths = ['node_modules/a/x.js', 'node_modules/a/node_modules/@b/c/y.js', 'out/main/index.js'];
    expect([...packagesIn(paths)]).toEqual(['a', '@b/c']);
  });

  it('of a production install are those of the lock file that are not for developing', () => {
    const lock = {
      packages: { '': {}, 'node_modules/a': {}, 'node_modules/b': { dev: true }, 'node_modules/a/node_modules/@c/d': {} },
    };
    expect([...productionPackages(lock)]).toEqual(['a', '@c/d']);
  });

  it('name the addon as better-sqlite3 looks for it', () => {
    expect(addonName('darwin', 'arm64')).toBe('darwin-arm64.node');
  });
});

describe('wrongFuses', () => {
  const wire = {
    version: FuseVersion.V1 as const,
    [FuseV1Options.RunAsNode]: FuseState.DISABLE,
    [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
    [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
    [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: FuseState.DISABLE,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
  };

  it('is content with what the program is packed with', () => {
    expect(wrongFuses(wire)).toEqual([]);
  });

  it('names one that stands otherwise, or is not there at all', () => {
    expect(wrongFuses({ ...wire, [FuseV1Options.RunAsNode]: FuseState.ENABLE })).toEqual(['runAsNode']);
    expect(wrongFuses({ ...wire, [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.REMOVED })).toEqual(['onlyLoadAppFromAsar']);
    expect(wrongFuses({ version: FuseVersion.V1 })).toEqual(Object.keys(fuses));
  });
});

it('sizes are shown heaviest first', () => {
  const files = [
    { path: 'out/main/index.js', size: 1_000_000 },
    { path: 'node_modules/az/dicts/words.dawg', size: 9_000_000 },
    { path: 'node_modules/az/dist/az.min.js', size: 1_500_000 },
  ];
  const lines = sizeLines({ whole: 262_500_000 }, files);
  expect(lines.map((line) => line.trim())).toEqual([
    '262.5 MB  the whole program',
    '11.5 MB  the application in it (3 files)',
    '10.5 MB    az',
    '1.0 MB    out',
  ]);
});
