import type { Page } from '@playwright/test';
import { type App, launch } from '../e2e/support/app.ts';
import { copyOfProfile } from './data/profile.ts';
import type { Bench, Finding } from './harness/bench.ts';
import { median, percentile, ratioOf } from './harness/compare.ts';
import { openDesktop } from './harness/desktop.ts';
import { keyToPaint } from './harness/in-page.ts';
import { type Mailbox, mails, online, openMailbox } from './harness/mailbox.ts';
import { openFirst } from './switch.ts';

const rounds = 8;
/** With the first round, whose figures are thrown away, more than ten thousand. */
const mailsARound = 1_500;
/** At least so many are typed while a round's mails come in. */
const letters = 40;
const frameMs = 1_000 / 60;
/** Asked for by itself, whatever the machine: nobody feels a letter that comes within it. */
const feltMs = 50;
const limit = 'two processors for six busy processes, see README';

type Felt = { typing: number[]; replies: number[]; gaps: number[]; lag: number };

export const importWhileTyping: Bench = {
  name: 'import-while-typing',
  goal: 'while mails are imported: 95 % of letters within 50 ms, typing ≤ 1.1x of idle, answers of the list p95 ≤ 1.5x of idle, main loop lag p95 ≤ 2 ms, no frame dropped that idle keeps',
  async run({ sizes: [size = 10_000] }) {
    const desktop = await openDesktop();
    const mailbox = await openMailbox();
    const { path, remove } = await copyOfProfile(size);
    const app = await launch({ profile: path, provision: mailbox.provision });
    try {
      await online(app.window);
      await openFirst(app.window);
      // The window reads something, by which the probe finds its line to the reader.
      await keyToPaint(app.window, 'ArrowDown', 'timeline');
      const felt: Array<{ idle: Felt; busy: Felt }> = [];
      for (let round = 0; round < rounds; round += 1) {
        const idle = await type(app, async (typed) => typed < letters);
        const last = await startImport(app.window, mailbox, round);
        const busy = await type(app, async () => (await rowsOf(app.window)) < last);
        if (busy.typing.length < letters) throw new Error(`the import was over after ${busy.typing.length} letters`);
        felt.push({ idle, busy });
      }
      return findings(felt.slice(1));
    } finally {
      await app.close();
      await remove();
      await mailbox.stop();
      await desktop.stop();
    }
  },
};

/** The mails lie in the mailbox at once; answers how many rows the list has when all are there: each is of somebody new. */
async function startImport(page: Page, mailbox: Mailbox, round: number): Promise<number> {
  const before = await rowsOf(page);
  await mailbox.server.seed(mailbox.address, mails(mailsARound, round * mailsARound));
  await page.waitForFunction(
    (known) => Number(document.querySelector('[role=listbox] [role=option]')?.ariaSetSize) > known,
    before,
  );
  return before + mailsARound;
}

/** How many rows the list says it has. */
const rowsOf = (page: Page): Promise<number> =>
  page.evaluate(() => Number(document.querySelector('[role=listbox] [role=option]')?.ariaSetSize));

async function type({ window: page, electron }: App, goOn: (typed: number) => Promise<boolean>): Promise<Felt> {
  const reply = page.getByRole('textbox', { name: 'Reply', exact: true });
  await reply.focus();
  await electron.evaluate(startLag);
  await page.evaluate(() => window.bench.watch());
  const typing: number[] = [];
  while (await goOn(typing.length)) typing.push(await keyToPaint(page, 'a', 'input', 'KeyA'));
  const watched = await page.evaluate(() => window.bench.watched());
  const lag = await electron.evaluate(stopLag);
  await reply.fill('');
  return { typing, ...watched, lag };
}

type Lag = { enable(): void; disable(): void; percentile(share: number): number };
declare global {
  var benchLag: Lag | undefined;
}

/** In main: how late its timers come. */
function startLag(): void {
  const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
  globalThis.benchLag = monitorEventLoopDelay({ resolution: 1 });
  globalThis.benchLag.enable();
}

/** Ms at the 95th percentile, beyond the timer's own resolution. */
function stopLag(): number {
  const lag = globalThis.benchLag;
  lag?.disable();
  return lag === undefined ? Number.NaN : Math.max(0, lag.percentile(95) / 1e6 - 1);
}

function findings(felt: ReadonlyArray<{ idle: Felt; busy: Felt }>): Finding[] {
  const against = 'idle';
  const of = (pick: (one: Felt) => number) => ratioOf(felt.map(({ idle, busy }) => [pick(busy), pick(idle)] as const));
  const dropped = ({ gaps }: Felt): number => gaps.filter((gap) => gap > frameMs * 1.5).length;
  return [
    {
      what: 'letter to paint while importing',
      against,
      unit: 'ms',
      goal: { atMost: 1.1 },
      limit,
      ...of(({ typing }) => median(typing)),
    },
    {
      what: `letter to paint, p95 of all while importing ${felt.length * mailsARound} mails`,
      value: percentile(
        felt.flatMap(({ busy }) => busy.typing),
        0.95,
      ),
      unit: 'ms',
      goal: { atMost: feltMs },
    },
    {
      what: 'answers of the list, p95',
      against,
      unit: 'ms',
      goal: { atMost: 1.5 },
      limit,
      ...of(({ replies }) => percentile(replies, 0.95)),
    },
    {
      what: 'slowest answer of the list',
      value: Math.max(...felt.flatMap(({ busy }) => busy.replies)),
      unit: 'ms',
      goal: { atMost: frameMs },
      limit,
    },
    { what: 'main loop lag, p95', value: median(felt.map(({ busy }) => busy.lag)), unit: 'ms', goal: { atMost: 2 } },
    {
      what: 'frames dropped in a hundred beyond idle',
      value: median(felt.map(({ idle, busy }) => (dropped(busy) / busy.gaps.length - dropped(idle) / idle.gaps.length) * 100)),
      goal: { atMost: 0 },
      limit,
    },
  ];
}
