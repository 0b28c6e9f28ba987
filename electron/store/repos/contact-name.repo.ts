import type { ContactPoint } from '../../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../db.ts';

type Named = { key: number; customer_key: number; label: string | null; name: string | null; named_at: number | null };

/** What a provider calls somebody. A label that is absent is not told; `null` says that there is none any more. */
export type Naming = { name?: string; label?: string | null; at: number };

/**
 * Takes over what the provider calls an address, and keeps what it used to be called. What was said before the last naming
 * changes nothing: history may arrive after the present. Answers whether it was heard.
 */
export function nameContact(tx: WriteTx, contactKey: number, { name, label, at }: Naming): boolean {
  const row = tx.get<Named>('SELECT key, customer_key, label, name, named_at FROM contact_points WHERE key = ?', contactKey);
  if (!row || (row.named_at !== null && at < row.named_at)) return false;
  const next = { name: name ?? row.name, label: label === undefined ? row.label : label };
  if (next.name === row.name && next.label === row.label) return true;
  for (const [before, now] of [
    [row.name, next.name],
    [row.label, next.label],
  ] as const) {
    if (before === null || before === now) continue;
    tx.run(
      'INSERT INTO contact_names (contact_key, label, until_at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET until_at = excluded.until_at',
      contactKey,
      before,
      at,
    );
  }
  tx.run('UPDATE contact_points SET name = ?, label = ?, named_at = ? WHERE key = ?', next.name, next.label, at, contactKey);
  tx.touchCustomer(row.customer_key);
  return true;
}

/** What an address used to be called, newest first. What it is called again is not among it. */
export const earlierNames = (db: ReadDb, contactKey: number): NonNullable<ContactPoint['earlier']> =>
  db
    .all<{ label: string; until: number }>(
      `SELECT n.label, n.until_at AS until FROM contact_names n JOIN contact_points p ON p.key = n.contact_key
       WHERE n.contact_key = ? AND n.label IS NOT p.name AND n.label IS NOT p.label`,
      contactKey,
    )
    .sort((a, b) => b.until - a.until || (a.label < b.label ? -1 : 1));
