import type { Contact, Dice, Location, Message, Poll, Venue } from 'grammy/types';
import type { ItemCard } from '../../../../shared/model/index.ts';

/** The fields a card is made of; what is answered in another chat has them too, without a date. */
type Carrier = Pick<Message, 'contact' | 'venue' | 'location' | 'poll' | 'dice'> & { date?: number };

export function cardOf({ contact, venue, location, poll, dice, date = 0 }: Carrier): ItemCard | undefined {
  if (contact) return { type: 'contact', name: personOf(contact), phone: phoneOf(contact) };
  if (venue) return venueCard(venue);
  if (location) return locationCard(location, date);
  if (poll) return pollCard(poll);
  if (dice) return diceCard(dice);
  return undefined;
}

function venueCard({ location, title, address }: Venue): ItemCard {
  return { type: 'location', latitude: location.latitude, longitude: location.longitude, title, address };
}

/**
 * `live_period` counts from when the message was sent, and is there only while the location moves (Bot API, Location). One
 * without an end has 0x7FFFFFFF seconds, which is far enough.
 */
function locationCard({ latitude, longitude, live_period: period }: Location, date: number): ItemCard {
  if (period === undefined) return { type: 'location', latitude, longitude };
  return { type: 'location', latitude, longitude, liveUntil: (date + period) * 1000 };
}

export function pollCard(poll: Poll): ItemCard {
  const correct = new Set(poll.correct_option_ids ?? []);
  return {
    type: 'poll',
    question: asked(poll),
    options: poll.options.map(({ text, voter_count: votes }, index) => ({
      text,
      votes,
      ...(correct.has(index) ? { correct: true as const } : {}),
    })),
    total: poll.total_voter_count,
    multiple: poll.allows_multiple_answers,
    closed: poll.is_closed,
  };
}

function diceCard({ emoji, value }: Dice): ItemCard {
  return { type: 'dice', emoji, value };
}

/**
 * What a card says in plain characters, without words of any language: a picture stands for the kind.
 * `undefined` when the message is none of these.
 */
export function cardText(message: Carrier): string | undefined {
  const { contact, venue, location, poll, dice } = message;
  if (contact) return `👤 ${personOf(contact)}\n${phoneOf(contact)}`;
  if (venue) return `📍 ${venue.title}\n${venue.address}\n${coordinates(venue.location)}`;
  if (location) return `📍 ${coordinates(location)}`;
  if (poll) {
    return [`📊 ${asked(poll)}`, ...poll.options.map((option) => `• ${option.text}`)].join('\n');
  }
  if (dice) return `${dice.emoji} ${dice.value}`;
  return undefined;
}

const asked = ({ question, description }: Poll) => (description ? `${question}\n${description}` : question);

const personOf = ({ first_name, last_name }: Contact) => [first_name, last_name].filter(Boolean).join(' ');

/** Telegram keeps numbers with their country and usually leaves the plus out; a card from an address book may hold anything. */
export function phoneOf({ phone_number, user_id }: Contact): string {
  const given = phone_number.trim();
  return user_id === undefined && !given.startsWith('+') ? given : `+${given.replace(/\D/g, '')}`;
}

export function coordinates({ latitude, longitude }: { latitude: number; longitude: number }): string {
  return `${latitude}, ${longitude}`;
}
