import type { ReadDb } from '../db.ts';

/** How a conversation began: by which channel, and what the customer said first; empty where that was no text. */
export const beginningOf = (db: ReadDb, conversationKey: number): { channelId: string; text: string } | undefined =>
  db.get<{ channelId: string; text: string }>(
    `SELECT ch.id AS channelId, CASE WHEN i.direction = 'in' THEN substr(i.text, 1, 1000) ELSE '' END AS text
     FROM conversations v JOIN customers r ON r.key = v.customer_key JOIN customers c ON c.root_key = r.root_key
     JOIN items i ON i.customer_key = c.key AND i.conversation_key = v.key JOIN channels ch ON ch.key = i.channel_key
     WHERE v.key = ? ORDER BY i.key LIMIT 1`,
    conversationKey,
  );
