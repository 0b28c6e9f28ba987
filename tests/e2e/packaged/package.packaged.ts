import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { getCurrentFuseWire } from '@electron/fuses';
import { wrongFuses } from '../../../build/packaging/fuses.ts';
import { inspectPackage, packedFiles } from '../../../build/packaging/inspect.ts';
import { expect, packed, test } from './support/bench.ts';
import { exitOf, spawnProgram } from './support/program.ts';

test('what was packed is the program, the migrations and what runs of its dependencies, for this system alone', async () => {
  expect(await inspectPackage(packed, process.platform, process.arch)).toEqual([]);
  const paths = packedFiles(packed).map(({ path }) => path);
  expect(paths.filter((path) => path.endsWith('.node'))).toEqual([
    `node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`,
  ]);
  expect(paths.filter((path) => path.startsWith('node_modules/az/dicts/')).length).toBeGreaterThanOrEqual(10);
  expect(existsSync(join(packed.resources, 'default_app.asar'))).toBe(false);
});

test('the fuses are burnt as configured', async () => {
  expect(wrongFuses(await getCurrentFuseWire(packed.executable))).toEqual([]);
});

test('every package the program imports or requires loads from what was packed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-extracted-'));
  try {
    extractAll(join(packed.resources, 'app.asar'), folder);
    const { imported, required } = packagesOf(join(folder, 'out'));
    // Everything else of its dependencies is in the bundles; the addon lies outside of the archive.
    expect(imported).toEqual(['pg']);
    // Often another file of the package than the one an import gets.
    expect(required).toContain('drizzle-orm/better-sqlite3/migrator');
    const byImport = `for (const name of ${JSON.stringify(imported)}) await import(name);`;
    const byRequire = `for (const name of ${JSON.stringify(required)}) require(name);`;
    execFileSync(process.execPath, ['--input-type=module', '-e', byImport], { cwd: folder, encoding: 'utf8' });
    execFileSync(process.execPath, ['--input-type=commonjs', '-e', byRequire], { cwd: folder, encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('neither a variable nor a flag makes it a plain Node or opens a debugger of it', async ({ machine }) => {
  const script = 'process.stdout.write(["ran", "as", "node"].join(" "))';
  const start = (args: string[], env: Record<string, string>) => spawnProgram({ ...machine, env }, args);
  // As Node it would run the script and end with status 0; as the program it refuses the flags.
  const asNode = start(['-e', script, '--lang', 'xx'], { ELECTRON_RUN_AS_NODE: '1' });
  expect(await exitOf(asNode.child)).toBe(2);
  expect(asNode.output()).not.toContain('ran as node');
  const withOptions = start(['--lang', 'xx'], { NODE_OPTIONS: `--require=${join(machine.home, 'absent.js')}` });
  expect(await exitOf(withOptions.child)).toBe(2);
  expect(withOptions.output()).not.toContain('absent.js');
  const inspected = start(['--inspect-brk=0', '--lang', 'xx'], {});
  expect(await exitOf(inspected.child)).toBe(2);
  expect(inspected.output()).not.toMatch(/Debugger listening/i);
});

/** Names of the packages that the built program imports and of those it requires, as it writes them. */
function packagesOf(out: string): { imported: string[]; required: string[] } {
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^(main|engine|shared)\W.*\.js$/.test(name),
  );
  const found = files.flatMap((name) => {
    const text = readFileSync(join(out, name), 'utf8');
    return [
      ...text.matchAll(
        /(?:^|[;}])(?:import|export)(?:[\w\s*{$][^'"();]*?\bfrom)?\s*["'](?<from>[^'"]+)["']|\bimport\(["'](?<later>[^'"]+)["']\)|\brequire\(["'](?<required>[^'"]+)["']\)/gm,
      ),
    ];
  });
  const foreign = (names: Array<string | undefined>) =>
    [...new Set(names.flatMap((name) => name ?? []))].filter(
      (name) => !/^(\.|electron$)/.test(name) && !isBuiltin(name) && name !== 'better-sqlite3',
    );
  return {
    imported: foreign(found.map(({ groups }) => groups?.from ?? groups?.later)),
    required: foreign(found.map(({ groups }) => groups?.required)),
  };
}
