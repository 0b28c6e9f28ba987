import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ReplyOption } from '../../shared/contract/api.ts';
import type { CustomerId, Item } from '../../shared/model/index.ts';
import { EngineProcess } from '../support/engine-process.ts';
import { prepareProgram } from '../support/program-setup.ts';
import { runSeed } from '../support/random.ts';
import { type Asked, type Bench, customerAddress, customers, everything, openBench } from './bench.ts';
import { death, placesOfDeath } from './deaths.ts';
import { inspectProfile, inspectQuickly } from './inspect.ts';
import { killPartByPart, workInPeace } from './program-life.ts';
import { drillLimit, sizes, someNumber } from './sizes.ts';
import { shuffled, Tally } from './tally.ts';

/** SIGKILL at random points of sending by both channels: at most once each, and what is not certain is Unknown. */
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

/** What was asked to be sent. Each text is a new one. */
type Answers = { people: Correspondent[]; asked: number; acknowledged: string[] };

/** One answer, to the next person in turn. Resolves when it was taken, or lost with whom it was given to. */
async function send(desk: Asked, answers: Answers): Promise<void> {
  const text = `answer ${answers.asked}`;
  const { customerId, option } = answers.people[answers.asked % answers.people.length] as Correspondent;
  answers.asked += 1;
  const { contactPointId, channelId } = option;
  const sent = await desk.call('reply.send', { customerId, contactPointId, channelId, text, files: [] }).catch(() => undefined);
  if (sent) answers.acknowledged.push(text);
}

/** An engine alone, until it dies at a crash point. */
async function killAtPoint(answers: Answers, share: number, tally: Tally): Promise<void> {
  engine = await EngineProcess.start(bench.profile, bench.provision(), { report: bench.report });
  engine.order({ order: 'arm', after: someNumber(tally.random, sizes.farthestSending) });
  // A share of all that is to be sent, and one after another when even that does not bring it to its point.
  await Promise.all(Array.from({ length: share }, () => send(engine, answers)));
  while (engine.runs) {
    tally.held({ engine: engine.peakMemory() });
    await engine.changeBy(() => send(engine, answers));
  }
  await death(engine);
  tally.killed('engine');
}

/** Mails that were accepted arrive a moment later, and their copies too: waits until the mailbox holds all of these texts. */
async function holds(user: string, folder: string, wanted: readonly string[]): Promise<void> {
  const missing = new Set(wanted);
  await bench.mail.waitForMail(
    user,
    (mail) => {
      missing.delete(mail.parsed.text?.trim() ?? '');
      return missing.size === 0;
    },
    { folder, timeoutMs: 60_000 },
  );
}

test(
  'sending by both channels: nothing twice, nothing lost from sight, one copy in Sent',
  async () => {
    const tally = new Tally('sending', runSeed());
    const { sends, sendKills, sendLives } = sizes;
    engine = await EngineProcess.start(bench.profile, bench.provision());
    const answers: Answers = { people: await correspondents(), asked: 0, acknowledged: [] };
    await engine.kill();
    const share = Math.ceil(sends / (sendKills + sendLives));
    const lives = [...Array<'alone'>(sendKills).fill('alone'), ...Array<'whole'>(sendLives).fill('whole')];
    for (const life of shuffled(lives, tally.random)) {
      if (life === 'alone') await killAtPoint(answers, share, tally);
      else await killPartByPart(bench, tally, (program) => void send(program, answers));
      expect(inspectQuickly(bench.profile)).toEqual([]);
    }
    const { acknowledged } = answers;
    await workInPeace(bench, tally, async (program) => {
      while (acknowledged.length < sends) await send(program, answers);
      return (await outgoing(program)).every(({ delivery }) => delivery !== 'queued' && delivery !== 'sending');
    });

    engine = await EngineProcess.start(bench.profile, bench.provision());
    const items = await outgoing(engine);
    const shown = items.map((item) => item.text);
    const saidSent = items.filter(({ delivery }) => delivery === 'sent');
    const mails = saidSent.filter(({ kind }) => kind === 'email');
    await holds(
      bench.address,
      'Sent',
      mails.map(({ text }) => text),
    );
    for (const address of new Set(mails.flatMap((item) => item.address ?? []))) {
      await holds(
        address,
        'INBOX',
        mails.filter((item) => item.address === address).map(({ text }) => text),
      );
    }
    expect(await engine.stop()).toEqual({ code: 0, signal: null });
    const times = await received();
    const copies = (await bench.mail.mailbox(bench.address, 'Sent')).map((mail) => mail.parsed.messageId ?? '');
    const twice = [
      ...shown.filter((text, n) => shown.indexOf(text) !== n),
      ...[...times].filter(([text, count]) => count > 1 && text !== 'hello').map(([text]) => text),
      ...copies.filter((id, n) => copies.indexOf(id) !== n),
    ];
    const lost = [
      ...acknowledged.filter((text) => !shown.includes(text)),
      ...saidSent.filter(({ text }) => times.get(text) !== 1).map(({ text }) => text),
    ];
    const unknown = items.filter(({ delivery }) => delivery === 'unknown');
    tally.close(
      {
        acknowledged: acknowledged.length,
        sends: items.length,
        unknown: unknown.length,
        duplicates: twice.length,
        losses: lost.length,
      },
      placesOfDeath(bench.report),
    );
    expect({ twice, lost }).toEqual({ twice: [], lost: [] });
    expect(saidSent.length + unknown.length).toBe(items.length);
    expect(inspectProfile(bench.profile)).toEqual([]);
  },
  drillLimit,
);

async function outgoing(desk: Asked): Promise<Item[]> {
  return (await everything(desk)).filter(({ direction }) => direction === 'out');
}
