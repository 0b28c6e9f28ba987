import { z } from 'zod';
import { readStoreAddress } from '../../core/team/store-address.ts';
import type { ReadDb } from '../../store/db.ts';
import { thingOf } from '../../store/team/things.ts';
import { openStoreSecret } from '../team-key.ts';
import { StoreRefused } from './contract.ts';
import type { S3Options } from './s3.ts';

/** Name of the team's setting that says where files are kept. */
export const storeSetting = 'files';

/** A store of objects: where it is, and its key, whose secret is sealed with the team key. */
const bucket = z.object({
  url: z.string(),
  region: z.string().exactOptional(),
  ca: z.string().exactOptional(),
  keyId: z.string().min(1),
  secret: z.string().min(1),
});
export type Bucket = z.infer<typeof bucket>;

/**
 * The setting as it stands on the server. `kind`: where what is new is put; without a setting, in the database. A store of objects
 * stays known when the database is chosen again, because of what is in it.
 */
export const storeChoice = z.object({ kind: z.enum(['database', 's3']), s3: bucket.exactOptional() });
export type StoreChoice = z.infer<typeof storeChoice>;

type Setting = { value: unknown; version: number };
const settingOf = (db: ReadDb): Setting | undefined => thingOf<Setting>(db, 'setting', storeSetting);

/** Grows with every choice of the team; 0 when it never chose. */
export const storeVersion = (db: ReadDb): number => settingOf(db)?.version ?? 0;

/** What cannot be read is no database: it is told when it is used. */
export function storeKind(db: ReadDb): StoreChoice['kind'] {
  const value = settingOf(db)?.value;
  return value === undefined || storeChoice.safeParse(value).data?.kind === 'database' ? 'database' : 's3';
}

/** The choice as this desk has it. @throws StoreRefused when it is none that this program knows */
export function chosenStore(db: ReadDb): StoreChoice {
  const row = settingOf(db);
  if (row === undefined) return { kind: 'database' };
  const read = storeChoice.safeParse(row.value);
  if (!read.success) throw new StoreRefused('the team names a store that this program does not know');
  return read.data;
}

/** What a client needs. @throws StoreRefused when the address is none, or the key of the team is another one */
export function openBucket({ url, region, ca, keyId, secret }: Bucket, key: Uint8Array | undefined): S3Options {
  const read = readStoreAddress(url, region);
  if (!read.ok) throw new StoreRefused(read.message);
  if (!key) throw new StoreRefused('the key of the team does not open, so the key to its store does not either');
  try {
    return { ...read.address, keyId, secret: openStoreSecret(key, secret), ...(ca === undefined ? {} : { ca }) };
  } catch {
    throw new StoreRefused('the key to the store was sealed with another key of the team');
  }
}
