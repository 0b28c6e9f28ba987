import type { OutgoingFile, PlannedReply, SendIntent } from '../../shared/contract/connector.ts';
import { DomainError } from '../../shared/contract/errors.ts';
import { shownMarks, tidyMarks } from '../../shared/lib/marks.ts';
import type { AccountRight, Capabilities, ItemId, MailAddress, MessageButton, TextMark } from '../../shared/model/index.ts';
import { canSend } from '../core/can-send.ts';
import { normaliseEmail } from '../core/identity/normalise.ts';
import { parseMailAddresses } from '../core/mail-address.ts';
import type { WriteTx } from '../store/db.ts';
import { accountRight } from '../store/repos/account.repo.ts';
import { answerAddress, lastAnswerAddress } from '../store/repos/answer-address.ts';
import type { ChannelRecord } from '../store/repos/channel.repo.ts';
import {
  type ConversationRow,
  conversationByKey,
  openConversation,
  openNew,
  setAssignee,
} from '../store/repos/conversation.repo.ts';
import { type ContactRow, type ContactUse, rootOf, usesOf } from '../store/repos/customer.repo.ts';
import { type ItemRow, itemById } from '../store/repos/item.repo.ts';
import { readExtra } from '../store/repos/item-extra.ts';
import { me } from '../store/repos/settings.repo.ts';
import { remoteThreadOf } from '../store/repos/thread.repo.ts';
import { lastMail, mailReferences, subjectOf } from './mail-order.ts';
import { type Group, type Order, queuePart } from './queue-part.ts';
import { capabilitiesOf, connectorFor, type Registry } from './registry.ts';

export type ReplyInput = {
  contact: ContactRow;
  channel: ChannelRecord;
  text: string;
  marks?: TextMark[];
  subject?: string;
  /** As typed. */
  cc?: string[];
  bcc?: string[];
  buttons?: MessageButton[][];
  replyToItemId?: ItemId;
  files: OutgoingFile[];
  /** The conversation it was written in, when that is not the open one any more. */
  conversationKey?: number;
  /** Answer to an invitation, and the organizer who gets it. */
  calendar?: NonNullable<SendIntent['calendar']> & { organizer: MailAddress };
};

/**
 * Puts an answer into the outbox: one item and one outbox row for each message the provider will carry, in one
 * transaction. Answers the ids of the items.
 *
 * @throws DomainError `cannot-send` when `canSend` says no, `too-large` for a file the channel does not carry, `not-allowed`
 *   for what it has not (copies, buttons), `invalid-input` for a copy to what is no address
 */
export function queueReply(tx: WriteTx, registry: Registry, input: ReplyInput, now: number): ItemId[] {
  const { contact, channel } = input;
  const connector = connectorFor(registry, channel.kind);
  const capabilities = capabilitiesOf(registry, channel);
  const use = usesOf(tx, contact.key).find((one) => one.channel_key === channel.key);
  const { parent, group, answersTo, cc, bcc } = checkReply(tx, registry, input);
  const root = rootOf(tx, contact.customer_key).key;
  const conversation = writtenIn(tx, input.conversationKey) ?? openConversation(tx, root) ?? openNew(tx, root, now, false);
  const agent = me(tx);
  if (conversation.assignee_key === null) setAssignee(tx, conversation, agent.key);
  const isMail = channel.kind === 'email';
  const order: Order = {
    customerKey: contact.customer_key,
    contactKey: contact.key,
    channel,
    agent,
    to: input.calendar?.organizer ?? answersTo ?? { address: contact.value },
    cc,
    bcc,
    conversationKey: conversation.key,
    usedThread: use?.thread_key ?? null,
    references: parent && isMail ? mailReferences(parent) : [],
    ...(group ? { group } : {}),
    ...(input.calendar ? { calendar: input.calendar } : {}),
    ...(capabilities.subject ? { subject: subjectOf(input.subject, parent) } : {}),
  };
  const marks = shownMarks(tidyMarks(input.text, input.marks ?? []), capabilities.formatting ?? []);
  const reply: PlannedReply = {
    text: input.text,
    files: input.files,
    ...(marks.length === 0 ? {} : { marks }),
    ...(input.buttons === undefined ? {} : { buttons: input.buttons }),
  };
  return connector.plan(reply).map((part, index) => {
    // A mail answers what came before it; in a messenger only a chosen message is quoted, and by the first part alone.
    const quoted = isMail || (index === 0 && input.replyToItemId !== undefined) ? parent : undefined;
    return queuePart(tx, order, part, quoted, now);
  });
}

/**
 * Everything that would refuse an answer, without queueing it.
 *
 * @throws DomainError as `queueReply`
 */
export function checkReply(tx: WriteTx, registry: Registry, input: ReplyInput) {
  const { contact, channel } = input;
  const capabilities = capabilitiesOf(registry, channel);
  const use = usesOf(tx, contact.key).find((one) => one.channel_key === channel.key);
  const parent = parentOf(tx, input);
  const group = parent && input.replyToItemId !== undefined ? groupOf(tx, parent) : undefined;
  assertSendable(
    capabilities,
    use,
    group === undefined ? accountRight(tx, use?.thread_key ?? null) : undefined,
    group !== undefined,
  );
  assertCarried(capabilities, input);
  const answersTo = parent?.direction === 'in' ? answerAddress(parent) : lastAnswerAddress(tx, contact, channel.key);
  const to = (input.calendar?.organizer ?? answersTo)?.address ?? contact.value;
  return { parent, group, answersTo, ...copies(input, to) };
}

/** The conversation of an answer that waited, wherever it was merged since. */
function writtenIn(tx: WriteTx, key: number | undefined): ConversationRow | undefined {
  const row = key === undefined ? undefined : conversationByKey(tx, key);
  return row?.merged_into == null ? row : writtenIn(tx, row.merged_into);
}

function groupOf(tx: WriteTx, parent: ItemRow): Group | undefined {
  const { group: title } = readExtra(parent);
  if (title === undefined || parent.thread_key === null) return undefined;
  const remoteThread = remoteThreadOf(tx, parent.thread_key);
  return remoteThread === undefined ? undefined : { title, threadKey: parent.thread_key, remoteThread };
}

function assertSendable(
  capabilities: Capabilities,
  use: ContactUse | undefined,
  account: AccountRight | undefined,
  intoGroup: boolean,
): void {
  const permission = canSend({
    capabilities,
    channelState: 'online',
    hasWritten: intoGroup || (use?.last_in_at ?? 0) > 0,
    ...(use?.unreachable_reason && !intoGroup ? { unreachable: use.unreachable_reason } : {}),
    ...(account === undefined ? {} : { account }),
  });
  if (permission.allowed) return;
  const { reason } = permission;
  throw new DomainError('cannot-send', `nothing can be sent to this address: ${reason}`, { details: { reason } });
}

/** @throws DomainError `too-large`, `not-allowed` */
export function assertCarried(
  capabilities: Capabilities,
  { files, buttons, cc = [], bcc = [] }: Pick<ReplyInput, 'files' | 'buttons' | 'cc' | 'bcc'>,
): void {
  const { maxBytes: limit = 0, maxTotalBytes: together = Number.POSITIVE_INFINITY } = capabilities.attachments ?? {};
  const large = files.find((file) => file.size > limit);
  if (large) {
    const { name } = large;
    throw new DomainError('too-large', `${name} is larger than this channel carries`, { details: { name, limit } });
  }
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > together)
    throw new DomainError('too-large', 'the files together are larger than this channel carries', {
      details: { size, limit: together },
    });
  if (buttons !== undefined && !capabilities.buttons) throw new DomainError('not-allowed', 'this channel carries no buttons');
  if (cc.length + bcc.length > 0 && !capabilities.copies)
    throw new DomainError('not-allowed', 'this channel sends no copies to others');
}

/**
 * Further recipients, each once: whoever gets it openly needs no blind copy.
 *
 * @throws DomainError `invalid-input` for what is no address
 */
export function copies(
  { cc = [], bcc = [] }: Pick<ReplyInput, 'cc' | 'bcc'>,
  to: string,
): { cc: MailAddress[]; bcc: MailAddress[] } {
  const open = parseMailAddresses(cc);
  const blind = parseMailAddresses(bcc);
  const [wrong] = [...open.wrong, ...blind.wrong];
  if (wrong !== undefined)
    throw new DomainError('invalid-input', `«${wrong}» is not a mail address`, { details: { address: wrong } });
  const seen = new Set([normaliseEmail(to)]);
  const others = (addresses: readonly MailAddress[]): MailAddress[] =>
    addresses.filter(({ address }) => {
      const key = normaliseEmail(address);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  return { cc: others(open.addresses), bcc: others(blind.addresses) };
}

/** What is answered: the chosen item, or for mail the last one exchanged with this address on this channel. */
function parentOf(tx: WriteTx, { contact, channel, replyToItemId }: ReplyInput): ItemRow | undefined {
  if (replyToItemId !== undefined) {
    const chosen = itemById(tx, replyToItemId);
    return chosen?.channel_key === channel.key && chosen.contact_key === contact.key ? chosen : undefined;
  }
  return channel.kind === 'email' ? lastMail(tx, contact, channel) : undefined;
}
