import { shownMarks, tidyMarks } from '../../shared/lib/marks.ts';
import type { Capabilities, TextMark } from '../../shared/model/index.ts';
import type { WriteTx } from '../store/db.ts';
import { type ItemRow, itemByKey, putText, setDelivery } from '../store/repos/item.repo.ts';
import { intentOf, moveState, type OutboxRow, setIntent } from '../store/repos/outbox.repo.ts';
import { actionsOf, forgetWish, wishOf } from '../store/repos/remote-action.repo.ts';

/** Gives a message that has not left, or was refused, other words: what leaves is what was written last. */
export function rewordUnsent(tx: WriteTx, row: OutboxRow, item: ItemRow, words: { text: string; marks: TextMark[] }): void {
  const { marks: _marks, ...intent } = intentOf(row);
  setIntent(tx, row.key, { ...intent, text: words.text, ...(words.marks.length === 0 ? {} : { marks: words.marks }) });
  putText(tx, item, words);
}

/** Takes a message back that has not left, or was refused. Answers whether it was still time. */
export function withdrawUnsent(tx: WriteTx, row: OutboxRow): boolean {
  if (!moveState(tx, row.key, ['queued', 'rejected'], 'cancelled')) return false;
  setDelivery(tx, row.item_key, 'cancelled');
  for (const { type } of actionsOf(tx, row.item_key)) forgetWish(tx, row.item_key, type);
  return true;
}

/**
 * An attempt ended without the message having left: what was wished of it meanwhile is done here, before the next one.
 * Answers whether it is withdrawn.
 */
export function grantUnsent(tx: WriteTx, row: OutboxRow, capabilities: Capabilities): boolean {
  for (const action of actionsOf(tx, row.item_key)) {
    const wanted = wishOf(action);
    if (wanted.type === 'withdraw') return withdrawUnsent(tx, row);
    const item = itemByKey(tx, row.item_key);
    if (wanted.type !== 'edit' || !item) continue;
    rewordUnsent(tx, row, item, { text: wanted.text, marks: carried(wanted.text, wanted.marks, capabilities) });
    forgetWish(tx, row.item_key, 'edit');
  }
  return false;
}

/** Marks in good order, and only those the channel can show. */
export const carried = (text: string, marks: readonly TextMark[] | undefined, { formatting }: Capabilities): TextMark[] =>
  shownMarks(tidyMarks(text, marks ?? []), formatting ?? []);
