import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../program/build.ts';
import { ensureDisplay, prepareRuntime } from '../runtime/index.ts';
import { cleanEnv, packageFolder, root } from '../runtime/paths.ts';
import { say } from '../runtime/terminal.ts';
import { type Counts, counterCounts, none, playwrightCounts, vitestCounts } from './counts.ts';
import { type Named, playwrightNamed, vitestNamed } from './failures.ts';

/** `ok` is false also where nothing ran. Checks have no counts. */
export type Outcome = { ok: boolean; counts: Counts } & Named;

const nothingNamed: Named = { failed: [], repeated: [] };

/** A check that only passes or fails. */
export async function check(command: string, args: string[]): Promise<Outcome> {
  return { ok: (await show(command, args, {})) === 0, counts: none, ...nothingNamed };
}

/** One folder of tests, by vitest. */
export function vitest(project: string): Promise<Outcome> {
  return withReport(async (file) => {
    const cli = join(packageFolder('vitest'), 'vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const status = await show(
      process.execPath,
      [cli, 'run', '--config', 'build/vitest.config.ts', '--project', project, ...reporters],
      {},
    );
    return { status, count: vitestCounts, named: vitestNamed };
  });
}

/** What is counted rather than timed of queries, log, database and search. */
export function counters(): Promise<Outcome> {
  return withReport(async (file) => {
    const status = await show(process.execPath, ['tests/bench/cli.ts', '--check', '--json', file], {});
    return { status, count: counterCounts, named: () => nothingNamed };
  });
}

/** The tests that drive the built program in real Electron, on a display of their own where there is none. */
export async function endToEnd(): Promise<Outcome> {
  try {
    await build();
    await prepareRuntime();
    const { display, stop } = await ensureDisplay();
    try {
      return await playwright('tests/e2e/playwright.config.ts', display === '' ? {} : { DISPLAY: display });
    } finally {
      await stop();
    }
  } catch (error) {
    return broken(error);
  }
}

/** Packs the program, makes its installers, and drives what came out. */
export async function packaged(): Promise<Outcome> {
  try {
    // Loaded only here: the other suites have no use for a packager.
    const { packTrial } = await import('../packaging/pack.ts');
    const { packages } = await packTrial('quick');
    return await playwright('tests/e2e/packaged/playwright.config.ts', { THROUGHLINE_PACKED: packages[0]?.layout.folder });
  } catch (error) {
    return broken(error);
  }
}

function broken(error: unknown): Outcome {
  const reason = error instanceof Error ? error.message : String(error);
  say(reason);
  return { ok: false, counts: { ...none, failed: 1 }, failed: [reason], repeated: [] };
}

function playwright(config: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
  return withReport(async (file) => {
    const cli = join(packageFolder('@playwright/test'), 'cli.js');
    const args = [cli, 'test', '--config', config, '--reporter=list,json'];
    const status = await show(process.execPath, args, { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file });
    return { status, count: playwrightCounts, named: playwrightNamed };
  });
}

type Ran = { status: number; count(report: unknown): Counts; named(report: unknown): Named };

async function withReport(run: (file: string) => Promise<Ran>): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-report-'));
  try {
    const file = join(folder, 'report.json');
    const { status, count, named } = await run(file);
    const text = await readFile(file, 'utf8').catch(() => 'null');
    const report: unknown = JSON.parse(text);
    const counts = count(report);
    if (counts.passed + counts.failed === 0) say('No test ran.');
    // A runner that fails without a failing test (a crash, an unhandled error) has failed all the same.
    const unseen = status !== 0 && counts.failed === 0 ? 1 : 0;
    return {
      ok: status === 0 && counts.passed > 0,
      counts: { ...counts, failed: counts.failed + unseen },
      ...named(report),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function show(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(command, args, { cwd: root, env: { ...cleanEnv(), ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
