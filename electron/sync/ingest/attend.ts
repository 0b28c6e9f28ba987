import { isHistoric, onArrival } from '../../core/conversation.ts';
import type { WriteTx } from '../../store/db.ts';
import { type ConversationRow, openConversation, openNew, setStatus } from '../../store/repos/conversation.repo.ts';
import { rootOf } from '../../store/repos/customer.repo.ts';
import type { ItemRow } from '../../store/repos/item.repo.ts';
import { type ApplyContext, nameAt } from './context.ts';

/** Opens, wakes or quietly closes the person's conversation and puts the item into it. Answers the conversation, if there is one. */
export function attend(tx: WriteTx, item: ItemRow, ctx: ApplyContext): { conversation?: ConversationRow; historic: boolean } {
  const root = rootOf(tx, item.customer_key).key;
  const historic = isHistoric(item.sent_at, ctx.channel.connectedAt);
  let conversation = openConversation(tx, root);
  const action = onArrival(
    {
      direction: item.direction === 'in' ? 'in' : 'out',
      automatic: item.automatic === 1,
      historic,
      answeredLater: historic && writtenAfter(tx, 'out', root, item.key),
    },
    conversation && { status: conversation.status, imported: conversation.imported === 1 },
  );
  switch (action) {
    case 'open-new':
      conversation = openNew(
        tx,
        root,
        item.sent_at,
        historic,
        item.remote_id === null ? undefined : nameAt(ctx, item.remote_id, 'conversation'),
      );
      break;
    case 'reopen':
      if (conversation) setStatus(tx, conversation, 'open', ctx.now);
      break;
    case 'close-imported':
      if (conversation && !writtenAfter(tx, 'in', root, item.key)) setStatus(tx, conversation, 'resolved', item.sent_at);
      break;
    case 'leave':
      break;
  }
  if (conversation) tx.run('UPDATE items SET conversation_key = ? WHERE key = ?', conversation.key, item.key);
  return { historic, ...(conversation ? { conversation } : {}) };
}

/** Somebody wrote to them, or they to us, after this item; machines do not count. */
const writtenAfter = (tx: WriteTx, direction: 'in' | 'out', root: number, key: number): boolean =>
  tx.get(
    `SELECT 1 FROM customers c JOIN items i ON i.customer_key = c.key
     WHERE c.root_key = ? AND i.direction = ? AND i.automatic = 0 AND i.key > ? LIMIT 1`,
    root,
    direction,
    key,
  ) !== undefined;
