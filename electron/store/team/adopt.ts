import type { WriteTx } from '../db.ts';
import { conversationById, conversationByKey } from '../repos/conversation.repo.ts';
import { itemById } from '../repos/item.repo.ts';

/** The server knows this message by another name, from the desk that told it first: so do we now. */
export function adoptItem(tx: WriteTx, key: number, id: string): void {
  if (itemById(tx, id)) return;
  tx.run('UPDATE items SET id = ? WHERE key = ?', id, key);
}

/**
 * The person has an open conversation on the server already: ours is that one. Answers the items whose conversation has another
 * name than they were told under.
 */
export function adoptConversation(tx: WriteTx, key: number, id: string): number[] {
  const own = conversationByKey(tx, key);
  if (!own || own.id === id) return [];
  const theirs = conversationById(tx, id);
  const items = tx.values<number>('SELECT key FROM items WHERE conversation_key = ?', key);
  if (!theirs) {
    tx.run('UPDATE conversations SET id = ? WHERE key = ?', id, key);
    return items;
  }
  tx.run('UPDATE conversations SET merged_into = ? WHERE key = ?', theirs.key, key);
  tx.run('UPDATE items SET conversation_key = ? WHERE conversation_key = ?', theirs.key, key);
  tx.touchCustomer(own.customer_key);
  tx.touchCustomer(theirs.customer_key);
  return items;
}
