import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { EmulatedUser } from '../servers/telegram/index.ts';
import { EngineProcess } from '../support/engine-process.ts';
import { prepareProgram } from '../support/program-setup.ts';
import { runSeed } from '../support/random.ts';
import { arrived, type Bench, openBench, texts } from './bench.ts';
import { death, placesOfDeath } from './deaths.ts';
import { inspectProfile, inspectQuickly, leftovers } from './inspect.ts';
import { killPartByPart, workInPeace } from './program-life.ts';
import { drillLimit, sizes, someNumber } from './sizes.ts';
import { compare, shuffled, Tally } from './tally.ts';

/** SIGKILL at random points of an import, while messages with files go on arriving: each once, none lost. */
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

const files = 7;

/** Every fifth mail has a file, so that there are bytes on disk to lose. */
function mailSource(n: number, address: string, date: Date): string {
  const head = `From: Client ${n % 40} <in${n % 40}@mail.test>\r\nTo: ${address}\r\nSubject: s${n}\r\nMessage-ID: <in${n}@x>\r\nDate: ${date.toUTCString()}\r\n`;
  if (n % 5 !== 0) return `${head}\r\nmail ${n}\r\n`;
  const file = Buffer.from(`file ${n % files}`).toString('base64');
  return [
    `${head}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n`,
    '--b\r\nContent-Type: text/plain\r\n',
    `mail ${n}`,
    `--b\r\nContent-Type: application/pdf; name=f.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}`,
    '--b--\r\n',
  ].join('\r\n');
}

type Arrivals = { expected: string[]; written: number; user: EmulatedUser };

/** Somebody writes, by either channel and with a file. */
async function arrive({ expected, user }: Arrivals, name: string): Promise<void> {
  for (let n = 0; n < 3; n += 1) expected.push(user.write(`t${name}.${n}`).text ?? '');
  user.sendDocument(randomBytes(2000), { caption: `file ${name}` });
  expected.push(`file ${name}`);
  const subject = `live${name}`;
  await bench.mail.deliver({ from: 'maria@mail.test', to: bench.address, subject, text: subject });
  expected.push(subject);
}

/** An engine alone, until it dies at a crash point. */
async function killAtPoint(arrivals: Arrivals, name: string, tally: Tally): Promise<void> {
  const dieAt = someNumber(tally.random, sizes.farthest);
  engine = EngineProcess.launch(bench.profile, bench.provision(), { report: bench.report, dieAt });
  await arrive(arrivals, name);
  // When the work is done before its time has come, there is always somebody who writes.
  for (let more = 0; engine.runs; more += 1) {
    await engine.changeBy(() => void arrivals.expected.push(arrivals.user.write(`more${name}.${more}`).text ?? ''));
    tally.held({ engine: engine.peakMemory() });
  }
  await death(engine);
  tally.killed('engine');
}

test(
  'import and arrival: each once, none lost, lists as computed anew',
  async () => {
    const tally = new Tally('import', runSeed());
    const { importMails: count, importKills, importLives } = sizes;
    const date = (n: number) => new Date(Date.now() - (count - n) * 60_000);
    await bench.mail.seed(
      bench.address,
      Array.from({ length: count }, (_, n) => ({ raw: mailSource(n, bench.address, date(n)), date: date(n) })),
    );
    const expected = Array.from({ length: count }, (_, n) => `mail ${n}`);
    const arrivals: Arrivals = { expected, written: 0, user: bench.telegram.user(77, { firstName: 'Мария' }) };
    const lives = [...Array<'alone'>(importKills).fill('alone'), ...Array<'whole'>(importLives).fill('whole')];
    for (const [n, life] of shuffled(lives, tally.random).entries()) {
      if (life === 'alone') await killAtPoint(arrivals, `${n}`, tally);
      else {
        await arrive(arrivals, `${n}`);
        await killPartByPart(bench, tally, () => {
          arrivals.written += 1;
          expected.push(arrivals.user.write(`whole${arrivals.written}`).text ?? '');
        });
      }
      expect(inspectQuickly(bench.profile)).toEqual([]);
    }
    await workInPeace(bench, tally, async (program) => {
      const { hits } = await program.call('search.run', { query: `${expected.at(-1)}`, limit: 1 });
      return hits.length > 0;
    });

    engine = await EngineProcess.start(bench.profile, bench.provision());
    const items = await arrived(engine, bench.profile, expected.length);
    const { losses, duplicates, strangers } = compare(expected, texts(items));
    const quarantined = await engine.call('quarantine.list', {});
    expect(await engine.stop()).toEqual({ code: 0, signal: null });
    tally.close(
      { mails: count, messages: expected.length, duplicates: duplicates.length, losses: losses.length },
      placesOfDeath(bench.report),
    );
    expect({ losses, duplicates, strangers, quarantined }).toEqual({
      losses: [],
      duplicates: [],
      strangers: [],
      quarantined: [],
    });
    expect(inspectProfile(bench.profile)).toEqual([]);
    expect(leftovers(bench.profile)).toEqual([]);
  },
  drillLimit,
);
