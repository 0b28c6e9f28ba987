import type { OutgoingFile, PlannedReply, SendIntent } from '../../shared/contract/connector.ts';
import { DomainError } from '../../shared/contract/errors.ts';
import type { Capabilities, ItemId } from '../../shared/model/index.ts';
import { canSend } from '../core/can-send.ts';
import type { WriteTx } from '../store/db.ts';
import { newId } from '../store/ids.ts';
import type { ChannelRecord } from '../store/repos/channel.repo.ts';
import { openConversation, openNew, setAssignee } from '../store/repos/conversation.repo.ts';
import { type ContactRow, type ContactUse, noteUse, rootOf, usesOf } from '../store/repos/customer.repo.ts';
import { replySubject } from '../store/repos/customer-view.repo.ts';
import { type ItemRow, insertAttachment, insertItem, itemById, type StoredMail } from '../store/repos/item.repo.ts';
import { enqueue } from '../store/repos/outbox.repo.ts';
import { getSetting, me } from '../store/repos/settings.repo.ts';
import { mailThreadKey, remoteThreadOf } from '../store/repos/thread.repo.ts';
import { connectorFor, type Registry } from './registry.ts';

export type ReplyInput = {
  contact: ContactRow;
  channel: ChannelRecord;
  text: string;
  subject?: string;
  replyToItemId?: ItemId;
  files: OutgoingFile[];
};

/**
 * Puts an answer into the outbox: one item and one outbox row for each message the provider will carry, in one
 * transaction. Answers the ids of the items.
 *
 * @throws DomainError `cannot-send` when `canSend` says no, `too-large` for a file the channel does not carry
 */
export function queueReply(tx: WriteTx, registry: Registry, input: ReplyInput, now: number): ItemId[] {
  const { contact, channel } = input;
  const connector = connectorFor(registry, channel.kind);
  const use = usesOf(tx, contact.key).find((one) => one.channel_key === channel.key);
  assertSendable(connector.info.capabilities, use, input.files);
  const root = rootOf(tx, contact.customer_key).key;
  const conversation = openConversation(tx, root) ?? openNew(tx, root, now, false);
  const agent = me(tx);
  if (conversation.assignee_key === null) setAssignee(tx, conversation, agent.key);
  const parent = parentOf(tx, input);
  const isMail = channel.kind === 'email';
  const order: Order = {
    contact,
    channel,
    agent,
    conversationKey: conversation.key,
    usedThread: use?.thread_key ?? null,
    references: parent && isMail ? mailReferences(parent) : [],
    ...(connector.info.capabilities.subject ? { subject: subjectOf(input, parent) } : {}),
  };
  return connector.plan({ text: input.text, files: input.files }).map((part, index) => {
    // A mail answers what came before it; in a messenger only a chosen message is quoted, and by the first part alone.
    const quoted = isMail || (index === 0 && input.replyToItemId !== undefined) ? parent : undefined;
    return queuePart(tx, order, part, quoted, now);
  });
}

/** What all parts of one answer share. */
type Order = {
  contact: ContactRow;
  channel: ChannelRecord;
  agent: ReturnType<typeof me>;
  conversationKey: number;
  usedThread: number | null;
  /** Of the mail that is answered and its chain, oldest first. */
  references: string[];
  subject?: string;
};

function assertSendable(capabilities: Capabilities, use: ContactUse | undefined, files: readonly OutgoingFile[]): void {
  const permission = canSend({
    capabilities,
    channelState: 'online',
    hasWritten: (use?.last_in_at ?? 0) > 0,
    ...(use?.unreachable_reason ? { unreachable: use.unreachable_reason } : {}),
  });
  if (!permission.allowed) {
    const { reason } = permission;
    throw new DomainError('cannot-send', `nothing can be sent to this address: ${reason}`, { details: { reason } });
  }
  const limit = capabilities.attachments?.maxBytes ?? 0;
  const large = files.find((file) => file.size > limit);
  if (!large) return;
  const { name } = large;
  throw new DomainError('too-large', `${name} is larger than this channel carries`, { details: { name, limit } });
}

/** One message the provider will carry: its item, its files and its outbox row. */
function queuePart(tx: WriteTx, order: Order, part: PlannedReply, quoted: ItemRow | undefined, now: number): ItemId {
  const { contact, channel, agent, references } = order;
  const isMail = channel.kind === 'email';
  const itemId = newId(now);
  const remoteId = isMail ? `${itemId}@${channel.address.split('@').at(-1) ?? 'localhost'}` : itemId;
  const thread = threadOf(tx, channel, order.usedThread, remoteId, references);
  const subject = order.subject === undefined ? {} : { subject: order.subject };
  const item = insertItem(tx, {
    id: itemId,
    customerKey: contact.customer_key,
    conversationKey: order.conversationKey,
    threadKey: thread,
    channelKey: channel.key,
    contactKey: contact.key,
    agentKey: agent.key,
    kind: channel.kind,
    direction: 'out',
    sentAt: now,
    receivedAt: now,
    text: part.text,
    delivery: 'queued',
    ...subject,
    // A mail is known by its Message-ID from the start; a messenger gives the id when it accepts.
    ...(isMail ? { remoteId, mail: ownHeaders(channel, contact, remoteId, references, agent.name) } : {}),
    ...(quoted && !isMail ? { replyToKey: quoted.key } : {}),
  });
  for (const file of part.files) {
    insertAttachment(tx, item.key, channel.key, { ...file, kind: kindOf(file.mime), inline: false }, false);
  }
  const remoteThread = remoteThreadOf(tx, thread);
  const intent: SendIntent = {
    itemId,
    to: contact.value,
    text: part.text,
    files: part.files,
    remoteId,
    createdAt: now,
    fromName: agent.name || getSetting(tx, 'workspaceName') || channel.name,
    ...subject,
    ...(remoteThread === undefined ? {} : { remoteThread }),
    ...(quoted?.remote_id ? { replyTo: { remoteId: quoted.remote_id, references: references.slice(0, -1) } } : {}),
  };
  enqueue(tx, { itemKey: item.key, channelKey: channel.key, contactKey: contact.key, intent, afterSend: isMail, now });
  noteUse(tx, { contactKey: contact.key, channelKey: channel.key, threadKey: thread, direction: 'out', at: now });
  return itemId;
}

/** What is answered: the chosen item, or for mail the last one exchanged with this address on this channel. */
function parentOf(tx: WriteTx, { contact, channel, replyToItemId }: ReplyInput): ItemRow | undefined {
  if (replyToItemId !== undefined) {
    const chosen = itemById(tx, replyToItemId);
    return chosen?.channel_key === channel.key && chosen.contact_key === contact.key ? chosen : undefined;
  }
  if (channel.kind !== 'email') return undefined;
  return tx.get<ItemRow>(
    `SELECT * FROM items WHERE customer_key = ? AND contact_key = ? AND channel_key = ? AND remote_id IS NOT NULL AND automatic = 0
       AND (direction = 'in' OR delivery IN ('sent', 'delivered', 'read')) ORDER BY key DESC LIMIT 1`,
    contact.customer_key,
    contact.key,
    channel.key,
  );
}

function subjectOf(input: ReplyInput, parent: ItemRow | undefined): string {
  const given = input.subject?.trim();
  if (given) return given;
  return parent?.subject ? replySubject(parent.subject) : '';
}

/** Ids of the chain up to and including the parent, oldest first (RFC 5322, section 3.6.4). */
function mailReferences(parent: ItemRow): string[] {
  const stored = parent.mail === null ? undefined : (JSON.parse(parent.mail) as StoredMail);
  return [...(stored?.references ?? []), ...(parent.remote_id ? [parent.remote_id] : [])];
}

function threadOf(
  tx: WriteTx,
  channel: ChannelRecord,
  usedThread: number | null,
  remoteId: string,
  references: readonly string[],
): number {
  if (channel.kind !== 'email') {
    if (usedThread === null) throw new DomainError('cannot-send', 'they have not written on this channel yet');
    return usedThread;
  }
  return mailThreadKey(tx, channel.key, {
    messageId: remoteId,
    answers: [...references].reverse(),
    remoteThread: references[0] ?? remoteId,
  });
}

function ownHeaders(
  channel: ChannelRecord,
  contact: ContactRow,
  messageId: string,
  references: string[],
  name: string,
): StoredMail {
  return {
    from: [{ address: channel.address, ...(name ? { name } : {}) }],
    to: [{ address: contact.value }],
    cc: [],
    messageId,
    references,
  };
}

function kindOf(mime: string): 'image' | 'audio' | 'video' | 'file' {
  const [type] = mime.split('/');
  return type === 'image' || type === 'audio' || type === 'video' ? type : 'file';
}
