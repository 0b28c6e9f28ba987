import type { Database, Statement } from 'better-sqlite3';
import { analyseDocument } from './analyse.ts';

/**
 * The statements of the search index. It keeps no text (`content=''`) and no positions (`detail=none`: the order of words
 * plays no part), is keyed like what it finds (items.key, customers.key), and its tokenizer only splits at the spaces that
 * `analyseDocument` has set. Beginnings of three and four letters have an index of their own; of longer ones `search_words`
 * knows the words. `search_queue` names what is not indexed yet.
 */

// better-sqlite3 binds numbers as REAL, and FTS5 gives a row a key of its own where it does not see an INTEGER.
const key = 'CAST(? AS INTEGER)';

const find = (table: string, where: string): string =>
  `SELECT rowid FROM ${table} WHERE ${table} MATCH ? ${where} ORDER BY rowid DESC LIMIT ${key}`;
const merge = (table: string): string => `INSERT INTO ${table}(${table}, rank) VALUES ('merge', 200)`;

/** The statements by name, for `EXPLAIN QUERY PLAN` in tests. */
export const searchSql = {
  putItem: `INSERT OR REPLACE INTO search_items(rowid, words) VALUES (${key}, ?)`,
  removeItem: `DELETE FROM search_items WHERE rowid = ${key}`,
  putCustomer: `INSERT OR REPLACE INTO search_customers(rowid, words) VALUES (${key}, ?)`,
  removeCustomer: `DELETE FROM search_customers WHERE rowid = ${key}`,
  findItems: find('search_items', ''),
  findItemsBefore: find('search_items', `AND rowid < ${key}`),
  findItemsBetween: find('search_items', `AND rowid < ${key} AND rowid >= ${key}`),
  findCustomers: find('search_customers', ''),
  putWords: `INSERT INTO search_words(rowid, words) VALUES (${key}, ?)`,
  wordsBetween: `SELECT term FROM search_words_list WHERE term >= ? AND term <= ? LIMIT ${key}`,
  mergeItems: merge('search_items'),
  mergeCustomers: merge('search_customers'),
  mergeWords: merge('search_words'),
  changes: 'SELECT total_changes()',
} as const;

type Name = keyof typeof searchSql;

const prepared = new WeakMap<Database, Map<Name, Statement<unknown[], unknown>>>();

/** Each statement is prepared once per connection, and only when wanted: the reader never prepares a write. */
export function searchStatement(db: Database, name: Name): Statement<unknown[], unknown> {
  const known = prepared.get(db) ?? new Map<Name, Statement<unknown[], unknown>>();
  prepared.set(db, known);
  const before = known.get(name);
  if (before) return before;
  const fresh = db.prepare<unknown[], unknown>(searchSql[name]);
  if (fresh.reader) fresh.pluck();
  known.set(name, fresh);
  return fresh;
}

const rowids = (rows: readonly unknown[]): number[] => rows.map(Number);

/** Puts an item's tokens (of `analyseDocument`) in place of any earlier ones. Batches should come in ascending order of key. */
export function putItem(db: Database, itemKey: number, tokens: string): void {
  searchStatement(db, 'putItem').run(itemKey, tokens);
}

/** Takes an item out of the index; nothing happens when it is not there. */
export function removeItem(db: Database, itemKey: number): void {
  searchStatement(db, 'removeItem').run(itemKey);
}

/** Makes a customer findable by names and addresses, in place of what was indexed for them before. */
export function indexCustomer(db: Database, customerKey: number, text: string): void {
  searchStatement(db, 'putCustomer').run(customerKey, analyseDocument(text));
}

/** Takes a customer out of the index; nothing happens when they are not there. */
export function removeCustomer(db: Database, customerKey: number): void {
  searchStatement(db, 'removeCustomer').run(customerKey);
}

/** Keys of items that match an expression of `analyseQuery`, newest first; `beforeKey` continues an earlier page. */
export function findItems(db: Database, match: string, beforeKey: number | undefined, limit: number): number[] {
  return rowids(
    beforeKey === undefined
      ? searchStatement(db, 'findItems').all(match, limit)
      : searchStatement(db, 'findItemsBefore').all(match, beforeKey, limit),
  );
}

/** The same of a span of keys: from `floor` on and below `ceiling`. */
export function findItemsBetween(db: Database, match: string, ceiling: number, floor: number, limit: number): number[] {
  return rowids(searchStatement(db, 'findItemsBetween').all(match, ceiling, floor, limit));
}

/** Keys of customers that match an expression of `analyseQuery`, the most recently created first. */
export function findCustomers(db: Database, match: string, limit: number): number[] {
  return rowids(searchStatement(db, 'findCustomers').all(match, limit));
}

/**
 * One small step of putting the index in order: every batch leaves a piece of its own, and each piece costs every search a
 * look. For idle moments. Answers whether there is more to do (SQLite documentation, FTS5, section 6.7: a merge that
 * changes fewer than two rows had nothing to do).
 */
export function tidyIndex(db: Database): boolean {
  const changes = () => Number(searchStatement(db, 'changes').get());
  for (const name of ['mergeItems', 'mergeCustomers', 'mergeWords'] as const) {
    const before = changes();
    searchStatement(db, name).run();
    if (changes() - before >= 2) return true;
  }
  return false;
}
