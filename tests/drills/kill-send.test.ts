import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReplyOption } from '../../shared/contract/api.ts';
import type { CustomerId } from '../../shared/model/index.ts';
import { EngineProcess } from '../support/engine-process.ts';
import { runSeed, seeded } from '../support/random.ts';
import { type Bench, customerAddress, customers, everything, openBench, sorted } from './bench.ts';
import { death, placesOfDeath } from './deaths.ts';
import { inspectProfile, inspectQuickly } from './inspect.ts';
import { drillLimit, sizes, someNumber } from './sizes.ts';

/** SIGKILL at random points of sending by both channels: at most once each, and what is not certain is Unknown. */
let bench: Bench;
let engine: EngineProcess;

beforeEach(async () => {
  bench = await openBench();
});
afterEach(async () => {
  await engine.kill();
  await bench.stop();
});

type Correspondent = { customerId: CustomerId; option: ReplyOption };

/** People who have written by mail and in Telegram, and how to answer each. */
async function correspondents(): Promise<Correspondent[]> {
  for (let n = 0; n < customers; n += 1) {
    bench.telegram.user(100 + n, { firstName: `T${n}` }).write('hello');
    await bench.mail.deliver({ from: customerAddress(n), to: bench.address, subject: 'question', text: 'hello' });
  }
  const rows = await engine.until(async () => {
    const page = await engine.call('inbox.page', { view: 'all', limit: 100 });
    return page.rows.length === 2 * customers && page.rows;
  }, 'everybody to have written');
  return Promise.all(
    rows.map(async ({ customerId }) => {
      const [option] = (await engine.call('customer.get', { customerId })).replyOptions;
      if (!option) throw new Error('nowhere to answer');
      return { customerId, option };
    }),
  );
}

/** How often each text reached somebody. */
async function received(): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  const count = (text: string) => times.set(text.trim(), (times.get(text.trim()) ?? 0) + 1);
  for (let n = 0; n < customers; n += 1) {
    for (const message of bench.telegram.user(100 + n).received) count(message.text ?? '');
    for (const mail of await bench.mail.mailbox(customerAddress(n))) count(mail.parsed.text ?? '');
  }
  return times;
}

test(
  'sending by both channels: nothing twice, nothing lost from sight, one copy in Sent',
  async () => {
    const random = seeded(runSeed());
    const { sends, sendKills: kills } = sizes;
    engine = await EngineProcess.start(bench.profile, bench.provision());
    const people = await correspondents();
    await engine.kill();
    const acknowledged: string[] = [];
    let asked = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      engine = await EngineProcess.start(bench.profile, bench.provision(), { report: bench.report });
      engine.order({ order: 'arm', after: someNumber(random, sizes.farthestSending) });
      let alive = true;
      const over = engine.ended.then(() => {
        alive = false;
      });
      const send = async ({ customerId, option }: Correspondent): Promise<void> => {
        const text = `answer ${asked++}`;
        const { contactPointId, channelId } = option;
        const sent = await engine
          .call('reply.send', { customerId, contactPointId, channelId, text, files: [] })
          .catch(() => undefined);
        if (sent) acknowledged.push(text);
      };
      // A share of all that is to be sent, and one after another when even that does not bring it to its point.
      const share = Math.ceil(sends / kills);
      await Promise.all(Array.from({ length: share }, (_, n) => send(people[(asked + n) % people.length] as Correspondent)));
      while (alive) {
        await Promise.race([over, engine.nextFeed()]);
        if (alive) await send(people[asked % people.length] as Correspondent);
      }
      await death(engine);
      expect(inspectQuickly(bench.profile)).toEqual([]);
    }

    engine = await EngineProcess.start(bench.profile, bench.provision());
    const items = await engine.until(async () => {
      const out = (await everything(engine)).filter((item) => item.direction === 'out');
      return out.every((item) => item.delivery !== 'queued' && item.delivery !== 'sending') && out;
    }, 'the outbox to be empty');
    const shown = items.map((item) => item.text);
    expect(new Set(shown).size).toBe(shown.length);
    expect(sorted(acknowledged.filter((text) => !shown.includes(text)))).toEqual([]);

    const mailsSent = items.filter((item) => item.kind === 'email' && item.delivery === 'sent');
    for (const { text } of mailsSent) {
      await bench.mail.waitForMail(bench.address, (mail) => mail.parsed.text?.trim() === text, { folder: 'Sent' });
    }
    for (const { text, address = '' } of mailsSent)
      await bench.mail.waitForMail(address, (mail) => mail.parsed.text?.trim() === text);
    const times = await received();
    for (const { text, delivery } of items) {
      const count = times.get(text) ?? 0;
      expect(count, `${text} is ${delivery}`).toBeLessThanOrEqual(1);
      if (delivery === 'sent') expect(count, text).toBe(1);
      else expect(delivery, text).toBe('unknown');
    }
    const copies = (await bench.mail.mailbox(bench.address, 'Sent')).map((mail) => mail.parsed.messageId ?? '');
    expect(new Set(copies).size).toBe(copies.length);
    expect(await engine.stop()).toEqual({ code: 0, signal: null });
    expect(inspectProfile(bench.profile)).toEqual([]);
    const unknown = items.filter((item) => item.delivery === 'unknown').length;
    process.stdout.write(
      `${kills} kills, ${items.length} sent or unknown (${unknown}), ${acknowledged.length} acknowledged; died at ${placesOfDeath(bench.report)}\n`,
    );
  },
  drillLimit,
);
