import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { filePath } from '../../electron/engine/files.ts';
import { type Attachment, overBotLimit } from '../../shared/model/index.ts';
import type { Desk } from '../support/engine.ts';
import type { FaultProxy } from '../support/fault-proxy.ts';
import { away, connected, elsewhere, type Office, online, openOffice, rowOf } from './office.ts';

/** A file that only the provider has reaches every desk: whoever runs the channel fetches it, once, and the team has it from then on. */
let office: Office;
let door: FaultProxy;
let holder: Desk;
let other: Desk;

beforeEach(async () => {
  office = await openOffice();
  door = await office.door();
  holder = await office.desk(office.anna, { bot: true, through: door });
  await online(holder);
  other = await office.desk(office.boris);
  await connected(other);
  await elsewhere(other);
});
afterEach(() => office.close());

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const overLimit = 10 * 1024 * 1024 + 1;
const downloads = () => office.telegram.calls.filter(({ method }) => method === 'file').length;
const fileOf = (desk: Desk, customerId: string): Promise<Attachment> =>
  desk.until(async () => (await desk.items(customerId)).flatMap(({ attachments }) => attachments)[0], 'the file to be told of');
const becomes = (desk: Desk, customerId: string, fits: (file: Attachment) => boolean, what: string): Promise<Attachment> =>
  desk.until(async () => {
    const [file] = (await desk.items(customerId)).flatMap(({ attachments }) => attachments);
    return file !== undefined && fits(file) && file;
  }, what);
const opens = async (desk: Desk, customerId: string, bytes: Buffer): Promise<void> => {
  const { hash } = await becomes(desk, customerId, ({ state }) => state === 'local', 'the bytes');
  expect(hash).toBe(hashOf(bytes));
  expect((await readFile(filePath(desk.profile, hashOf(bytes)))).equals(bytes)).toBe(true);
};
const click = async (desk: Desk, customerId: string): Promise<void> => {
  await desk.call('attachment.fetch', { attachmentId: (await fileOf(desk, customerId)).id });
};

/** A customer sends a file; answers who they are at the other desk. */
async function arrives(bytes: Buffer, caption: string): Promise<string> {
  office.telegram.user(77, { firstName: 'Мария' }).sendDocument(bytes, { name: 'чертёж.zip', caption });
  return (await rowOf(other, caption)).customerId;
}

describe('a file over the limit that nobody has fetched', () => {
  test('is fetched for who asks for it, and for who asks after that from the team alone', async () => {
    const bytes = randomBytes(overLimit);
    const customerId = await arrives(bytes, 'Вот чертёж');
    expect(await fileOf(other, customerId)).toMatchObject({ state: 'remote', size: bytes.length });
    // Twice by one, and by another desk meanwhile: one download.
    const third = await office.desk(await office.team.add('vera', { name: 'Vera', visibility: 'all' }));
    await connected(third);
    await rowOf(third, 'Вот чертёж');
    await click(other, customerId);
    await click(other, customerId);
    await click(third, customerId);
    await opens(other, customerId, bytes);
    await opens(third, customerId, bytes);
    await click(other, customerId);
    expect(downloads()).toBe(1);
  });

  test('says that it is asked for and then that it is being fetched, and tells when it cannot be had; asking again tries again', async () => {
    const bytes = randomBytes(overLimit);
    const customerId = await arrives(bytes, 'Чертёж');
    office.telegram.faults.next('getFile', { kind: 'error', code: 400, description: 'Bad Request: file is gone' });
    await click(other, customerId);
    const failed = await becomes(other, customerId, ({ state }) => state === 'failed', 'the failure');
    expect(failed.error).toContain('file is gone');
    // Held up at the provider, it is on its way.
    office.telegram.faults.next('getFile', { kind: 'stall', when: 'before' });
    await click(other, customerId);
    const taken = await becomes(other, customerId, ({ asked }) => asked === 'taken', 'that it is being fetched');
    expect(taken.state).toBe('fetching');
    await office.telegram.down();
    await office.telegram.up();
    await opens(other, customerId, bytes);
  });

  test('too large for a bot, it is not offered again, neither to who asked nor to who runs the channel', async () => {
    const customerId = await arrives(randomBytes(overLimit), 'Чертёж целиком');
    office.telegram.faults.next('getFile', { kind: 'error', code: 400, description: 'Bad Request: file is too big' });
    await click(other, customerId);
    await becomes(other, customerId, ({ state, error }) => state === 'too-large' && error === overBotLimit, 'the limit');
    expect(await fileOf(holder, customerId)).toMatchObject({ state: 'too-large', error: overBotLimit });
  });

  test('waits while nobody runs the channel, and says so; whoever takes it over fetches it', async () => {
    const bytes = randomBytes(overLimit);
    const customerId = await arrives(bytes, 'Чертёж без хозяина');
    await door.down();
    await away(holder);
    await click(other, customerId);
    expect(await fileOf(other, customerId)).toMatchObject({ state: 'fetching', asked: 'asked' });
    await online(other);
    await opens(other, customerId, bytes);
    expect(downloads()).toBe(1);
  });
});

describe('the desk that fetches a file loses the channel to another', () => {
  let release: () => void;
  afterEach(() => release());

  /** Cut off from its team with a download under way, until the other desk runs the channel. */
  async function moved(bytes: Buffer, { asked }: { asked: boolean }): Promise<string> {
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    office.telegram.faults.next('file', { kind: 'hold', until });
    const customerId = await arrives(bytes, 'Чертёж');
    if (asked) await click(holder, customerId);
    await office.telegram.waitForCall(({ method }) => method === 'file');
    expect(await fileOf(other, customerId)).not.toHaveProperty('hash');
    await door.down();
    await away(holder);
    return customerId;
  }

  test('the other fetches it, and both have it', async () => {
    const bytes = randomBytes(40_000);
    const customerId = await moved(bytes, { asked: false });
    await online(other);
    await opens(other, customerId, bytes);
    await door.up();
    await elsewhere(holder);
    await opens(holder, customerId, bytes);
  });

  test('what the provider gives no more, the first one tells of when it is back', async () => {
    const bytes = randomBytes(40_000);
    const customerId = await moved(bytes, { asked: false });
    office.telegram.faults.next('getFile', { kind: 'error', code: 400, description: 'Bad Request: file is gone' });
    await online(other);
    await becomes(other, customerId, ({ state }) => state === 'failed', 'that it is gone');
    release();
    await opens(holder, customerId, bytes);
    await door.up();
    await elsewhere(holder);
    await opens(other, customerId, bytes);
    const third = await office.desk(await office.team.add('vera', { name: 'Vera', visibility: 'all' }));
    await connected(third);
    await opens(third, (await rowOf(third, 'Чертёж')).customerId, bytes);
  });

  test('what somebody had asked the first one for is asked of the other', async () => {
    const bytes = randomBytes(overLimit);
    const customerId = await moved(bytes, { asked: true });
    await online(other);
    expect(await fileOf(other, customerId)).toMatchObject({ state: 'remote' });
    await door.up();
    await elsewhere(holder);
    await opens(holder, customerId, bytes);
  });
});
