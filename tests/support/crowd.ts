import type { Store } from '../../electron/store/store.ts';

/** Invented; told apart by their number. */
const firstNames = ['Мария', 'Иван', 'Ольга', 'Пётр', 'Emma', 'Юлия', 'Oliver', 'Алексей', 'Grace', 'Дмитрий', 'Елена'];
const lastNames = ['Кузнец', 'Коваль', 'Шевчук', 'Мельник', 'Carter', 'Гончар', 'Hughes', 'Бондарь', 'Ткач'];
const minuteMs = 60_000;
/** 2000-01-01T00:00:00Z in seconds, and keys a second: as keys of items are made. */
const epochSeconds = 946_684_800;
const keysPerSecond = 1_024;
/** Keys of rows made here begin so far beyond those of the program. */
const firstKey = 1_000_000;

const people = `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count),
  person AS (SELECT i, ${firstKey} + i AS key, CAST(:now AS INTEGER) - i * ${minuteMs} AS at,
    ((CAST(:now AS INTEGER) - i * ${minuteMs}) / 1000 - ${epochSeconds}) * ${keysPerSecond} + 7 AS item,
    json_extract(:first, '$[' || (i % json_array_length(:first)) || ']') || ' '
      || json_extract(:last, '$[' || (i / 7 % json_array_length(:last)) || ']') || ' ' || (i + 1) AS name FROM n)`;
const id = (kind: number): string => `printf('0000000${kind}-0000-7000-8000-%012x', i)`;

/**
 * So many people who each wrote a message, the last a minute before `now` and the one before a minute earlier, and wait since:
 * written past the ingest, which would take minutes for what a list needs. They write by the only channel of this kind.
 */
export function makeCrowd(store: Store, count: number, now = Date.now()): void {
  const values = { count, now, first: JSON.stringify(firstNames), last: JSON.stringify(lastNames) };
  const { raw } = store.read;
  const into = (target: string, select: string): void =>
    void raw.prepare(`INSERT INTO ${target} ${people} SELECT ${select} FROM person`).run(values);
  const channel = "(SELECT key FROM channels WHERE kind = 'telegram')";
  raw.transaction(() => {
    into('customers (key, id, root_key, name, name_rank, created_at, version)', `key, ${id(1)}, key, name, 1, at, 1`);
    into(
      'contact_points (id, customer_key, kind, value, normalised, verified, evidence)',
      `${id(2)}, key, 'telegram', CAST(key AS TEXT), CAST(key AS TEXT), 1, '{"source":"channel","at":0}'`,
    );
    into('conversations (key, id, customer_key, status, opened_at, imported, version)', `key, ${id(3)}, key, 'open', at, 0, 1`);
    into(
      'items (key, id, arrival, customer_key, conversation_key, channel_key, kind, direction, sent_at, received_at, text)',
      `item, ${id(4)}, ${firstKey} + i, key, key, ${channel}, 'telegram', 'in', at, at, 'Где мой заказ ' || (10000 + i) || '?'`,
    );
    into(
      'inbox (customer_key, assignee_key, open, last_activity_at, last_item_key, channel_key, waiting_since, waiting_order, unread)',
      `key, 0, 1, at, item, ${channel}, at, at, 1`,
    );
  })();
}
