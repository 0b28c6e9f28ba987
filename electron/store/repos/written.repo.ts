import { asWritten } from '../../core/as-written.ts';
import type { ReadDb } from '../db.ts';
import { type ChannelRecord, channelByKey } from './channel.repo.ts';
import { type ContactRow, contactByKey, rootOf } from './customer.repo.ts';
import { type ItemRow, itemByKey } from './item.repo.ts';
import { intentOf, type OutboxRow, outboxOfItem } from './outbox.repo.ts';

/** A message that an answer became, with what it stands as on the timeline. */
export type SentPart = OutboxRow & { customer_key: number; thread_key: number | null; reply_to: string | null };

export type Written = ReturnType<typeof asWritten> & { channel: ChannelRecord; contact: ContactRow };

/** An answer as it was written, out of all messages that it became. `undefined`: it went to nobody's address, or none of it is here. */
export function writtenFrom(db: ReadDb, parts: readonly SentPart[]): Written | undefined {
  const [first] = parts;
  const channel = first && channelByKey(db, first.channel_key);
  const contact = first && contactByKey(db, first.contact_key);
  if (!first || !channel || !contact) return undefined;
  const route = {
    customerId: rootOf(db, first.customer_key).id,
    contactPointId: contact.id,
    channelId: channel.id,
    ...answered(db, first),
  };
  return { ...asWritten(parts.map(intentOf), route), channel, contact };
}

/** One message of ours as it was written. The answer to an invitation is none: it is a decision, which is kept on its card. */
export function writtenAs(db: ReadDb, item: ItemRow): Written | undefined {
  const row = outboxOfItem(db, item.key);
  if (!row || intentOf(row).calendar !== undefined) return undefined;
  const quoted = item.reply_to_key === null ? undefined : itemByKey(db, item.reply_to_key);
  return writtenFrom(db, [
    { ...row, customer_key: item.customer_key, thread_key: item.thread_key, reply_to: quoted?.id ?? null },
  ]);
}

/** The item it quotes; of a mail the one it answers, where that is still here. */
function answered(db: ReadDb, part: SentPart): { replyToItemId?: string } {
  const { replyTo } = intentOf(part);
  const item =
    part.reply_to ??
    (replyTo &&
      db.value<string>('SELECT id FROM items WHERE thread_key = ? AND remote_id = ?', part.thread_key, replyTo.remoteId));
  return item === undefined ? {} : { replyToItemId: item };
}
