import type {
  BusinessMessagesDeleted,
  CallbackQuery,
  ChatMemberUpdated,
  MessageReactionUpdated,
  Poll,
  ReactionType,
} from 'grammy/types';
import type { InboundEvent } from '../../../../shared/contract/connector.ts';
import { threadOf } from '../place.ts';
import { pollCard } from './cards.ts';
import { type Frame, isGroup, notOurs, whereabouts } from './message.ts';
import { partyOf } from './people.ts';

const ignored = (reason: string): InboundEvent[] => [{ type: 'ignored', reason }];

/**
 * A button of ours was pressed: said by the customer, so it stands on the timeline as theirs, in answer to the message that
 * has the button. The update has no time of its own.
 */
export function mapPress(query: CallbackQuery, frame: Frame): InboundEvent[] {
  const { message, from, data, game_short_name: game } = query;
  if (!message) return ignored('a button under a message that was sent in inline mode');
  const outside = notOurs({ chat: message.chat, from }, frame);
  if (outside !== undefined) return ignored(`a button in a ${outside}`);
  const { remoteThread, remoteId } = whereabouts(message);
  const party = partyOf(from);
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  const label = buttons.find((button) => 'callback_data' in button && button.callback_data === data)?.text;
  return [
    {
      type: 'message',
      remoteThread,
      remoteId: `press:${query.id}`,
      direction: 'in',
      party,
      claims: [],
      sentAt: frame.receivedAt,
      text: game === undefined ? `👆 ${label ?? data ?? ''}` : `🎮 ${game}`,
      ...(isGroup(message.chat) ? { group: { title: message.chat.title } } : {}),
      answers: [remoteId],
      attachments: [],
      seen: false,
    },
    { type: 'party', party, at: frame.receivedAt },
  ];
}

/** Stands for a reaction whose picture the update does not hold. */
const unseen = { custom_emoji: '✨', paid: '⭐' } as const;

/** In a group there are many who react and one place for it, so only what the customer says to us in private is taken. */
export function mapReaction({ chat, message_id, user, date, new_reaction: now }: MessageReactionUpdated): InboundEvent[] {
  if (chat.type !== 'private') return ignored(`reaction in a ${chat.type}`);
  const at = date * 1000;
  const emoji = now.map(emojiOf);
  return [
    { type: 'reaction', remoteThread: threadOf({ chat: chat.id }), remoteId: String(message_id), by: 'customer', emoji, at },
    ...(user ? [{ type: 'party', party: partyOf(user), at } as const] : []),
  ];
}

function emojiOf(reaction: ReactionType): string {
  return reaction.type === 'emoji' ? reaction.emoji : (unseen[reaction.type] ?? unseen.custom_emoji);
}

/** In a private chat this comes only when the user blocks or unblocks the bot (Bot API, Update). */
export function mapMembership({ chat, from, date, new_chat_member: now }: ChatMemberUpdated): InboundEvent[] {
  if (chat.type !== 'private') return ignored(`membership in a ${chat.type}`);
  const happened = { type: 'reachability', party: partyOf(from), at: date * 1000 } as const;
  if (now.status === 'kicked') return [{ ...happened, reachable: false, reason: 'blocked' }];
  if (now.status === 'member') return [{ ...happened, reachable: true }];
  throw new Error(`Unknown status of a bot in a private chat: ${now.status}`);
}

/** An update about a poll names no message; `at` is where it was seen to come, see `polls.ts`. */
export function mapPoll(poll: Poll, at: { thread: string; message: string } | undefined): InboundEvent[] {
  if (!at) return ignored('a poll that came by no message');
  return [{ type: 'card', remoteThread: at.thread, remoteId: at.message, card: pollCard(poll) }];
}

/** The update tells the ids and no time. */
export function mapDeletion(deleted: BusinessMessagesDeleted, { receivedAt }: Frame): InboundEvent[] {
  const remoteThread = threadOf({ chat: deleted.chat.id, business: deleted.business_connection_id });
  return deleted.message_ids.map((id) => ({ type: 'delete', remoteThread, remoteId: String(id), deletedAt: receivedAt }));
}
