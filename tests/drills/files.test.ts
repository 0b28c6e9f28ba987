import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Attachment } from '../../shared/model/index.ts';
import { customerAddress, everything } from './bench.ts';
import { type Guarded, openGuarded } from './doors.ts';
import { inspectProfile, leftovers } from './inspect.ts';
import { drillLimit } from './sizes.ts';
import { counted, memoryBound } from './tally.ts';

/** Files on their way when the line breaks, and one that has no end: no half of any stays, and all that can come comes. */
let desk: Guarded;

beforeEach(async () => {
  desk = await openGuarded();
}, 120_000);
afterEach(() => desk.stop());

const megabyte = 1024 ** 2;

/** The one file of the message with this text, once it is as wanted. */
async function file(text: string, state: Attachment['state']): Promise<Attachment> {
  let last: Attachment | undefined;
  const look = async () => {
    const item = (await everything(desk.engine)).find((one) => one.text.trim() === text);
    [last] = item?.attachments ?? [];
    return last?.state === state && last;
  };
  return desk.engine.until(look, `the file to be ${state}`).catch(async (error: unknown) => {
    const stands = { file: last, connections: await desk.engine.call('connection.list', {}) };
    throw new Error(JSON.stringify(stands), { cause: error });
  });
}

async function sound(drill: string): Promise<void> {
  await desk.settled();
  const counts = await desk.count();
  const peak = desk.engine.peakMemory();
  expect(await desk.engine.stop()).toEqual({ code: 0, signal: null });
  expect(inspectProfile(desk.bench.profile)).toEqual([]);
  expect(leftovers(desk.bench.profile)).toEqual([]);
  expect(peak).toBeLessThan(memoryBound);
  counted(drill, { ...counts, peak });
}

test(
  'a large mail breaks off in the middle, again and again: no beginnings stay, and then it comes whole',
  async () => {
    const { bench, doors, engine } = desk;
    const large = randomBytes(9 * megabyte);
    void doors.imap.set({ kind: 'cut', after: 4 * megabyte });
    await bench.mail.deliver({
      from: customerAddress(0),
      to: bench.address,
      subject: 'large',
      text: 'large mail',
      attachments: [{ filename: 'large.bin', content: large }],
    });
    desk.expect('large mail');
    for (let n = 0; n < 3; n += 1) {
      const before = doors.imap.connections;
      await engine.until(async () => (await desk.connection('mail')).error?.code === 'offline', 'the break to be told');
      // Only a half that was already given up may be looked for: what comes next has not begun before the next connection.
      expect(leftovers(bench.profile).length).toBeLessThanOrEqual(1);
      engine.order({ order: 'wake' });
      await engine.until(async () => doors.imap.connections > before, 'another attempt');
    }
    void doors.imap.set(undefined);
    engine.order({ order: 'wake' });
    expect(await file('large mail', 'local')).toMatchObject({ size: large.length });
    await sound('large mail, cut');
  },
  drillLimit,
);

test(
  'a file without end: given up, told as not to be had, and the talk goes on',
  async () => {
    const { bench, engine } = desk;
    engine.forgetPeak();
    bench.telegram.faults.next('file', { kind: 'flood', bytes: 2 * 1024 * megabyte });
    bench.telegram.user(100).sendDocument(randomBytes(3000), { caption: 'endless' });
    desk.expect('endless');
    await file('endless', 'failed');
    await desk.talk();
    await sound('file without end');
  },
  drillLimit,
);

test.each(['refused', 'hole'] as const)(
  'the network goes while a file comes (%s), and the file is there when it is back',
  async (how) => {
    const { bench, doors, engine } = desk;
    const content = randomBytes(5 * megabyte);
    const bytes = content.length;
    const began = doors.bot.set({ kind: how === 'hole' ? 'stall' : 'cut', after: 2 * megabyte });
    bench.telegram.user(100).sendDocument(content, { caption: 'on its way' });
    desk.expect('on its way');
    await began;
    if (how === 'refused') await doors.bot.down();
    else void doors.bot.set({ kind: 'hole' });
    await bench.mail.deliver({ from: customerAddress(0), to: bench.address, subject: 'meanwhile', text: 'meanwhile' });
    desk.expect('meanwhile');
    await engine.until(async () => (await everything(engine)).some(({ text }) => text.trim() === 'meanwhile'), 'the mail');
    await doors.bot.down();
    void doors.bot.set(undefined);
    await doors.bot.up();
    engine.order({ order: 'wake' });
    expect(await file('on its way', 'local')).toMatchObject({ size: bytes });
    await sound(`file, network ${how}`);
  },
  drillLimit,
);
