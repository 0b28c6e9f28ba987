import { setTimeout as wait } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import { launch } from '../e2e/support/app.ts';
import { copyOfProfile, sizeName } from './data/profile.ts';
import type { Bench, Finding } from './harness/bench.ts';
import { median, ratioOf } from './harness/compare.ts';
import { openDesktop } from './harness/desktop.ts';
import { type Line, openLine } from './harness/line.ts';
import { type Mailbox, online, openMailbox } from './harness/mailbox.ts';
import { type Stages, stagesOf, watchStages } from './harness/stages.ts';

const rounds = 16;
/** Dovecot gathers what happens in a folder for half a second before it tells a client: each mail comes to one that is told all. */
const calmMs = 1_500;
/** Who writes while the list has the latest first: a newcomer stands at its top. */
const layout = JSON.stringify({ sort: 'latest' });
const ownMs = 100;

/** Epoch ms: the server took the mail, told a bare client of it, told us of it, and what the window met then. */
type Arrived = Stages & { accepted: number; idle: number; pushed: number };

export const arrival: Bench = {
  name: 'arrival',
  goal: 'from "250 accepted" to painted, less what a bare IDLE client on the same mailbox waits (no figure in PERFORMANCE; ≤ 1.25x and ≤ 100 ms of our own are ours)',
  async run({ sizes }) {
    const desktop = await openDesktop();
    const findings: Finding[] = [];
    try {
      for (const size of sizes) findings.push(...told(sizeName(size), (await arrivals(size)).slice(1)));
      return findings;
    } finally {
      await desktop.stop();
    }
  },
};

async function arrivals(size: number): Promise<Arrived[]> {
  const mailbox = await openMailbox();
  const { path, remove } = await copyOfProfile(size);
  const line = await openLine(mailbox.login.host, mailbox.login.port, '\r\n');
  const app = await launch({ profile: path, provision: through(line, mailbox) });
  const idler = await openIdler(mailbox);
  try {
    await app.window.evaluate((stored) => localStorage.setItem('throughline.layout', stored), layout);
    await watchStages(app.window);
    await online(app.window);
    const all: Arrived[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await wait(calmMs);
      const name = `Newcomer ${round}`;
      const idle = idler.next();
      const pushed = line.heard('* ', ' EXISTS');
      const stages = stagesOf(app.window, name);
      await mailbox.server.deliver({
        from: `"${name}" <new${round}@mail.test>`,
        to: mailbox.address,
        subject: 'Заказ',
        text: 'Где он?',
      });
      const accepted = now();
      all.push({ ...(await stages), accepted, idle: await idle, pushed: await pushed });
    }
    return all;
  } finally {
    await idler.stop();
    await app.close();
    line.stop();
    await remove();
    await mailbox.stop();
  }
}

/** What is read comes through this line. */
function through({ port }: Line, { provision }: Mailbox): ProvisionFile {
  const channels = provision.channels?.map((channel) =>
    channel.kind === 'email' ? { ...channel, imap: { ...channel.imap, port } } : channel,
  );
  return { ...provision, ...(channels && { channels }) };
}

const now = (): number => performance.timeOrigin + performance.now();

/** A client that does nothing but wait on the mailbox: what the server's own push takes. */
async function openIdler({ login }: Mailbox): Promise<{ next(): Promise<number>; stop(): Promise<void> }> {
  const client = new ImapFlow({ ...login, logger: false });
  await client.connect();
  await client.mailboxOpen('INBOX');
  // By itself it would begin to idle only when nothing was asked for a while.
  void client.idle();
  let heard: (at: number) => void = () => undefined;
  client.on('exists', () => heard(now()));
  return {
    next: () =>
      new Promise((resolve) => {
        heard = resolve;
      }),
    stop: async () => client.close(),
  };
}

function told(size: string, all: readonly Arrived[]): Finding[] {
  const between = (what: string, from: keyof Arrived, to: keyof Arrived): Finding => ({
    what: `${what}, ${size}`,
    value: median(all.map((one) => one[to] - one[from])),
    unit: 'ms',
  });
  return [
    {
      what: `accepted to painted, ${size}`,
      against: 'bare IDLE client',
      unit: 'ms',
      goal: { atMost: 1.25 },
      ...ratioOf(all.map(({ accepted, idle, painted }) => [painted - accepted, idle - accepted])),
    },
    { ...between("of it our own, from the server's word to us on", 'pushed', 'painted'), goal: { atMost: ownMs } },
    between('that word to the word of the engine', 'pushed', 'told'),
    between('that to the answer of the reader', 'told', 'answered'),
    between('that to the page', 'answered', 'drawn'),
    between('that to the painted frame', 'drawn', 'painted'),
  ];
}
