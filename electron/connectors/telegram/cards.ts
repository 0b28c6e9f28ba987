import type { Contact, Message } from 'grammy/types';

/**
 * What has no text of its own, as short text without words of any language: a picture stands for the kind.
 * `undefined` when the message is none of these.
 */
export function cardText(message: Message): string | undefined {
  const { contact, venue, location, poll, dice, sticker } = message;
  if (contact) return `👤 ${[contact.first_name, contact.last_name].filter(Boolean).join(' ')}\n${phoneOf(contact)}`;
  if (venue) return `📍 ${venue.title}\n${venue.address}\n${coordinates(venue.location)}`;
  if (location) return `📍 ${coordinates(location)}`;
  if (poll) return [`📊 ${poll.question}`, ...poll.options.map((option) => `• ${option.text}`)].join('\n');
  if (dice) return `${dice.emoji} ${dice.value}`;
  if (sticker) return sticker.emoji ?? '';
  return undefined;
}

/** Telegram keeps numbers with their country and usually leaves the plus out; a card from an address book may hold anything. */
export function phoneOf({ phone_number, user_id }: Contact): string {
  const given = phone_number.trim();
  return user_id === undefined && !given.startsWith('+') ? given : `+${given.replace(/\D/g, '')}`;
}

function coordinates({ latitude, longitude }: { latitude: number; longitude: number }): string {
  return `${latitude}, ${longitude}`;
}
