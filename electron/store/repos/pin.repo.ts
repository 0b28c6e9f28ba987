import type { PinnedItem } from '../../../shared/contract/api.ts';
import { oneLine } from '../../../shared/lib/one-line.ts';
import type { ItemKind } from '../../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { type ItemRow, setExtra } from './item.repo.ts';
import { type ItemExtra, readExtra } from './item-extra.ts';
import { type Said, say } from './remote-action.repo.ts';

type Row = { id: string; key: number; kind: ItemKind; sent_at: number; subject: string | null; text: string; extra: string };

/** What is pinned on a person, what was pinned last first. */
export function pinnedOf(db: ReadDb, members: readonly number[]): PinnedItem[] {
  return members
    .flatMap((member) =>
      db.all<Row>(
        `SELECT id, key, kind, sent_at, subject, substr(text, 1, 600) AS text, extra FROM items INDEXED BY items_pinned
         WHERE customer_key = ? AND instr(extra, '"pinned":') > 0 AND deleted_at IS NULL`,
        member,
      ),
    )
    .flatMap(({ id, kind, sent_at: sentAt, subject, text, extra }) => {
      const { pinned } = readExtra({ extra });
      const words = oneLine(text, 300) || (subject ?? '');
      return pinned ? [{ itemId: id, kind, sentAt, text: words, pinned }] : [];
    })
    .sort((a, b) => b.pinned.at - a.pinned.at);
}

type Pinned = ItemExtra['pinned'];

/**
 * Pins an item or takes the pin away. Any desk may, whoever runs its channel and whoever wrote it, so colleagues are told of it beside
 * the item, as a wish that is done.
 */
export function pin(tx: WriteTx, item: ItemRow, pinned: Pinned, now: number): void {
  setExtra(tx, item, { pinned });
  say(tx, { itemKey: item.key, channelKey: item.channel_key ?? 0, now }, { type: 'pin', pinned: pinned ?? null });
}

/** What was said last of its pin stands, whatever the item itself is told with. */
export function settlePin(tx: WriteTx, item: ItemRow): void {
  const body = tx.value<string>("SELECT body FROM remote_actions WHERE item_key = ? AND type = 'pin'", item.key);
  if (body === undefined) return;
  const { pinned } = JSON.parse(body) as Extract<Said, { type: 'pin' }>;
  setExtra(tx, item, { pinned: pinned ?? undefined });
}
