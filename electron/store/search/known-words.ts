import type { Database } from 'better-sqlite3';
import { analyseDocument } from './analyse.ts';
import { putItem, searchStatement } from './fts.ts';

/** Shorter beginnings have an index of their own. */
const shortest = 5;
/** More words than this cost more to ask for one by one than a beginning does as a whole. */
const most = 256;
/** Words this connection has put into the list, of which it need not tell again. */
const remembered = 100_000;

const last = '\u{10FFFF}';
/** Numbers are each others' neighbours by the thousand, and each is in few messages. */
const isListed = (token: string): boolean => token.length >= shortest && !/^\d/.test(token);

type Told = { young: Set<string>; old: Set<string> };
const told = new WeakMap<Database, Told>();

/** The first time this connection meets the word. One that was forgotten meanwhile is told twice, which does no harm. */
function isNew(known: Told, token: string): boolean {
  if (known.young.has(token)) return false;
  if (known.young.size >= remembered / 2) {
    known.old = known.young;
    known.young = new Set();
  }
  known.young.add(token);
  return !known.old.has(token);
}

/** Makes an item findable by this text, in place of any earlier one. Batches should come in ascending order of key. */
export function indexItem(db: Database, itemKey: number, text: string): void {
  const tokens = analyseDocument(text);
  putItem(db, itemKey, tokens);
  const known = told.get(db) ?? { young: new Set<string>(), old: new Set<string>() };
  told.set(db, known);
  const fresh = tokens.split(' ').filter((token) => isListed(token) && isNew(known, token));
  if (fresh.length > 0) searchStatement(db, 'putWords').run(itemKey, fresh.join(' '));
}

/** To be called when a transaction with `indexItem` in it was rolled back: the words it told are not there. */
export function forgetTold(db: Database): void {
  told.delete(db);
}

/**
 * The words of the index that begin so, for a search that asks for each: newest first, it then stops at the page's end,
 * where FTS5 would read all that any of them is in. `undefined`: the beginning had better be asked for as a whole.
 */
export function wordsBeginning(db: Database, beginning: string): readonly string[] | undefined {
  if (!isListed(beginning)) return undefined;
  const words = searchStatement(db, 'wordsBetween').all(beginning, beginning + last, most + 1);
  return words.length === 0 || words.length > most ? undefined : words.map(String);
}
