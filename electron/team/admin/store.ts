import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TeamCommand } from '../../core/team-command.ts';
import { type Bucket, type StoreChoice, storeChoice, storeSetting } from '../stores/choice.ts';
import { Objects } from '../stores/objects.ts';
import type { S3Options } from '../stores/s3.ts';
import { sealStoreSecret } from '../team-key.ts';
import { openTeamKey } from './key.ts';
import { type AdminSession, TeamCommandError } from './session.ts';

/** Where files are kept, and how much of them where. Sizes in bytes. */
export type StoreStanding = {
  kind: StoreChoice['kind'];
  s3?: Omit<Bucket, 'secret' | 'ca'>;
  held: Array<{ store: StoreChoice['kind']; files: number; bytes: number }>;
  /** Objects of erased people that no desk has taken away yet. */
  removals: number;
};

/**
 * `store --s3 …` or `--database`: where files are put from now on. What is there stays there. A store of objects is tried first, with
 * an object that is put, read and taken away again.
 *
 * @throws TeamCommandError when the store does not answer, or does not take, give and remove with this key
 */
export async function chooseStore(
  session: AdminSession,
  store: NonNullable<TeamCommand['store']>,
  { key, secret }: { key: string; secret: string },
): Promise<void> {
  const { db, did } = session;
  const before = await readChoice(session);
  const choice: StoreChoice =
    store.kind === 'database'
      ? { ...before, kind: 'database' }
      : { kind: 's3', s3: await bucketOf(session, store, { key, secret }) };
  await db.query(
    `INSERT INTO throughline.settings AS s (name, value) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, version = s.version + 1`,
    [storeSetting, JSON.stringify(choice)],
  );
  const { url, keyId } = choice.s3 ?? {};
  await db.query("SELECT throughline.note_audit('store', 'setting', $1, NULL, $2)", [
    storeSetting,
    JSON.stringify({ kind: choice.kind, ...(choice.kind === 's3' ? { url, keyId } : {}) }),
  ]);
  did.push(choice.kind === 's3' ? `New files are put into ${url ?? ''}` : 'New files are put into the database');
  if (choice.kind !== before.kind)
    did.push(
      choice.kind === 's3'
        ? 'Older files stay in the database and are read from there'
        : `Older files stay in ${choice.s3?.url ?? ''} and are read from there; keep it`,
    );
}

async function bucketOf(
  session: AdminSession,
  store: NonNullable<TeamCommand['store']> & { kind: 's3' },
  { key, secret }: { key: string; secret: string },
): Promise<Bucket> {
  const { url, region, keyId } = store;
  const ca = store.ca === undefined ? undefined : await authority(store.ca);
  const open = { url, keyId, ...(region === undefined ? {} : { region }), ...(ca === undefined ? {} : { ca }) };
  const teamKey = await openTeamKey(session, key);
  await tried({ ...open, secret });
  session.did.push('The store took, gave and removed a file');
  return { ...open, secret: sealStoreSecret(teamKey, secret) };
}

const authority = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch(() => {
    throw new TeamCommandError(`--s3-ca: ${path} cannot be read`, true);
  });

async function tried(options: S3Options): Promise<void> {
  const objects = new Objects(options);
  const folder = await mkdtemp(join(tmpdir(), 'throughline-store-'));
  try {
    const bytes = randomBytes(64);
    const file = { hash: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
    const [path, back] = [join(folder, 'put'), join(folder, 'got')];
    await writeFile(path, bytes);
    await objects.put({ ...file, path });
    const got = await objects.get({ ...file, path: back });
    if (!got || !(await readFile(back)).equals(bytes)) throw new Error('what was put is not what it gives');
    await objects.remove(file.hash);
  } catch (error) {
    throw new TeamCommandError(
      `The store ${options.url} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    objects.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** `store`: where files are put, and what is where. */
export async function readStore(session: AdminSession): Promise<StoreStanding> {
  const { db } = session;
  const { kind, s3 } = await readChoice(session);
  const { rows: held } = await db.query<{ store: StoreChoice['kind']; files: string; bytes: string }>(
    'SELECT store, count(*) AS files, sum(size) AS bytes FROM throughline.files WHERE complete GROUP BY store ORDER BY store',
  );
  const { rows: left } = await db.query<{ removals: string }>('SELECT count(*) AS removals FROM throughline.file_removals');
  return {
    kind,
    ...(s3 === undefined
      ? {}
      : { s3: { url: s3.url, keyId: s3.keyId, ...(s3.region === undefined ? {} : { region: s3.region }) } }),
    held: held.map(({ store, files, bytes }) => ({ store, files: Number(files), bytes: Number(bytes) })),
    removals: Number(left[0]?.removals ?? 0),
  };
}

/** The same for reading. */
export function storeLines({ kind, s3, held, removals }: StoreStanding): string[] {
  const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return [
    kind === 's3' ? `Files are kept in ${s3?.url ?? ''}, with the key ${s3?.keyId ?? ''}` : 'Files are kept in the database',
    ...held.map(
      ({ store, files, bytes }) =>
        `  ${store === 's3' ? 'In the store of objects' : 'In the database'}: ${files} ${files === 1 ? 'file' : 'files'}, ${megabytes(bytes)}`,
    ),
    ...(removals === 0 ? [] : [`  ${removals} of erased people are still to be taken away by a desk`]),
  ];
}

async function readChoice({ db }: AdminSession): Promise<StoreChoice> {
  const { rows } = await db.query<{ value: unknown }>('SELECT value FROM throughline.settings WHERE name = $1', [storeSetting]);
  const [row] = rows;
  if (row === undefined) return { kind: 'database' };
  const read = storeChoice.safeParse(row.value);
  if (!read.success)
    throw new TeamCommandError('The team names a store that this program does not know; update this program first');
  return read.data;
}
