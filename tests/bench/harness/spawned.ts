import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnv, root } from '../../../build/runtime/paths.ts';
import { descendants } from '../../e2e/support/processes.ts';
import type { Desktop } from './desktop.ts';

/** Something to wait for in the page; `click` is pressed as soon as it is painted. */
export type Step = { name: string; selector: string; click?: true };

export type Spawned = {
  pid: number;
  /** When each step was painted, in ms after the process was spawned. */
  marks: Readonly<Record<string, number>>;
  stop(): Promise<void>;
};

const floor = join(root, 'tests', 'bench', 'floor');
const patienceMs = 120_000;

/** The program on a profile, or the bare window. */
export const program = (profile: string): string[] => [root, '--profile', profile, '--lang', 'en'];
/** With children it also serves its page by a protocol of its own. */
export const bareWindow = (userData: string, children = 0): string[] => [
  floor,
  `--user-data-dir=${userData}`,
  `--children=${children}`,
];

export const programSteps: readonly Step[] = [
  { name: 'inbox', selector: '[role=listbox] [role=option]', click: true },
  { name: 'conversation', selector: '[role=log] article' },
];
export const bareSteps: readonly Step[] = [{ name: 'lines', selector: 'li' }];

/** Starts it without any debugger and resolves when the last step has been painted. */
export async function spawnUntilPainted({ runtime }: Desktop, args: readonly string[], steps: readonly Step[]): Promise<Spawned> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-marks-'));
  const file = join(folder, 'marks.json');
  const switches = runtime.args.filter((arg) => arg.startsWith('-'));
  const env = {
    ...cleanEnv(),
    ...runtime.env,
    NODE_OPTIONS: `--require ${join(floor, 'probe.cjs')}`,
    BENCH_MARKS: file,
    BENCH_STEPS: JSON.stringify(steps),
  };
  const spawnedAt = performance.timeOrigin + performance.now();
  const child = spawn(runtime.executable, [...switches, ...args], { env, stdio: 'ignore' });
  try {
    await appearance(folder, file, child);
    const painted = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
    const marks = Object.fromEntries(Object.entries(painted).map(([name, at]) => [name, at - spawnedAt]));
    return { pid: child.pid ?? 0, marks, stop: () => end(child) };
  } catch (error) {
    await end(child);
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function appearance(folder: string, file: string, child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      watcher.close();
      settle();
    };
    const watcher = watch(folder, () => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n') && finish(resolve));
    const timer = setTimeout(() => finish(() => reject(new Error('nothing was painted within two minutes'))), patienceMs);
    child.once('exit', (code) => finish(() => reject(new Error(`it ended with ${code} before it painted anything`))));
  });
}

/** As a session manager ends a program; by force when that takes too long. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const pids = [child.pid, ...descendants(child.pid).map(({ pid }) => pid)];
  const timer = setTimeout(() => {
    for (const pid of pids) killIfThere(pid);
  }, 10_000);
  await gone;
  clearTimeout(timer);
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself meanwhile.
  }
}
