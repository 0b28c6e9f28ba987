import { createHash, randomBytes } from 'node:crypto';
import { readFile, stat, utimes } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filePath } from '../../electron/engine/files.ts';
import type { Desk } from '../support/engine.ts';
import { connected, elsewhere, type Office, online, openOffice, rowOf } from './office.ts';

/** A desk of a team lets go of what its team has, and of nothing that it has not. */
let office: Office;
let first: Desk;
let second: Desk;

beforeAll(async () => {
  office = await openOffice();
  first = await office.desk(office.anna, { bot: true });
  await online(first);
  second = await office.desk(office.boris);
  await connected(second);
  await elsewhere(second);
});
afterAll(() => office.close());

const fileOf = async (desk: Desk, customerId: string) =>
  (await desk.items(customerId)).flatMap(({ attachments }) => attachments)[0];
const state = (desk: Desk, customerId: string, wanted: string) =>
  desk.until(async () => {
    const file = await fileOf(desk, customerId);
    return file?.state === wanted ? file : undefined;
  }, `the file to be ${wanted}`);

test('what the team has goes after its time, is told to nobody, and comes back from the team', async () => {
  const bytes = randomBytes(40_000);
  const hash = createHash('sha256').update(bytes).digest('hex');
  office.telegram.user(1, { firstName: 'Мария' }).sendDocument(bytes, { name: 'договор.zip', caption: 'Вот договор' });
  const { customerId } = await rowOf(second, 'Вот договор');
  await state(second, customerId, 'local');
  const records = () => office.team.owner<{ rev: string }>('SELECT id, rev FROM throughline.records ORDER BY id');
  for (const desk of [first, second]) {
    const path = filePath(desk.profile, hash);
    await state(desk, customerId, 'local');
    await desk.until(
      () => Promise.resolve(desk.engine.store.read.value('SELECT 1 FROM team_queue') === undefined),
      'everything to be told',
    );
    const before = await records();
    const long = new Date(Date.now() - 90 * 86_400_000);
    await utimes(path, long, long);
    await desk.call('workspace.update', { cacheDays: 30 });
    const gone = await state(desk, customerId, 'remote');
    await expect(stat(path)).rejects.toThrow('ENOENT');
    expect(desk.engine.store.read.value('SELECT 1 FROM team_queue')).toBeUndefined();
    await desk.call('attachment.fetch', { attachmentId: gone.id });
    await state(desk, customerId, 'local');
    expect((await readFile(path)).equals(bytes)).toBe(true);
    expect(await records()).toEqual(before);
  }
});
