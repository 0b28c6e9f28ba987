import { itemWords } from '../../core/card-text.ts';
import { anyKey, type ReadDb } from '../db.ts';
import { type Asked, hasPhrases, saysPhrases } from '../search/asked.ts';
import { findItemsBetween } from '../search/fts.ts';
import { readExtra } from './item-extra.ts';
import { everything, inAll } from './search-streams.ts';
import type { Wanted } from './search-wishes.ts';

/** Whole texts are read for quotes; so many fit between two looks at the clock. */
const textsAtOnce = 32;

export type Scanned = { keys: number[]; next?: number; partial?: true };
/** FTS5 expressions of the words, and of those that must not occur where no words are asked for. */
export type Matches = { words: string | undefined; without?: string };

/** Keys of items that meet what operators, quotes and exclusions ask for, newest first, until the page is full or time is up. */
export function scan(db: ReadDb, asked: Asked, wanted: Wanted, matches: Matches, limit: number): Scanned {
  const { words } = matches;
  const streams = [...wanted.streams];
  if (words !== undefined) streams.push((ceiling, floor, most) => findItemsBetween(db.raw, words, ceiling, floor, most));
  if (streams.length === 0) streams.push(everything(db));
  const found: number[] = [];
  for (const piece of inAll(streams, wanted)) {
    for (const { keys, after } of portions(piece.keys, hasPhrases(asked) ? textsAtOnce : piece.keys.length)) {
      found.push(...meeting(db, keys, asked, wanted, matches));
      if (found.length > limit) {
        const shown = found.slice(0, limit);
        return { keys: shown, next: shown.at(-1) ?? 0 };
      }
      const next = after ?? piece.next;
      if (next !== undefined && performance.now() >= wanted.until) return { keys: found, next, partial: true };
    }
  }
  return { keys: found };
}

/** Keys a few at a time; `after` is the ceiling of what is left of them. A piece without keys is one portion. */
function* portions(keys: readonly number[], size: number): Generator<{ keys: readonly number[]; after: number | undefined }> {
  let from = 0;
  do {
    const portion = keys.slice(from, from + size);
    from += portion.length;
    yield { keys: portion, after: from < keys.length ? portion.at(-1) : undefined };
  } while (from < keys.length);
}

function meeting(db: ReadDb, keys: readonly number[], asked: Asked, wanted: Wanted, matches: Matches): readonly number[] {
  const [first] = keys;
  const last = keys.at(-1);
  if (first === undefined || last === undefined) return [];
  const { without } = matches;
  const met = new Set(meetingConditions(db, keys, wanted, matches));
  if (without !== undefined) {
    for (const key of findItemsBetween(db.raw, without, first + 1, last, Number.MAX_SAFE_INTEGER)) met.delete(key);
  }
  if (hasPhrases(asked)) {
    const texts = textsOf(db, [...met]);
    for (const key of met) if (!saysPhrases(texts.get(key) ?? '', asked)) met.delete(key);
  }
  return keys.filter((key) => met.has(key));
}

/** Events are on the timeline, but nobody searches for them; the index of words does not have them. */
function meetingConditions(db: ReadDb, keys: readonly number[], { conditions }: Wanted, { words }: Matches): readonly number[] {
  if (conditions.length === 0 && words !== undefined) return keys;
  const all = conditions.map(({ sql }) => ` AND ${sql}`).join('');
  return db.values<number>(
    `SELECT i.key FROM items i WHERE i.key ${anyKey} AND i.kind <> 'event'${all}`,
    JSON.stringify(keys),
    ...conditions.flatMap(({ params }) => params),
  );
}

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
