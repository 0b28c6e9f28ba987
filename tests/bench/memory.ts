import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { descendants } from '../e2e/support/processes.ts';
import { copyOfProfile, sizeName } from './data/profile.ts';
import type { Bench, Finding } from './harness/bench.ts';
import { ratioOf } from './harness/compare.ts';
import { type Desktop, openDesktop } from './harness/desktop.ts';
import { bareSteps, bareWindow, program, programSteps, type Step, spawnUntilPainted } from './harness/spawned.ts';

const rounds = 5;
/** At rest: for so many looks, half a second apart, nothing changed by more than a hundredth. */
const calmLooks = 4;
const lookMs = 500;
const longestLooks = 60;

export const memory: Bench = {
  name: 'memory',
  goal: 'proportional set size of all processes, at rest with a conversation open, ≤ 1.25x of a bare Electron window',
  async run({ sizes }) {
    const desktop = await openDesktop();
    const folder = await mkdtemp(join(tmpdir(), 'throughline-bare-'));
    const profiles = await Promise.all(sizes.map(async (size) => ({ name: sizeName(size), ...(await copyOfProfile(size)) })));
    try {
      const pairs = profiles.map(() => [] as Array<readonly [number, number]>);
      const least: Array<readonly [number, number]> = [];
      for (let round = 0; round < rounds; round += 1) {
        const bare = await atRest(desktop, bareWindow(folder), bareSteps);
        least.push([await atRest(desktop, bareWindow(folder, 2), bareSteps), bare]);
        for (const [at, { path }] of profiles.entries()) {
          pairs[at]?.push([await atRest(desktop, program(path), programSteps), bare]);
        }
      }
      const about = { against: 'bare window', unit: 'MB' };
      const own = profiles.map(
        ({ name }, at): Finding => ({
          ...about,
          what: name,
          goal: { atMost: 1.25 },
          limit: 'two processes more than a bare window leave little, see README',
          ...ratioOf((pairs[at] ?? []).slice(1)),
        }),
      );
      return [{ ...about, what: 'own protocol and two idle processes', ...ratioOf(least.slice(1)) }, ...own];
    } finally {
      await rm(folder, { recursive: true, force: true });
      for (const { remove } of profiles) await remove();
      await desktop.stop();
    }
  },
};

async function atRest(desktop: Desktop, args: readonly string[], steps: readonly Step[]): Promise<number> {
  const { pid, stop } = await spawnUntilPainted(desktop, args, steps);
  let size = proportionalSize(pid);
  for (let calm = 0, looks = 0; calm < calmLooks && looks < longestLooks; looks += 1) {
    await wait(lookMs);
    const now = proportionalSize(pid);
    calm = Math.abs(now - size) <= size / 100 ? calm + 1 : 0;
    size = now;
  }
  await stop();
  return size;
}

/** Megabytes; pages shared between processes are counted once (Linux, proc(5), smaps_rollup). */
function proportionalSize(pid: number): number {
  const pids = [pid, ...descendants(pid).map((one) => one.pid)];
  return pids.reduce((sum, one) => sum + kilobytes(one), 0) / 1024;
}

/** 0 for a process that has just ended. */
function kilobytes(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
