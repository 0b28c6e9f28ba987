import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filePath } from '../../electron/engine/files.ts';
import { type ObjectServer, startObjectServer } from '../servers/objects/index.ts';
import type { Desk } from '../support/engine.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { adminSecret, type TestAgent, teamCli } from '../support/team.ts';
import { connected, elsewhere, type Office, online, openOffice, rowOf, sent } from './office.ts';

/** A team whose files are in a store of objects: real engines, a real PostgreSQL, a server that speaks S3. */
let office: Office;
let objects: ObjectServer;
let door: FaultProxy;
let admin: TestAgent;
let first: Desk;
let second: Desk;
let keyFile: string;
let people = 1;

beforeAll(async () => {
  office = await openOffice();
  objects = await startObjectServer();
  door = await startFaultProxy(objects.port);
  keyFile = join(await mkdtemp(join(tmpdir(), 'throughline-key-')), 'key');
  await writeFile(keyFile, adminSecret);
  admin = await office.team.add('the-admin', { role: 'admin', visibility: 'all' });
  first = await office.desk(office.anna, { bot: true });
  await online(first);
  second = await office.desk(office.boris);
  await connected(second);
  await elsewhere(second);
});
afterAll(async () => {
  await office.close();
  await door.stop();
  await objects.stop();
  await rm(dirname(keyFile), { recursive: true });
});

const url = () => `http://127.0.0.1:${door.port}/files`;
const cli = (args: string[], input = '') =>
  teamCli(['store', ...args, '--url', office.team.database.adminUrl, '--key-file', keyFile], input);
const choose = (secret = objects.secret) => cli(['--s3', url(), '--s3-key', objects.keyId, '--password-stdin'], `${secret}\n`);
const somebody = (name = 'Мария') => office.telegram.user(people++, { firstName: name });
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const fileOf = async (desk: Desk, customerId: string) =>
  (await desk.items(customerId)).flatMap(({ attachments }) => attachments)[0];
const arrives = (desk: Desk, customerId: string) =>
  desk.until(async () => {
    const file = await fileOf(desk, customerId);
    return file?.state === 'local' ? file : undefined;
  }, 'the bytes');
const store = (desk: Desk) => desk.call('team.get', {}).then((team) => team?.files);

describe('choosing', () => {
  test('a key that the store does not take is said at once, and nothing changes', async () => {
    const refused = await choose('another');
    expect(refused).toMatchObject({ status: 1, out: '' });
    expect(refused.err).toContain(`The store ${url()} cannot be used: SignatureDoesNotMatch`);
    expect((await cli([])).out).toBe('Files are kept in the database\n');
  });

  test('the store is tried and chosen; its secret is in the database sealed alone', async () => {
    const chosen = await choose();
    expect(chosen).toMatchObject({ status: 0, err: '' });
    expect(chosen.out).toContain('The store took, gave and removed a file');
    expect(chosen.out).toContain(`Files are kept in ${url()}, with the key S3RVER`);
    expect(await objects.names()).toEqual([]);
    const [row] = await office.team.owner<{ value: { s3: { secret: string } } }>(
      "SELECT value FROM throughline.settings WHERE name = 'files'",
    );
    expect(Buffer.from(row?.value.s3.secret ?? '', 'base64').toString('latin1')).not.toContain(objects.secret);
    const audit = await office.team.owner("SELECT detail FROM throughline.audit WHERE action = 'store'");
    expect(audit).toEqual([{ detail: { kind: 's3', url: url(), keyId: 'S3RVER' } }]);
  });
});

describe('two desks', () => {
  test('a file goes into the store under its hash, once, and to the other desk from there', async () => {
    const bytes = randomBytes(40_000);
    somebody().sendDocument(bytes, { name: 'договор.pdf', caption: 'Вот договор' });
    const { customerId } = await rowOf(second, 'Вот договор');
    const file = await arrives(second, customerId);
    expect(file).toMatchObject({ name: 'договор.pdf', size: bytes.length, hash: hashOf(bytes) });
    expect((await readFile(filePath(second.profile, hashOf(bytes)))).equals(bytes)).toBe(true);
    expect((await objects.bytes(hashOf(bytes))).equals(bytes)).toBe(true);
    expect(await office.team.owner('SELECT 1 FROM throughline.file_chunks')).toEqual([]);

    somebody('Ольга').sendDocument(bytes, { name: 'тот же.pdf', caption: 'И у меня' });
    const again = await rowOf(second, 'И у меня');
    await arrives(second, again.customerId);
    expect(objects.asked.filter((one) => one === `PUT ${hashOf(bytes)}`)).toHaveLength(1);
  });

  test('a large one is fetched when it is asked for, and tells how far it is', async () => {
    const bytes = randomBytes(11 * 1024 * 1024);
    somebody('Пётр').sendDocument(bytes, { name: 'чертёж.zip', caption: 'Большой' });
    const { customerId } = await rowOf(first, 'Большой');
    const atHolder = await first.until(() => fileOf(first, customerId), 'the file');
    await first.call('attachment.fetch', { attachmentId: atHolder.id });
    await arrives(first, customerId);
    await rowOf(second, 'Большой');
    const known = () => second.engine.store.read.value('SELECT 1 FROM team_files WHERE hash = ?', hashOf(bytes)) !== undefined;
    await second.until(() => Promise.resolve(known()), 'the name of what a colleague has');
    const here = await fileOf(second, customerId);
    expect(here).toMatchObject({ state: 'remote', size: bytes.length });
    const began = Date.now();
    const stalled = door.set({ kind: 'stall', after: 2 * 1024 * 1024 });
    await second.call('attachment.fetch', { attachmentId: here?.id ?? '' });
    await stalled;
    // It is told of twice a second; what passes next is later than that.
    await expect.poll(() => Date.now() - began, { timeout: 5_000 }).toBeGreaterThan(1_000);
    void door.set({ kind: 'stall', after: 2 * 1024 * 1024 });
    const onItsWay = await second.until(async () => {
      const file = await fileOf(second, customerId);
      return file?.fetched === undefined ? undefined : file;
    }, 'how far it is');
    expect(onItsWay.state).toBe('fetching');
    expect(onItsWay.fetched).toBeLessThan(bytes.length);
    void door.set(undefined);
    await arrives(second, customerId);
    expect((await readFile(filePath(second.profile, hashOf(bytes)))).equals(bytes)).toBe(true);
  });

  test('while the store is gone everything else goes on, files wait and say so, and come by themselves', async () => {
    await door.down();
    const bytes = randomBytes(30_000);
    somebody('Анна').sendDocument(bytes, { name: 'счёт.pdf', caption: 'Счёт без хранилища' });
    const { customerId } = await rowOf(second, 'Счёт без хранилища');
    const trouble = await first.until(() => store(first), 'the holder to say that the store is away');
    expect(trouble).toMatchObject({ state: 'away' });
    expect(await first.call('team.get', {})).toMatchObject({ state: 'connected' });
    await door.up();
    expect(await arrives(second, customerId)).toMatchObject({ hash: hashOf(bytes) });
    await first.until(async () => (await store(first)) === undefined, 'the holder to be content again');

    await door.down();
    const late = await office.desk(admin);
    await connected(late);
    const waits = await late.until(async () => {
      const [row] = (await late.rows()).filter(({ last }) => last.excerpt === 'Счёт без хранилища');
      const file = row && (await fileOf(late, row.customerId));
      return file?.state === 'fetching' && file.error !== undefined ? file : undefined;
    }, 'the file to say that it waits');
    expect(waits.error).toContain('ECONNREFUSED');
    expect(await store(late)).toMatchObject({ state: 'away' });
    await door.up();
    await arrives(late, (await rowOf(late, 'Счёт без хранилища')).customerId);
    await late.until(async () => (await store(late)) === undefined, 'the late desk to be content again');
    await late.stop();
  });

  test('an answer with a file from a desk that does not run the channel', async () => {
    const maria = somebody('Вера');
    maria.write('Пришлите прайс');
    const { customerId } = await rowOf(second, 'Пришлите прайс');
    const bytes = randomBytes(2_000_000);
    const staged = await second.call('file.stage', {
      name: 'прайс.zip',
      mime: 'application/zip',
      bytes: new Uint8Array(bytes).buffer,
    });
    const [option] = (await second.call('customer.get', { customerId })).replyOptions;
    const { itemIds } = await second.call('reply.send', {
      customerId,
      contactPointId: option?.contactPointId ?? '',
      channelId: option?.channelId ?? '',
      text: '',
      files: [staged],
    });
    await sent(second, itemIds[0] ?? '');
    expect((await objects.bytes(hashOf(bytes))).equals(bytes)).toBe(true);
    expect(office.telegram.calls.filter(({ method }) => method === 'sendDocument')).toHaveLength(1);
  });

  test('bytes that are not what their name says are not kept, and that is said', async () => {
    const bytes = randomBytes(11 * 1024 * 1024);
    somebody('Лев').sendDocument(bytes, { name: 'подмена.zip', caption: 'Подмена' });
    const { customerId } = await rowOf(first, 'Подмена');
    const atHolder = await first.until(() => fileOf(first, customerId), 'the file');
    await first.call('attachment.fetch', { attachmentId: atHolder.id });
    await arrives(first, customerId);
    const known = () => second.engine.store.read.value('SELECT 1 FROM team_files WHERE hash = ?', hashOf(bytes)) !== undefined;
    await second.until(() => Promise.resolve(known()), 'the name of what a colleague has');
    const whole = await objects.bytes(hashOf(bytes));
    await objects.spoil(hashOf(bytes));
    const attachmentId = (await fileOf(second, customerId))?.id ?? '';
    await second.call('attachment.fetch', { attachmentId });
    const failed = await second.until(async () => {
      const file = await fileOf(second, customerId);
      return file?.state === 'failed' ? file : undefined;
    }, 'the refusal');
    expect(failed.error).toBe('the bytes are not what their name says');
    await expect(readFile(filePath(second.profile, hashOf(bytes)))).rejects.toThrow('ENOENT');
    // Put right, it is had by asking again.
    await objects.restore(hashOf(bytes), whole);
    await second.call('attachment.fetch', { attachmentId });
    await arrives(second, customerId);
  });

  test('what erasing a person leaves in the store is taken away', async () => {
    const bytes = randomBytes(5_000);
    somebody('Глеб').sendDocument(bytes, { name: 'паспорт.jpg', caption: 'Мой паспорт' });
    const { customerId } = await rowOf(second, 'Мой паспорт');
    await arrives(second, customerId);
    expect(await objects.names()).toContain(hashOf(bytes));
    const client = await admin.connect();
    await client.query('SELECT throughline.erase($1)', [customerId]);
    await expect.poll(() => objects.names(), { timeout: 20_000 }).not.toContain(hashOf(bytes));
    await expect.poll(() => office.team.owner('SELECT hash FROM throughline.file_removals'), { timeout: 20_000 }).toEqual([]);
  });

  test('a wrong key is said to people until an administrator puts it right', async () => {
    const sealed = async () =>
      (await office.team.owner<{ value: object }>("SELECT value FROM throughline.settings WHERE name = 'files'"))[0]?.value;
    const right = await sealed();
    const put = (value: unknown) =>
      office.team.owner("UPDATE throughline.settings SET value = $1, version = version + 1 WHERE name = 'files'", [
        JSON.stringify(value),
      ]);
    await put({ kind: 's3', s3: { url: url(), keyId: 'nobody', secret: (right as { s3: { secret: string } }).s3.secret } });
    const bytes = randomBytes(7_000);
    somebody('Ира').sendDocument(bytes, { name: 'фото.jpg', caption: 'С неверным ключом' });
    const { customerId } = await rowOf(second, 'С неверным ключом');
    const trouble = await first.until(() => store(first), 'the holder to say that it is not let in');
    expect(trouble).toMatchObject({ state: 'refused' });
    expect(trouble?.detail).toContain('InvalidAccessKeyId');
    await put(right);
    await arrives(second, customerId);
    await first.until(async () => (await store(first)) === undefined, 'the holder to be content again');
  });

  test('with the database chosen again, what is in the store is still had', async () => {
    const back = await cli(['--database']);
    expect(back.out).toContain('New files are put into the database');
    expect(back.out).toContain(`Older files stay in ${url()} and are read from there; keep it`);
    const bytes = randomBytes(6_000);
    somebody('Зоя').sendDocument(bytes, { name: 'новый.pdf', caption: 'Снова в базе' });
    const { customerId } = await rowOf(second, 'Снова в базе');
    await arrives(second, customerId);
    expect(await objects.names()).not.toContain(hashOf(bytes));
    const late = await office.desk(admin);
    await connected(late);
    const row = await rowOf(late, 'Вот договор');
    await arrives(late, row.customerId);
    await late.stop();
  });

  test('with the store chosen once more, what was put into the database meanwhile is still had', async () => {
    const chosen = await choose();
    expect(chosen.out).toContain('Older files stay in the database and are read from there');
    const late = await office.desk(admin);
    await connected(late);
    const older = await arrives(late, (await rowOf(late, 'Снова в базе')).customerId);
    expect(await objects.names()).not.toContain(older.hash);
    const bytes = randomBytes(6_100);
    somebody('Яна').sendDocument(bytes, { name: 'опять.pdf', caption: 'Снова в хранилище' });
    await arrives(late, (await rowOf(late, 'Снова в хранилище')).customerId);
    expect(await objects.names()).toContain(hashOf(bytes));
  });
});
