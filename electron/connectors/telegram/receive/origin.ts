import type { Chat, Message, MessageOrigin } from 'grammy/types';
import type { InboundMessage } from '../../../../shared/contract/connector.ts';
import type { ForwardOrigin } from '../../../../shared/model/index.ts';
import { cardText } from './cards.ts';
import { chatName, nameOf } from './people.ts';

/** Longest part of an answered message that is repeated here, UTF-16 units. */
const excerptLimit = 300;

/**
 * Whose words a forwarded message holds (Bot API, MessageOrigin); a page of t.me where there is a public one. `undefined` for a
 * kind of origin that a later version brings: what was written is shown without it.
 */
export function forwardOf(origin: MessageOrigin): ForwardOrigin | undefined {
  const at = origin.date * 1000;
  switch (origin.type) {
    case 'user':
      return { kind: 'person', name: nameOf(origin.sender_user), at, ...page(origin.sender_user.username) };
    case 'hidden_user':
      return { kind: 'hidden-person', name: origin.sender_user_name, at };
    case 'chat':
      return {
        kind: 'chat',
        name: signed(origin.sender_chat, origin.author_signature),
        at,
        ...page(origin.sender_chat.username),
      };
    case 'channel':
      return {
        kind: 'channel',
        name: signed(origin.chat, origin.author_signature),
        at,
        ...page(origin.chat.username, origin.message_id),
      };
    default:
      return undefined;
  }
}

const signed = (chat: Chat, signature: string | undefined): string =>
  signature ? `${chatName(chat)} (${signature})` : chatName(chat);

function page(username: string | undefined, message?: number): { url?: string } {
  if (username === undefined) return {};
  return { url: `https://t.me/${username}${message === undefined ? '' : `/${message}`}` };
}

/** What is answered, in words: the part that was chosen, or the message as Telegram repeats it. */
export function quoteOf(message: Message): InboundMessage['quote'] {
  const { quote, external_reply: external, reply_to_message: answered, reply_to_story: story } = message;
  if (story) return { excerpt: '📖', origin: chatName(story.chat) };
  const source = external && forwardOf(external.origin);
  const origin = source ? { origin: source.name } : {};
  if (quote) return { excerpt: cut(quote.text), ...(quote.is_manual ? { chosen: true as const } : {}), ...origin };
  if (external) return { excerpt: cut(cardText(external) ?? mediaSign(external)), ...origin };
  if (!answered) return undefined;
  return { excerpt: cut(answered.text ?? answered.caption ?? cardText(answered) ?? mediaSign(answered)) };
}

/** Stands for a file in one character. */
function mediaSign(
  content: Pick<Message, 'photo' | 'video' | 'video_note' | 'voice' | 'audio' | 'animation' | 'document' | 'sticker'>,
): string {
  if (content.sticker) return content.sticker.emoji ?? '';
  if (content.photo) return '🖼';
  if (content.video || content.video_note || content.animation) return '🎞';
  if (content.voice) return '🎤';
  if (content.audio) return '🎵';
  return content.document ? `📎 ${content.document.file_name ?? ''}`.trim() : '';
}

function cut(text: string): string {
  return text.length <= excerptLimit ? text : `${text.slice(0, excerptLimit).replace(/[\ud800-\udbff]$/, '')}…`;
}
