import { normalisePhone } from './normalise.ts';

/**
 * Key by which a number that a PBX shows is compared: E.164 where it can be one, and otherwise the number as it stands, so that a
 * short city number, a colleague's extension or a SIP name is the same caller the next time. Undefined for none at all.
 */
export function callerKey(number: string, country: string): string | undefined {
  const text = number.trim();
  if (text === '') return undefined;
  return normalisePhone(text, country) ?? `local:${text.toLowerCase()}`;
}

/** A name a PBX shows that is more than the number said again. */
export function callerName(name: string | undefined, number: string): string | undefined {
  const text = name?.trim() ?? '';
  return /\p{L}/u.test(text) && text !== number ? text : undefined;
}

const hidden = { en: 'Hidden number', ru: 'Номер скрыт' };

/** What somebody is called of whom nothing is known, not even a number. */
export const hiddenCallerName = (language: 'en' | 'ru'): string => hidden[language];

export type Holder = {
  customerKey: number;
  rootKey: number;
  contactKey: number;
  verified: boolean;
  /** An identity that is nothing but this number, made because nobody could say whose it was. */
  onlyNumber: boolean;
};
export type CallerFound =
  | { match: 'known' | 'unknown'; holder: Holder | undefined }
  /** `holder`: the identity of the number itself, once there is one. */
  | { match: 'several'; holder: Holder | undefined };

/**
 * Whose call it is. One person who has the number: theirs, however we know. Several: nobody's, until somebody says; it waits on
 * an identity that is only the number. `named`: whether a holder is called anything but the number.
 */
export function findCaller(holders: readonly Holder[], named: (holder: Holder) => boolean): CallerFound {
  const people = holders.filter(({ onlyNumber }) => !onlyNumber);
  const roots = new Set(people.map(({ rootKey }) => rootKey));
  const bare = holders.find(({ onlyNumber }) => onlyNumber);
  if (roots.size > 1) return { match: 'several', holder: bare };
  const holder = people.find(({ verified }) => verified) ?? people[0] ?? bare;
  return { match: holder && named(holder) ? 'known' : 'unknown', holder };
}
