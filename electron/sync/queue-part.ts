import type { PlannedReply, SendIntent } from '../../shared/contract/connector.ts';
import { DomainError } from '../../shared/contract/errors.ts';
import type { AttachmentKind, ItemId, MailAddress, PassedOn } from '../../shared/model/index.ts';
import { itemKindOf } from '../core/item-kind.ts';
import type { WriteTx } from '../store/db.ts';
import { newId } from '../store/ids.ts';
import { insertAttachment } from '../store/repos/attachment.repo.ts';
import type { ChannelRecord } from '../store/repos/channel.repo.ts';
import { noteUse } from '../store/repos/customer.repo.ts';
import { type ItemRow, insertItem } from '../store/repos/item.repo.ts';
import type { ItemExtra } from '../store/repos/item-extra.ts';
import { enqueue, toOthers } from '../store/repos/outbox.repo.ts';
import { getSetting, type me } from '../store/repos/settings.repo.ts';
import { mailThreadKey, remoteThreadOf } from '../store/repos/thread.repo.ts';
import { ownHeaders } from './mail-order.ts';

/** What all parts of one message share. */
export type Order = {
  /** Whose timeline it stands on. */
  customerKey: number;
  /** The address of theirs it goes to; none when it goes to somebody else. */
  contactKey?: number;
  channel: ChannelRecord;
  agent: ReturnType<typeof me>;
  to: MailAddress;
  cc: MailAddress[];
  bcc: MailAddress[];
  conversationKey?: number;
  usedThread: number | null;
  /** Of the mail that is answered and its chain, oldest first. */
  references: string[];
  subject?: string;
  group?: Group;
  calendar?: NonNullable<SendIntent['calendar']>;
  /** It goes to others, and is no answer to the customer. */
  passedOn?: PassedOn;
};

/** An answer that quotes what was written in a group goes into that group. */
export type Group = { title: string; threadKey: number; remoteThread: string };

/** One message the provider will carry: its item, its files and its outbox row. */
export function queuePart(tx: WriteTx, order: Order, part: PlannedReply, quoted: ItemRow | undefined, now: number): ItemId {
  const { contactKey, channel, agent, references, to, cc, bcc, group, calendar } = order;
  const isMail = channel.kind === 'email';
  const itemId = newId(now);
  const remoteId = isMail ? `${itemId}@${channel.address.split('@').at(-1) ?? 'localhost'}` : itemId;
  const thread = threadOf(tx, order, remoteId);
  const subject = order.subject === undefined ? {} : { subject: order.subject };
  const from: MailAddress = { address: channel.address, ...(agent.name ? { name: agent.name } : {}) };
  const item = insertItem(tx, {
    id: itemId,
    customerKey: order.customerKey,
    threadKey: thread,
    channelKey: channel.key,
    agentKey: agent.key,
    kind: itemKindOf(channel.kind),
    direction: 'out',
    sentAt: now,
    receivedAt: now,
    text: part.text,
    delivery: 'queued',
    automatic: order.passedOn !== undefined,
    extra: extraOf(part, order),
    ...(order.conversationKey === undefined ? {} : { conversationKey: order.conversationKey }),
    ...(contactKey === undefined ? {} : { contactKey }),
    ...subject,
    // A mail is known by its Message-ID from the start; a messenger gives the id when it accepts.
    ...(isMail ? { remoteId, mail: ownHeaders({ from, to, cc, bcc, messageId: remoteId, references }) } : {}),
    ...(quoted && !isMail ? { replyToKey: quoted.key } : {}),
  });
  const { key: itemKey } = item;
  const inText = new Set((part.marks ?? []).flatMap((mark) => (mark.type === 'image' ? [mark.hash] : [])));
  for (const file of part.files) {
    const kind = file.as ?? kindOf(file.mime);
    insertAttachment(tx, { itemKey, channelKey: channel.key }, { ...file, kind, inline: inText.has(file.hash) });
  }
  const remoteThread = remoteThreadOf(tx, thread);
  const intent: SendIntent = {
    itemId,
    to: group?.remoteThread ?? to.address,
    text: part.text,
    files: part.files,
    remoteId,
    createdAt: now,
    fromName: agent.name || getSetting(tx, 'workspaceName') || channel.name,
    ...subject,
    ...(to.name === undefined ? {} : { toName: to.name }),
    ...(part.marks === undefined ? {} : { marks: part.marks }),
    ...(part.buttons === undefined ? {} : { buttons: part.buttons }),
    ...(cc.length === 0 ? {} : { cc }),
    ...(bcc.length === 0 ? {} : { bcc }),
    ...(calendar === undefined ? {} : { calendar: { method: calendar.method, ics: calendar.ics } }),
    ...(remoteThread === undefined ? {} : { remoteThread }),
    ...(quoted?.remote_id ? { replyTo: { remoteId: quoted.remote_id, references: references.slice(0, -1) } } : {}),
  };
  enqueue(tx, { itemKey, channelKey: channel.key, contactKey: contactKey ?? toOthers, intent, afterSend: isMail, now });
  if (!group && contactKey !== undefined)
    noteUse(tx, { contactKey, channelKey: channel.key, threadKey: thread, direction: 'out', at: now });
  return itemId;
}

const extraOf = ({ marks, buttons }: PlannedReply, { group, passedOn }: Order): ItemExtra => ({
  ...(marks === undefined ? {} : { marks }),
  ...(buttons === undefined ? {} : { buttons }),
  ...(group === undefined ? {} : { group: group.title }),
  ...(passedOn === undefined ? {} : { passedOn }),
});

function threadOf(tx: WriteTx, { channel, group, usedThread, references }: Order, remoteId: string): number {
  if (group) return group.threadKey;
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

function kindOf(mime: string): AttachmentKind {
  const [type] = mime.split('/');
  return type === 'image' || type === 'audio' || type === 'video' ? type : 'file';
}
