import type { Item, ItemVersion, TextMark } from '../../../shared/model/index.ts';
import type { ReadDb } from '../db.ts';
import { attachmentsOfVersion, toAttachment } from './attachment.repo.ts';
import type { ItemRow } from './item.repo.ts';
import { type Names, toItems } from './timeline-item.ts';

export type TimelinePage = { items: Item[]; older: boolean; newer: boolean };

/**
 * A page of a person's timeline, oldest first. A person made of several identities has one timeline: the newest rows
 * of each are read by its own index and merged, so that nothing has to be rewritten when people are linked.
 */
export function timelinePage(
  db: ReadDb,
  members: readonly number[],
  names: Names,
  query: { before?: number; after?: number; around?: number; limit: number },
): TimelinePage {
  if (query.around !== undefined) return aroundPage(db, members, names, query.around, query.limit);
  if (query.after !== undefined) {
    const rows = newerThan(db, members, query.after, query.limit + 1);
    const page = rows.slice(0, query.limit);
    return { items: toItems(db, page, names), older: true, newer: rows.length > query.limit };
  }
  const rows = olderThan(db, members, query.before ?? Number.MAX_SAFE_INTEGER, query.limit + 1);
  const page = rows.slice(0, query.limit).reverse();
  return {
    items: toItems(db, page, names),
    older: rows.length > query.limit,
    newer: query.before !== undefined,
  };
}

function aroundPage(db: ReadDb, members: readonly number[], names: Names, key: number, limit: number): TimelinePage {
  const half = Math.max(1, Math.floor(limit / 2));
  const before = olderThan(db, members, key + 1, half + 1);
  const after = newerThan(db, members, key, half + 1);
  const page = [...before.slice(0, half).reverse(), ...after.slice(0, half)];
  return { items: toItems(db, page, names), older: before.length > half, newer: after.length > half };
}

function olderThan(db: ReadDb, members: readonly number[], key: number, limit: number): ItemRow[] {
  const rows = members.flatMap((member) =>
    db.all<ItemRow>('SELECT * FROM items WHERE customer_key = ? AND key < ? ORDER BY key DESC LIMIT ?', member, key, limit),
  );
  if (members.length > 1) rows.sort((a, b) => b.key - a.key);
  return rows.slice(0, limit);
}

function newerThan(db: ReadDb, members: readonly number[], key: number, limit: number): ItemRow[] {
  const rows = members.flatMap((member) =>
    db.all<ItemRow>('SELECT * FROM items WHERE customer_key = ? AND key > ? ORDER BY key LIMIT ?', member, key, limit),
  );
  if (members.length > 1) rows.sort((a, b) => a.key - b.key);
  return rows.slice(0, limit);
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
