import type { ReadDb, WriteTx } from '../db.ts';
import { type ItemRow, itemByKey } from './item.repo.ts';

/** The item a message of the provider is, be it the first or a further part of it. */
export const itemByRemote = (db: ReadDb, threadKey: number, remoteId: string): ItemRow | undefined =>
  db.get<ItemRow>('SELECT * FROM items WHERE thread_key = ? AND remote_id = ?', threadKey, remoteId) ??
  db.get<ItemRow>(
    'SELECT i.* FROM item_parts p JOIN items i ON i.key = p.item_key WHERE p.thread_key = ? AND p.remote_id = ?',
    threadKey,
    remoteId,
  );

/** Remembers a further message of the provider that is the same item. */
export function addPart(tx: WriteTx, part: { threadKey: number; remoteId: string; itemKey: number }): void {
  tx.run(
    'INSERT INTO item_parts (thread_key, remote_id, item_key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    part.threadKey,
    part.remoteId,
    part.itemKey,
  );
}

/** Remote ids of the further parts of an item, in the order in which they were told. */
export const furtherParts = (db: ReadDb, itemKey: number): string[] =>
  db.values<string>('SELECT remote_id FROM item_parts WHERE item_key = ? ORDER BY rowid', itemKey);

export function itemOfAlbum(db: ReadDb, threadKey: number, album: string): ItemRow | undefined {
  const key = db.value<number>('SELECT item_key FROM albums WHERE thread_key = ? AND album = ?', threadKey, album);
  return key === undefined ? undefined : itemByKey(db, key);
}

export function rememberAlbum(tx: WriteTx, threadKey: number, album: string, itemKey: number): void {
  tx.run('INSERT INTO albums (thread_key, album, item_key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', threadKey, album, itemKey);
}
