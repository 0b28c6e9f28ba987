import type { AccountRight } from '../../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { saveCursor } from './channel.repo.ts';

/**
 * Kept beside the places in the channel's streams: like them it is the last word of the provider. In a team it is known where the
 * channel ran when it came; the other desks are told by the refusal.
 */
const stream = (threads: string): string => `account ${threads}`;

/** What an account that a channel answers for lets it do from now on, in all threads whose names begin so. */
export function saveAccountRight(
  tx: WriteTx,
  channelKey: number,
  { threads, right }: { threads: string; right: AccountRight },
): void {
  saveCursor(tx, channelKey, { stream: stream(threads), cursor: right });
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

/** Of the account that this thread belongs to; nothing where it belongs to none, or none was told of. */
export function accountRight(db: ReadDb, thread: number | null): AccountRight | undefined {
  if (thread === null) return undefined;
  const told = db.value<string>(
    `SELECT c.cursor FROM threads t JOIN cursors c ON c.channel_key = t.channel_key AND c.stream > 'account ' AND c.stream < 'account!'
     WHERE t.key = ? AND substr(t.remote_thread, 1, length(c.stream) - 8) = substr(c.stream, 9)`,
    thread,
  );
  return told === undefined ? undefined : (JSON.parse(told) as AccountRight);
}
