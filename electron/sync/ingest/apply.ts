import type { InboundEvent, InboundMessage, Party } from '../../../shared/contract/connector.ts';
import { assertNever } from '../../../shared/contract/errors.ts';
import type { ChannelKind, Evidence } from '../../../shared/model/index.ts';
import { onArrival } from '../../core/conversation.ts';
import { nameRank } from '../../core/identity/names.ts';
import { normaliseContactPoint } from '../../core/identity/normalise.ts';
import type { WriteTx } from '../../store/db.ts';
import { openConversation, openNew, setStatus } from '../../store/repos/conversation.repo.ts';
import {
  createCustomer,
  findContacts,
  noteUse,
  offerName,
  putContact,
  rootOf,
  setReachability,
} from '../../store/repos/customer.repo.ts';
import { markRead } from '../../store/repos/inbox.repo.ts';
import {
  deleteItem,
  editItem,
  type ItemRow,
  insertAttachment,
  insertItem,
  itemByRemote,
  type StoredMail,
} from '../../store/repos/item.repo.ts';
import { me } from '../../store/repos/settings.repo.ts';
import { mailThreadKey, threadKey } from '../../store/repos/thread.repo.ts';
import { linkIfProved } from './link.ts';
import { applyEarlierReports, applyReports, reportedItem } from './report.ts';
import { settleArrived } from './settle.ts';

export type ApplyContext = {
  channel: { key: number; id: string; kind: ChannelKind; connectedAt: number };
  country: string;
  now: number;
};

/** Attachments up to this size are fetched without being asked for. Bytes. */
const fetchWithoutAsking = 10 * 1024 * 1024;

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
    case 'edit': {
      editItem(tx, known(tx, event, ctx), { text: event.text, at: event.editedAt });
      return;
    }
    case 'delete':
      deleteItem(tx, known(tx, event, ctx), event.deletedAt);
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
    case 'ignored':
      return;
    default:
      assertNever(event);
  }
}

function known(tx: WriteTx, event: { remoteThread: string; remoteId: string }, ctx: ApplyContext): ItemRow {
  const item = itemByRemote(tx, threadKey(tx, ctx.channel.key, event.remoteThread), event.remoteId);
  if (!item) throw new Error(`message ${event.remoteId} is not known, so its change cannot be shown`);
  return item;
}

function applyMessage(tx: WriteTx, message: InboundMessage, ctx: ApplyContext): void {
  const thread = threadFor(tx, message, ctx);
  const existing = itemByRemote(tx, thread, message.remoteId);
  if (existing) {
    settleArrived(tx, existing, message, ctx.now);
    return;
  }
  const inbound = message.direction === 'in';
  const { customerKey, contactKey } = whose(tx, message, ctx);
  const quoted = message.answers.map((id) => itemByRemote(tx, thread, id)).find((row) => row !== undefined);
  const item = insertItem(tx, {
    customerKey,
    threadKey: thread,
    channelKey: ctx.channel.key,
    contactKey,
    kind: ctx.channel.kind,
    direction: message.direction,
    remoteId: message.remoteId,
    sentAt: message.sentAt,
    receivedAt: ctx.now,
    text: message.text,
    automatic: message.automatic === true,
    ...(message.subject === undefined ? {} : { subject: message.subject }),
    ...(message.htmlHash === undefined ? {} : { htmlHash: message.htmlHash }),
    ...(message.hasRemoteContent === undefined ? {} : { hasRemoteContent: message.hasRemoteContent }),
    ...(message.sourceHash === undefined ? {} : { sourceHash: message.sourceHash }),
    ...(message.mail === undefined ? {} : { mail: storedMail(message) }),
    ...(quoted && ctx.channel.kind !== 'email' ? { replyToKey: quoted.key } : {}),
    ...(inbound ? {} : { delivery: 'sent' as const }),
  });
  for (const file of message.attachments) {
    insertAttachment(tx, item.key, ctx.channel.key, file, (file.size ?? 0) <= fetchWithoutAsking);
  }
  // A server's report is no sign of life of the person it is about.
  if (!isBounce(message)) {
    noteUse(tx, { contactKey, channelKey: ctx.channel.key, threadKey: thread, direction: message.direction, at: message.sentAt });
  }
  attend(tx, item, ctx);
  applyReports(tx, message, { channelKey: ctx.channel.key, country: ctx.country });
  if (!inbound && ctx.channel.kind === 'email')
    applyEarlierReports(tx, item, { channelKey: ctx.channel.key, country: ctx.country });
  if (message.seen && inbound) markRead(tx, [customerKey], me(tx).key, item.arrival);
  for (const claim of message.claims) {
    const key = normaliseContactPoint(claim.kind, claim.value, ctx.country);
    if (key === undefined) continue;
    const evidence: Evidence = { source: claim.source, channelId: ctx.channel.id, itemId: item.id, at: message.sentAt };
    putContact(tx, customerKey, {
      kind: claim.kind,
      value: claim.value,
      normalised: key,
      verified: claim.source === 'shared-contact',
      evidence,
    });
    linkIfProved(tx, customerKey, { kind: claim.kind, key }, ctx.now);
  }
}

/**
 * Whose timeline it belongs on: the author's or recipient's; a server's report goes to the person whose mail it is about, and
 * the server itself becomes nobody's customer.
 */
function whose(tx: WriteTx, message: InboundMessage, ctx: ApplyContext): { customerKey: number; contactKey: number } {
  const reports = message.reports ?? [];
  const own = { proved: message.direction === 'in', at: message.sentAt };
  if (!isBounce(message)) return identify(tx, message.party, ctx, own);
  const item = reportedItem(tx, reports, { channelKey: ctx.channel.key, country: ctx.country });
  if (item !== undefined && item.contact_key !== null) return { customerKey: item.customer_key, contactKey: item.contact_key };
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

/**
 * The identity behind an address, found by exact contact point or made new. An address that arrives on its own channel
 * is proved by that; one we only wrote to is not yet.
 */
function identify(
  tx: WriteTx,
  party: Party,
  ctx: ApplyContext,
  { proved, at }: { proved: boolean; at: number },
): { customerKey: number; contactKey: number } {
  const key = normaliseContactPoint(party.kind, party.value, ctx.country);
  if (key === undefined) throw new Error(`not a usable ${party.kind} address`);
  const evidence: Evidence = { source: 'channel', channelId: ctx.channel.id, at };
  const holder = findContacts(tx, party.kind, key).find(
    (row) => row.verified === 1 || (JSON.parse(row.evidence) as Evidence).source === 'channel',
  );
  const customerKey =
    holder?.customer_key ??
    createCustomer(tx, party.name || party.label || party.value, party.name ? nameRank.provider : nameRank.address, ctx.now).key;
  if (party.name) offerName(tx, customerKey, party.name, nameRank.provider);
  const contactKey = putContact(tx, customerKey, {
    kind: party.kind,
    value: holder?.value ?? party.value,
    normalised: key,
    verified: proved,
    evidence,
    ...(party.label === undefined ? {} : { label: party.label }),
  });
  if (!holder || (proved && holder.verified === 0)) linkIfProved(tx, customerKey, { kind: party.kind, key }, ctx.now);
  return { customerKey, contactKey };
}

/** Opens, wakes or quietly closes the person's conversation and puts the item into it. */
function attend(tx: WriteTx, item: ItemRow, ctx: ApplyContext): void {
  const root = rootOf(tx, item.customer_key).key;
  const historic = item.sent_at < ctx.channel.connectedAt;
  let conversation = openConversation(tx, root);
  const action = onArrival(
    {
      direction: item.direction === 'in' ? 'in' : 'out',
      automatic: item.automatic === 1,
      historic,
      answeredLater: historic && writtenAfter(tx, 'out', root, item.key),
    },
    conversation && { status: conversation.status, imported: conversation.imported === 1 },
  );
  switch (action) {
    case 'open-new':
      conversation = openNew(tx, root, item.sent_at, historic);
      break;
    case 'reopen':
      if (conversation) setStatus(tx, conversation, 'open', ctx.now);
      break;
    case 'close-imported':
      if (conversation && !writtenAfter(tx, 'in', root, item.key)) setStatus(tx, conversation, 'resolved', item.sent_at);
      break;
    case 'leave':
      break;
  }
  if (conversation) tx.run('UPDATE items SET conversation_key = ? WHERE key = ?', conversation.key, item.key);
}

/** Somebody wrote to them, or they to us, after this item; machines do not count. */
const writtenAfter = (tx: WriteTx, direction: 'in' | 'out', root: number, key: number): boolean =>
  tx.get(
    `SELECT 1 FROM customers c JOIN items i ON i.customer_key = c.key
     WHERE c.root_key = ? AND i.direction = ? AND i.automatic = 0 AND i.key > ? LIMIT 1`,
    root,
    direction,
    key,
  ) !== undefined;
