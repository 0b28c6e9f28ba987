import type { InboundEvent } from '../../../shared/contract/connector.ts';
import { tidyMarks } from '../../../shared/lib/marks.ts';
import type { ItemCard } from '../../../shared/model/index.ts';
import type { WriteTx } from '../../store/db.ts';
import { attachmentsOf, deleteAttachments, replaceAttachments } from '../../store/repos/attachment.repo.ts';
import { markItemRead } from '../../store/repos/inbox.repo.ts';
import { deleteItem, editItem, type ItemRow, queueForSearch, saysSo, setExtra } from '../../store/repos/item.repo.ts';
import { readExtra } from '../../store/repos/item-extra.ts';
import { furtherParts, itemByRemote } from '../../store/repos/part.repo.ts';
import { me } from '../../store/repos/settings.repo.ts';
import { threadKey, threadOfMail } from '../../store/repos/thread.repo.ts';
import { captionOf, captionsText, withCaption } from './album.ts';
import type { ApplyContext } from './context.ts';

type Event<T extends InboundEvent['type']> = Extract<InboundEvent, { type: T }>;

/**
 * New words, files or card of something that is here. The words and files it had become an earlier version; what only says
 * again what is there changes nothing.
 */
export function applyEdit(tx: WriteTx, event: Event<'edit'>, ctx: ApplyContext): void {
  const item = known(tx, event, ctx);
  const { captions, card } = readExtra(item);
  const isAlbum = captions !== undefined || isOneOfMany(tx, item);
  const editedBefore = isAlbum ? captions?.find(({ part }) => part === event.remoteId)?.editedAt : item.edited_at;
  if ((editedBefore ?? 0) > event.editedAt) return;
  const marks = tidyMarks(event.text, event.marks ?? []);
  const own = isAlbum ? withCaption(captions ?? [], captionOf({ ...event, marks })) : undefined;
  const at = Math.max(event.editedAt, item.edited_at ?? 0);
  const edit = { ...(own ? captionsText(own) : { text: event.text, marks }), at };
  const to = { itemKey: item.key, channelKey: ctx.channel.key, ...(isAlbum ? { part: event.remoteId } : {}) };
  const refiled = event.attachments !== undefined && replaceAttachments(tx, to, event.attachments, item.versions + 1);
  if (refiled || !saysSo(item, edit)) {
    if (own) setExtra(tx, item, { captions: own });
    editItem(tx, item, edit);
  }
  if (event.card) putCard(tx, item, card, event.card);
  else if (card?.type === 'unknown') setExtra(tx, item, { card: undefined });
}

export function applyCard(tx: WriteTx, event: Event<'card'>, ctx: ApplyContext): void {
  const item = here(tx, event, ctx);
  if (item) putCard(tx, item, readExtra(item).card, event.card);
}

/** The answer we gave is ours, whatever else is told of the invitation. */
function putCard(tx: WriteTx, item: ItemRow, before: ItemCard | undefined, card: ItemCard): void {
  const answer = before?.type === 'invitation' && card.type === 'invitation' ? before.answer : undefined;
  setExtra(tx, item, { card: answer === undefined ? card : ({ ...card, answer } as ItemCard) });
  queueForSearch(tx, item.key);
}

export function applyReaction(tx: WriteTx, { by, emoji, at, ...event }: Event<'reaction'>, ctx: ApplyContext): void {
  const item = here(tx, event, ctx);
  if (!item) return;
  const before = readExtra(item).reactions ?? [];
  const earlier = before.filter((reaction) => reaction.by === by);
  const own = emoji.map((one) => earlier.find((reaction) => reaction.emoji === one) ?? { by, emoji: one, at });
  setExtra(tx, item, { reactions: [...before.filter((reaction) => reaction.by !== by), ...own] });
}

/** Of an album, one message may be deleted; the item is when all are. */
export function applyDelete(tx: WriteTx, event: Event<'delete'>, ctx: ApplyContext): void {
  const item = here(tx, event, ctx);
  if (!item) return;
  const further = furtherParts(tx, item.key);
  if (further.length === 0) {
    deleteItem(tx, item, event.deletedAt);
    return;
  }
  const gone = [...new Set([...(readExtra(item).gone ?? []), event.remoteId])];
  setExtra(tx, item, { gone });
  deleteAttachments(tx, item.key, event.remoteId, event.deletedAt);
  const parts = [item.remote_id, ...further];
  if (parts.every((part) => part === null || gone.includes(part))) deleteItem(tx, item, event.deletedAt);
}

/** A colleague read it in another program. Of what is not here, as what is older than the first import, nothing is to be said. */
export function applySeen(tx: WriteTx, event: Event<'seen'>, ctx: ApplyContext): void {
  const item = anywhere(tx, event.remoteId, ctx);
  if (item?.direction === 'in') markItemRead(tx, item, me(tx).key);
}

export function applyGone(tx: WriteTx, event: Event<'gone'>, ctx: ApplyContext): void {
  const item = anywhere(tx, event.remoteId, ctx);
  if (item) deleteItem(tx, item, event.at);
}

const isOneOfMany = (tx: WriteTx, item: ItemRow): boolean =>
  furtherParts(tx, item.key).length > 0 || attachmentsOf(tx, item.key).some(({ part }) => part !== null);

/** Of what is not here, as what is older than our time, no reaction, step or deletion is to be shown: it has no words of its own. */
const here = (tx: WriteTx, event: { remoteThread: string; remoteId: string }, ctx: ApplyContext): ItemRow | undefined =>
  itemByRemote(tx, threadKey(tx, ctx.channel.key, event.remoteThread), event.remoteId);

function known(tx: WriteTx, event: { remoteThread: string; remoteId: string }, ctx: ApplyContext): ItemRow {
  const item = here(tx, event, ctx);
  if (!item) throw new Error(`message ${event.remoteId} is not known, so its change cannot be shown`);
  return item;
}

/** By its id alone, where that is unique in the whole channel, as Message-IDs are. */
function anywhere(tx: WriteTx, remoteId: string, ctx: ApplyContext): ItemRow | undefined {
  const thread = threadOfMail(tx, ctx.channel.key, remoteId);
  return thread === undefined ? undefined : itemByRemote(tx, thread, remoteId);
}
