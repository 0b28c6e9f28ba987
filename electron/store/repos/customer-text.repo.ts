import type { WriteTx } from '../db.ts';
import { earlierNames } from './contact-name.repo.ts';

/** Puts a person's names and addresses down for the index when they changed; no members means no longer shown by itself. */
export function renewCustomerText(tx: WriteTx, rootKey: number, members: readonly number[]): void {
  const parts = new Set<string>();
  for (const key of members) {
    parts.add(tx.value<string>('SELECT name FROM customers WHERE key = ?', key) ?? '');
    const contacts = tx.all<{ key: number; value: string; label: string | null; normalised: string }>(
      'SELECT key, value, label, normalised FROM contact_points WHERE customer_key = ? AND removed_at IS NULL ORDER BY key',
      key,
    );
    for (const contact of contacts) {
      parts.add(contact.value);
      parts.add(contact.normalised);
      if (contact.label !== null) parts.add(contact.label);
      for (const { label } of earlierNames(tx, contact.key)) parts.add(label);
    }
  }
  tx.run(
    `INSERT INTO customer_texts (customer_key, text, indexed) VALUES (?, ?, 0)
     ON CONFLICT DO UPDATE SET text = excluded.text, indexed = 0 WHERE text <> excluded.text`,
    rootKey,
    [...parts].join('\n'),
  );
}
