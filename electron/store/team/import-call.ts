import { makesThemWait } from '../../core/call.ts';
import { hasLine } from '../../core/pbx.ts';
import type { CallBody, ItemBody } from '../../core/team/records.ts';
import type { WriteTx } from '../db.ts';
import { bodyOf, callOfItem, moveItem, saveCall } from '../repos/call.repo.ts';
import { channelByKey } from '../repos/channel.repo.ts';
import { conversationById } from '../repos/conversation.repo.ts';
import type { ItemRow } from '../repos/item.repo.ts';

/**
 * Takes in what a colleague's desk tells of a call. Answers whether it is one that somebody has just missed.
 *
 * A desk that listens itself counts by its own revisions, and whether the call goes on it hears from the PBX. One without a line never
 * shows it as going on, because nobody might tell it of the end for long.
 */
export function takeCall(tx: WriteTx, item: ItemRow, body: ItemBody, call: CallBody): boolean {
  if (item.channel_key === null) return false;
  const before = callOfItem(tx, item.key);
  const channel = channelByKey(tx, item.channel_key);
  const listens = channel?.kind === 'asterisk';
  if (before?.assigned !== 1) take(tx, item, body);
  const agent = body.agent === null ? null : (tx.value<number>('SELECT key FROM agents WHERE id = ?', body.agent) ?? null);
  tx.run('UPDATE items SET automatic = ?, agent_key = ? WHERE key = ?', body.automatic ? 1 : 0, agent, item.key);
  const { told, normalised } = call;
  saveCall(tx, item, {
    itemKey: item.key,
    channelKey: item.channel_key,
    remoteId: told.remoteId,
    revision: listens ? (before?.revision ?? 0) : call.revision,
    normalised,
    body: told,
  });
  const goesOn = listens ? (before?.live ?? 2) : channel && hasLine(channel.config) ? 1 : 2;
  if (told.state !== 'ended') tx.run('UPDATE calls SET live = ? WHERE item_key = ?', goesOn === 0 ? 2 : goesOn, item.key);
  const ended = before === undefined || bodyOf(before).state !== 'ended';
  return ended && told.state === 'ended' && makesThemWait(told);
}

/** It is somebody else's than it was thought to be. */
function take(tx: WriteTx, item: ItemRow, body: ItemBody): void {
  const key = (table: string, id: string | null): number | undefined =>
    id === null ? undefined : tx.value<number>(`SELECT key FROM ${table} WHERE id = ?`, id);
  const customerKey = key('customers', body.customer);
  const contactKey = key('contact_points', body.contact);
  if (customerKey === undefined) return;
  if (customerKey === item.customer_key && (contactKey ?? null) === item.contact_key) return;
  moveItem(tx, item, { customerKey, ...(contactKey === undefined ? {} : { contactKey }) });
  const conversation = body.conversation === null ? undefined : conversationById(tx, body.conversation);
  if (conversation) tx.run('UPDATE items SET conversation_key = ? WHERE key = ?', conversation.key, item.key);
}
