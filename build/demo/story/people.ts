import type { Dice } from './dice.ts';
import * as names from './names.ts';

export type Language = 'en' | 'ru';

/** Somebody who writes to Acme. Names, addresses and numbers are invented; `.test` is nobody's (RFC 2606). */
export type Customer = {
  language: Language;
  female: boolean;
  firstName: string;
  lastName: string;
  /** As they sign: `Мария Кузнецова`. */
  name: string;
  email: string;
  /** International, as people write it. */
  phone: string;
  /** Id of their Telegram account. Most have a username too. */
  telegramId: number;
  username?: string;
};

export const customerDomains = ['mail.test', 'post.test', 'inbox.test', 'home.test'] as const;

/** `count` people with names, addresses and numbers of their own. About two of three are Russian. */
export function inventPeople(dice: Dice, count: number): Customer[] {
  const taken = new Set<string>();
  const people: Customer[] = [];
  while (people.length < count) {
    const person = inventPerson(dice, people.length);
    // Two people of one name are real, but a demonstration is easier to follow without them, while names last.
    const repeated = taken.has(person.name) && taken.size < names.combinations * 0.6;
    if (repeated || taken.has(person.email)) continue;
    taken.add(person.name).add(person.email);
    people.push(person);
  }
  return people;
}

function inventPerson(dice: Dice, index: number): Customer {
  const language = dice.chance(0.67) ? 'ru' : 'en';
  const female = dice.chance(0.55);
  const firstName = dice.pick(names.first[language][female ? 'female' : 'male']);
  const surname = dice.pick(names.last[language]);
  const lastName = language === 'ru' && female ? names.feminine(surname) : surname;
  const latin = (text: string) => names.latin(text).toLowerCase();
  const handle = `${latin(firstName)}.${latin(lastName)}`;
  const number = dice.chance(0.3) ? String(10 + dice.int(89)) : '';
  const initial = `${latin(firstName).slice(0, 1)}_${latin(lastName)}${1 + index}`;
  return {
    language,
    female,
    firstName,
    lastName,
    name: `${firstName} ${lastName}`,
    email: `${handle}${number}@${dice.pick(customerDomains)}`,
    phone: language === 'ru' ? russianPhone(index) : britishPhone(index),
    telegramId: 7_100_000 + index * 37,
    ...(dice.chance(0.8) ? { username: initial } : {}),
  };
}

function russianPhone(index: number): string {
  const digits = String(137 + index * 7).padStart(4, '0');
  return `+7 999 555-${digits.slice(0, 2)}-${digits.slice(2)}`;
}

/** London numbers that are kept for drama (Ofcom, "Telephone numbers for use in TV and radio drama programmes"). */
function britishPhone(index: number): string {
  return `+44 20 7946 ${String(100 + (index % 800)).padStart(4, '0')}`;
}
