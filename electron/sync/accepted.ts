import type { SendIntent } from '../../shared/contract/connector.ts';
import type { RefusedRecipient } from '../../shared/model/index.ts';
import type { WriteTx } from '../store/db.ts';
import { attachmentsOf, setPart } from '../store/repos/attachment.repo.ts';
import { itemByKey, setDelivery, setExtra } from '../store/repos/item.repo.ts';
import { readExtra } from '../store/repos/item-extra.ts';
import type { OutboxRow } from '../store/repos/outbox.repo.ts';
import { addPart } from '../store/repos/part.repo.ts';
import { getSetting } from '../store/repos/settings.repo.ts';
import { threadKey } from '../store/repos/thread.repo.ts';
import { applyEarlierReports } from './ingest/report.ts';

/** How the provider names what it accepted. */
export type Arrived = { remoteId: string; remoteThread?: string; further?: string[]; refused?: RefusedRecipient[] };

/**
 * What a message of ours is once the provider has it: its names there, and what was reported of it while the answer to its
 * sending was still on the way.
 */
export function settleAccepted(tx: WriteTx, row: OutboxRow, intent: SendIntent, arrived: Arrived & { startedAt: number }): void {
  const thread = arrived.remoteThread ?? intent.remoteThread;
  const [first] = arrived.refused ?? [];
  setDelivery(tx, row.item_key, 'sent', {
    remoteId: arrived.remoteId,
    ...(first && arrived.refused
      ? { note: { code: first.code, detail: first.detail, refused: arrived.refused, attempts: row.attempts } }
      : {}),
    ...(thread === undefined || thread === intent.remoteThread ? {} : { threadKey: threadKey(tx, row.channel_key, thread) }),
  });
  const item = itemByKey(tx, row.item_key);
  if (!item || item.thread_key === null) return;
  const parts = [arrived.remoteId, ...(arrived.further ?? [])];
  if (parts.length > 1) {
    for (const remoteId of parts.slice(1)) addPart(tx, { threadKey: item.thread_key, remoteId, itemKey: item.key });
    attachmentsOf(tx, item.key).forEach((file, index) => {
      setPart(tx, file, parts[index] ?? arrived.remoteId);
    });
    const { marks } = readExtra(item);
    const caption = { part: arrived.remoteId, text: item.text, ...(marks ? { marks } : {}) };
    setExtra(tx, item, { captions: item.text === '' ? [] : [caption] });
  }
  applyEarlierReports(tx, item, { channelKey: row.channel_key, country: getSetting(tx, 'country') }, arrived.startedAt);
}

/** It was addressed to this very contact point, and not into a group or to an organizer. */
export function wentTo(tx: WriteTx, row: OutboxRow, intent: SendIntent): boolean {
  return tx.value<string>('SELECT value FROM contact_points WHERE key = ?', row.contact_key) === intent.to;
}
