import type { InboundCall, InboundParticipant } from '../../../shared/contract/connector.ts';
import type { CallParticipant } from '../../../shared/model/index.ts';
import { callOf, isAutomatic, wasMissed } from '../../core/call.ts';
import { callerKey } from '../../core/identity/caller.ts';
import type { WriteTx } from '../../store/db.ts';
import { freeId } from '../../store/ids.ts';
import { attachmentsOf, insertAttachment } from '../../store/repos/attachment.repo.ts';
import { bodyOf, type CallRow, callByRemote, moveItem, saveCall } from '../../store/repos/call.repo.ts';
import { noteUse } from '../../store/repos/customer.repo.ts';
import { type ItemRow, insertItem, itemByKey, queueForSearch } from '../../store/repos/item.repo.ts';
import { threadKey } from '../../store/repos/thread.repo.ts';
import { noticeArrival } from '../notices.ts';
import { attend } from './attend.ts';
import { type Caller, identifyCaller, nameCaller } from './caller.ts';
import { type ApplyContext, nameAt } from './context.ts';
import { agentAt } from './desk.ts';

/** Provider's thread of all calls of a channel: each is known by its own name in it. */
const thread = 'calls';

/**
 * Puts a call on the timeline, or what is newly known of it in the place of what was. What is older than what is here is passed
 * over. Answers the item.
 */
export function applyCall(tx: WriteTx, told: InboundCall, ctx: ApplyContext): ItemRow {
  const known = callByRemote(tx, ctx.channel.key, told.remoteId);
  const item = known && itemByKey(tx, known.item_key);
  if (!known || !item) return begin(tx, told, ctx);
  if (known.revision >= told.revision) return item;
  return renew(tx, known, item, told, ctx);
}

function begin(tx: WriteTx, told: InboundCall, ctx: ApplyContext): ItemRow {
  const caller = identifyCaller(tx, told, ctx);
  const id = freeId(tx, 'items', nameAt(ctx, told.remoteId, 'item'));
  const item = insertItem(tx, {
    ...(id === undefined ? {} : { id }),
    customerKey: caller.customerKey,
    threadKey: threadKey(tx, ctx.channel.key, thread),
    channelKey: ctx.channel.key,
    kind: 'call',
    direction: told.direction,
    remoteId: told.remoteId,
    sentAt: told.startedAt,
    receivedAt: ctx.now,
    text: told.number ?? '',
    automatic: isAutomatic(told),
    ...(caller.contactKey === undefined ? {} : { contactKey: caller.contactKey }),
  });
  put(tx, item, told, caller, ctx);
  const { conversation, historic } = attend(tx, item, ctx);
  if (wasMissed(told)) noticeArrival(tx, item, conversation, { channelId: ctx.channel.id, historic });
  return item;
}

function renew(tx: WriteTx, known: CallRow, item: ItemRow, told: InboundCall, ctx: ApplyContext): ItemRow {
  const before = bodyOf(known);
  const normalised = told.number === undefined ? null : (callerKey(told.number, ctx.country) ?? null);
  const renumbered = normalised !== known.normalised && known.assigned === 0 && normalised !== null;
  const caller: Caller = renumbered
    ? identifyCaller(tx, told, ctx)
    : {
        customerKey: item.customer_key,
        match: before.match,
        normalised,
        ...(item.contact_key === null ? {} : { contactKey: item.contact_key }),
      };
  const inWork = item.conversation_key !== null;
  if (renumbered) moveItem(tx, item, caller);
  const automatic = isAutomatic(told) ? 1 : 0;
  if (automatic !== item.automatic || (told.number ?? '') !== item.text) {
    tx.run('UPDATE items SET automatic = ?, text = ? WHERE key = ?', automatic, told.number ?? '', item.key);
    item.automatic = automatic;
    item.text = told.number ?? '';
    queueForSearch(tx, item.key);
  }
  put(tx, item, told, caller, ctx);
  const ended = before.state !== 'ended' && wasMissed(told);
  if (renumbered || ended) {
    // What was in work stays so at whom it turns out to be of, answered or not.
    const { conversation, historic } = attend(tx, renumbered && inWork ? { ...item, automatic: 0 } : item, ctx);
    if (ended) noticeArrival(tx, item, conversation, { channelId: ctx.channel.id, historic });
  }
  return item;
}

function put(tx: WriteTx, item: ItemRow, told: InboundCall, caller: Caller, ctx: ApplyContext): void {
  const named = (participant: InboundParticipant): CallParticipant => agentAt(tx, ctx.channel, participant);
  const body = callOf(told, caller.match, named);
  saveCall(tx, item, {
    itemKey: item.key,
    channelKey: ctx.channel.key,
    remoteId: told.remoteId,
    revision: told.revision,
    normalised: caller.normalised,
    body,
  });
  nameCaller(tx, caller, told);
  const agentId = (told.direction === 'out' ? body.dialledBy : body.answeredBy)?.agentId;
  if (agentId !== undefined)
    tx.run('UPDATE items SET agent_key = (SELECT key FROM agents WHERE id = ?) WHERE key = ?', agentId, item.key);
  const here = new Set(attachmentsOf(tx, item.key).map(({ identity }) => identity));
  for (const file of told.recordings) {
    if (file.identity === undefined || !here.has(file.identity)) {
      const id = file.identity === undefined ? undefined : nameAt(ctx, told.remoteId, 'file', file.identity);
      insertAttachment(tx, { itemKey: item.key, channelKey: ctx.channel.key, ...(id === undefined ? {} : { id }) }, file);
    }
  }
  if (caller.contactKey !== undefined && (told.direction === 'in' || told.answeredAt !== undefined)) {
    const use = { contactKey: caller.contactKey, channelKey: ctx.channel.key, threadKey: item.thread_key };
    noteUse(tx, { ...use, direction: told.direction, at: told.startedAt });
  }
}
