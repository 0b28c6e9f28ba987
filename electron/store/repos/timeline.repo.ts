import type { Item, ItemKind, ItemVersion, TextMark } from '../../../shared/model/index.ts';
import type { ReadDb } from '../db.ts';
import { attachmentsOfVersion, toAttachment } from './attachment.repo.ts';
import type { ItemRow } from './item.repo.ts';
import { type Names, toItems } from './timeline-item.ts';

export type TimelinePage = { items: Item[]; older: boolean; newer: boolean };

/** What alone is shown. */
export type Lens = { channelKey?: number; kinds?: ItemKind[]; files?: true };

type PageQuery = { before?: number; after?: number; around?: number; limit: number; lens?: Lens };

/**
 * A page of a person's timeline, oldest first. A person made of several identities has one timeline: the newest rows
 * of each are read by its own index and merged, so that nothing has to be rewritten when people are linked.
 */
export function timelinePage(db: ReadDb, members: readonly number[], names: Names, query: PageQuery): TimelinePage {
  const { before, after, around, limit, lens = {} } = query;
  const older = (key: number, most: number) => read(db, members, lens, { key, newest: true }, most);
  const newer = (key: number, most: number) => read(db, members, lens, { key, newest: false }, most);
  const shown = (rows: ItemRow[]) => toItems(db, rows, names);
  if (around !== undefined) {
    const half = Math.max(1, Math.floor(limit / 2));
    const above = older(around + 1, half + 1);
    const below = newer(around, half + 1);
    return {
      items: shown([...above.slice(0, half).reverse(), ...below.slice(0, half)]),
      older: above.length > half,
      newer: below.length > half,
    };
  }
  if (after !== undefined) {
    const rows = newer(after, limit + 1);
    return { items: shown(rows.slice(0, limit)), older: true, newer: rows.length > limit };
  }
  const rows = older(before ?? Number.MAX_SAFE_INTEGER, limit + 1);
  return { items: shown(rows.slice(0, limit).reverse()), older: rows.length > limit, newer: before !== undefined };
}

/** Rows before the key, the newest first, or after it, the oldest first. */
function read(
  db: ReadDb,
  members: readonly number[],
  lens: Lens,
  { key, newest }: { key: number; newest: boolean },
  limit: number,
): ItemRow[] {
  const { where, params } = through(lens);
  const rows = members.flatMap((member) =>
    db.all<ItemRow>(
      `SELECT * FROM items WHERE customer_key = ? AND key ${newest ? '<' : '>'} ?${where} ORDER BY key ${newest ? 'DESC' : 'ASC'} LIMIT ?`,
      member,
      key,
      ...params,
      limit,
    ),
  );
  if (members.length > 1) rows.sort((a, b) => (newest ? b.key - a.key : a.key - b.key));
  return rows.slice(0, limit);
}

function through({ channelKey, kinds, files }: Lens): { where: string; params: Array<string | number> } {
  const parts: string[] = [];
  const params: Array<string | number> = [];
  if (channelKey !== undefined) {
    parts.push('channel_key = ?');
    params.push(channelKey);
  }
  if (kinds !== undefined) {
    parts.push(`kind IN (${kinds.map(() => '?').join(', ') || 'NULL'})`);
    params.push(...kinds);
  }
  if (files) parts.push('EXISTS (SELECT 1 FROM attachments a WHERE a.item_key = items.key AND a.inline = 0)');
  return { where: parts.map((part) => ` AND ${part}`).join(''), params };
}

/** Key of the first on the timeline of what came from outside and arrived later. */
export function firstArrivedAfter(db: ReadDb, members: readonly number[], arrival: number): number | undefined {
  const keys = members.flatMap((member) => {
    const key = db.value<number | null>(
      "SELECT MIN(key) FROM items WHERE customer_key = ? AND direction = 'in' AND arrival > ?",
      member,
      arrival,
    );
    return key == null ? [] : [key];
  });
  return keys.length === 0 ? undefined : Math.min(...keys);
}

export function itemVersions(db: ReadDb, itemKey: number): ItemVersion[] {
  return db
    .all<{ version: number; text: string; marks: string | null; html_hash: string | null; from_at: number; until_at: number }>(
      'SELECT version, text, marks, html_hash, from_at, until_at FROM item_versions WHERE item_key = ? ORDER BY version',
      itemKey,
    )
    .map((row) => ({ row, files: attachmentsOfVersion(db, itemKey, row.version).map(toAttachment) }))
    .map(({ row, files }) => ({
      text: row.text,
      from: row.from_at,
      until: row.until_at,
      ...(row.marks === null ? {} : { marks: JSON.parse(row.marks) as TextMark[] }),
      ...(files.length === 0 ? {} : { attachments: files }),
      ...(row.html_hash === null ? {} : { htmlHash: row.html_hash }),
    }));
}
