import Database from 'better-sqlite3';
import { openDatabase } from '../../../../electron/store/open.ts';
import { analyseQuery } from '../../../../electron/store/search/analyse.ts';
import { forms } from '../../../../electron/store/search/forms.ts';
import { findItems } from '../../../../electron/store/search/fts.ts';
import { indexItem, wordsBeginning } from '../../../../electron/store/search/known-words.ts';
import { migrations } from '../../../support/store.ts';

/** The program's own schema, made once: a copy of it is opened in a moment. */
const empty = openDatabase({ profile: ':memory:', migrations }).serialize();

/** A real index in memory that holds the texts under the keys 1, 2, 3 …. */
export function indexOf(texts: readonly string[]): Database.Database {
  const db = new Database(empty);
  for (const [at, text] of texts.entries()) indexItem(db, at + 1, text);
  return db;
}

/** Keys of what a query finds, as the program asks: newest first. */
export function keysFound(db: Database.Database, query: string, limit = 100): number[] {
  const match = analyseQuery(query, forms(), (beginning) => wordsBeginning(db, beginning));
  return match === undefined ? [] : findItems(db, match, undefined, limit);
}

/** Texts that a query finds, newest first. */
export const found = (texts: readonly string[], query: string, db = indexOf(texts)): string[] =>
  keysFound(db, query).map((key) => texts[key - 1] ?? '');
