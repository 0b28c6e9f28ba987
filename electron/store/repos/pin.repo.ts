import type { PinnedItem } from '../../../shared/contract/api.ts';
import { oneLine } from '../../../shared/lib/one-line.ts';
import type { ItemKind } from '../../../shared/model/index.ts';
import type { ReadDb } from '../db.ts';
import { readExtra } from './item-extra.ts';

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
