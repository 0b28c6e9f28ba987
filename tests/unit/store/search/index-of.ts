import Database from 'better-sqlite3';
import { analyseQuery } from '../../../../electron/store/search/analyse.ts';
import { createSearchIndexSql, findItems, indexItem } from '../../../../electron/store/search/fts.ts';

/** A real index in memory that holds the texts under the keys 1, 2, 3 …. */
export function indexOf(texts: readonly string[]): Database.Database {
  const db = new Database(':memory:');
  for (const sql of createSearchIndexSql) db.exec(sql);
  for (const [at, text] of texts.entries()) indexItem(db, at + 1, text);
  return db;
}

/** Texts that a query finds, newest first. */
export function found(texts: readonly string[], query: string, db = indexOf(texts)): string[] {
  const match = analyseQuery(query);
  return match === undefined ? [] : findItems(db, match, undefined, 100).map((key) => texts[key - 1] ?? '');
}
