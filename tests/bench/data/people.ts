import { seeded } from '../../support/random.ts';
import type { Language } from './texts.ts';
import { pickFrom } from './vocabulary.ts';
import { firstNames, lastNames } from './words.ts';

/** A customer, the same for the same number whatever the size of the data. */
export type Person = {
  number: number;
  name: string;
  language: Language;
  email: string;
  /** Telegram's user id in decimal. */
  telegram: string;
  phone: string;
  channels: 'mail' | 'bot' | 'both';
};

const seedOfPeople = 10_000_019;
const russianShare = 0.82;
/** Who writes on both channels, and states a phone that proves it. */
const bothShare = 0.03;
const mailShare = 0.5;

export function person(number: number): Person {
  const random = seeded(seedOfPeople + number);
  const language = random() < russianShare ? 'ru' : 'en';
  const kind = random();
  return {
    number,
    name: `${pickFrom(firstNames, random)} ${pickFrom(lastNames, random)}`,
    language,
    email: `c${number}@mail.test`,
    telegram: String(100_000_000 + number),
    phone: `+7916${String(1_000_000 + number).padStart(7, '0')}`,
    channels: kind < bothShare ? 'both' : kind < bothShare + mailShare ? 'mail' : 'bot',
  };
}
