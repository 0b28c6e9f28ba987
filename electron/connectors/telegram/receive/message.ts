import type { Chat, Message } from 'grammy/types';
import type { InboundEvent, InboundMessage, Party } from '../../../../shared/contract/connector.ts';
import { threadOf } from '../place.ts';
import { buttonsOf, contentOf } from './content.ts';
import { serviceKind } from './kinds.ts';
import { forwardOf, quoteOf } from './origin.ts';
import { claimsOf, partyOf, partyOfChat } from './people.ts';
import { isUser } from './read.ts';

/** What mapping hangs on besides the update itself. */
export type Frame = {
  /** Whether what is written in groups is taken. */
  groups: boolean;
  /** Bytes of the largest file that can be downloaded. */
  limit: number;
  /** For what carries no time of its own, epoch ms. */
  receivedAt: number;
};

const ignored = (reason: string): InboundEvent[] => [{ type: 'ignored', reason }];

/** A message of somebody else's chat with the bot, of a group, or of a business account's chat. */
export function mapMessage(message: Message, frame: Frame): InboundEvent[] {
  const outside = notOurs(message, frame);
  if (outside !== undefined) return ignored(`message in a ${outside}`);
  const { business_connection_id: business, sender_business_bot: ourselves } = message;
  // What a bot sends for a business account is known here from the sending.
  if (business !== undefined && ourselves !== undefined) return ignored('a message of ours for a business account');
  const changed = message.poll_option_added?.poll_message ?? message.poll_option_deleted?.poll_message;
  if (changed?.poll) return mapEdit(changed as Message, frame);
  const content = contentOf(message, frame.limit);
  if (!content) return ignored(`service message ${serviceKind(message)}`);
  const { party, direction } = sides(message);
  const forwardedFrom = message.forward_origin && forwardOf(message.forward_origin);
  const quote = quoteOf(message);
  const buttons = buttonsOf(message);
  const mapped: InboundMessage = {
    type: 'message',
    ...whereabouts(message),
    direction,
    party,
    claims: claimsOf(message),
    sentAt: message.date * 1000,
    ...content,
    ...(forwardedFrom ? { forwardedFrom } : {}),
    ...(message.media_group_id === undefined ? {} : { album: message.media_group_id }),
    ...(isGroup(message.chat) ? { group: { title: message.chat.title } } : {}),
    ...(quote === undefined ? {} : { quote }),
    ...(buttons.length === 0 ? {} : { buttons }),
    answers: message.reply_to_message ? [String(message.reply_to_message.message_id)] : [],
    seen: direction === 'out',
    ...(isAutomatic(message) ? { automatic: true } : {}),
  };
  return [mapped, { type: 'party', party, at: mapped.sentAt }];
}

/** A new version of one. A live location is edited with every step its owner takes: its card moves, nothing was reworded. */
export function mapEdit(message: Message, frame: Frame): InboundEvent[] {
  const outside = notOurs(message, frame);
  if (outside !== undefined) return ignored(`edit in a ${outside}`);
  const content = contentOf(message, frame.limit);
  if (!content) return ignored(`edit of service message ${serviceKind(message)}`);
  if (content.notUnderstood !== undefined) throw new Error(content.notUnderstood);
  const { card, attachments, notUnderstood: _, ...said } = content;
  const at = whereabouts(message);
  if (card) return [{ type: 'card', ...at, card }];
  const editedAt = (message.edit_date ?? message.date) * 1000;
  return [{ type: 'edit', ...at, editedAt, ...said, ...(attachments.length === 0 ? {} : { attachments }) }];
}

/** What kind of chat it is, when nothing of it is taken. */
export function notOurs(
  { chat, from, sender_chat: onBehalf }: Pick<Message, 'chat' | 'from' | 'sender_chat'>,
  { groups }: Frame,
) {
  if (chat.type === 'private') {
    if (!isUser(from)) throw new Error('Malformed message: a private one from nobody');
    return undefined;
  }
  if (!groups || !isGroup(chat)) return chat.type;
  return isUser(from) || onBehalf ? undefined : `${chat.type} by nobody`;
}

/** The chat between a channel and its readers looks like a group and needs other ways to answer (Bot API, Chat). */
export function isGroup(chat: Chat): chat is Chat.GroupChat | Chat.SupergroupChat {
  return chat.type === 'group' || (chat.type === 'supergroup' && chat.is_direct_messages !== true);
}

/** In a business account's chat, which has the customer's number, the owner's own messages come too (Bot API, Update). */
function sides(message: Message): { party: Party; direction: 'in' | 'out' } {
  const { chat, from, sender_chat: onBehalf, business_connection_id: business } = message;
  if (business !== undefined && from?.id !== chat.id) return { party: partyOfChat(chat), direction: 'out' };
  if (chat.type !== 'private' && onBehalf) return { party: partyOfChat(onBehalf), direction: 'in' };
  return { party: from ? partyOf(from) : partyOfChat(chat), direction: 'in' };
}

/** An away or greeting message, a scheduled one, another bot; an anonymous administrator only looks like a bot. */
function isAutomatic({ is_from_offline: implicit, from, sender_chat: onBehalf }: Message): boolean {
  return implicit === true || (from?.is_bot === true && !onBehalf);
}

export function whereabouts(message: Message): { remoteThread: string; remoteId: string } {
  const { chat, is_topic_message: inTopic, message_thread_id: topic, business_connection_id: business } = message;
  return {
    remoteThread: threadOf({
      chat: chat.id,
      ...(inTopic && topic !== undefined && chat.type !== 'private' ? { topic } : {}),
      ...(business === undefined ? {} : { business }),
    }),
    remoteId: numberOf(message),
  };
}

/** Messages that only one member of a group sees have no number of their own, and one that may be given again. */
function numberOf({ message_id: id, ephemeral_message_id: passing, date }: Message): string {
  return passing === undefined ? String(id) : `ephemeral:${passing}:${date}`;
}
