import type { Page } from '@playwright/test';
import { displayName, putContact, rootOf } from '../../electron/store/repos/customer.repo.ts';
import { launch } from '../e2e/support/app.ts';
import { callIn, numbers, startAsterisk, startPhone } from '../servers/asterisk/index.ts';
import { openProfileStore } from './data/fill.ts';
import { copyOfProfile, sizeName } from './data/profile.ts';
import type { Bench, Finding } from './harness/bench.ts';
import { median, percentile } from './harness/compare.ts';
import { openDesktop } from './harness/desktop.ts';
import { openLine } from './harness/line.ts';

const rounds = 24;
const goalMs = 150;
const limit = 'with other work on the same processors, see README';
const desk = { extension: '101', name: 'Anna', password: 'pw-101', kind: 'desk' } as const;

export const callPop: Bench = {
  name: 'call-pop',
  goal: 'from the arrival of the event that a desk rings to the painted customer: 95 % within 150 ms with a million items',
  async run({ sizes }) {
    const desktop = await openDesktop();
    const pbx = await startAsterisk({ agents: [desk] });
    // It rings and is never lifted.
    const phone = await startPhone(pbx.phonePort(desk.extension), { answerAfterMs: 3_600_000 });
    const line = await openLine(pbx.host, pbx.ports.ami, '\r\n\r\n');
    const findings: Finding[] = [];
    try {
      for (const size of sizes) {
        const { path, remove } = await copyOfProfile(size);
        const callers = giveNumbers(path);
        const provision = {
          workspace: { country: 'RU' },
          channels: [
            {
              id: 'pbx',
              kind: 'asterisk' as const,
              name: 'PBX',
              ami: { host: pbx.host, port: line.port, tls: 'none' as const, ...pbx.ami },
              extension: desk.extension,
            },
          ],
        };
        const app = await launch({ profile: path, provision });
        try {
          await app.window.getByRole('combobox', { name: 'My status' }).waitFor();
          await app.window
            .getByRole('status', { name: 'Connections' })
            .filter({ hasText: /connected/i })
            .waitFor();
          const times: number[] = [];
          for (const caller of callers) {
            const painted = app.window.evaluate(paintedCustomer, caller.name);
            const rang = line.heard('Event: DialBegin', `PJSIP/${desk.extension}-`, caller.number);
            const calls = await callIn(pbx, { to: numbers.first, from: caller, patienceMs: 1_500, silent: true });
            times.push((await painted) - (await rang));
            await calls.ended;
            await quiet(app.window);
          }
          findings.push(...told(times.slice(1), sizeName(size)));
        } finally {
          await app.close();
          await remove();
        }
      }
    } finally {
      line.stop();
      await phone.stop();
      await pbx.stop();
      await desktop.stop();
    }
    return findings;
  },
};

/** Gives some of the people in a profile a telephone number. */
function giveNumbers(profile: string): Array<{ number: string; name: string }> {
  const store = openProfileStore(profile);
  try {
    const people = store.read.all<{ customer_key: number }>(
      'SELECT customer_key FROM inbox ORDER BY customer_key LIMIT ?',
      rounds + 1,
    );
    return store.write((tx) =>
      people.map(({ customer_key: key }, index) => {
        const number = `+7916${String(2_000_000 + index)}`;
        const evidence = { source: 'agent', agentName: 'Anna', at: 1 } as const;
        putContact(tx, key, { kind: 'phone', value: number, normalised: number, verified: true, evidence });
        return { number, name: displayName(tx, rootOf(tx, key).key).name };
      }),
    );
  } finally {
    store.close();
  }
}

/** In the page: epoch ms of the frame that shows who rings, and this customer's timeline with the call on it. */
function paintedCustomer(name: string): Promise<number> {
  return new Promise((resolve) => {
    const shows = (selector: string, text: string): boolean =>
      [...document.querySelectorAll(selector)].some((element) => element.textContent?.includes(text));
    const isThere = (): boolean =>
      shows('[role=alertdialog]', name) && shows('aside', name) && shows('[role=log] article', 'Ringing');
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

/** The call is over and nothing rings any more. */
async function quiet(page: Page): Promise<void> {
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
}

function told(times: readonly number[], name: string): Finding[] {
  return [
    { what: `desk rings to painted customer, ${name}`, value: median(times), unit: 'ms' },
    { what: `95 % of them within, ${name}`, value: percentile(times, 0.95), unit: 'ms', goal: { atMost: goalMs }, limit },
  ];
}
