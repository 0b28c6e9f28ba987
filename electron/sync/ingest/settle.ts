import type { InboundMessage } from '../../../shared/contract/connector.ts';
import type { WriteTx } from '../../store/db.ts';
import { type ItemRow, setDelivery } from '../../store/repos/item.repo.ts';
import { endAttempt, moveState, outboxOfItem, setAfterSend } from '../../store/repos/outbox.repo.ts';

/**
 * A message of ours came back from the provider (a mail found in Sent): whatever the answer to its sending was, it
 * arrived. What was `unknown` settles itself by this; one that is just being sent is left to its own answer.
 */
export function settleArrived(tx: WriteTx, item: ItemRow, message: InboundMessage, now: number): void {
  if (message.sourceHash !== undefined && item.source_hash === null) {
    tx.run('UPDATE items SET source_hash = ? WHERE key = ?', message.sourceHash, item.key);
  }
  const row = outboxOfItem(tx, item.key);
  if (!row || message.direction !== 'out') return;
  if (moveState(tx, row.key, ['unknown'], 'accepted')) {
    endAttempt(tx, row.key, now, { outcome: 'accepted', detail: 'found at the provider' });
    setAfterSend(tx, row.key, 'done');
    setDelivery(tx, item.key, 'sent');
  }
}
