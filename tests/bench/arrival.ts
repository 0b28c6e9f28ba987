import { ImapFlow } from 'imapflow';
import { launch } from '../e2e/support/app.ts';
import { copyOfProfile } from './data/profile.ts';
import type { Bench, Finding } from './harness/bench.ts';
import { median, ratioOf } from './harness/compare.ts';
import { openDesktop } from './harness/desktop.ts';
import { type Mailbox, online, openMailbox } from './harness/mailbox.ts';

const rounds = 16;
/** Who writes while the list has the latest first: a newcomer stands at its top. */
const layout = JSON.stringify({ sort: 'latest' });
const ownMs = 100;
const limit = 'not reached, see README';

export const arrival: Bench = {
  name: 'arrival',
  goal: 'from "250 accepted" to painted, less what a bare IDLE client on the same mailbox waits (no figure in PERFORMANCE; ≤ 1.25x and ≤ 100 ms of our own are ours)',
  async run({ sizes: [size = 10_000] }) {
    const desktop = await openDesktop();
    const mailbox = await openMailbox();
    const { path, remove } = await copyOfProfile(size);
    const app = await launch({ profile: path, provision: mailbox.provision });
    const idler = await openIdler(mailbox);
    try {
      await app.window.evaluate((stored) => localStorage.setItem('throughline.layout', stored), layout);
      await app.window.reload();
      await online(app.window);
      const pairs: Array<readonly [number, number]> = [];
      for (let round = 0; round < rounds; round += 1) {
        const name = `Newcomer ${round}`;
        const pushed = idler.next();
        const painted = app.window.evaluate(paintedRow, name);
        await mailbox.server.deliver({
          from: `"${name}" <new${round}@mail.test>`,
          to: mailbox.address,
          subject: 'Заказ',
          text: 'Где он?',
        });
        const accepted = now();
        pairs.push([(await painted) - accepted, (await pushed) - accepted]);
      }
      return findings(pairs.slice(1));
    } finally {
      await idler.stop();
      await app.close();
      await remove();
      await mailbox.stop();
      await desktop.stop();
    }
  },
};

const now = (): number => performance.timeOrigin + performance.now();

/** In the page: epoch ms of the frame that shows a line of this name in the list. */
function paintedRow(name: string): Promise<number> {
  return new Promise((resolve) => {
    const isThere = (): boolean =>
      [...document.querySelectorAll('[role=listbox] [role=option]')].some((option) => option.textContent?.startsWith(name));
    const observer = new MutationObserver(() => {
      if (!isThere()) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
        port2.postMessage(null);
      });
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

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

function findings(pairs: ReadonlyArray<readonly [number, number]>): Finding[] {
  return [
    { what: 'accepted to painted', against: 'bare IDLE client', unit: 'ms', goal: { atMost: 1.25 }, limit, ...ratioOf(pairs) },
    {
      what: "of it our own, the server's push taken off",
      value: median(pairs.map(([painted, pushed]) => painted - pushed)),
      unit: 'ms',
      goal: { atMost: ownMs },
      limit,
    },
  ];
}
