import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EngineProcess } from '../support/engine-process.ts';
import { type FailingDisk, mountFailingDisk } from '../support/failing-disk.ts';
import { type Guarded, openGuarded } from './doors.ts';
import { inspectProfile, leftovers } from './inspect.ts';
import { drillLimit } from './sizes.ts';
import { counted } from './tally.ts';

/** A disk that may not be written to any more in the middle of work. */
let disk: FailingDisk;
let desk: Guarded;

beforeEach(async () => {
  disk = mountFailingDisk(128);
  const profile = join(disk.path, 'profile');
  mkdirSync(profile);
  desk = await openGuarded({ profile });
}, 60_000);
afterEach(async () => {
  await desk.stop();
  disk.remove();
});

/** Both channels say it is the disk, what a person types is refused with the reason, and what is stored can still be read. */
async function told(): Promise<void> {
  await desk.write();
  await desk.engine.until(async () => {
    const both = await Promise.all([desk.connection('mail'), desk.connection('bot')]);
    return both.every(({ error }) => error?.code === 'storage');
  }, 'both channels to say that the disk cannot be written');
  expect(desk.bench.telegram.pending.length).toBeGreaterThan(0);
  await expect(desk.answer('bot', 'never taken')).rejects.toThrow(/disk|read-?only/i);
  expect((await desk.engine.call('inbox.page', { view: 'all', limit: 10 })).rows).toHaveLength(2);
}

test(
  'read-only while it runs, and writable again: told, nothing acknowledged that is not stored, and on by itself',
  async () => {
    const { bench } = desk;
    for (let round = 0; round < 2; round += 1) {
      await desk.talk();
      disk.freeze(true);
      await told();
      disk.freeze(false);
      await desk.settled();
    }
    const counts = await desk.count();
    expect(await desk.engine.call('quarantine.list', {})).toEqual([]);
    expect(await desk.engine.stop()).toEqual({ code: 0, signal: null });
    expect(inspectProfile(bench.profile)).toEqual([]);
    // What was half written could not be removed then; the next start does.
    await desk.restart();
    expect(leftovers(bench.profile)).toEqual([]);
    expect(await desk.engine.stop()).toEqual({ code: 0, signal: null });
    counted('disk read-only and back', counts);
  },
  drillLimit,
);

test(
  'the device fails while it runs: what was acknowledged is on it, and all is there after the repair',
  async () => {
    const { bench } = desk;
    for (let n = 0; n < 5; n += 1) {
      await desk.talk();
      await desk.settled();
    }
    // Nothing that is committed with more care comes after these.
    await desk.write();
    await desk.settled();
    disk.fail();
    await told();
    expect(await desk.engine.stop()).toEqual({ code: 0, signal: null });

    const refused = EngineProcess.launch(bench.profile, bench.provision());
    expect(await refused.ended).toEqual({ code: 1, signal: null });
    disk.repair();
    await desk.restart();
    await desk.settled();
    const counts = await desk.count();
    expect(await desk.engine.stop()).toEqual({ code: 0, signal: null });
    expect(inspectProfile(bench.profile)).toEqual([]);
    counted('disk failing', counts);
  },
  drillLimit,
);
