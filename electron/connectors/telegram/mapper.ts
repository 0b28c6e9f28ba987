import type { ChatMemberUpdated, Message, User } from 'grammy/types';
import type { ContactClaim, InboundEvent, Party } from '../../../shared/contract/connector.ts';
import { attachmentsOf } from './attachments.ts';
import { cardText, phoneOf } from './cards.ts';
import { isUninteresting, serviceKind } from './kinds.ts';

/**
 * Turns one update, as JSON text, into what happened. Pure. Throws, naming the kind but nothing a customer wrote,
 * when the update is of a kind this version does not know, or lacks what every update of its kind has.
 */
export function mapUpdate(body: string): InboundEvent[] {
  const update: unknown = JSON.parse(body);
  if (!isRecord(update) || !Number.isInteger(update.update_id)) throw new Error('Not a Telegram update');
  const { update_id: _, ...rest } = update;
  const kinds = Object.keys(rest);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) throw new Error(`An update of ${kinds.length} kinds: ${kinds.join(', ')}`);
  if (kind === 'message') return [mapMessage(readMessage(rest[kind], kind))];
  if (kind === 'edited_message') return [mapEdit(readMessage(rest[kind], kind))];
  if (kind === 'my_chat_member') return [mapMembership(readMembership(rest[kind]))];
  if (isUninteresting(kind)) return [{ type: 'ignored', reason: `update of kind ${kind}` }];
  throw new Error(`Unknown kind of update: ${kind}`);
}

function mapMessage(message: PrivateMessage | OtherChat): InboundEvent {
  if (!('from' in message)) return { type: 'ignored', reason: `message in a ${message.chat.type}` };
  const content = contentOf(message);
  if (!content) return { type: 'ignored', reason: `service message ${serviceKind(message)}` };
  return {
    type: 'message',
    remoteThread: String(message.chat.id),
    remoteId: String(message.message_id),
    direction: 'in',
    party: partyOf(message.from),
    claims: claimsOf(message),
    sentAt: message.date * 1000,
    text: content.text,
    answers: message.reply_to_message ? [String(message.reply_to_message.message_id)] : [],
    attachments: content.attachments,
    seen: false,
  };
}

function mapEdit(message: PrivateMessage | OtherChat): InboundEvent {
  if (!('from' in message)) return { type: 'ignored', reason: `edit in a ${message.chat.type}` };
  // A shared live location is edited with every step its owner takes.
  if (message.location) return { type: 'ignored', reason: 'a live location moved' };
  const content = contentOf(message);
  if (!content) return { type: 'ignored', reason: `edit of service message ${serviceKind(message)}` };
  return {
    type: 'edit',
    remoteThread: String(message.chat.id),
    remoteId: String(message.message_id),
    editedAt: (message.edit_date ?? message.date) * 1000,
    text: content.text,
    ...(content.attachments.length === 0 ? {} : { attachments: content.attachments }),
  };
}

/** In a private chat this comes only when the user blocks or unblocks the bot (Bot API, Update). */
function mapMembership({ chat, from, date, new_chat_member: now }: ChatMemberUpdated): InboundEvent {
  if (chat.type !== 'private') return { type: 'ignored', reason: `membership in a ${chat.type}` };
  const happened = { type: 'reachability', party: partyOf(from), at: date * 1000 } as const;
  if (now.status === 'kicked') return { ...happened, reachable: false, reason: 'blocked' };
  if (now.status === 'member') return { ...happened, reachable: true };
  throw new Error(`Unknown status of a bot in a private chat: ${now.status}`);
}

/** `undefined` for a service message; throws for content nobody here understands, so that it is kept and seen. */
function contentOf(message: Message): { text: string; attachments: ReturnType<typeof attachmentsOf> } | undefined {
  const attachments = attachmentsOf(message);
  const text = message.text ?? message.caption ?? cardText(message);
  if (text !== undefined || attachments.length > 0) return { text: text ?? '', attachments };
  if (serviceKind(message) !== undefined) return undefined;
  const envelope = new Set(['message_id', 'from', 'chat', 'date', 'edit_date', 'reply_to_message']);
  const fields = Object.keys(message).filter((key) => !envelope.has(key));
  throw new Error(`Unknown kind of message: ${fields.join(', ') || 'empty'}`);
}

function partyOf({ id, first_name, last_name, username }: User): Party {
  const name = [first_name, last_name].filter(Boolean).join(' ').trim();
  return {
    kind: 'telegram',
    value: String(id),
    ...(name === '' ? {} : { name }),
    ...(username === undefined ? {} : { label: `@${username}` }),
  };
}

/** A card vouches for a number only when Telegram says that it is the sender's own. */
function claimsOf({ contact, from }: PrivateMessage): ContactClaim[] {
  if (contact?.user_id === undefined || contact.user_id !== from.id) return [];
  return [{ kind: 'phone', value: phoneOf(contact), source: 'shared-contact' }];
}

type PrivateMessage = Message & { from: User };
type OtherChat = { chat: { type: string } };

function readMessage(value: unknown, kind: string): PrivateMessage | OtherChat {
  if (!isRecord(value) || !isRecord(value.chat) || !Number.isInteger(value.message_id) || !Number.isInteger(value.date)) {
    throw new Error(`Malformed ${kind}`);
  }
  if (value.chat.type !== 'private') return { chat: { type: String(value.chat.type) } };
  if (!Number.isInteger(value.chat.id) || !isUser(value.from)) throw new Error(`Malformed ${kind}`);
  return value as unknown as PrivateMessage;
}

function readMembership(value: unknown): ChatMemberUpdated {
  const whole =
    isRecord(value) &&
    isRecord(value.chat) &&
    isUser(value.from) &&
    Number.isInteger(value.date) &&
    isRecord(value.new_chat_member);
  if (!whole) throw new Error('Malformed my_chat_member');
  return value as unknown as ChatMemberUpdated;
}

function isUser(value: unknown): value is User {
  return isRecord(value) && Number.isInteger(value.id) && typeof value.first_name === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
