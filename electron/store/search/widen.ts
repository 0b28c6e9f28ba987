import { otherLayout } from '../../../shared/lib/keyboard-layout.ts';
import { type Forms, forms } from './forms.ts';
import { parseQuery, type Term } from './query.ts';
import { otherAlphabet } from './transliterate.ts';
import { scanWords } from './words.ts';

/** What may have been meant instead: `shown` as a person would type it. */
export type Reading = { shown: string; terms: Term[] };

/** More spellings of one word than these are nobody's. */
const spellingsTried = 16;

/**
 * Other readings of typed words: by the same keys of the other keyboard layout, and in the other alphabet by such spellings
 * as `occurs` knows.
 */
export function otherReadings(words: string, occurs: (term: Term) => boolean, known: Forms = forms()): Reading[] {
  const swapped = otherLayout(words);
  // Figures stand on the same keys of both.
  const layout =
    swapped === words ? undefined : { shown: swapped.trim().replace(/\s+/g, ' '), terms: parseQuery(swapped, known) };
  return [layout, alphabet(words, occurs, known)].filter(
    (reading) => reading !== undefined && reading.terms.length > 0,
  ) as Reading[];
}

function alphabet(words: string, occurs: (term: Term) => boolean, known: Forms): Reading | undefined {
  const shown: string[] = [];
  const terms: Term[] = [];
  let isOther = false;
  for (const word of scanWords(words)) {
    const typed = word.end === words.length ? '' : ' ';
    const spellings = otherAlphabet(word.text)
      .slice(0, spellingsTried)
      .flatMap((text) => parseQuery(text + typed, known).map((term) => ({ text, term })))
      .filter(({ term }) => occurs(term));
    const [best] = spellings;
    if (best) isOther = true;
    shown.push(best?.text ?? word.text);
    const own = parseQuery(word.text + typed, known);
    terms.push({ any: [...own, ...spellings.map(({ term }) => term)].flatMap(({ any }) => any) });
  }
  return isOther ? { shown: shown.join(' '), terms } : undefined;
}
