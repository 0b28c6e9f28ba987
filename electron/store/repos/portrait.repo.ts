import type { ContactPointKind, FileHash } from '../../../shared/model/index.ts';
import { anyKey, type ReadDb, type WriteTx } from '../db.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** A picture is looked for again after this long, as long as the person was heard of lately. */
const recheckMs = 7 * dayMs;
const lateMs = 30 * dayMs;

export type PortraitRow = {
  contact_key: number;
  customer_key: number;
  kind: ContactPointKind;
  value: string;
  label: string | null;
  portrait_hash: FileHash | null;
  last_in_at: number | null;
};

/** Somebody wrote: their picture is wanted, unless it was looked for within the week. */
export function wantPortrait(tx: WriteTx, at: { contactKey: number; channelKey: number; now: number }): void {
  tx.run(
    `UPDATE contact_channels SET portrait_due_at = MAX(?, COALESCE(portrait_checked_at + ?, 0))
     WHERE contact_key = ? AND channel_key = ? AND portrait_due_at IS NULL`,
    at.now,
    recheckMs,
    at.contactKey,
    at.channelKey,
  );
}

/** Pictures that are due on a channel. */
export const duePortraits = (db: ReadDb, channelKey: number, now: number, limit: number): PortraitRow[] =>
  db.all<PortraitRow>(
    `SELECT p.key AS contact_key, p.customer_key, p.kind, p.value, p.label, p.portrait_hash, u.last_in_at
     FROM contact_channels u JOIN contact_points p ON p.key = u.contact_key
     WHERE u.channel_key = ? AND u.portrait_due_at IS NOT NULL AND u.portrait_due_at <= ? ORDER BY u.portrait_due_at LIMIT ?`,
    channelKey,
    now,
    limit,
  );

export const nextPortraitAt = (db: ReadDb, channelKey: number): number | undefined =>
  db.value<number>(
    'SELECT MIN(portrait_due_at) FROM contact_channels WHERE channel_key = ? AND portrait_due_at IS NOT NULL',
    channelKey,
  ) ?? undefined;

/** It was looked for: a picture, none (`null`), or no answer (`undefined`, the present one stays). */
export function setPortrait(
  tx: WriteTx,
  row: PortraitRow,
  channelKey: number,
  { hash, now }: { hash: FileHash | null | undefined; now: number },
): void {
  const again = (row.last_in_at ?? 0) > now - lateMs ? now + recheckMs : null;
  tx.run(
    'UPDATE contact_channels SET portrait_checked_at = ?, portrait_due_at = ? WHERE contact_key = ? AND channel_key = ?',
    now,
    again,
    row.contact_key,
    channelKey,
  );
  if (hash === undefined || hash === row.portrait_hash) return;
  tx.run('UPDATE contact_points SET portrait_hash = ? WHERE key = ?', hash, row.contact_key);
  tx.touchCustomer(row.customer_key);
}

/** The picture of each identity that has one: of the first of its addresses with a picture. */
export function photosOf(db: ReadDb, customerKeys: Iterable<number>): ReadonlyMap<number, FileHash> {
  const rows = db.grouped(
    `SELECT customer_key, key, portrait_hash FROM contact_points
     WHERE customer_key ${anyKey} AND portrait_hash IS NOT NULL AND removed_at IS NULL`,
    customerKeys,
    (row: { customer_key: number; key: number; portrait_hash: FileHash }) => row.customer_key,
  );
  const first = (group: Array<{ key: number; portrait_hash: FileHash }>) =>
    group.reduce((a, b) => (b.key < a.key ? b : a)).portrait_hash;
  return new Map([...rows].map(([customer, group]) => [customer, first(group)]));
}

/** The picture of a person: of the first of their identities that has one. */
export function photoOf(db: ReadDb, memberKeys: readonly number[]): FileHash | undefined {
  const photos = photosOf(db, memberKeys);
  return memberKeys.map((key) => photos.get(key)).find((hash) => hash !== undefined);
}
