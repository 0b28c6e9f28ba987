import { createHash, randomBytes } from 'node:crypto';
import { readFile, stat, utimes } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filePath } from '../../electron/engine/files.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../servers/telegram/index.ts';
import { type Desk, openDesk, temporaryProfile } from '../support/engine.ts';

/** A desk alone, which may let go of what its provider gives again, and of nothing else. */
let telegram: TelegramEmulator;
let desk: Desk;
let removeProfile: () => Promise<void>;
let people = 1;

beforeAll(async () => {
  telegram = await startTelegramEmulator();
  const { path, remove } = await temporaryProfile();
  removeProfile = remove;
  desk = await openDesk(path, {
    channels: [{ id: 'bot', kind: 'telegram', name: 'Bot', token: telegram.token, apiRoot: telegram.apiRoot }],
  });
});
afterAll(async () => {
  await desk.stop();
  await telegram.stop();
  await removeProfile();
});

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const path = (bytes: Buffer) => filePath(desk.profile, hashOf(bytes));
const here = (bytes: Buffer) =>
  stat(path(bytes)).then(
    () => true,
    () => false,
  );
const fileOf = async (customerId: string) => (await desk.items(customerId)).flatMap(({ attachments }) => attachments)[0];
const state = (customerId: string, wanted: string) =>
  desk.until(async () => {
    const file = await fileOf(customerId);
    return file?.state === wanted ? file : undefined;
  }, `the file to be ${wanted}`);
const limit = (change: { cacheBytes?: number | null; cacheDays?: number | null }) => desk.call('workspace.update', change);
const used = async () => (await desk.call('workspace.get', {})).cache.usedBytes;

/** As if nobody had opened it for so long. */
async function unusedFor(bytes: Buffer, days: number): Promise<void> {
  const at = new Date(Date.now() - days * 86_400_000);
  await utimes(path(bytes), at, at);
}

async function arrives(bytes: Buffer, caption: string): Promise<string> {
  telegram.user(people++, { firstName: `Мария ${people}` }).sendDocument(bytes, { name: `${caption}.zip`, caption });
  const row = await desk.until(async () => (await desk.rows()).find(({ last }) => last.excerpt === caption), caption);
  await state(row.customerId, 'local');
  return row.customerId;
}

test('what was not opened for longer than the limit goes, and comes back when it is asked for', async () => {
  const [old, recent] = [randomBytes(40_000), randomBytes(50_000)];
  const [maria, ivan] = [await arrives(old, 'Старый'), await arrives(recent, 'Новый')];
  await unusedFor(old, 40);
  await limit({ cacheDays: 30 });
  const gone = await state(maria, 'remote');
  expect(gone).toMatchObject({ name: 'Старый.zip', size: 40_000 });
  expect(gone.hash).toBeUndefined();
  expect(await here(old)).toBe(false);
  expect(await fileOf(ivan)).toMatchObject({ state: 'local' });
  await desk.until(async () => (await used()) === 50_000, 'how much is used');

  await desk.call('attachment.fetch', { attachmentId: gone.id });
  expect(await state(maria, 'local')).toMatchObject({ hash: hashOf(old) });
  expect((await readFile(path(old))).equals(old)).toBe(true);
});

test('more than may be kept goes, the longest unused first', async () => {
  const files = [randomBytes(60_000), randomBytes(61_000), randomBytes(62_000)];
  const people = [];
  for (const [n, bytes] of files.entries()) people.push(await arrives(bytes, `По размеру ${n}`));
  for (const [n, bytes] of files.entries()) await unusedFor(bytes, 3 - n);
  const before = (await desk.call('workspace.get', {})).cache.usedBytes ?? 0;
  // The files of the test before are in use, having been brought just now.
  await limit({ cacheDays: null, cacheBytes: 40_000 + 50_000 + 62_000 + 20_000 });
  for (const n of [0, 1]) await state(people[n] ?? '', 'remote');
  expect(await fileOf(people[2] ?? '')).toMatchObject({ state: 'local' });
  await desk.until(async () => (await used()) === 152_000, 'how much is used');
  expect(before).toBeLessThanOrEqual(90_000);
  await limit({ cacheBytes: null });
});

test('what nobody else has stays, and so does what is in a draft', async () => {
  const [given, drafted, sentOut] = [randomBytes(70_000), randomBytes(71_000), randomBytes(72_000)];
  const maria = await arrives(given, 'Уйдёт');
  const ivan = await arrives(drafted, 'В черновике');
  const stage = (bytes: Buffer) =>
    desk.call('file.stage', { name: 'x.zip', mime: 'application/zip', bytes: new Uint8Array(bytes).buffer });
  const staged = await stage(drafted);
  const [option] = (await desk.call('customer.get', { customerId: ivan })).replyOptions;
  const { itemIds } = await desk.call('reply.send', {
    customerId: ivan,
    contactPointId: option?.contactPointId ?? '',
    channelId: option?.channelId ?? '',
    text: '',
    files: [await stage(sentOut)],
  });
  await desk.until(async () => (await desk.call('item.get', { itemId: itemIds[0] ?? '' })).delivery === 'sent', 'the answer');
  await desk.call('draft.save', { customerId: ivan, kind: 'reply', draft: { text: 'вот', files: [staged] } });
  for (const bytes of [given, drafted, sentOut]) await unusedFor(bytes, 100);
  await limit({ cacheDays: 30 });
  await state(maria, 'remote');
  // With what the tests before left; what goes is gone by the time the use is written down.
  await desk.until(async () => (await used()) === 40_000 + 50_000 + 62_000 + 71_000 + 72_000, 'how much is used');
  expect([await here(given), await here(drafted), await here(sentOut)]).toEqual([false, true, true]);
  // Without the draft it may go.
  await desk.call('draft.save', { customerId: ivan, kind: 'reply', draft: null });
  await limit({ cacheDays: 30 });
  await desk.until(async () => {
    const found = (await desk.items(ivan))
      .flatMap(({ attachments }) => attachments)
      .find(({ name }) => name === 'В черновике.zip');
    return found?.state === 'remote';
  }, 'the file of the draft to go');
  expect([await here(drafted), await here(sentOut)]).toEqual([false, true]);
});

test('a file that the program was about to remove when it ended is removed later, unless it is here again', async () => {
  const [left, again] = [randomBytes(80_000), randomBytes(81_000)];
  const stored = await desk.call('file.stage', {
    name: 'left.zip',
    mime: 'application/zip',
    bytes: new Uint8Array(left).buffer,
  });
  await arrives(again, 'Снова здесь');
  desk.engine.store.write((tx) => {
    for (const hash of [stored.hash, hashOf(again)]) tx.run('INSERT INTO files_let_go (hash) VALUES (?)', hash);
  });
  await limit({ cacheBytes: null });
  await expect.poll(() => here(left), { timeout: 10_000 }).toBe(false);
  expect(await here(again)).toBe(true);
});
