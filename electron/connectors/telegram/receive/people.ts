import type { Chat, Message, User } from 'grammy/types';
import type { ContactClaim, Party } from '../../../../shared/contract/connector.ts';
import { phoneOf } from './cards.ts';

export function partyOf(user: Pick<User, 'id' | 'first_name' | 'last_name' | 'username'>): Party {
  return named(user.id, nameOf(user), user.username);
}

/** A channel or a group that speaks for itself in a group: anonymous administrators do. */
export function partyOfChat(chat: Chat): Party {
  return named(chat.id, chatName(chat), chat.username);
}

function named(id: number, name: string, username: string | undefined): Party {
  return {
    kind: 'telegram',
    value: String(id),
    ...(name === '' ? {} : { name }),
    ...(username === undefined ? {} : { label: `@${username}` }),
  };
}

export function nameOf({ first_name, last_name }: { first_name: string; last_name?: string }): string {
  return legible([first_name, last_name].filter(Boolean).join(' '));
}

export function chatName(chat: Chat): string {
  return chat.type === 'private' ? nameOf(chat) : legible(chat.title ?? '');
}

/** Marks that turn the reading direction of what stands behind them: nothing else in the row is theirs to turn. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;
/** Spaces, signs without a picture, and the letters drawn as nothing that people put for a name to have none. */
const nothingToSee = /^[\p{Cc}\p{Cf}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]*$/u;

/** Empty where there is nothing to see, so that the person is called by their @name or number. */
function legible(name: string): string {
  const words = name.replace(turning, '').trim();
  return nothingToSee.test(words) ? '' : words;
}

/** A card vouches for a number only when Telegram says that it is the sender's own (Bot API, Contact, `user_id`). */
export function claimsOf({ contact, from }: Message): ContactClaim[] {
  if (contact?.user_id === undefined || contact.user_id !== from?.id) return [];
  return [{ kind: 'phone', value: phoneOf(contact), source: 'shared-contact' }];
}
