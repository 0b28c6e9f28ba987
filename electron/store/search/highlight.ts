import { type Forms, forms } from './forms.ts';
import { digitRunTokens } from './numbers.ts';
import { matchesTerm, parseQuery, type Term } from './query.ts';
import { scanDigitRuns, scanWords } from './words.ts';

/** `marks` are [start, end) offsets into `excerpt` in UTF-16 units, in order and apart from each other. */
export type Excerpt = { excerpt: string; marks: Array<[number, number]> };

const longest = 160;
const leadLength = 40;
/** How far around a match the text is looked at; white space within it may shrink a lot. */
const reach = 2_000;
const ellipsis = '…';

type Span = { start: number; end: number };

function* matches(text: string, terms: readonly Term[], known: Forms): Generator<Span> {
  for (const word of scanWords(text)) {
    const tokens = known.indexed(word.text);
    if (terms.some((term) => matchesTerm(term, tokens))) yield word;
  }
}

function* numberMatches(text: string, terms: readonly Term[]): Generator<Span> {
  for (const run of scanDigitRuns(text)) {
    const tokens = digitRunTokens(run);
    if (terms.some((term) => term.any.some((leaf) => matchesTerm({ any: [leaf] }, tokens)))) yield run;
  }
}

function firstMatch(text: string, terms: readonly Term[], known: Forms): Span | undefined {
  const word = matches(text, terms, known).next();
  const number = numberMatches(text, terms).next();
  if (word.done) return number.done ? undefined : number.value;
  return number.done || word.value.start <= number.value.start ? word.value : number.value;
}

function allMatches(text: string, terms: readonly Term[], known: Forms): Array<[number, number]> {
  const spans = [...matches(text, terms, known), ...numberMatches(text, terms)].sort((a, b) => a.start - b.start);
  const marks: Array<[number, number]> = [];
  for (const { start, end } of spans) {
    const last = marks.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else marks.push([start, end]);
  }
  return marks;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** Never half of a surrogate pair at either end. */
const wholeCharacters = (text: string): string => text.replace(/^[\uDC00-\uDFFF]/, '').replace(/[\uD800-\uDBFF]$/, '');

/** The last whole words of a text within a length. */
function tail(text: string, length: number): string {
  if (text.length <= length) return text;
  const space = text.indexOf(' ', text.length - length - 1);
  return space < 0 ? '' : text.slice(space + 1);
}

/** The first whole words of a text within a length; a single longer word is cut. */
function head(text: string, length: number): string {
  if (text.length <= length) return text;
  const space = text.lastIndexOf(' ', length);
  return wholeCharacters(text.slice(0, space > 0 ? space : length)).trimEnd();
}

/** A window of at most `longest` units on `text` that shows the place `at` with some words before it. */
function windowAt(text: string, at: number): string {
  const before = oneLine(wholeCharacters(text.slice(Math.max(0, at - reach), at))).trimStart();
  const after = oneLine(wholeCharacters(text.slice(at, at + reach))).trimEnd();
  const spare = Math.max(leadLength, longest - 2 - after.length);
  const lead = tail(before, spare);
  const isWholeStart = lead.length === before.length && at <= reach;
  const opening = (isWholeStart ? '' : ellipsis) + lead;
  const isWholeEnd = opening.length + after.length <= longest && at + reach >= text.length;
  return isWholeEnd ? opening + after : `${head(opening + after, longest - 1)}${ellipsis}`;
}

/**
 * The surroundings of the first form of any word of the query in a text, on one line, cut at words, at most 160 units
 * long; the beginning of the text when it has none (the match may lie in a file name or an address).
 */
export const excerpt = (text: string, query: string, known: Forms = forms()): Excerpt =>
  excerptOf(text, parseQuery(query, known), known);

/** The same for terms that are known already; the beginning of the text when there are none. */
export function excerptOf(text: string, terms: readonly Term[], known: Forms = forms()): Excerpt {
  const found = terms.length > 0 ? firstMatch(text, terms, known) : undefined;
  const shown = windowAt(text, found?.start ?? 0);
  return { excerpt: shown, marks: found ? allMatches(shown, terms, known) : [] };
}
