import type { Database, Statement } from 'better-sqlite3';
import { analyseDocument } from './analyse.ts';

/**
 * The search index. It keeps no text (`content=''`), is keyed like what it finds (items.key, customers.key), and its
 * tokenizer only splits what `analyseDocument` has prepared. Rarer merges suit many small writes: six times cheaper
 * than the default at a million items. `search_queue` names what is not indexed yet.
 */
export const createSearchIndexSql: readonly string[] = [
  "CREATE VIRTUAL TABLE search_items USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')",
  "CREATE VIRTUAL TABLE search_customers USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')",
  'CREATE TABLE search_queue (item_key INTEGER PRIMARY KEY)',
  "INSERT INTO search_items(search_items, rank) VALUES('automerge', 16)",
  "INSERT INTO search_items(search_items, rank) VALUES('crisismerge', 64)",
  "INSERT INTO search_customers(search_customers, rank) VALUES('automerge', 16)",
  "INSERT INTO search_customers(search_customers, rank) VALUES('crisismerge', 64)",
];

// better-sqlite3 binds numbers as REAL, and FTS5 gives a row a key of its own where it does not see an INTEGER.
const key = 'CAST(? AS INTEGER)';

const find = (table: string, where: string): string =>
  `SELECT rowid FROM ${table} WHERE ${table} MATCH ? ${where} ORDER BY rowid DESC LIMIT ${key}`;

/** The statements by name, for `EXPLAIN QUERY PLAN` in tests. */
export const searchSql = {
  putItem: `INSERT OR REPLACE INTO search_items(rowid, words) VALUES (${key}, ?)`,
  removeItem: `DELETE FROM search_items WHERE rowid = ${key}`,
  putCustomer: `INSERT OR REPLACE INTO search_customers(rowid, words) VALUES (${key}, ?)`,
  removeCustomer: `DELETE FROM search_customers WHERE rowid = ${key}`,
  findItems: find('search_items', ''),
  findItemsBefore: find('search_items', `AND rowid < ${key}`),
  findCustomers: find('search_customers', ''),
} as const;

type Name = keyof typeof searchSql;

const prepared = new WeakMap<Database, Map<Name, Statement<unknown[], unknown>>>();

/** Each statement is prepared once per connection, and only when wanted: the reader never prepares a write. */
function statement(db: Database, name: Name): Statement<unknown[], unknown> {
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

/** Makes an item findable by this text, in place of any earlier one. Batches should come in ascending order of key. */
export function indexItem(db: Database, itemKey: number, text: string): void {
  statement(db, 'putItem').run(itemKey, analyseDocument(text));
}

/** Takes an item out of the index; nothing happens when it is not there. */
export function removeItem(db: Database, itemKey: number): void {
  statement(db, 'removeItem').run(itemKey);
}

/** Makes a customer findable by names and addresses, in place of what was indexed for them before. */
export function indexCustomer(db: Database, customerKey: number, text: string): void {
  statement(db, 'putCustomer').run(customerKey, analyseDocument(text));
}

/** Takes a customer out of the index; nothing happens when they are not there. */
export function removeCustomer(db: Database, customerKey: number): void {
  statement(db, 'removeCustomer').run(customerKey);
}

/** Keys of items that match an expression of `analyseQuery`, newest first; `beforeKey` continues an earlier page. */
export function findItems(db: Database, match: string, beforeKey: number | undefined, limit: number): number[] {
  return rowids(
    beforeKey === undefined
      ? statement(db, 'findItems').all(match, limit)
      : statement(db, 'findItemsBefore').all(match, beforeKey, limit),
  );
}

/** Keys of customers that match an expression of `analyseQuery`, the most recently created first. */
export function findCustomers(db: Database, match: string, limit: number): number[] {
  return rowids(statement(db, 'findCustomers').all(match, limit));
}
