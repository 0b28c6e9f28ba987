import type { SendIntent } from '../../../shared/contract/connector.ts';
import type { Delivery, DeliveryCode } from '../../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { itemByKey, setDelivery } from '../repos/item.repo.ts';
import { type OutboxRow, outboxOfItem } from '../repos/outbox.repo.ts';

/** By way of the index, which begins with the channel: most of the table left long ago. */
export const anyChannel = 'channel_key IN (SELECT key FROM channels)';

/**
 * Answers of this desk of which the server has not said that it has them, oldest first; also those it was asked to take when the line
 * ended. Offering twice is offering once, because it is by their own name.
 */
export const unoffered = (db: ReadDb): OutboxRow[] =>
  db.all<OutboxRow>(`SELECT * FROM outbox WHERE ${anyChannel} AND state = 'handed' AND offered < 2 ORDER BY key LIMIT 50`);

/**
 * From now on the server may have it, whatever becomes of the asking: this desk does not send it by itself any more. Answers false where
 * that has begun.
 */
export const markOffered = (tx: WriteTx, key: number): boolean =>
  tx.run("UPDATE outbox SET offered = MAX(offered, 1) WHERE key = ? AND state = 'handed'", key).changes > 0;

/** The server has said that it has it. */
export function markTaken(tx: WriteTx, key: number): void {
  tx.run('UPDATE outbox SET offered = 2 WHERE key = ?', key);
}

/**
 * Nobody can be asked, and this desk ran the channel when that began: answers that the server has never been offered are this
 * desk's to send, because nobody else can have them.
 */
export function sendUnoffered(tx: WriteTx, channelKey: number): number {
  return tx.run("UPDATE outbox SET state = 'queued' WHERE state = 'handed' AND offered = 0 AND channel_key = ?", channelKey)
    .changes;
}

/**
 * What has certainly not left goes the usual way again: answers that waited to leave alone, and what was taken from the server under
 * an earlier lease, since it may have been given to another desk by now.
 */
export function handBack(tx: WriteTx, channelKey: number, fence: number): void {
  tx.run(
    `UPDATE outbox SET state = 'handed', fence = NULL WHERE state = 'queued' AND channel_key = ?
       AND (offered = 0 OR (fence IS NOT NULL AND fence <> ?))`,
    channelKey,
    fence,
  );
}

const meantAlone = `${anyChannel} AND state = 'queued' AND offered = 0 AND fence IS NULL`;

/** Answers wait to leave from here alone, by whichever channel. */
export const waitAlone = (db: ReadDb): boolean => db.value(`SELECT 1 FROM outbox WHERE ${meantAlone} LIMIT 1`) !== undefined;

/** What waits to leave from here alone, by any other channel than these, goes the usual way again: nobody else knows of it. */
export function handBackOthers(tx: WriteTx, run: readonly number[]): void {
  tx.run(
    `UPDATE outbox SET state = 'handed' WHERE ${meantAlone} AND channel_key NOT IN (${run.map(() => '?').join(', ')})`,
    ...run,
  );
}

/** The server has given it to this desk to send, under the lease of this number. Answers false when it has left already. */
export function takeOrder(
  tx: WriteTx,
  order: {
    itemKey: number;
    channelKey: number;
    contactKey: number;
    intent: SendIntent;
    fence: number;
    copies: boolean;
    now: number;
  },
): boolean {
  const own = outboxOfItem(tx, order.itemKey);
  // What was told of an earlier attempt says nothing of this one.
  tx.run('UPDATE items SET delivery_note = NULL WHERE key = ?', order.itemKey);
  if (own) {
    if (own.state !== 'handed') return false;
    tx.run(
      "UPDATE outbox SET state = 'queued', fence = ?, offered = 2, next_attempt_at = ? WHERE key = ?",
      order.fence,
      order.now,
      own.key,
    );
    return true;
  }
  tx.run(
    `INSERT INTO outbox (item_key, channel_key, contact_key, state, intent, created_at, next_attempt_at, attempts, after_send, offered, fence)
     VALUES (?, ?, ?, 'queued', ?, ?, ?, 0, ?, 2, ?)`,
    order.itemKey,
    order.channelKey,
    order.contactKey,
    JSON.stringify(order.intent),
    order.intent.createdAt,
    order.now,
    order.copies ? 'pending' : 'none',
    order.fence,
  );
  return true;
}

/** Taken from the server and not accounted for yet, with how far it has come here. */
export const unsettled = (db: ReadDb): Array<OutboxRow & { item_id: string; note: string | null }> =>
  db.all(
    `SELECT o.*, i.id AS item_id, i.delivery_note AS note FROM outbox o JOIN items i ON i.key = o.item_key
     WHERE o.fence IS NOT NULL ORDER BY o.key`,
  );

/** It was tried, has not left, and is to be tried again; one without a note was not tried yet. */
export const isPutOff = ({ state, note }: { state: string; note: string | null }): boolean => state === 'queued' && note !== null;

/** What was put off waits for the server to give it out again, to whomever; nothing here sends it from now on. */
export function putBack(tx: WriteTx): void {
  for (const row of unsettled(tx)) if (isPutOff(row)) tx.run("UPDATE outbox SET state = 'handed' WHERE key = ?", row.key);
}

/** The server knows how it ended. */
export function settleOrder(tx: WriteTx, key: number): void {
  tx.run('UPDATE outbox SET fence = NULL WHERE key = ?', key);
}

const shown: Readonly<Record<string, Delivery>> = {
  queued: 'queued',
  sending: 'sending',
  unknown: 'unknown',
  accepted: 'sent',
  rejected: 'failed',
  cancelled: 'cancelled',
};

/**
 * How an answer stands with the server, shown on its item. What this desk is sending itself it knows better, unless the server gave it to
 * somebody else before that began; and what the provider has reported since is further on.
 */
export function noteOrder(
  tx: WriteTx,
  itemKey: number,
  order: { state: string; fence: number | null; code?: string; detail?: string; attempts: number },
): void {
  const item = itemByKey(tx, itemKey);
  const own = outboxOfItem(tx, itemKey);
  if (!item) return;
  if (own && own.fence !== null) {
    if ((own.state !== 'queued' && own.state !== 'handed') || (order.state === 'sending' && order.fence === own.fence)) return;
    tx.run('UPDATE outbox SET fence = NULL WHERE key = ?', own.key);
  }
  const delivery = shown[order.state];
  if (delivery === undefined || item.delivery === 'delivered' || item.delivery === 'read') return;
  if (item.delivery === 'sent' && delivery !== 'failed') return;
  const note = { code: (order.code ?? 'interrupted') as DeliveryCode, detail: order.detail ?? '', attempts: order.attempts };
  const ill = delivery === 'failed' || delivery === 'unknown' || (delivery === 'queued' && order.code !== undefined);
  setDelivery(tx, itemKey, delivery, ill ? { note } : {});
  if (!own) return;
  const state = order.state === 'queued' || order.state === 'sending' ? 'handed' : order.state;
  tx.run("UPDATE outbox SET state = ?, after_send = 'none' WHERE key = ?", state, own.key);
}
