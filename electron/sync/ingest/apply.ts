import type { InboundEvent, InboundMessage } from '../../../shared/contract/connector.ts';
import { assertNever } from '../../../shared/contract/errors.ts';
import { tidyMarks } from '../../../shared/lib/marks.ts';
import type { Evidence } from '../../../shared/model/index.ts';
import { normaliseContactPoint } from '../../core/identity/normalise.ts';
import { itemKindOf } from '../../core/item-kind.ts';
import type { WriteTx } from '../../store/db.ts';
import { touchPeopleOf } from '../../store/repos/account.repo.ts';
import { insertAttachment } from '../../store/repos/attachment.repo.ts';
import { noteGroupUse, noteUse, putContact, setReachability } from '../../store/repos/customer.repo.ts';
import { markItemRead } from '../../store/repos/inbox.repo.ts';
import { type ItemRow, insertItem, type StoredMail } from '../../store/repos/item.repo.ts';
import { type ItemExtra, readExtra } from '../../store/repos/item-extra.ts';
import { itemByRemote, rememberAlbum } from '../../store/repos/part.repo.ts';
import { wantPortrait } from '../../store/repos/portrait.repo.ts';
import { me } from '../../store/repos/settings.repo.ts';
import { mailThreadKey, threadKey } from '../../store/repos/thread.repo.ts';
import { noticeArrival } from '../notices.ts';
import { albumOf, captionOf, joinAlbum } from './album.ts';
import { attend } from './attend.ts';
import { applyCall } from './call.ts';
import { applyCard, applyDelete, applyEdit, applyGone, applyReaction, applySeen } from './change.ts';
import type { ApplyContext } from './context.ts';
import { identify, rename } from './identify.ts';
import { linkIfProved } from './link.ts';
import { applyEarlierReports, applyReports, reportedItem } from './report.ts';
import { settleArrived } from './settle.ts';

/**
 * Puts one event on the timeline. Idempotent: a message is known by its id within its thread, an edit by its text.
 *
 * @throws Error when the event refers to what is not there (an edit of an unknown message); the caller quarantines it
 */
export function applyEvent(tx: WriteTx, event: InboundEvent, ctx: ApplyContext): void {
  switch (event.type) {
    case 'message':
      applyMessage(tx, event, ctx);
      return;
    case 'call':
      applyCall(tx, event, ctx);
      return;
    case 'edit':
      applyEdit(tx, event, ctx);
      return;
    case 'reaction':
      applyReaction(tx, event, ctx);
      return;
    case 'card':
      applyCard(tx, event, ctx);
      return;
    case 'party':
      rename(tx, event.party, ctx, event.at);
      return;
    case 'seen':
      applySeen(tx, event, ctx);
      return;
    case 'gone':
      applyGone(tx, event, ctx);
      return;
    case 'delete':
      applyDelete(tx, event, ctx);
      return;
    case 'reachability': {
      const { contactKey } = identify(tx, event.party, ctx, { proved: true, at: event.at });
      setReachability(
        tx,
        { contactKey, channelKey: ctx.channel.key },
        event.reachable ? undefined : { reason: event.reason ?? 'blocked', at: event.at },
      );
      return;
    }
    case 'account':
      touchPeopleOf(tx, ctx.channel.key, event.threads);
      return;
    case 'ignored':
      return;
    default:
      assertNever(event);
  }
}

function applyMessage(tx: WriteTx, given: InboundMessage, ctx: ApplyContext): void {
  const message = { ...given, ...(given.marks ? { marks: tidyMarks(given.text, given.marks) } : {}) };
  const thread = threadFor(tx, message, ctx);
  const existing = itemByRemote(tx, thread, message.remoteId);
  if (existing) {
    // What an earlier version could not read is put in its place; that it was shown otherwise can be seen.
    const before = readExtra(existing).card?.type;
    if (before === 'unknown' && message.notUnderstood === undefined)
      applyEdit(tx, { ...message, type: 'edit', editedAt: ctx.now }, ctx);
    settleArrived(tx, existing, message, ctx.now);
    return;
  }
  const album = albumOf(tx, thread, message);
  if (album) {
    joinAlbum(tx, album, message, ctx.channel.key);
    return;
  }
  const inbound = message.direction === 'in';
  const { customerKey, contactKey } = whose(tx, message, ctx);
  const quoted = message.answers.map((id) => itemByRemote(tx, thread, id)).find((row) => row !== undefined);
  const item = insertItem(tx, {
    customerKey,
    threadKey: thread,
    channelKey: ctx.channel.key,
    ...(contactKey === undefined ? {} : { contactKey }),
    kind: itemKindOf(ctx.channel.kind),
    direction: message.direction,
    remoteId: message.remoteId,
    sentAt: message.sentAt,
    receivedAt: ctx.now,
    text: message.text,
    automatic: message.automatic === true,
    extra: extraOf(message),
    ...(message.subject === undefined ? {} : { subject: message.subject }),
    ...(message.htmlHash === undefined ? {} : { htmlHash: message.htmlHash }),
    ...(message.hasRemoteContent === undefined ? {} : { hasRemoteContent: message.hasRemoteContent }),
    ...(message.sourceHash === undefined ? {} : { sourceHash: message.sourceHash }),
    ...(message.mail === undefined ? {} : { mail: storedMail(message) }),
    ...(quoted && ctx.channel.kind !== 'email' ? { replyToKey: quoted.key } : {}),
    ...(inbound ? {} : { delivery: 'sent' as const }),
  });
  const part = message.album === undefined ? {} : { part: message.remoteId };
  if (message.album !== undefined) rememberAlbum(tx, thread, message.album, item.key);
  for (const file of message.attachments) {
    insertAttachment(tx, { itemKey: item.key, channelKey: ctx.channel.key, ...part }, file);
  }
  if (contactKey !== undefined) noteContact(tx, message, { item, thread, contactKey }, ctx);
  const { conversation, historic } = attend(tx, item, ctx);
  noticeArrival(tx, item, conversation, { channelId: ctx.channel.id, historic });
  applyReports(tx, message, { channelKey: ctx.channel.key, country: ctx.country });
  if (!inbound && ctx.channel.kind === 'email')
    applyEarlierReports(tx, item, { channelKey: ctx.channel.key, country: ctx.country });
  if (message.seen && inbound) markItemRead(tx, item, me(tx).key);
  claim(tx, message, item, ctx);
}

/** That this address was used, on this channel and in this thread. */
function noteContact(
  tx: WriteTx,
  message: InboundMessage,
  { item, thread, contactKey }: { item: ItemRow; thread: number; contactKey: number },
  ctx: ApplyContext,
): void {
  const use = { contactKey, channelKey: ctx.channel.key };
  if (message.group) noteGroupUse(tx, { ...use, itemKey: item.key });
  // A server's report is no sign of life of the person it is about.
  else if (!isBounce(message)) noteUse(tx, { ...use, threadKey: thread, direction: message.direction, at: message.sentAt });
  if (message.direction === 'in' && ctx.channel.portraits) wantPortrait(tx, { ...use, now: ctx.now });
}

/** Further addresses they say are theirs. */
function claim(tx: WriteTx, message: InboundMessage, item: ItemRow, ctx: ApplyContext): void {
  for (const { kind, value, source } of message.claims) {
    const key = normaliseContactPoint(kind, value, ctx.country);
    if (key === undefined) continue;
    const evidence: Evidence = { source, channelId: ctx.channel.id, itemId: item.id, at: message.sentAt };
    putContact(tx, item.customer_key, { kind, value, normalised: key, verified: source === 'shared-contact', evidence });
    linkIfProved(tx, item.customer_key, { kind, key }, ctx.now);
  }
}

function extraOf(message: InboundMessage): ItemExtra {
  const { marks, card, forwardedFrom, buttons, group, quote, album } = message;
  return {
    ...(marks ? { marks } : {}),
    ...(card ? { card } : {}),
    ...(forwardedFrom ? { forwardedFrom } : {}),
    ...(buttons ? { buttons } : {}),
    ...(group ? { group: group.title } : {}),
    ...(quote ? { quote } : {}),
    ...(album !== undefined && message.text !== '' ? { captions: [captionOf(message)] } : {}),
  };
}

/**
 * Whose timeline it belongs on: the author's or recipient's; a server's report goes to the person whose mail it is about, and
 * the server itself becomes nobody's customer.
 */
function whose(tx: WriteTx, message: InboundMessage, ctx: ApplyContext): { customerKey: number; contactKey?: number } {
  const reports = message.reports ?? [];
  const own = { proved: message.direction === 'in', at: message.sentAt };
  if (!isBounce(message)) return identify(tx, message.party, ctx, own);
  const item = reportedItem(tx, reports, { channelKey: ctx.channel.key, country: ctx.country });
  if (item !== undefined) {
    // What was passed on to others went to no address of this person, and the report on it makes nobody new.
    return { customerKey: item.customer_key, ...(item.contact_key === null ? {} : { contactKey: item.contact_key }) };
  }
  const recipient = reports.find((report) => report.recipient !== undefined)?.recipient;
  if (recipient === undefined || normaliseContactPoint('email', recipient, ctx.country) === undefined)
    return identify(tx, message.party, ctx, own);
  return identify(tx, { kind: 'email', value: recipient }, ctx, { proved: false, at: message.sentAt });
}

const isBounce = (message: InboundMessage): boolean => message.reports?.some(({ outcome }) => outcome !== 'read') === true;

function threadFor(tx: WriteTx, message: InboundMessage, ctx: ApplyContext): number {
  return message.mail
    ? mailThreadKey(tx, ctx.channel.key, {
        messageId: message.remoteId,
        answers: message.answers,
        remoteThread: message.remoteThread,
      })
    : threadKey(tx, ctx.channel.key, message.remoteThread);
}

/** References for an answer, oldest first: what this mail named, ended by its parent. */
function storedMail(message: InboundMessage): StoredMail {
  const headers = message.mail ?? { from: [], to: [], cc: [] };
  return {
    ...headers,
    references: [...new Set([...message.answers].reverse())],
    ...(message.reports === undefined ? {} : { reports: message.reports }),
  };
}
