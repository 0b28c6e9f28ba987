import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Guarded, openGuarded } from './doors.ts';
import { inspectProfile } from './inspect.ts';
import { drillLimit } from './sizes.ts';
import { counted } from './tally.ts';

/** The network goes and comes back, in every state a channel can be in. */
let desk: Guarded;

beforeEach(async () => {
  desk = await openGuarded();
}, 120_000);
afterEach(() => desk.stop());

const doors = () => Object.values(desk.doors);
const gone = {
  /** Every connection is refused, as by a machine that is there without its service, or a network that says so. */
  refused: {
    begin: async () => void (await Promise.all(doors().map((door) => door.down()))),
    end: async () => void (await Promise.all(doors().map((door) => door.up()))),
  },
  /** Nothing answers and nothing is refused, as when a cable is pulled. What hangs in it is lost with it. */
  hole: {
    begin: async () => {
      for (const door of doors()) void door.set({ kind: 'hole' });
    },
    end: async () => {
      for (const door of doors()) {
        await door.down();
        void door.set(undefined);
        await door.up();
      }
      desk.engine.order({ order: 'wake' });
    },
  },
};

async function sound(drill: string): Promise<void> {
  await desk.settled();
  const counts = await desk.count();
  counted(drill, { ...counts, peak: desk.engine.peakMemory() });
  expect(await desk.engine.stop()).toEqual({ code: 0, signal: null });
  expect(inspectProfile(desk.bench.profile)).toEqual([]);
}

describe.each(['refused', 'hole'] as const)('network gone (%s)', (how) => {
  test(
    'while idle: told, and by itself again',
    async () => {
      await gone[how].begin();
      if (how === 'refused') {
        await desk.engine.until(async () => {
          const [mail, bot] = await Promise.all([desk.connection('mail'), desk.connection('bot')]);
          return mail.error !== undefined && bot.error !== undefined && mail.state !== 'online' && bot.state !== 'online';
        }, 'both channels to be shown as gone');
      }
      await desk.talk();
      await gone[how].end();
      await sound(`network ${how}, idle`);
    },
    drillLimit,
  );

  test(
    'while sending: what had not left waits and says so, and goes when it can',
    async () => {
      await gone[how].begin();
      for (let n = 0; n < 3; n += 1) await desk.talk();
      if (how === 'refused') {
        await desk.engine.until(async () => {
          const rows = (await desk.engine.call('inbox.page', { view: 'all', limit: 10 })).rows;
          const items = await Promise.all(
            rows.map(async ({ customerId }) => (await desk.engine.call('timeline.page', { customerId, limit: 50 })).items),
          );
          const tried = items.flat().filter((item) => item.direction === 'out' && (item.deliveryNote?.attempts ?? 0) > 0);
          return tried.length >= 2 && tried.every((item) => item.deliveryNote?.code === 'offline' || item.delivery === 'sending');
        }, 'the reason to be shown');
      }
      await gone[how].end();
      await sound(`network ${how}, sending`);
    },
    drillLimit,
  );

  test(
    'while connecting',
    async () => {
      // Cut again and again before a login is through; in a hole, the next attempt hangs.
      for (let n = 0; n < 3; n += 1) {
        await gone.refused.begin();
        const hanging = desk.doors.imap.set({ kind: 'hole' });
        await gone.refused.end();
        await hanging;
        if (n < 2 || how === 'refused') void desk.doors.imap.set(undefined);
      }
      await desk.talk();
      await gone[how].end();
      await sound(`network ${how}, connecting`);
    },
    drillLimit,
  );

  test(
    'while importing',
    async () => {
      await desk.imports(Array.from({ length: 200 }, (_, n) => `seeded ${n}`));
      await gone[how].begin();
      await gone[how].end();
      await sound(`network ${how}, importing`);
    },
    drillLimit,
  );
});

test(
  'the mailbox is mute while the way out works: answers leave all the same, and their copies follow',
  async () => {
    const { doors, engine } = desk;
    const answers = Array.from({ length: 9 }, (_, n) => `answer ${n}`);
    void doors.imap.set({ kind: 'hole' });
    const began = Date.now();
    for (const text of answers) await desk.answer('mail', text);
    await engine.until(async () => {
      const states = await Promise.all(answers.map((text) => desk.delivery(text)));
      return states.every((state) => state === 'sent');
    }, 'all to have left');
    // Connecting to the mute mailbox is given up after twenty seconds; sending does not wait for that even once.
    expect(Date.now() - began).toBeLessThan(18_000);
    await gone.hole.end();
    for (const text of answers) {
      await desk.bench.mail.waitForMail(desk.bench.address, (mail) => mail.parsed.text?.trim() === text, {
        folder: 'Sent',
        timeoutMs: 60_000,
      });
    }
    await sound('mailbox mute');
  },
  drillLimit,
);
