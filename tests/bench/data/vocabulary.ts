import english from 'dictionary-en';
import russian from 'dictionary-ru';
import { seeded } from '../../support/random.ts';
import { Hunspell, type Lemma } from './hunspell.ts';
import { englishLemmas, englishSmall, russianLemmas, russianSmall } from './words.ts';

/** Words of one language with how often each is used: a few make most of any text, and most are rare. */
export type Vocabulary = {
  small: readonly string[];
  /** By falling frequency. */
  lemmas: readonly Lemma[];
  /** A lemma by the law of Zipf and Mandelbrot. */
  pick(random: () => number): Lemma;
};

const rareRussian = 30_000;
const rareEnglish = 8_000;
/** Plurals, pasts and participles of Hunspell's English; its other suffixes make other words. */
const englishInflections = 'SDG';
const seedOfWords = 82;
/** Mandelbrot's form of the law, 1 / (rank + offset) ^ exponent: the matter of a shop has many words that are all common. */
const exponent = 1.4;
const offset = 30;

function vocabulary(dictionary: Hunspell, frequent: readonly string[], small: readonly string[], rare: number): Vocabulary {
  const first = frequent.map((word) => {
    const lemma = dictionary.lemma(word);
    if (!lemma) throw new Error(`the dictionary has no ${word}`);
    return lemma;
  });
  const random = seeded(seedOfWords);
  const taken = new Set(frequent);
  const rest: Lemma[] = [];
  while (rest.length < rare) {
    const word = dictionary.words[Math.floor(random() * dictionary.words.length)] ?? '';
    if (taken.has(word) || !/^(?:[а-яё]{4,}|[a-z]{4,})$/.test(word)) continue;
    taken.add(word);
    const lemma = dictionary.lemma(word);
    if (lemma && lemma.forms.length > 1) rest.push(lemma);
  }
  const lemmas = [...first, ...rest];
  const sums = new Float64Array(lemmas.length);
  let sum = 0;
  for (const at of lemmas.keys()) {
    sum += 1 / (at + 1 + offset) ** exponent;
    sums[at] = sum;
  }
  return { small, lemmas, pick: (next) => at(lemmas, search(sums, next() * sum)) };
}

/** Index of the first sum that is not less. */
function search(sums: Float64Array, wanted: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`${index} is outside of the list`);
  return found;
}

export const pickFrom = <T>(list: readonly T[], random: () => number): T => at(list, Math.floor(random() * list.length));

let opened: { ru: Vocabulary; en: Vocabulary } | undefined;

/** Both languages, from the Hunspell dictionaries that npm installed: independent of what the program itself stems with. */
export function vocabularies(): { ru: Vocabulary; en: Vocabulary } {
  opened ??= {
    ru: vocabulary(new Hunspell(russian), russianLemmas, russianSmall, rareRussian),
    en: vocabulary(new Hunspell(english, englishInflections), englishLemmas, englishSmall, rareEnglish),
  };
  return opened;
}
