import type { WriteTx } from '../store/db.ts';
import { conversationByKey } from '../store/repos/conversation.repo.ts';
import { itemByKey } from '../store/repos/item.repo.ts';
import { noticeArrival, noticeMention } from '../sync/notices.ts';

/** Tells the agent of this desk of what colleagues' desks took in for them, and of notes of theirs that name them; never of what was said before this desk joined. */
export function noticeArrivals(tx: WriteTx, itemKeys: readonly number[], joinedAt: number): void {
  for (const key of itemKeys) {
    const item = itemByKey(tx, key);
    if (!item) continue;
    const conversation = item.conversation_key === null ? undefined : conversationByKey(tx, item.conversation_key);
    const channelId =
      item.channel_key === null ? '' : (tx.value<string>('SELECT id FROM channels WHERE key = ?', item.channel_key) ?? '');
    noticeArrival(tx, item, conversation, { channelId, historic: item.received_at < joinedAt });
    if (item.kind === 'note' && item.received_at >= joinedAt) noticeMention(tx, item);
  }
}
