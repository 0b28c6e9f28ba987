import type { WishBody } from '../../core/team/records.ts';
import type { WriteTx } from '../db.ts';
import { announceCall, moveItem, setAssigned, setWrapUp } from '../repos/call.repo.ts';
import { openConversation } from '../repos/conversation.repo.ts';
import { contactById, rootOf } from '../repos/customer.repo.ts';
import { type ItemRow, itemById } from '../repos/item.repo.ts';
import { settlePin } from '../repos/pin.repo.ts';
import type { Said } from '../repos/remote-action.repo.ts';
import { enqueueRecord } from './queue.ts';

type SaidOfCall = Exclude<Said, { type: 'pin' }>;

/** What a colleague wishes of a message at the provider, or how that ended. Due at once: whoever runs the channel here sees to it. */
export function importWish(tx: WriteTx, id: string, body: WishBody): void {
  const item = itemById(tx, body.item);
  if (!item || (item.channel_key === null && body.type !== 'pin')) return;
  tx.run(
    `INSERT INTO remote_actions (id, item_key, channel_key, type, state, body, wish, created_at, next_attempt_at, attempts, code, detail)
     VALUES (?, ?, ?, ?, ?, ?, 1, ?, 0, 0, ?, ?)
     ON CONFLICT (item_key, type) DO UPDATE SET state = excluded.state, body = excluded.body, wish = wish + 1,
       created_at = excluded.created_at, next_attempt_at = 0, code = excluded.code, detail = excluded.detail`,
    id,
    item.key,
    item.channel_key ?? 0,
    body.type,
    body.state,
    body.wanted,
    body.createdAt,
    body.code,
    body.detail,
  );
  if (body.type === 'wrap-up' || body.type === 'assign') hear(tx, item, JSON.parse(body.wanted) as SaidOfCall);
  if (body.type === 'pin') settlePin(tx, item);
  tx.touchCustomer(item.customer_key);
}

/** What a colleague says of a call is so here too; whoever runs its channel tells whose it is from now on. */
function hear(tx: WriteTx, item: ItemRow, said: SaidOfCall): void {
  if (said.type === 'wrap-up') {
    setWrapUp(tx, item, said.wrapUp);
    return;
  }
  const customerKey = tx.value<number>('SELECT key FROM customers WHERE id = ?', said.customer);
  if (customerKey === undefined) return;
  setAssigned(tx, item.key);
  if (customerKey === item.customer_key) return;
  const contact = said.contact === undefined ? undefined : contactById(tx, said.contact);
  moveItem(tx, item, { customerKey, ...(contact ? { contactKey: contact.key } : {}) });
  const conversation = openConversation(tx, rootOf(tx, customerKey).key);
  if (conversation) tx.run('UPDATE items SET conversation_key = ? WHERE key = ?', conversation.key, item.key);
  announceCall(tx, item);
  enqueueRecord(tx, 'item', item.key);
}
