import type {
  CallWrapUp,
  CustomerId,
  DeliveryCode,
  DeliveryNote,
  PendingChange,
  Pin,
  TextMark,
} from '../../../shared/model/index.ts';
import { anyKey, type ReadDb, type WriteTx } from '../db.ts';
import { derivedId } from '../derived-id.ts';

/** What is wished of one item at the provider. */
export type Wish =
  | { type: 'edit'; text: string; marks?: TextMark[] }
  | { type: 'withdraw' }
  | { type: 'react'; emoji?: string }
  | { type: 'seen' };

/** What an agent says of a call, or pins. Nobody has to do anything about it; it is kept here so that colleagues are told of it. */
export type Said =
  | { type: 'pin'; pinned: Pin | null }
  | { type: 'wrap-up'; wrapUp: CallWrapUp }
  | { type: 'assign'; customer: CustomerId; contact?: string };

export type ActionRow = {
  key: number;
  item_key: number;
  channel_key: number;
  type: Wish['type'] | Said['type'];
  id: string | null;
  state: 'pending' | 'refused' | 'done';
  body: string;
  wish: number;
  created_at: number;
  next_attempt_at: number;
  attempts: number;
  code: DeliveryCode | null;
  detail: string | null;
};

export const wishOf = (row: ActionRow): Wish => JSON.parse(row.body) as Wish;

/**
 * Puts a wish down; one of the same kind for the same item gives way to it, also one that is being tried now. How often the
 * kind was tried stays: what was tried may have been done.
 */
export function wish(tx: WriteTx, at: { itemKey: number; channelKey: number; now: number }, wanted: Wish): void {
  const id = wanted.type === 'seen' ? null : wishId(tx, at.itemKey, wanted.type);
  tx.run(
    `INSERT INTO remote_actions (id, item_key, channel_key, type, state, body, wish, created_at, next_attempt_at, attempts)
     VALUES (?, ?, ?, ?, 'pending', ?, 1, ?, ?, 0)
     ON CONFLICT (item_key, type) DO UPDATE SET state = 'pending', body = excluded.body, wish = wish + 1, created_at = excluded.created_at,
       next_attempt_at = excluded.next_attempt_at, code = NULL, detail = NULL`,
    id,
    at.itemKey,
    at.channelKey,
    wanted.type,
    JSON.stringify(wanted),
    at.now,
    at.now,
  );
}

/** Puts down what was said of an item; what was said last stands. `channelKey` is 0 for what came by none. */
export function say(tx: WriteTx, at: { itemKey: number; channelKey: number; now: number }, said: Said): void {
  tx.run(
    `INSERT INTO remote_actions (id, item_key, channel_key, type, state, body, wish, created_at, next_attempt_at, attempts)
     VALUES (?, ?, ?, ?, 'done', ?, 1, ?, ?, 0)
     ON CONFLICT (item_key, type) DO UPDATE SET body = excluded.body, wish = wish + 1, created_at = excluded.created_at`,
    wishId(tx, at.itemKey, said.type),
    at.itemKey,
    at.channelKey,
    said.type,
    JSON.stringify(said),
    at.now,
    at.now,
  );
}

/** The same on every desk that knows the item. */
const wishId = (db: ReadDb, itemKey: number, type: ActionRow['type']): string =>
  derivedId(`${db.value<string>('SELECT id FROM items WHERE key = ?', itemKey) ?? ''} ${type}`);

/** What somebody wrote in that stretch was read here, and the provider is to be told so on these channels. */
export function wishSeen(
  tx: WriteTx,
  customerKey: number,
  read: { after: number; upTo: number; channels: ReadonlySet<number>; now: number },
): void {
  if (read.channels.size === 0) return;
  const items = tx.all<{ key: number; channel_key: number | null }>(
    `SELECT key, channel_key FROM items WHERE customer_key = ? AND direction = 'in' AND arrival > ? AND arrival <= ?`,
    customerKey,
    read.after,
    read.upTo,
  );
  for (const { key, channel_key } of items) {
    if (channel_key === null || !read.channels.has(channel_key)) continue;
    wish(tx, { itemKey: key, channelKey: channel_key, now: read.now }, { type: 'seen' });
  }
}

export function forgetWish(tx: WriteTx, itemKey: number, type: ActionRow['type']): void {
  tx.run("UPDATE remote_actions SET state = 'done' WHERE item_key = ? AND type = ?", itemKey, type);
}

export const actionsOf = (db: ReadDb, itemKey: number): ActionRow[] =>
  db.all<ActionRow>('SELECT * FROM remote_actions WHERE item_key = ?', itemKey).sort((a, b) => a.key - b.key);

/** It may have been done at the provider already, though nobody knows. */
export const mayBeDone = (db: ReadDb, itemKey: number, type: Wish['type']): boolean =>
  actionsOf(db, itemKey).some((row) => row.type === type && row.state === 'pending' && row.attempts > 0);

/** Written down before it is tried, so that a crash leaves no doubt that it was. Answers whether it is still wished. */
export const beginAction = (tx: WriteTx, row: ActionRow): boolean =>
  tx.run("UPDATE remote_actions SET attempts = attempts + 1 WHERE key = ? AND wish = ? AND state = 'pending'", row.key, row.wish)
    .changes > 0;

/**
 * What may be tried now, one for each item, the oldest first: an earlier wish for the same item holds back what came after it,
 * and a message that has not arrived at the provider cannot be changed there.
 */
export const dueActions = (db: ReadDb, channelKey: number, now: number, limit: number): ActionRow[] =>
  db.all<ActionRow>(
    `SELECT a.* FROM remote_actions a JOIN items i ON i.key = a.item_key
     WHERE a.channel_key = ? AND a.state = 'pending' AND a.next_attempt_at <= ? AND a.type <> 'seen'
       AND COALESCE(i.delivery, 'sent') IN ('sent', 'delivered', 'read') AND i.remote_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM remote_actions e WHERE e.item_key = a.item_key AND e.key < a.key AND e.state = 'pending' AND e.type <> 'seen')
     ORDER BY a.next_attempt_at LIMIT ?`,
    channelKey,
    now,
    limit,
  );

/** When the next wish of a channel that waits for its time may be tried. */
export const nextActionAt = (db: ReadDb, channelKey: number, after: number): number | undefined =>
  db.value<number>(
    `SELECT next_attempt_at FROM remote_actions WHERE channel_key = ? AND state = 'pending' AND next_attempt_at > ? AND type <> 'seen'
     ORDER BY next_attempt_at LIMIT 1`,
    channelKey,
    after,
  );

export type SeenRow = { key: number; remote_id: string; remote_thread: string; attempts: number };

/** What was read here and may be marked so at the provider now. */
export const seenDue = (db: ReadDb, channelKey: number, now: number, limit: number): SeenRow[] =>
  db.all<SeenRow>(
    `SELECT a.key, a.attempts, i.remote_id, t.remote_thread FROM remote_actions a
     JOIN items i ON i.key = a.item_key JOIN threads t ON t.key = i.thread_key
     WHERE a.channel_key = ? AND a.state = 'pending' AND a.next_attempt_at <= ? AND a.type = 'seen' AND i.remote_id IS NOT NULL
     ORDER BY a.next_attempt_at LIMIT ?`,
    channelKey,
    now,
    limit,
  );

export const nextSeenAt = (db: ReadDb, channelKey: number): number | undefined =>
  db.value<number>(
    `SELECT next_attempt_at FROM remote_actions WHERE channel_key = ? AND state = 'pending' AND type = 'seen'
     ORDER BY next_attempt_at LIMIT 1`,
    channelKey,
  );

export function forgetSeen(tx: WriteTx, rows: readonly SeenRow[]): void {
  for (const { key } of rows) tx.run('DELETE FROM remote_actions WHERE key = ?', key);
}

export function postponeSeen(tx: WriteTx, rows: readonly SeenRow[], retryAt: number): void {
  for (const { key } of rows)
    tx.run('UPDATE remote_actions SET attempts = attempts + 1, next_attempt_at = ? WHERE key = ?', retryAt, key);
}

/** Something waits for a time that has not come. */
export const actionsWait = (db: ReadDb, channelKey: number, now: number): boolean =>
  db.value(
    "SELECT 1 FROM remote_actions WHERE channel_key = ? AND state = 'pending' AND next_attempt_at > ? LIMIT 1",
    channelKey,
    now,
  ) !== undefined;

/** Everything that waits may be tried now: the channel is back. */
export function hurryActions(tx: WriteTx, channelKey: number, now: number): void {
  tx.run(
    "UPDATE remote_actions SET next_attempt_at = ? WHERE channel_key = ? AND state = 'pending' AND next_attempt_at > ?",
    now,
    channelKey,
    now,
  );
}

/** It did not work and is to be tried again. A newer wish keeps its own time. */
export function postpone(tx: WriteTx, row: ActionRow, retryAt: number, why: { code: DeliveryCode; detail: string }): void {
  tx.run(
    'UPDATE remote_actions SET next_attempt_at = ?, code = ?, detail = ? WHERE key = ? AND wish = ?',
    retryAt,
    why.code,
    why.detail,
    row.key,
    row.wish,
  );
}

export function refuse(tx: WriteTx, row: ActionRow, why: { code: DeliveryCode; detail: string }): void {
  tx.run(
    "UPDATE remote_actions SET state = 'refused', code = ?, detail = ? WHERE key = ? AND wish = ?",
    why.code,
    why.detail,
    row.key,
    row.wish,
  );
}

/** It is done at the provider; a newer wish of the same kind stays. */
export function fulfilled(tx: WriteTx, row: ActionRow): void {
  tx.run("UPDATE remote_actions SET state = 'done' WHERE key = ? AND wish = ?", row.key, row.wish);
}

/** As a person sees them, by item. That something was read here is nobody's concern but the provider's. */
export function pendingChangesOfAll(db: ReadDb, itemKeys: readonly number[]): ReadonlyMap<number, PendingChange[]> {
  const rows = db.grouped(`SELECT * FROM remote_actions WHERE item_key ${anyKey}`, itemKeys, (row: ActionRow) => row.item_key);
  return new Map([...rows].map(([item, group]) => [item, group.sort((a, b) => a.key - b.key).flatMap(toPendingChange)]));
}

function toPendingChange(row: ActionRow): PendingChange[] {
  const wanted = wishOf(row);
  if (wanted.type === 'seen' || row.state === 'done') return [];
  const note: DeliveryNote | undefined =
    row.code === null
      ? undefined
      : {
          code: row.code,
          attempts: row.attempts,
          ...(row.detail === null ? {} : { detail: row.detail }),
          ...(row.state === 'pending' ? { retryAt: row.next_attempt_at } : {}),
        };
  return [{ ...wanted, at: row.created_at, state: row.state, ...(note ? { note } : {}) }];
}
