import { afterEach, beforeEach, expect, test } from 'vitest';
import { EngineProcess } from '../support/engine-process.ts';
import { runSeed, seeded } from '../support/random.ts';
import { type Bench, everything, openBench, sorted, texts } from './bench.ts';
import { placesOfDeath } from './deaths.ts';
import { inspectProfile } from './inspect.ts';
import { drillLimit, sizes, someNumber } from './sizes.ts';

/** Told to close in the middle of an import and of sending, and killed while it closes. */
let bench: Bench;
let engine: EngineProcess;

beforeEach(async () => {
  bench = await openBench();
});
afterEach(async () => {
  await engine.kill();
  await bench.stop();
});

const count = 300;
const closeWithinMs = 2_000;

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
  while (engine.feeds < at) {
    const changed = engine.nextFeed();
    write();
    await changed;
  }
}

test(
  'asked to close while it works: cleanly, in time, and the next start goes on',
  async () => {
    const expected = await seedMails();
    const random = seeded(runSeed());
    const took: number[] = [];
    const maria = bench.telegram.user(77, { firstName: 'Мария' });
    let written = 0;
    const write = () => expected.push(maria.write(`t${written++}`).text ?? '');
    for (let round = 0; round < 4; round += 1) {
      engine = await EngineProcess.start(bench.profile, bench.provision());
      const at = 1 + Math.floor(random() * 15);
      await busyUntil(at, write);
      const began = Date.now();
      expect(await engine.stop()).toEqual({ code: 0, signal: null });
      took.push(Date.now() - began);
      expect(inspectProfile(bench.profile)).toEqual([]);
    }
    // The shell gives it two seconds and then uses force; a busy machine gets as much again.
    expect(Math.max(...took)).toBeLessThan(2 * closeWithinMs);
    engine = await EngineProcess.start(bench.profile, bench.provision());
    await engine.until(async () => (await everything(engine)).length >= expected.length, 'the rest of the import');
    expect(texts(await everything(engine))).toEqual(sorted(expected));
    process.stdout.write(`closed in ${took.join(', ')} ms\n`);
  },
  drillLimit,
);

test(
  'killed while it closes: nothing lost, nothing twice',
  async () => {
    const expected: string[] = [];
    const random = seeded(runSeed());
    const maria = bench.telegram.user(77, { firstName: 'Мария' });
    let written = 0;
    const write = () => expected.push(maria.write(`t${written++}`).text ?? '');
    for (let kill = 0; kill < sizes.closingKills; kill += 1) {
      // There is always an import to be interrupted.
      expected.push(...(await seedMails(`round ${kill} mail`)));
      engine = await EngineProcess.start(bench.profile, bench.provision(), { report: bench.report });
      write();
      const share = Math.floor(random() * 0.7 * count);
      const name = `round ${kill} mail`;
      await engine.until(async () => {
        const here = texts(await everything(engine)).filter((text) => text.startsWith(name));
        return here.length > share;
      }, 'a part of the import');
      engine.order({ order: 'arm', after: someNumber(random, 20) });
      const { code, signal } = await engine.stop();
      // It may have closed before its point came.
      expect(code === 0 || signal === 'SIGKILL').toBe(true);
      expect(inspectProfile(bench.profile)).toEqual([]);
    }
    engine = await EngineProcess.start(bench.profile, bench.provision());
    await engine.until(async () => (await everything(engine)).length >= expected.length, 'the rest of the import');
    expect(texts(await everything(engine))).toEqual(sorted(expected));
    process.stdout.write(`${sizes.closingKills} closings; died at ${placesOfDeath(bench.report)}\n`);
  },
  drillLimit,
);
