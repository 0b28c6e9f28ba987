import { pickFrom, type Vocabulary, vocabularies } from './vocabulary.ts';
import { englishGreetings, russianGreetings } from './words.ts';

export type Language = 'ru' | 'en';

const smallShare = 0.33;

/** A word as it stands in a sentence: a small one, or any form of a lemma, those near the dictionary form more often. */
function word(vocabulary: Vocabulary, random: () => number): string {
  if (random() < smallShare) return pickFrom(vocabulary.small, random);
  const { forms } = vocabulary.pick(random);
  return forms[Math.floor(forms.length * random() ** 2)] ?? '';
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const orderNumber = (random: () => number): string => String(10_000 + Math.floor(random() * 900_000));

function sentence(language: Language, random: () => number): string {
  const vocabulary = vocabularies()[language];
  const length = 3 + Math.floor(random() ** 1.6 * 16);
  const words = Array.from({ length }, () => word(vocabulary, random));
  if (random() < 0.12) words.splice(Math.floor(random() * length), 0, orderNumber(random));
  if (length > 6 && random() < 0.5) words[3] += ',';
  return `${capital(words.join(' '))}${random() < 0.2 ? '?' : '.'}`;
}

/** A message of one to nine sentences; 205 characters on average. */
export function messageText(language: Language, random: () => number): string {
  const greeting = random() < 0.25 ? [pickFrom(language === 'ru' ? russianGreetings : englishGreetings, random)] : [];
  const count = 1 + Math.floor(random() ** 1.6 * 7);
  return [...greeting, ...Array.from({ length: count }, () => sentence(language, random))].join(' ');
}

/** A subject of two to five words. */
export function subjectText(language: Language, random: () => number): string {
  const vocabulary = vocabularies()[language];
  return capital(Array.from({ length: 2 + Math.floor(random() * 4) }, () => word(vocabulary, random)).join(' '));
}
