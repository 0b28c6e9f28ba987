import type { WishBody } from '../../core/team/records.ts';
import type { WriteTx } from '../db.ts';
import { itemById } from '../repos/item.repo.ts';

/** What a colleague wishes of a message at the provider, or how that ended. Due at once: whoever runs the channel here sees to it. */
export function importWish(tx: WriteTx, id: string, body: WishBody): void {
  const item = itemById(tx, body.item);
  if (!item || item.channel_key === null) return;
  tx.run(
    `INSERT INTO remote_actions (id, item_key, channel_key, type, state, body, wish, created_at, next_attempt_at, attempts, code, detail)
     VALUES (?, ?, ?, ?, ?, ?, 1, ?, 0, 0, ?, ?)
     ON CONFLICT (item_key, type) DO UPDATE SET state = excluded.state, body = excluded.body, wish = wish + 1,
       created_at = excluded.created_at, next_attempt_at = 0, code = excluded.code, detail = excluded.detail`,
    id,
    item.key,
    item.channel_key,
    body.type,
    body.state,
    body.wanted,
    body.createdAt,
    body.code,
    body.detail,
  );
  tx.touchCustomer(item.customer_key);
}
