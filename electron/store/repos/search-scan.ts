import { itemWords } from '../../core/card-text.ts';
import { anyKey, type ReadDb } from '../db.ts';
import { type Asked, hasPhrases, holdsWords, saysPhrases } from '../search/asked.ts';
import { findItemsBetween } from '../search/fts.ts';
import { readExtra } from './item-extra.ts';
import type { Wanted } from './search-wishes.ts';

const chunk = 200;
/** One answer takes no longer, so that whatever else a window asks is answered between two of them. */
const budgetMs = 30;

export type Scanned = { keys: number[]; next?: number; partial?: true };
type Source = { keys(ceiling: number): number[]; isByWords: boolean };

/** Where candidates come from, newest first: whichever way leads past the fewest. */
function sourceOf(db: ReadDb, wanted: Wanted, match: string | undefined): Source {
  const { floor, people } = wanted;
  if (people) {
    const keys = (ceiling: number): number[] =>
      people
        .flatMap((person) =>
          db.values<number>(
            'SELECT key FROM items WHERE customer_key = ? AND key < ? AND key >= ? ORDER BY key DESC LIMIT ?',
            person,
            ceiling,
            floor,
            chunk,
          ),
        )
        .sort((a, b) => b - a)
        .slice(0, chunk);
    return { keys, isByWords: false };
  }
  if (match !== undefined) return { keys: (ceiling) => findItemsBetween(db.raw, match, ceiling, floor, chunk), isByWords: true };
  const sql = wanted.files
    ? 'SELECT DISTINCT item_key FROM attachments WHERE item_key < ? AND item_key >= ? ORDER BY item_key DESC LIMIT ?'
    : 'SELECT key FROM items WHERE key < ? AND key >= ? ORDER BY key DESC LIMIT ?';
  return { keys: (ceiling) => db.values<number>(sql, ceiling, floor, chunk), isByWords: false };
}

/**
 * Keys of items that meet what operators, quotes and exclusions ask for, newest first and below `before`. It stops with the
 * page or with its time; `match` is the expression of the words, if there are any.
 */
export function scan(
  db: ReadDb,
  asked: Asked,
  wanted: Wanted,
  match: string | undefined,
  page: { before: number | undefined; limit: number },
): Scanned {
  const end = performance.now() + budgetMs;
  const source = sourceOf(db, wanted, match);
  const found: number[] = [];
  let ceiling = Math.min(wanted.ceiling, page.before ?? Number.MAX_SAFE_INTEGER);
  for (;;) {
    const candidates = source.keys(ceiling);
    found.push(...meeting(db, candidates, asked, wanted, source.isByWords));
    if (found.length > page.limit) {
      const keys = found.slice(0, page.limit);
      return { keys, next: keys.at(-1) ?? 0 };
    }
    const last = candidates.at(-1);
    if (last === undefined || candidates.length < chunk) return { keys: found };
    ceiling = last;
    if (performance.now() >= end) return { keys: found, next: ceiling, partial: true };
  }
}

function meeting(db: ReadDb, keys: readonly number[], asked: Asked, wanted: Wanted, isByWords: boolean): number[] {
  if (keys.length === 0) return [];
  const conditions = wanted.conditions.map(({ sql }) => ` AND ${sql}`).join('');
  const met = db.values<number>(
    `SELECT i.key FROM items i WHERE i.key ${anyKey} AND i.kind <> 'event'${conditions}`,
    JSON.stringify(keys),
    ...wanted.conditions.flatMap(({ params }) => params),
  );
  const holds = !isByWords && asked.terms.length + asked.without.length > 0;
  const texts = holds || hasPhrases(asked) ? textsOf(db, met) : undefined;
  const right = new Set(texts ? met.filter((key) => isSaid(texts.get(key) ?? '', asked, holds)) : met);
  return keys.filter((key) => right.has(key));
}

const isSaid = (text: string, asked: Asked, holds: boolean): boolean =>
  (!holds || holdsWords(text, asked)) && saysPhrases(text, asked);

type TextRow = { key: number; subject: string | null; text: string; extra: string | null };

function textsOf(db: ReadDb, keys: readonly number[]): ReadonlyMap<number, string> {
  const rows = db.all<TextRow>(`SELECT key, subject, text, extra FROM items WHERE key ${anyKey}`, JSON.stringify(keys));
  const files = filesOf(db, keys);
  return new Map(rows.map((row) => [row.key, itemWords({ ...row, ...readExtra(row), files: files.get(row.key) ?? [] })]));
}

/** Names of files by item. */
export function filesOf(db: ReadDb, keys: readonly number[]): ReadonlyMap<number, string[]> {
  const rows = db.grouped(
    `SELECT item_key, name FROM attachments WHERE item_key ${anyKey}`,
    keys,
    (file: { item_key: number; name: string }) => file.item_key,
  );
  return new Map([...rows].map(([key, files]) => [key, files.map(({ name }) => name)]));
}
