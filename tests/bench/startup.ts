import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyOfProfile, sizeName } from './data/profile.ts';
import type { Bench, Finding, Goal } from './harness/bench.ts';
import { ratioOf } from './harness/compare.ts';
import { type Desktop, openDesktop } from './harness/desktop.ts';
import { bareSteps, bareWindow, program, programSteps, type Step, spawnUntilPainted } from './harness/spawned.ts';

const rounds = 8;
const overBare = { atMost: 1.25 };
const growth = { atMost: 1.05 };
const limit = 'a protocol, a reader and the first drawing, see README';

export const startup: Bench = {
  name: 'startup',
  goal: 'from spawn to the list and an open conversation painted ≤ 1.25x of a bare Electron window; 1m ≤ 1.05x of 10k',
  async run({ sizes }) {
    const desktop = await openDesktop();
    const folder = await mkdtemp(join(tmpdir(), 'throughline-bare-'));
    const profiles = await Promise.all(sizes.map(async (size) => ({ name: sizeName(size), ...(await copyOfProfile(size)) })));
    try {
      const bare: number[] = [];
      const least: number[] = [];
      const marks = profiles.map(() => ({ inbox: [] as number[], conversation: [] as number[] }));
      for (let round = 0; round < rounds; round += 1) {
        bare.push((await launch(desktop, bareWindow(folder), bareSteps)).lines ?? Number.NaN);
        least.push((await launch(desktop, bareWindow(folder, 1), bareSteps)).lines ?? Number.NaN);
        for (const [at, { path }] of profiles.entries()) {
          const painted = await launch(desktop, program(path), programSteps);
          marks[at]?.inbox.push(painted.inbox ?? Number.NaN);
          marks[at]?.conversation.push(painted.conversation ?? Number.NaN);
        }
      }
      const findings: Finding[] = [paired('own protocol and an idle process', 'bare window', least, bare)];
      const [first] = marks;
      for (const [at, { name }] of profiles.entries()) {
        const own = marks[at];
        if (!own || !first) continue;
        findings.push(paired(`list painted, ${name}`, 'bare window', own.inbox, bare, overBare, limit));
        findings.push(paired(`list and conversation painted, ${name}`, 'bare window', own.conversation, bare, overBare, limit));
        if (own !== first)
          findings.push(paired(`list painted, ${name}`, profiles[0]?.name ?? '', own.inbox, first.inbox, growth));
      }
      return findings;
    } finally {
      await rm(folder, { recursive: true, force: true });
      for (const { remove } of profiles) await remove();
      await desktop.stop();
    }
  },
};

async function launch(
  desktop: Desktop,
  args: readonly string[],
  steps: readonly Step[],
): Promise<Readonly<Record<string, number>>> {
  const { marks, stop } = await spawnUntilPainted(desktop, args, steps);
  await stop();
  return marks;
}

/** The first round only warms the caches of the disk. */
function paired(
  what: string,
  against: string,
  own: readonly number[],
  base: readonly number[],
  goal?: Goal,
  reason?: string,
): Finding {
  const pairs = own.map((value, round) => [value, base[round] ?? Number.NaN] as const).slice(1);
  return { what, against, unit: 'ms', ...(goal && { goal }), ...(reason && { limit: reason }), ...ratioOf(pairs) };
}
