import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../electron/store/ids.ts';
import { TeamServer } from '../../electron/team/server.ts';
import { StoreAway, StoreRefused, type TeamStore, WrongBytes } from '../../electron/team/stores/contract.ts';
import { databaseStore } from '../../electron/team/stores/database.ts';
import { Objects, objectStore } from '../../electron/team/stores/objects.ts';
import { type ObjectServer, startObjectServer } from '../servers/objects/index.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { addressOf, startTeam, type Team } from '../support/team.ts';

/** What both stores of files do, on a real PostgreSQL and a server that speaks S3. */
let team: Team;
let objects: ObjectServer;
let door: FaultProxy;
let folder: string;
let customer: string;
let server: TeamServer;
const clients: Objects[] = [];

beforeAll(async () => {
  team = await startTeam();
  objects = await startObjectServer();
  door = await startFaultProxy(objects.port);
  folder = await mkdtemp(join(tmpdir(), 'throughline-stores-'));
  const anna = await team.add('anna', { visibility: 'all' });
  ({ customer } = await team.conversation());
  server = await connect(anna.url);
});
afterAll(async () => {
  for (const client of clients) client.close();
  await server.close();
  await door.stop();
  await objects.stop();
  await team.stop();
  await rm(folder, { recursive: true, force: true });
});

const connect = (url: string): Promise<TeamServer> =>
  TeamServer.connect({ address: addressOf(url) }, { notice: () => undefined, end: () => undefined });

function bucket(given: { url?: string; keyId?: string; secret?: string } = {}): Objects {
  const client = new Objects({ url: objects.url, keyId: objects.keyId, secret: objects.secret, ...given });
  clients.push(client);
  return client;
}

const stores: Record<TeamStore['kind'], { open(): TeamStore; spoil(hash: string): Promise<unknown> }> = {
  database: {
    open: () => databaseStore(server),
    spoil: (hash) =>
      team.owner("UPDATE throughline.file_chunks SET bytes = decode(repeat('78', length(bytes)), 'hex') WHERE hash = $1", [hash]),
  },
  s3: { open: () => objectStore(server, bucket()), spoil: (hash) => objects.spoil(hash) },
};

const newPath = (): string => join(folder, newId());

async function fileOf(bytes: Buffer) {
  const path = newPath();
  await writeFile(path, bytes);
  const file = { hash: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, path };
  // Who sees what carries it may have it.
  const record = newId();
  await team.owner(
    `INSERT INTO throughline.records (id, kind, customer_id, direction, sent_at, received_at, rev, payload)
     VALUES ($1, 'note', $2, 'none', 1, 1, 1, '{}')`,
    [record, customer],
  );
  await team.owner('INSERT INTO throughline.record_files (record_id, hash) VALUES ($1, $2)', [record, file.hash]);
  return file;
}

describe.each(['database', 's3'] as const)('files in %s', (kind) => {
  test.each([
    ['of no bytes', 0],
    ['of a few', 19],
    ['of exactly two pieces', 2 * 1024 * 1024],
    ['of more', 3 * 1024 * 1024 + 7],
  ])('%s come back as they were, told of on the way', async (_, size) => {
    const store = stores[kind].open();
    const bytes = randomBytes(size);
    const file = await fileOf(bytes);
    // Nothing is the same nothing in both.
    await team.owner('DELETE FROM throughline.files WHERE hash = $1', [file.hash]);
    const [sent, got]: [number[], number[]] = [[], []];
    await store.put(file, { onProgress: (done) => sent.push(done) });
    expect(await server.file(file.hash)).toEqual({ size, complete: true, store: kind });
    const path = newPath();
    expect(await store.get({ ...file, path }, { onProgress: (done) => got.push(done) })).toBe(true);
    expect((await readFile(path)).equals(bytes)).toBe(true);
    for (const told of [sent, got]) {
      expect(told).toEqual([...told].sort((a, b) => a - b));
      expect(told.at(-1) ?? 0).toBe(size);
    }
  });

  test('what the team has is not sent again', async () => {
    const file = await fileOf(randomBytes(2 * 1024 * 1024));
    await stores[kind].open().put(file);
    const sent: number[] = [];
    await stores[kind].open().put(file, { onProgress: (done) => sent.push(done) });
    expect(sent).toEqual([]);
  });

  test('bytes that are not what their name says are not taken, and the right ones are afterwards', async () => {
    const store = stores[kind].open();
    const bytes = randomBytes(50);
    const file = await fileOf(bytes);
    const wrong = newPath();
    await writeFile(wrong, randomBytes(50));
    await expect(store.put({ ...file, path: wrong })).rejects.toThrow(WrongBytes);
    expect((await server.file(file.hash))?.complete).toBe(false);
    await store.put(file);
    expect((await server.file(file.hash))?.complete).toBe(true);
  });

  test('another number of bytes is not given out', async () => {
    const store = stores[kind].open();
    const file = await fileOf(randomBytes(50));
    await store.put(file);
    await expect(store.get({ ...file, size: 51, path: newPath() })).rejects.toThrow(WrongBytes);
  });

  test('a file that is not there', async () => {
    const hash = createHash('sha256').update(randomBytes(8)).digest('hex');
    expect(await stores[kind].open().get({ hash, size: 8, path: newPath() })).toBe(false);
  });

  test('it is given up when nobody wants it any more', async () => {
    const store = stores[kind].open();
    const file = await fileOf(randomBytes(2 * 1024 * 1024 + 1));
    await store.put(file);
    const stop = new AbortController();
    await expect(
      store.get({ ...file, path: newPath() }, { signal: stop.signal, onProgress: () => stop.abort() }),
    ).rejects.toThrow();
  });
});

describe('a store of objects', () => {
  const objectsAt = (given: Parameters<typeof bucket>[0]) => bucket(given);
  const through = () => `http://127.0.0.1:${door.port}/files`;

  test('has each file once, under its hash, and large ones are asked for before they are sent', async () => {
    const file = await fileOf(randomBytes(2 * 1024 * 1024));
    const from = objects.asked.length;
    await bucket().put(file);
    await bucket().put(file);
    expect(objects.asked.slice(from)).toEqual([`HEAD ${file.hash}`, `PUT ${file.hash}`, `HEAD ${file.hash}`]);
    expect((await objects.names()).filter((name) => name === file.hash)).toHaveLength(1);
    expect((await objects.bytes(file.hash)).equals(await readFile(file.path))).toBe(true);
  });

  test('wrong keys and buckets are refusals, in the words of the store', async () => {
    const file = await fileOf(randomBytes(10));
    await expect(objectsAt({ secret: 'another' }).put(file)).rejects.toThrow(/^SignatureDoesNotMatch/);
    await expect(objectsAt({ secret: 'another' }).put(file)).rejects.toThrow(StoreRefused);
    await expect(objectsAt({ secret: 'another' }).get({ ...file, path: newPath() })).rejects.toThrow(StoreRefused);
    await expect(objectsAt({ keyId: 'nobody' }).put(file)).rejects.toThrow(/^InvalidAccessKeyId/);
    await expect(objectsAt({ url: objects.url.replace('/files', '/others') }).put(file)).rejects.toThrow(/^NoSuchBucket/);
    await expect(objectsAt({ url: objects.url.replace('/files', '/others') }).get({ ...file, path: newPath() })).rejects.toThrow(
      StoreRefused,
    );
  });

  test('is away when nobody answers, when a line ends in the middle, and there again', async () => {
    const file = await fileOf(randomBytes(3 * 1024 * 1024));
    const client = objectsAt({ url: through() });
    await client.put(file);
    const cut = door.set({ kind: 'cut', after: 1024 * 1024 });
    await expect(client.get({ ...file, path: newPath() })).rejects.toThrow(StoreAway);
    await cut;
    void door.set(undefined);
    await door.down();
    await expect(client.get({ ...file, path: newPath() })).rejects.toThrow(StoreAway);
    await expect(client.put({ ...file, hash: file.hash })).rejects.toThrow(StoreAway);
    await door.up();
    expect(await client.get({ ...file, path: newPath() })).toBe(true);
  });

  test('a connection that was kept and had ended is made anew', async () => {
    const file = await fileOf(randomBytes(10));
    const client = objectsAt({ url: through() });
    await client.put(file);
    const before = door.connections;
    expect(await client.get({ ...file, path: newPath() })).toBe(true);
    expect(door.connections).toBe(before);
    await door.down();
    await door.up();
    expect(await client.get({ ...file, path: newPath() })).toBe(true);
  });

  test('removing what is there, and what is not', async () => {
    const file = await fileOf(randomBytes(10));
    const client = bucket();
    await client.put(file);
    await client.remove(file.hash);
    expect(await objects.names()).not.toContain(file.hash);
    await client.remove(file.hash);
    expect(await client.get({ ...file, path: newPath() })).toBe(false);
  });
});

test('a file that was begun in the database may be finished in the store that was chosen since', async () => {
  const bytes = randomBytes(30);
  const file = await fileOf(bytes);
  expect(await server.putFile(file.hash, file.size, 'database')).toBe(true);
  await server.putChunk(file.hash, 0, bytes.subarray(0, 10));
  await stores.s3.open().put(file);
  expect(await server.file(file.hash)).toEqual({ size: 30, complete: true, store: 's3' });
  expect(await team.owner('SELECT 1 FROM throughline.file_chunks WHERE hash = $1', [file.hash])).toEqual([]);
  // And is not spoilt by whoever still means the database.
  await stores.database.open().put(file);
  expect(await server.file(file.hash)).toEqual({ size: 30, complete: true, store: 's3' });
});
