import { parseSearch, plainWords, type SearchPart, type SearchWish } from '../../../shared/lib/search-query.ts';
import { analyseDocument } from './analyse.ts';
import { isHeldBy, parseQuery, type Term } from './query.ts';
import { scanWords } from './words.ts';

/** Words one after the other, as written; the last may be a beginning while its quote is open. */
type Phrase = { words: string; open: boolean };

/** What a person asks for, read once. */
export type Asked = {
  /** The plain words as typed, with spaces in place of all else. */
  words: string;
  /** Of the plain words and of the quoted ones. */
  terms: Term[];
  without: Term[];
  phrases: Phrase[];
  withoutPhrases: Phrase[];
  wishes: Array<SearchWish & { excluded: boolean }>;
};

/** More would be a pasted page, not a question. */
const mostOfEach = 24;

export function readAsked(query: string, now: number): Asked {
  const parts = parseSearch(query, now);
  const words = plainWords(query, parts);
  const of = <T extends SearchPart['type']>(type: T) =>
    parts.filter((part): part is Extract<SearchPart, { type: T }> => part.type === type).slice(0, mostOfEach);
  const phrases = of('phrase').flatMap(({ text, open, excluded }) => {
    const said = phraseWords(text);
    return said === '' ? [] : [{ words: said, open, excluded }];
  });
  const wanted = phrases.filter(({ excluded }) => !excluded);
  return {
    words,
    terms: [...parseQuery(words), ...wanted.flatMap((phrase) => parseQuery(phrase.open ? phrase.words : `${phrase.words} `))],
    without: of('word').flatMap((part) => (part.excluded ? parseQuery(`${part.text} `) : [])),
    phrases: wanted,
    withoutPhrases: phrases.filter(({ excluded }) => excluded),
    wishes: of('wish'),
  };
}

const phraseWords = (text: string): string => [...scanWords(text)].map((word) => word.text).join(' ');

const says = (text: string, { words, open }: Phrase): boolean => text.includes(open ? ` ${words}` : ` ${words} `);

export const hasPhrases = ({ phrases, withoutPhrases }: Asked): boolean => phrases.length + withoutPhrases.length > 0;

/** Whether a text says what was quoted, and nothing of what was excluded so. */
export function saysPhrases(text: string, { phrases, withoutPhrases }: Asked): boolean {
  const said = ` ${phraseWords(text)} `;
  return phrases.every((phrase) => says(said, phrase)) && !withoutPhrases.some((phrase) => says(said, phrase));
}

/** Whether the index would find a text by the words: for texts that were come upon another way. */
export function holdsWords(text: string, { terms, without }: Pick<Asked, 'terms' | 'without'>): boolean {
  const tokens = analyseDocument(text).split(' ');
  return terms.every((term) => isHeldBy(term, tokens)) && !without.some((term) => isHeldBy(term, tokens));
}
