import type { HeldReply } from '../../../shared/contract/api.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { newId } from '../ids.ts';

export type HeldRow = {
  key: number;
  id: string;
  customer_key: number;
  /** The conversation it belongs to, even if that is closed by the time it leaves. */
  conversation_key: number | null;
  reason: HeldReply['reason'];
  /** JSON of `HeldBody`. */
  body: string;
  created_at: number;
  /** When it leaves; null while it waits for a person. */
  due_at: number | null;
  problem: string | null;
};
export type HeldBody = Pick<HeldReply, 'reply' | 'draft' | 'channelKind' | 'channelName' | 'address'> & { sendAt: number };

export const heldBody = (row: HeldRow): HeldBody => JSON.parse(row.body) as HeldBody;
export const heldById = (db: ReadDb, id: string): HeldRow | undefined =>
  db.get<HeldRow>('SELECT * FROM held_replies WHERE id = ?', id);

/** Those whose time has come, in the order they were written. */
export const dueHeld = (db: ReadDb, now: number): HeldRow[] =>
  db.all<HeldRow>('SELECT * FROM held_replies WHERE due_at <= ? ORDER BY due_at, key', now);
export const nextHeldAt = (db: ReadDb): number | undefined =>
  db.value<number>('SELECT MIN(due_at) FROM held_replies') ?? undefined;

export function insertHeld(
  tx: WriteTx,
  held: { customerKey: number; conversationKey: number | null; reason: HeldReply['reason']; body: HeldBody; now: number },
): string {
  const id = newId(held.now);
  tx.run(
    `INSERT INTO held_replies (id, customer_key, conversation_key, reason, body, created_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    id,
    held.customerKey,
    held.conversationKey,
    held.reason,
    JSON.stringify(held.body),
    held.now,
    held.body.sendAt,
  );
  tx.touchCustomer(held.customerKey);
  return id;
}

/** Gives it another time; what kept it back is forgotten. */
export function moveHeld(tx: WriteTx, row: HeldRow, sendAt: number): void {
  const body: HeldBody = { ...heldBody(row), sendAt };
  tx.run(
    "UPDATE held_replies SET body = ?, due_at = ?, problem = NULL, reason = 'later' WHERE key = ?",
    JSON.stringify(body),
    sendAt,
    row.key,
  );
  tx.touchCustomer(row.customer_key);
}

/** It could not leave: it waits for a person, with the reason. */
export function stopHeld(tx: WriteTx, row: HeldRow, problem: NonNullable<HeldReply['problem']>): void {
  tx.run('UPDATE held_replies SET due_at = NULL, problem = ? WHERE key = ?', JSON.stringify(problem), row.key);
  tx.touchCustomer(row.customer_key);
}

/** Takes it out. Answers whether it was still there: what is taken out twice is sent once. */
export function takeHeld(tx: WriteTx, row: HeldRow): boolean {
  const { changes } = tx.run('DELETE FROM held_replies WHERE key = ?', row.key);
  tx.touchCustomer(row.customer_key);
  return changes > 0;
}

/** Answers of a person that wait, soonest first; those that could not leave stand before them. */
export function heldOf(db: ReadDb, memberKeys: readonly number[]): HeldReply[] {
  const rows = memberKeys.flatMap((key) => db.all<HeldRow>('SELECT * FROM held_replies WHERE customer_key = ?', key));
  return rows
    .sort((a, b) => (a.due_at ?? 0) - (b.due_at ?? 0) || a.key - b.key)
    .map((row) => ({
      id: row.id,
      reason: row.reason,
      createdAt: row.created_at,
      ...heldBody(row),
      ...(wroteSince(db, memberKeys, row.created_at) ? { answeredSince: true as const } : {}),
      ...(row.problem === null ? {} : { problem: JSON.parse(row.problem) as NonNullable<HeldReply['problem']> }),
    }));
}

/** They have written something since that time. */
export const wroteSince = (db: ReadDb, memberKeys: readonly number[], at: number): boolean =>
  memberKeys.some(
    (key) =>
      db.value(
        "SELECT 1 FROM items WHERE customer_key = ? AND direction = 'in' AND automatic = 0 AND received_at > ? ORDER BY key DESC LIMIT 1",
        key,
        at,
      ) !== undefined,
  );
