import type Database from 'better-sqlite3';

/**
 * Which changes of which tables make which record to be pushed. `when`: the change alone that colleagues care for. `key`: the row
 * the record is made from, in the words of the trigger.
 */
const watched: ReadonlyArray<{ kind: string; table: string; on: 'INSERT' | 'DELETE' | `UPDATE OF ${string}`; key: string }> = [
  { kind: 'tag', table: 'tags', on: 'INSERT', key: 'NEW.key' },
  { kind: 'tag', table: 'tags', on: 'UPDATE OF name, colour, removed_at', key: 'NEW.key' },
  { kind: 'canned', table: 'canned_replies', on: 'INSERT', key: 'NEW.key' },
  { kind: 'canned', table: 'canned_replies', on: 'UPDATE OF title, shortcut, body', key: 'NEW.key' },
  { kind: 'customer', table: 'customers', on: 'INSERT', key: 'NEW.key' },
  { kind: 'customer', table: 'customers', on: 'UPDATE OF name, name_rank', key: 'NEW.key' },
  { kind: 'contact', table: 'contact_points', on: 'INSERT', key: 'NEW.key' },
  {
    kind: 'contact',
    table: 'contact_points',
    on: 'UPDATE OF label, name, verified, evidence, removed_at, portrait_hash',
    key: 'NEW.key',
  },
  { kind: 'contact', table: 'contact_channels', on: 'UPDATE OF unreachable_reason', key: 'NEW.contact_key' },
  { kind: 'link', table: 'links', on: 'INSERT', key: 'NEW.key' },
  { kind: 'link', table: 'links', on: 'UPDATE OF undone_at', key: 'NEW.key' },
  { kind: 'conversation', table: 'conversations', on: 'INSERT', key: 'NEW.key' },
  {
    kind: 'conversation',
    table: 'conversations',
    on: 'UPDATE OF customer_key, status, assignee_key, snoozed_until, woken_at, result, imported, merged_into',
    key: 'NEW.key',
  },
  { kind: 'conversation', table: 'conversation_tags', on: 'INSERT', key: 'NEW.conversation_key' },
  { kind: 'conversation', table: 'conversation_tags', on: 'DELETE', key: 'OLD.conversation_key' },
  { kind: 'reminder', table: 'reminders', on: 'INSERT', key: 'NEW.key' },
  { kind: 'reminder', table: 'reminders', on: 'UPDATE OF at, text, done_at', key: 'NEW.key' },
  { kind: 'wish', table: 'remote_actions', on: 'INSERT', key: 'NEW.key' },
  { kind: 'wish', table: 'remote_actions', on: 'UPDATE OF state, body, created_at', key: 'NEW.key' },
  { kind: 'ask', table: 'file_asks', on: 'INSERT', key: 'NEW.key' },
  { kind: 'ask', table: 'file_asks', on: 'UPDATE OF state, created_at, detail', key: 'NEW.key' },
  { kind: 'item', table: 'items', on: 'INSERT', key: 'NEW.key' },
  {
    kind: 'item',
    table: 'items',
    on: 'UPDATE OF customer_key, conversation_key, thread_key, remote_id, text, edited_at, deleted_at, delivery, delivery_note, extra',
    key: 'NEW.key',
  },
  { kind: 'item', table: 'calls', on: 'INSERT', key: 'NEW.item_key' },
  { kind: 'item', table: 'calls', on: 'UPDATE OF remote_id, normalised, body', key: 'NEW.item_key' },
  { kind: 'item', table: 'item_parts', on: 'INSERT', key: 'NEW.item_key' },
  { kind: 'item', table: 'attachments', on: 'INSERT', key: 'NEW.item_key' },
  { kind: 'item', table: 'attachments', on: 'UPDATE OF hash, preview_hash, part, deleted_at, version', key: 'NEW.item_key' },
];

/** Puts a row at the end of the queue, once. */
export const enqueueSql = (kind: string, key: string): string =>
  `INSERT INTO team_queue (kind, row_key) VALUES (${kind}, ${key})
   ON CONFLICT (kind, row_key) DO UPDATE SET seq = (SELECT MAX(seq) + 1 FROM team_queue)`;

/**
 * Writes every change from now on into the queue, in the transaction it belongs to; what was taken over from colleagues is left
 * out while `pulling` says so. The triggers live with this connection: a desk that is in no team pays nothing for them.
 */
export function captureChanges(db: Database.Database, pulling: () => boolean): void {
  db.function('team_pulling', { deterministic: false }, () => (pulling() ? 1 : 0));
  watched.forEach(({ kind, table, on, key }, n) => {
    const words = on.startsWith('UPDATE') ? ` AND (${differing(on)})` : '';
    db.exec(`CREATE TEMP TRIGGER team_${n} AFTER ${on} ON main.${table} WHEN team_pulling() = 0${words} BEGIN
      ${enqueueSql(`'${kind}'`, key)}; END`);
  });
}

/** A statement that writes what stands there already is no change. */
const differing = (on: string): string =>
  on
    .slice('UPDATE OF '.length)
    .split(',')
    .map((column) => `OLD.${column.trim()} IS NOT NEW.${column.trim()}`)
    .join(' OR ');
