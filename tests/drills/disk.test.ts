import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failure } from '../../electron/engine/child.ts';
import type { Connection } from '../../shared/model/index.ts';
import { openDesk } from '../support/engine.ts';
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.ts';
import { customerAddress } from './bench.ts';
import { type Guarded, openGuarded } from './doors.ts';
import { inspectProfile, leftovers } from './inspect.ts';
import { drillLimit } from './sizes.ts';
import { counted } from './tally.ts';

/** A disk that is full, and one that may not be written to: told, nothing acknowledged that was not stored, and on it goes. */
let disk: SmallDisk;
let profile = '';

beforeEach(() => {
  disk = mountSmallDisk(48);
  profile = join(disk.path, 'profile');
  mkdirSync(profile);
});
afterEach(() => disk.remove());

const bytes = (size: number) => 'слово '.repeat(Math.ceil(size / 11));

async function withDesk(drill: (desk: Guarded) => Promise<void>): Promise<void> {
  const desk = await openGuarded({ profile });
  try {
    await drill(desk);
  } finally {
    await desk.stop();
  }
}

test(
  'full while it runs: told, nothing acknowledged that is not stored, and on by itself',
  () =>
    withDesk(async (desk) => {
      const { bench, engine } = desk;
      const user = bench.telegram.user(100);
      disk.fill();
      for (let n = 0; n < 20; n += 1) await desk.write();
      const large = user.write(`large ${bytes(4000)}`.slice(0, 4000)).text ?? '';
      const calls = bench.telegram.calls.length;
      const told = await engine.until(async () => {
        const both = await Promise.all([desk.connection('mail'), desk.connection('bot')]);
        return both.every(({ error }) => error?.code === 'storage') && both;
      }, 'both channels to say that the disk is full');
      expect(told.map(({ state }: Connection) => state)).not.toContain('needs-auth');
      expect(bench.telegram.pending.length).toBeGreaterThan(0);
      // What a person types is refused with the reason, not taken and lost.
      await expect(desk.answer('bot', `never taken ${bytes(3000)}`)).rejects.toThrow(/full/i);
      expect((await engine.call('inbox.page', { view: 'all', limit: 10 })).rows).toHaveLength(2);
      // It asks again, with patience.
      expect(bench.telegram.calls.length - calls).toBeLessThan(20);
      disk.free();
      await engine.until(async () => {
        const page = await engine.call('search.run', { query: 'слово', limit: 5 });
        return page.hits.length > 0;
      }, 'the large message to be found');
      desk.expect(large);
      await desk.settled();
      counted('disk full', await desk.count());
      expect(await engine.call('quarantine.list', {})).toEqual([]);
      expect(await engine.stop()).toEqual({ code: 0, signal: null });
      expect(inspectProfile(profile)).toEqual([]);
      expect(leftovers(profile)).toEqual([]);
    }),
  drillLimit,
);

test.each(['bot', 'mail'] as const)(
  'full when the answer of the provider comes (%s): sent once, and told as sent in the end',
  (by) =>
    withDesk(async (desk) => {
      const { bench, engine, doors } = desk;
      // The answer to the message itself, not those before it: by SMTP the greeting and five replies come first.
      const door = by === 'bot' ? doors.bot : doors.smtp;
      const text = await desk.answer(by, 'taken by the provider');
      await desk.settled();
      const before = bench.telegram.calls.length;
      if (by === 'bot') {
        void door.set({ kind: 'stall', after: 0 });
        await desk.answer(by, 'answered too late');
        await bench.telegram.waitForCall(({ method }) => method === 'sendMessage', before);
      } else {
        // Cut off while it puts a mail away, Exim would have to put it away again, and that is not our sending twice.
        await bench.mail.waitForMail(customerAddress(0), ({ parsed }) => parsed.text?.trim() === text);
        await bench.mail.stopDovecot();
        await desk.answer(by, 'answered too late');
        await engine.until(async () => (await desk.delivery('answered too late')) === 'sending', 'it to be on its way');
      }
      disk.fill();
      void door.set(undefined);
      if (by === 'mail') await bench.mail.startDovecot();
      await desk.write();
      await engine.until(async () => (await desk.connection('bot')).error?.code === 'storage', 'the disk to be told');
      disk.free();
      await desk.settled();
      expect(await desk.delivery(text)).toBe('sent');
      expect(await desk.delivery('answered too late')).toBe('sent');
      counted(`disk full at the answer, ${by}`, await desk.count());
      expect(await engine.stop()).toEqual({ code: 0, signal: null });
      expect(inspectProfile(profile)).toEqual([]);
    }),
  drillLimit,
);

test(
  'full or read-only at the start: said in a sentence, nothing changed, and well when it can be written again',
  async () => {
    await withDesk(async (desk) => {
      await desk.engine.stop();
    });
    const start = () => openDesk(profile, {});
    disk.fill();
    const full = await start().then(
      async (desk) => {
        await desk.stop();
        return undefined;
      },
      (error: unknown) => failure(error),
    );
    // A start that needs no room may succeed; one that fails says why.
    if (full) expect(full).toMatchObject({ code: 'storage' });
    disk.free();
    disk.readOnly(true);
    const refused = await start().catch((error: unknown) => failure(error));
    expect(refused).toMatchObject({ type: 'failed', code: 'storage' });
    disk.readOnly(false);
    await (await start()).stop();
    expect(inspectProfile(profile)).toEqual([]);
  },
  drillLimit,
);
