import type { AccountRight } from '../../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../db.ts';

/** Everybody who wrote last in one of the threads whose names begin so. */
export function touchPeopleOf(tx: WriteTx, channelKey: number, threads: string): void {
  const people = tx.values<number>(
    `SELECT DISTINCT p.customer_key FROM threads t
     JOIN contact_channels u ON u.channel_key = t.channel_key AND u.thread_key = t.key
     JOIN contact_points p ON p.key = u.contact_key
     WHERE t.channel_key = ? AND t.remote_thread > ? AND t.remote_thread < ?`,
    channelKey,
    threads,
    `${threads}\u{10ffff}`,
  );
  for (const key of people) tx.touchCustomer(key);
}

/**
 * What the account that this thread belongs to lets the channel do; nothing where it belongs to none, or none was told of. In a team
 * the desk that runs the channel knows, and who takes it over; the others are told by the refusal.
 */
export function accountRight(db: ReadDb, thread: number | null): AccountRight | undefined {
  if (thread === null) return undefined;
  const told = db.value<string>(
    `SELECT c.cursor FROM threads t JOIN cursors c ON c.channel_key = t.channel_key AND c.stream > 'account ' AND c.stream < 'account!'
     WHERE t.key = ? AND substr(t.remote_thread, 1, length(c.stream) - 8) = substr(c.stream, 9)`,
    thread,
  );
  return told === undefined ? undefined : (JSON.parse(told) as AccountRight);
}
