import type { ContactPoint, ContactPointKind, CustomerId, Evidence, UnreachableReason } from '../../../shared/model/index.ts';
import { bestName, type NameRank } from '../../core/identity/names.ts';
import { anyKey, type ReadDb, type WriteTx } from '../db.ts';
import { freeId, newId } from '../ids.ts';
import { earlierNames, nameContact } from './contact-name.repo.ts';

export type CustomerRow = {
  key: number;
  id: CustomerId;
  root_key: number;
  name: string;
  name_rank: number;
  created_at: number;
  version: number;
};

export const customerByKey = (db: ReadDb, key: number): CustomerRow | undefined =>
  db.get<CustomerRow>('SELECT * FROM customers WHERE key = ?', key);
export const customerById = (db: ReadDb, id: CustomerId): CustomerRow | undefined =>
  db.get<CustomerRow>('SELECT * FROM customers WHERE id = ?', id);

/** The person shown for this identity: itself, or the oldest identity linked with it. */
export function rootOf(db: ReadDb, key: number): CustomerRow {
  const row = db.get<CustomerRow>('SELECT r.* FROM customers c JOIN customers r ON r.key = c.root_key WHERE c.key = ?', key);
  if (!row) throw new Error(`no customer ${key}`);
  return row;
}

/** Every identity that makes up a person, oldest first. */
export const membersOf = (db: ReadDb, rootKey: number): CustomerRow[] =>
  db.all<CustomerRow>('SELECT * FROM customers WHERE root_key = ? ORDER BY key', rootKey);

/** The same of many people, by root. */
export function membersOfAll(db: ReadDb, rootKeys: Iterable<number>): ReadonlyMap<number, CustomerRow[]> {
  const members = db.grouped(`SELECT * FROM customers WHERE root_key ${anyKey}`, rootKeys, (row: CustomerRow) => row.root_key);
  for (const group of members.values()) group.sort((a, b) => a.key - b.key);
  return members;
}

/** What a person made of these identities is called. */
export const nameOf = (members: readonly CustomerRow[]): { name: string; rank: NameRank } =>
  bestName(members.map((row) => ({ name: row.name, rank: row.name_rank as NameRank })));

export const displayName = (db: ReadDb, rootKey: number): { name: string; rank: NameRank } => nameOf(membersOf(db, rootKey));

/** `id`: where several desks make the same identity by themselves; one that is here under that name is it. */
export function createCustomer(tx: WriteTx, name: string, rank: NameRank, now: number, id: string = newId(now)): CustomerRow {
  const here = tx.get<CustomerRow>('SELECT * FROM customers WHERE id = ?', id);
  if (here) return here;
  const key = tx.insert(
    'INSERT INTO customers (id, root_key, name, name_rank, created_at, version) VALUES (?, 0, ?, ?, ?, 1)',
    id,
    name,
    rank,
    now,
  );
  tx.run('UPDATE customers SET root_key = key WHERE key = ?', key);
  tx.touchCustomer(key);
  return { key, id, root_key: key, name, name_rank: rank, created_at: now, version: 1 };
}

/** Takes a name if it comes from a source at least as good as the present one. */
export function offerName(tx: WriteTx, key: number, name: string, rank: NameRank): void {
  const { changes } = tx.run(
    'UPDATE customers SET name = ?, name_rank = ?, version = version + 1 WHERE key = ? AND name_rank <= ? AND name <> ?',
    name,
    rank,
    key,
    rank,
    name,
  );
  if (changes > 0) tx.touchCustomer(key);
}

export type ContactRow = {
  key: number;
  id: string;
  customer_key: number;
  kind: ContactPointKind;
  value: string;
  label: string | null;
  normalised: string;
  verified: number;
  evidence: string;
  /** What the provider calls them. */
  name: string | null;
};

/** Who holds this address, verified ones first, then the oldest. */
export const findContacts = (db: ReadDb, kind: ContactPointKind, normalised: string): ContactRow[] =>
  db
    .all<ContactRow>('SELECT * FROM contact_points WHERE kind = ? AND normalised = ? AND removed_at IS NULL', kind, normalised)
    .sort((a, b) => b.verified - a.verified || a.key - b.key);

export const contactsOf = (db: ReadDb, customerKey: number): ContactRow[] =>
  db.all<ContactRow>('SELECT * FROM contact_points WHERE customer_key = ? AND removed_at IS NULL ORDER BY key', customerKey);

export const contactById = (db: ReadDb, id: string): ContactRow | undefined =>
  db.get<ContactRow>('SELECT * FROM contact_points WHERE id = ? AND removed_at IS NULL', id);

export const contactByKey = (db: ReadDb, key: number): ContactRow | undefined =>
  db.get<ContactRow>('SELECT * FROM contact_points WHERE key = ? AND removed_at IS NULL', key);

export type NewContact = {
  /** Where several desks make the same by themselves. */
  id?: string;
  kind: ContactPointKind;
  value: string;
  label?: string;
  /** What the provider calls them. */
  name?: string;
  normalised: string;
  verified: boolean;
  evidence: Evidence;
};

/** Adds an address to an identity, or raises one it has to verified. Answers its key, and whether what it is called is news. */
export function putContact(tx: WriteTx, customerKey: number, contact: NewContact): { key: number; named: boolean } {
  const existing = tx.get<ContactRow>(
    'SELECT * FROM contact_points WHERE customer_key = ? AND kind = ? AND normalised = ? AND removed_at IS NULL',
    customerKey,
    contact.kind,
    contact.normalised,
  );
  if (!existing) {
    tx.touchCustomer(customerKey);
    const named = contact.name !== undefined || contact.label !== undefined;
    const key = tx.insert(
      `INSERT INTO contact_points (id, customer_key, kind, value, label, name, named_at, normalised, verified, evidence)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      freeId(tx, 'contact_points', contact.id) ?? newId(),
      customerKey,
      contact.kind,
      contact.value,
      contact.label ?? null,
      contact.name ?? null,
      named ? contact.evidence.at : null,
      contact.normalised,
      contact.verified ? 1 : 0,
      JSON.stringify(contact.evidence),
    );
    return { key, named };
  }
  if (contact.verified && existing.verified === 0) {
    tx.run('UPDATE contact_points SET verified = 1, evidence = ? WHERE key = ?', JSON.stringify(contact.evidence), existing.key);
    tx.touchCustomer(customerKey);
  }
  const named = nameContact(tx, existing.key, {
    at: contact.evidence.at,
    ...(contact.name === undefined ? {} : { name: contact.name }),
    ...(contact.label === undefined ? {} : { label: contact.label }),
  });
  return { key: existing.key, named };
}

export function removeContact(tx: WriteTx, key: number, now: number): void {
  tx.run('UPDATE contact_points SET removed_at = ? WHERE key = ?', now, key);
}

export type ContactUse = {
  contact_key: number;
  channel_key: number;
  thread_key: number | null;
  last_in_at: number | null;
  last_out_at: number | null;
  unreachable_reason: UnreachableReason | null;
  unreachable_at: number | null;
  unreachable_detail: string | null;
  group_item_key: number | null;
};

export const usesOf = (db: ReadDb, contactKey: number): ContactUse[] =>
  db.all<ContactUse>('SELECT * FROM contact_channels WHERE contact_key = ?', contactKey);

/** Remembers that an address was used on a channel; writing to us proves that it can be reached again. */
export function noteUse(
  tx: WriteTx,
  use: { contactKey: number; channelKey: number; threadKey: number | null; direction: 'in' | 'out'; at: number },
): void {
  const inAt = use.direction === 'in' ? use.at : null;
  const outAt = use.direction === 'out' ? use.at : null;
  tx.run(
    `INSERT INTO contact_channels (contact_key, channel_key, thread_key, last_in_at, last_out_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET
       thread_key = CASE WHEN COALESCE(?, 0) >= MAX(COALESCE(last_in_at, 0), COALESCE(last_out_at, 0)) THEN excluded.thread_key ELSE thread_key END,
       last_in_at = MAX(COALESCE(last_in_at, 0), COALESCE(excluded.last_in_at, 0)),
       last_out_at = MAX(COALESCE(last_out_at, 0), COALESCE(excluded.last_out_at, 0)),
       unreachable_reason = CASE WHEN excluded.last_in_at > COALESCE(unreachable_at, 0) THEN NULL ELSE unreachable_reason END`,
    use.contactKey,
    use.channelKey,
    use.threadKey,
    inAt,
    outAt,
    use.at,
  );
}

/** They wrote in a group. That opens no private thread, so what is known of one stays as it is. */
export function noteGroupUse(tx: WriteTx, use: { contactKey: number; channelKey: number; itemKey: number }): void {
  tx.run(
    `INSERT INTO contact_channels (contact_key, channel_key, group_item_key) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET group_item_key = MAX(COALESCE(group_item_key, 0), excluded.group_item_key)`,
    use.contactKey,
    use.channelKey,
    use.itemKey,
  );
}

export function setReachability(
  tx: WriteTx,
  at: { contactKey: number; channelKey: number },
  unreachable: { reason: UnreachableReason; at: number; detail?: string } | undefined,
): void {
  tx.run(
    `INSERT INTO contact_channels (contact_key, channel_key, unreachable_reason, unreachable_at, unreachable_detail) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET unreachable_reason = excluded.unreachable_reason, unreachable_at = excluded.unreachable_at,
       unreachable_detail = excluded.unreachable_detail`,
    at.contactKey,
    at.channelKey,
    unreachable?.reason ?? null,
    unreachable?.at ?? null,
    unreachable?.detail ?? null,
  );
  const owner = tx.value<number>('SELECT customer_key FROM contact_points WHERE key = ?', at.contactKey);
  if (owner !== undefined) tx.touchCustomer(owner);
}

export function toContactPoint(db: ReadDb, row: ContactRow, customerId: CustomerId): ContactPoint {
  const uses = usesOf(db, row.key);
  const lastUsedAt = Math.max(0, ...uses.flatMap((use) => [use.last_in_at ?? 0, use.last_out_at ?? 0]));
  const lost = uses.find((use) => use.unreachable_reason !== null);
  const earlier = earlierNames(db, row.key);
  const everywhere = lost !== undefined && uses.every((use) => use.unreachable_reason !== null);
  return {
    id: row.id,
    customerId,
    kind: row.kind,
    value: row.value,
    verified: row.verified === 1,
    evidence: JSON.parse(row.evidence) as Evidence,
    ...(row.label === null ? {} : { label: row.label }),
    ...(lastUsedAt > 0 ? { lastUsedAt } : {}),
    ...(earlier.length > 0 ? { earlier } : {}),
    ...(everywhere && lost.unreachable_reason !== null
      ? {
          unreachable: {
            reason: lost.unreachable_reason,
            at: lost.unreachable_at ?? 0,
            ...(lost.unreachable_detail === null ? {} : { detail: lost.unreachable_detail }),
          },
        }
      : {}),
  };
}
