import { type Forms, forms } from './forms.ts';
import { type DigitRun, scanDigitRuns, scanWords, type Word } from './words.ts';

/** One token of the index, or every token that begins with it. */
export type Leaf = { token: string; prefix: boolean };

/** What stands for one word of a query: any of the leaves, or all of `together` (the groups of a spaced number). */
export type Term = { any: Leaf[]; together?: Leaf[] };

/** Words of a query beyond these are ignored: nobody types so many, and a pasted page must not become a query. */
const maxTerms = 24;
const shortestTypedNumber = 3;

const exact = (token: string): Leaf => ({ token, prefix: false });
const beginning = (token: string): Leaf => ({ token, prefix: true });

/** Without repetitions and without what a shorter beginning among them covers. */
function distinct(leaves: readonly Leaf[]): Leaf[] {
  const covers = (wide: Leaf, leaf: Leaf): boolean =>
    wide.prefix && leaf.token.startsWith(wide.token) && (wide.token !== leaf.token || !leaf.prefix);
  const unique = [...new Map(leaves.map((leaf) => [`${leaf.prefix ? '*' : '='}${leaf.token}`, leaf])).values()];
  return unique.filter((leaf) => !unique.some((other) => covers(other, leaf)));
}

function wordTerm(word: string, typed: boolean, known: Forms): Term {
  const searched = known.searched(word).map(exact);
  return { any: distinct(typed ? [...searched, ...known.beginnings(word).map(beginning)] : searched) };
}

const groupLeaf = (digits: string, typed: boolean): Leaf =>
  typed && digits.length >= shortestTypedNumber ? beginning(digits) : exact(digits);

/** The index keeps the last ten digits of a phone, so that the 8, 7 or +7 before them does not matter. */
function numberTerm(run: DigitRun, typed: boolean): Term {
  const digits = run.groups.join('');
  const any = [groupLeaf(digits, typed)];
  if (digits.length > 10) any.push(exact(digits.slice(-10)));
  else if (typed && /^[78]/.test(digits) && digits.length > shortestTypedNumber) any.push(beginning(digits.slice(1)));
  if (run.groups.length === 1) return { any };
  const last = run.groups.length - 1;
  return { any, together: run.groups.slice(0, maxTerms).map((group, at) => groupLeaf(group, typed && at === last)) };
}

const isNumber = (run: DigitRun): boolean => run.plus || run.groups.length > 1 || (run.groups[0] ?? '').length >= 5;

type Piece = { start: number; end: number; isShort: boolean; term(typed: boolean): Term };

/**
 * The words of a query. The last one also stands for what it may become, when nothing follows it, not even a space or
 * a closing quote. Quotes and operators have no meaning: all words must occur, in any order.
 */
export function parseQuery(query: string, known: Forms = forms()): Term[] {
  const runs = [...scanDigitRuns(query)].filter(isNumber);
  const isInside = (word: Word): boolean => runs.some((run) => word.start < run.end && run.start < word.end);
  const pieces: Piece[] = [];
  for (const word of scanWords(query)) {
    if (isInside(word)) continue;
    const isShort = known.beginnings(word.text).length === 0 && !/\d/.test(word.text);
    pieces.push({ start: word.start, end: word.end, isShort, term: (typed) => wordTerm(word.text, typed, known) });
    if (pieces.length > maxTerms) break;
  }
  for (const run of runs.slice(0, maxTerms)) {
    pieces.push({ start: run.start, end: run.end, isShort: false, term: (typed) => numberTerm(run, typed) });
  }
  pieces.sort((a, b) => a.start - b.start);
  const used = pieces.slice(0, maxTerms);
  const last = used.at(-1);
  // One or two letters of a next word say nothing yet, and taken for a word they would empty the list.
  if (last?.isShort && last.end === query.length && used.length > 1) used.pop();
  return used.map((piece) => piece.term(piece.end === query.length));
}

/** Words of the index that begin so; `undefined` where the beginning is to be asked for as a whole. */
export type WordsBeginning = (beginning: string) => readonly string[] | undefined;

// Tokens hold letters, digits and marks only, so quoting them needs no escape.
function leafExpressions(leaf: Leaf, beginning: WordsBeginning): string[] {
  const words = leaf.prefix ? beginning(leaf.token) : [leaf.token];
  return words === undefined ? [`"${leaf.token}" *`] : words.map((word) => `"${word}"`);
}

const anyOf = (expressions: readonly string[]): string =>
  expressions.length === 1 ? expressions.join('') : `(${expressions.join(' OR ')})`;

function termExpression(term: Term, beginning: WordsBeginning): string {
  const alternatives = term.any.flatMap((leaf) => leafExpressions(leaf, beginning));
  if (term.together) alternatives.push(`(${term.together.map((leaf) => anyOf(leafExpressions(leaf, beginning))).join(' AND ')})`);
  return anyOf([...new Set(alternatives)]);
}

/**
 * FTS5 MATCH expression for texts in which all terms occur and none of the others; undefined without a term to begin with.
 * (SQLite documentation, FTS5, section 3: full-text query syntax.)
 */
export function matchExpression(
  terms: readonly Term[],
  beginning: WordsBeginning = () => undefined,
  without: readonly Term[] = [],
): string | undefined {
  if (terms.length === 0) return undefined;
  const all = terms.map((term) => termExpression(term, beginning)).join(' AND ');
  return without.length === 0 ? all : `(${all}) NOT (${without.map((term) => termExpression(term, beginning)).join(' OR ')})`;
}

/** FTS5 MATCH expression for the words a person typed, whatever they are; undefined when there is nothing to search for. */
export const analyseQuery = (query: string, known: Forms = forms(), beginning?: WordsBeginning): string | undefined =>
  matchExpression(parseQuery(query, known), beginning);

const isLeafOf = (leaf: Leaf, tokens: readonly string[]): boolean =>
  leaf.prefix ? tokens.some((token) => token.startsWith(leaf.token)) : tokens.includes(leaf.token);

/**
 * Whether a word of a text, given by its index tokens, is one a term asks for, and so worth marking. A single digit,
 * such as the 8 of a spaced phone, would mark half of the text and is left alone.
 */
export function matchesTerm(term: Term, tokens: readonly string[]): boolean {
  const groups = (term.together ?? []).filter((leaf) => leaf.token.length > 1);
  return [...term.any, ...groups].some((leaf) => isLeafOf(leaf, tokens));
}
