import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EngineProcess } from '../support/engine-process.ts';
import { runSeed, seeded } from '../support/random.ts';
import { type Bench, everything, openBench, sorted, texts } from './bench.ts';
import { death, placesOfDeath } from './deaths.ts';
import { inspectProfile, inspectQuickly, leftovers } from './inspect.ts';
import { drillLimit, sizes, someNumber } from './sizes.ts';

/** SIGKILL at random points of an import, while messages with files go on arriving: each once, none lost. */
let bench: Bench;
let engine: EngineProcess;

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

test(
  'import and arrival: each once, none lost, lists as computed anew',
  async () => {
    const random = seeded(runSeed());
    const { importMails: count, importKills: kills } = sizes;
    const date = (n: number) => new Date(Date.now() - (count - n) * 60_000);
    await bench.mail.seed(
      bench.address,
      Array.from({ length: count }, (_, n) => ({ raw: mailSource(n, bench.address, date(n)), date: date(n) })),
    );
    const maria = bench.telegram.user(77, { firstName: 'Мария' });
    const expected = Array.from({ length: count }, (_, n) => `mail ${n}`);
    for (let kill = 0; kill < kills; kill += 1) {
      engine = EngineProcess.launch(bench.profile, bench.provision(), {
        report: bench.report,
        dieAt: someNumber(random, sizes.farthest),
      });
      for (let n = 0; n < 3; n += 1) expected.push(maria.write(`t${kill}.${n}`).text ?? '');
      maria.sendDocument(randomBytes(2000), { caption: `file ${kill}` });
      expected.push(`file ${kill}`);
      const subject = `live${kill}`;
      await bench.mail.deliver({ from: 'maria@mail.test', to: bench.address, subject, text: subject });
      expected.push(subject);
      // When the work is done before its time has come, there is always somebody who writes.
      for (let more = 0; (await Promise.race([engine.ended, engine.nextFeed().then(() => undefined)])) === undefined; more += 1) {
        if (more % 20 === 19) expected.push(maria.write(`more${kill}.${more}`).text ?? '');
      }
      await death(engine);
      expect(inspectQuickly(bench.profile)).toEqual([]);
    }
    engine = await EngineProcess.start(bench.profile, bench.provision());
    await engine.until(async () => {
      const all = await everything(engine);
      const here = all.every((item) => item.attachments.every((file) => file.state === 'local'));
      return all.length >= expected.length && here;
    }, 'everything to be there');
    expect(texts(await everything(engine))).toEqual(sorted(expected));
    expect(await engine.call('quarantine.list', {})).toEqual([]);
    expect(await engine.stop()).toEqual({ code: 0, signal: null });
    expect(inspectProfile(bench.profile)).toEqual([]);
    expect(leftovers(bench.profile)).toEqual([]);
    process.stdout.write(`${kills} kills, ${expected.length} messages; died at ${placesOfDeath(bench.report)}\n`);
  },
  drillLimit,
);
