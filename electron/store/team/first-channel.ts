import type { ReadDb } from '../db.ts';

/** By which channel a conversation came: that of the first thing that was said in it. */
export const firstChannel = (db: ReadDb, conversationKey: number): string | undefined =>
  db.value<string>(
    `SELECT ch.id FROM conversations v JOIN customers r ON r.key = v.customer_key JOIN customers c ON c.root_key = r.root_key
     JOIN items i ON i.customer_key = c.key AND i.conversation_key = v.key JOIN channels ch ON ch.key = i.channel_key
     WHERE v.key = ? ORDER BY i.key LIMIT 1`,
    conversationKey,
  );
