import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { EngineProcess } from '../support/engine-process.ts';
import { signal } from '../support/process-tree.ts';
import { type ProcessName, Program } from '../support/program.ts';
import { prepareProgram } from '../support/program-setup.ts';
import { runSeed } from '../support/random.ts';
import { arrived, type Bench, openBench, texts } from './bench.ts';
import { placesOfDeath } from './deaths.ts';
import { inspectProfile } from './inspect.ts';
import { drillLimit, sizes, someNumber } from './sizes.ts';
import { afterMoments, compare, Tally } from './tally.ts';

/** Told to close in the middle of an import and of sending, and killed while it closes. */
let bench: Bench;
let engine: EngineProcess;
let leaveProgram: () => Promise<void>;

beforeAll(async () => {
  leaveProgram = await prepareProgram();
});
afterAll(() => leaveProgram());
beforeEach(async () => {
  bench = await openBench();
});
afterEach(async () => {
  await engine.kill();
  await bench.stop();
});

const count = 200;
const closeWithinMs = 2_000;
/** How long each takes to be gone when it is told to close, about; ms. */
const engineClosesMs = 60;
const programClosesMs: Record<ProcessName, number> = { reader: 30, engine: 100, main: 200 };

async function seedMails(name = 'mail'): Promise<string[]> {
  const date = (n: number) => new Date(Date.now() - (count - n) * 60_000);
  await bench.mail.seed(
    bench.address,
    Array.from({ length: count }, (_, n) => ({
      raw: `From: c${n % 40}@mail.test\r\nTo: ${bench.address}\r\nSubject: s${n}\r\nMessage-ID: <${name.replaceAll(' ', '-')}${n}@x>\r\nDate: ${date(n).toUTCString()}\r\n\r\n${name} ${n}\r\n`,
      date: date(n),
    })),
  );
  return Array.from({ length: count }, (_, n) => `${name} ${n}`);
}

/** Waits for so many announced changes; somebody goes on writing, so that they come even when the import is done. */
async function busyUntil(at: number, write: () => void): Promise<void> {
  while (engine.feeds < at) await engine.changeBy(write);
}

test(
  'asked to close while it works: cleanly, in time, and the next start goes on',
  async () => {
    const expected = await seedMails();
    const tally = new Tally('closing in time', runSeed());
    const took: number[] = [];
    const maria = bench.telegram.user(77, { firstName: 'Мария' });
    let written = 0;
    const write = () => expected.push(maria.write(`t${written++}`).text ?? '');
    for (let round = 0; round < 4; round += 1) {
      engine = await EngineProcess.start(bench.profile, bench.provision());
      const at = 1 + Math.floor(tally.random() * 15);
      await busyUntil(at, write);
      const began = Date.now();
      expect(await engine.stop()).toEqual({ code: 0, signal: null });
      took.push(Date.now() - began);
      expect(inspectProfile(bench.profile)).toEqual([]);
    }
    // The shell gives it two seconds and then uses force; a busy machine gets as much again.
    expect(Math.max(...took)).toBeLessThan(2 * closeWithinMs);
    engine = await EngineProcess.start(bench.profile, bench.provision());
    const { losses, duplicates, strangers } = compare(expected, texts(await arrived(engine, bench.profile, expected.length)));
    tally.close(
      { closings: took.length, mails: count, messages: expected.length, duplicates: duplicates.length, losses: losses.length },
      `closed in ${took.join(', ')} ms`,
    );
    expect({ losses, duplicates, strangers }).toEqual({ losses: [], duplicates: [], strangers: [] });
  },
  drillLimit,
);

/** Something is always under way: an import, and somebody who goes on writing. Answers what is to be there in the end. */
async function busy(name: string, random: () => number): Promise<{ expected: string[]; feeds: number; write(): void }> {
  const expected = await seedMails(name);
  const user = bench.telegram.user(77, { firstName: 'Мария' });
  const write = () => void expected.push(user.write(`${name} t${expected.length}`).text ?? '');
  return { expected, feeds: 3 + someNumber(random, 15), write };
}

/** An engine alone. */
async function closeAlone(name: string, tally: Tally): Promise<string[]> {
  const { expected, feeds, write } = await busy(name, tally.random);
  engine = await EngineProcess.start(bench.profile, bench.provision(), { report: bench.report });
  await busyUntil(feeds, write);
  tally.held({ engine: engine.peakMemory() });
  // It passes few crash points on its way out, and the database closes without any: a moment of chance is tried as well.
  engine.order({ order: 'arm', after: someNumber(tally.random, 8) });
  const ended = engine.stop();
  await afterMoments(tally.random() * engineClosesMs);
  signal(engine.pid);
  const end = await ended;
  // It may have closed before either.
  expect(end.code === 0 || end.signal === 'SIGKILL').toBe(true);
  if (end.signal === 'SIGKILL') tally.killed('engine');
  return expected;
}

/** The whole program, one process of which is killed at a moment of chance after it was told to close. */
async function closeProgram(name: string, victim: ProcessName, tally: Tally): Promise<string[]> {
  const { expected, feeds, write } = await busy(name, tally.random);
  const program = await Program.launch({ profile: bench.profile, provision: bench.provision() });
  try {
    for (let left = feeds; left > 0; left -= 1) {
      await program.changeBy(write);
    }
    await program.measure();
    const pid = (await program.pids())[victim];
    const ended = program.close();
    await afterMoments(tally.random() * programClosesMs[victim]);
    if (pid !== undefined && signal(pid)) tally.killed(victim);
    // Whatever it has lost, it does not hang and does not start it again.
    const { code, signal: by } = await ended;
    if (victim !== 'main') expect({ code, by }).toEqual({ code: 0, by: null });
    else expect(code === 0 || by === 'SIGKILL').toBe(true);
  } finally {
    await program.end();
    tally.held(program.peaks);
  }
  return expected;
}

test(
  'killed while it closes: nothing lost, nothing twice',
  async () => {
    const tally = new Tally('closing', runSeed());
    const { closingKills, programClosings } = sizes;
    const expected: string[] = [];
    let round = 0;
    while (tally.allKills < closingKills) {
      expected.push(...(await closeAlone(`round ${round++} mail`, tally)));
      expect(inspectProfile(bench.profile)).toEqual([]);
    }
    while (tally.allKills < closingKills + programClosings) {
      const victim = (['engine', 'reader', 'main'] as const)[round % 3] ?? 'main';
      expected.push(...(await closeProgram(`round ${round++} mail`, victim, tally)));
      expect(inspectProfile(bench.profile)).toEqual([]);
    }
    engine = await EngineProcess.start(bench.profile, bench.provision());
    const { losses, duplicates, strangers } = compare(expected, texts(await arrived(engine, bench.profile, expected.length)));
    expect(await engine.stop()).toEqual({ code: 0, signal: null });
    tally.close(
      { closings: round, mails: round * count, messages: expected.length, duplicates: duplicates.length, losses: losses.length },
      placesOfDeath(bench.report),
    );
    expect({ losses, duplicates, strangers }).toEqual({ losses: [], duplicates: [], strangers: [] });
  },
  drillLimit,
);
