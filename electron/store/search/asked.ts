import { parseSearch, plainWords, type SearchPart, type SearchWish } from '../../../shared/lib/search-query.ts';
import type { SearchOperator } from '../../../shared/model/index.ts';
import { parseQuery, type Term } from './query.ts';
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
  /** Operators whose value means nothing. */
  unfinished: Array<{ operator: SearchOperator; value: string }>;
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
    unfinished: of('unfinished').flatMap(({ operator, typed }) => (typed === '' ? [] : [{ operator, value: typed }])),
  };
}

/** Texts whose words are runs of these letters and nothing else: nearly all, and read many times faster than word by word. */
const plain = /^[\t\n\r -&(-~\u00A0\u00AB\u00BB\u0401\u0410-\u044F\u0451\u2010-\u2018\u201A-\u2027\u2116]*$/;
/** What a word is cut at. */
const longWord = /[a-zа-я\d]{65}/;

export function phraseWords(text: string): string {
  const lower = plain.test(text) ? text.toLowerCase().replaceAll('ё', 'е') : undefined;
  if (lower === undefined || longWord.test(lower)) return [...scanWords(text)].map((word) => word.text).join(' ');
  return lower.replace(/[^a-zа-я\d]+/g, ' ').trim();
}

const says = (text: string, { words, open }: Phrase): boolean => text.includes(open ? ` ${words}` : ` ${words} `);

export const hasPhrases = ({ phrases, withoutPhrases }: Asked): boolean => phrases.length + withoutPhrases.length > 0;

/** Whether a text says what was quoted, and nothing of what was excluded so. */
export function saysPhrases(text: string, { phrases, withoutPhrases }: Asked): boolean {
  const said = ` ${phraseWords(text)} `;
  return phrases.every((phrase) => says(said, phrase)) && !withoutPhrases.some((phrase) => says(said, phrase));
}
