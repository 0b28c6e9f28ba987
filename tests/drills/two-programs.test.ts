import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { commandOf } from '../e2e/support/app.ts';
import type { Ending } from '../support/engine-process.ts';
import { descendants, gone } from '../support/process-tree.ts';
import { Program } from '../support/program.ts';
import { prepareProgram } from '../support/program-setup.ts';
import { type Bench, everything, openBench, texts } from './bench.ts';
import { inspectProfile } from './inspect.ts';
import { drillLimit } from './sizes.ts';
import { counted } from './tally.ts';

/** The whole program started more than once on one profile. */
let bench: Bench;
let leaveProgram: () => Promise<void>;

beforeAll(async () => {
  leaveProgram = await prepareProgram();
});
afterAll(() => leaveProgram());
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.stop());

async function startCopy(): Promise<{ child: ChildProcess; ended: Promise<Ending> }> {
  const { executablePath, args, env } = await commandOf({ profile: bench.profile, provision: bench.provision() });
  const child = spawn(executablePath, args, { env, stdio: 'ignore' });
  return { child, ended: new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal }))) };
}

test(
  'a second start brings the window of the first to sight and goes, while the first works on',
  async () => {
    const maria = bench.telegram.user(77, { firstName: 'Мария' });
    const expected: string[] = [];
    const program = await Program.launch({ profile: bench.profile, provision: bench.provision() });
    try {
      expect(await program.works()).toBe(true);
      for (let round = 0; round < 3; round += 1) {
        await program.hide();
        expect(await program.visible()).toBe(0);
        expected.push(maria.write(`round ${round}`).text ?? '');
        const copies = await Promise.all([startCopy(), startCopy()]);
        for (const { ended } of copies) expect(await ended).toEqual({ code: 0, signal: null });
        await expect.poll(() => program.visible(), { timeout: 60_000 }).toBe(1);
        await program.until(async () => (await everything(program)).length === expected.length, 'the message');
        // A second poller would have been told so by the provider, and the person by us.
        const bot = (await program.call('connection.list', {})).find(({ channelId }) => channelId === 'bot');
        expect(bot).toMatchObject({ state: 'online' });
      }
      expect(texts(await everything(program))).toEqual(expected);
      expect(await program.close()).toEqual({ code: 0, signal: null });
    } finally {
      await program.end();
    }
    expect(inspectProfile(bench.profile)).toEqual([]);
    counted('second start', { arrived: expected.length, sent: 0, unknown: 0 });
  },
  drillLimit,
);

test(
  'several started at the same moment: one stays',
  async () => {
    let copies: Array<Awaited<ReturnType<typeof startCopy>>> = await Promise.all([startCopy(), startCopy(), startCopy()]);
    while (copies.length > 1) {
      const over = copies.map(({ child, ended }) => ended.then((end) => ({ child, end })));
      const { child, end } = await Promise.race(over);
      expect(end).toEqual({ code: 0, signal: null });
      copies = copies.filter((copy) => copy.child !== child);
    }
    const [stayed] = copies;
    const maria = bench.telegram.user(77, { firstName: 'Мария' });
    maria.write('to the one that stayed');
    await bench.telegram.waitForCall(({ method, params }) => method === 'getUpdates' && Number(params.offset) > 0);
    const below = descendants(stayed?.child.pid ?? 0);
    stayed?.child.kill('SIGKILL');
    await stayed?.ended;
    await gone(below, 60_000);
    const program = await Program.launch({ profile: bench.profile, provision: bench.provision() });
    try {
      await program.until(async () => (await everything(program)).length === 1, 'the message');
      expect(await program.close()).toEqual({ code: 0, signal: null });
    } finally {
      await program.end();
    }
    expect(inspectProfile(bench.profile)).toEqual([]);
    counted('several starts at once', { arrived: 1, sent: 0, unknown: 0 });
  },
  drillLimit,
);
