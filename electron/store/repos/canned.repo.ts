import type { CannedReply } from '../../../shared/contract/api.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { newId } from '../ids.ts';
import { analyseDocument } from '../search/analyse.ts';
import { matchesTerm, parseQuery } from '../search/query.ts';

type Row = { id: string; title: string; shortcut: string | null; body: string; updated_at: number };
type Body = Pick<CannedReply, 'variants' | 'sequel'>;

const toCanned = (row: Row): CannedReply => ({
  id: row.id,
  title: row.title,
  ...(row.shortcut === null ? {} : { shortcut: row.shortcut }),
  ...(JSON.parse(row.body) as Body),
  updatedAt: row.updated_at,
});

/** By title, whatever its case. There are dozens of them, not thousands. */
export const listCanned = (db: ReadDb): CannedReply[] =>
  db
    .all<Row>('SELECT * FROM canned_replies')
    .map(toCanned)
    .sort((a, b) => a.title.localeCompare(b.title, 'ru'));

/**
 * Those that hold every word of the query in any of its forms, in the title, the shortcut or either language: first the one
 * whose shortcut it is, then those whose shortcut or title begins with it, then those that have the words in the title.
 */
export function findCanned(db: ReadDb, query: string, limit: number): CannedReply[] {
  const all = listCanned(db);
  const typed = query.trim().toLocaleLowerCase();
  if (typed === '') return all.slice(0, limit);
  const terms = parseQuery(query);
  const ranked = all.flatMap((canned) => {
    const rank = rankOf(canned, typed, terms);
    return rank === undefined ? [] : [{ canned, rank }];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ canned }) => canned);
}

function rankOf(canned: CannedReply, typed: string, terms: ReturnType<typeof parseQuery>): number | undefined {
  const shortcut = canned.shortcut?.toLocaleLowerCase() ?? '';
  const title = canned.title.toLocaleLowerCase();
  if (shortcut === typed) return 0;
  if (shortcut.startsWith(typed)) return 1;
  if (title.startsWith(typed)) return 2;
  const has = (text: string): boolean => {
    const tokens = analyseDocument(text).split(' ');
    return terms.length > 0 && terms.every((term) => matchesTerm(term, tokens));
  };
  if (title.includes(typed) || has(canned.title)) return 3;
  const words = [canned.title, canned.shortcut ?? '', canned.variants.ru?.text ?? '', canned.variants.en?.text ?? ''].join('\n');
  return has(words) ? 4 : undefined;
}

/** The one that has this shortcut already, other than `id`. */
export const cannedWithShortcut = (db: ReadDb, shortcut: string, id: string | undefined): CannedReply | undefined =>
  listCanned(db).find((one) => one.shortcut?.toLocaleLowerCase() === shortcut.toLocaleLowerCase() && one.id !== id);

/** Writes a new one, or the one with this id anew. Answers its id. */
export function saveCanned(tx: WriteTx, canned: Omit<CannedReply, 'id' | 'updatedAt'> & { id?: string }, now: number): string {
  const id = canned.id ?? newId(now);
  const body: Body = { variants: canned.variants, ...(canned.sequel === undefined ? {} : { sequel: canned.sequel }) };
  tx.run(
    `INSERT INTO canned_replies (id, title, shortcut, body, updated_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, shortcut = excluded.shortcut, body = excluded.body, updated_at = excluded.updated_at`,
    id,
    canned.title,
    canned.shortcut ?? null,
    JSON.stringify(body),
    now,
  );
  tx.touched.workspace = true;
  return id;
}

/** Answers whether there was one. */
export function removeCanned(tx: WriteTx, id: string): boolean {
  const { changes } = tx.run('DELETE FROM canned_replies WHERE id = ?', id);
  tx.touched.workspace = true;
  return changes > 0;
}
