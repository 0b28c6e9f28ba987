import type { FileHash } from '../../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { type AttachmentRow, attachmentByKey, fetchWithoutAsking, setAttachment } from '../repos/attachment.repo.ts';
import { enqueueRecord } from './queue.ts';

/** What a file is to the row it belongs to: an item's HTML, an attachment's small picture or itself, the picture of a person. */
export type FileRole = 'html' | 'preview' | 'file' | 'portrait';
export type WaitingFile = { key: number; hash: FileHash; role: FileRole; rowKey: number };

/** A colleague has this file. `wanted`: it is fetched without being asked for. */
export function addWaiting(tx: WriteTx, file: { hash: FileHash; role: FileRole; rowKey: number; wanted: boolean }): void {
  tx.run('INSERT INTO team_shared (hash) VALUES (?) ON CONFLICT DO NOTHING', file.hash);
  tx.run(
    'INSERT INTO team_files (hash, role, row_key, wanted) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    file.hash,
    file.role,
    file.rowKey,
    file.wanted ? 1 : 0,
  );
}

/** A colleague has the bytes of this attachment: what is small comes at once, and what somebody here has asked for. */
export function takeFile(tx: WriteTx, rowKey: number, hash: FileHash): void {
  const row = attachmentByKey(tx, rowKey);
  if (!row || row.state === 'local') return;
  const wanted = (row.size ?? 0) <= fetchWithoutAsking || row.state === 'fetching';
  addWaiting(tx, { hash, role: 'file', rowKey, wanted });
  if (wanted && row.state === 'remote') tx.run("UPDATE attachments SET state = 'fetching' WHERE key = ?", rowKey);
}

/** Somebody asks for it now. Answers whether a colleague has it. */
export const wantFile = (tx: WriteTx, role: FileRole, rowKey: number): boolean =>
  tx.run('UPDATE team_files SET wanted = 1 WHERE role = ? AND row_key = ?', role, rowKey).changes > 0;

/** What is to be fetched, the latest first. */
export const wantedFiles = (db: ReadDb, limit: number): WaitingFile[] =>
  db.all<WaitingFile>(
    'SELECT key, hash, role, row_key AS rowKey FROM team_files WHERE wanted = 1 ORDER BY key DESC LIMIT ?',
    limit,
  );

export const waitingHash = (db: ReadDb, role: FileRole, rowKey: number): FileHash | undefined =>
  db.value<string>('SELECT hash FROM team_files WHERE role = ? AND row_key = ?', role, rowKey);

export const isShared = (db: ReadDb, hash: FileHash): boolean =>
  db.value('SELECT 1 FROM team_shared WHERE hash = ?', hash) !== undefined;

/** A file that the team lacks, and the record that is told again once it has it. */
export type Unshared = { hash: FileHash; kind: 'item' | 'contact'; rowKey: number };

/** It goes to the team by itself, beside everything else. */
export function addToShare(tx: WriteTx, { hash, kind, rowKey }: Unshared): void {
  tx.run('INSERT INTO team_sharing (hash, kind, row_key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', hash, kind, rowKey);
}

/** What is to be shared, the latest first. */
export const waitingToShare = (db: ReadDb, limit: number): FileHash[] =>
  db.values<string>('SELECT hash FROM team_sharing GROUP BY hash ORDER BY max(key) DESC LIMIT ?', limit);

/** It is on its way to the team. */
export const isToShare = (db: ReadDb, hash: FileHash): boolean =>
  db.value('SELECT 1 FROM team_sharing WHERE hash = ?', hash) !== undefined;

/** The team has it, or never will: what names it is told again as it stands now. */
export function sharingDone(tx: WriteTx, hash: FileHash): void {
  const named = tx.all<Omit<Unshared, 'hash'>>('SELECT kind, row_key AS rowKey FROM team_sharing WHERE hash = ?', hash);
  tx.run('DELETE FROM team_sharing WHERE hash = ?', hash);
  if (isShared(tx, hash)) for (const { kind, rowKey } of named) enqueueRecord(tx, kind, rowKey);
}

/** The server has these bytes. */
export function markShared(tx: WriteTx, hash: FileHash): void {
  tx.run('INSERT INTO team_shared (hash) VALUES (?) ON CONFLICT DO NOTHING', hash);
}

/** The bytes are here: whatever waited for them has them. */
export function fileCame(tx: WriteTx, file: WaitingFile, size: number): void {
  const { role, rowKey, hash } = file;
  tx.run('DELETE FROM team_files WHERE key = ?', file.key);
  switch (role) {
    case 'html':
      tx.run('UPDATE items SET html_hash = ? WHERE key = ? AND html_hash IS NULL', hash, rowKey);
      touch(tx, 'SELECT customer_key FROM items WHERE key = ?', rowKey);
      return;
    case 'preview':
      tx.run('UPDATE attachments SET preview_hash = ? WHERE key = ?', hash, rowKey);
      touch(tx, 'SELECT i.customer_key FROM attachments a JOIN items i ON i.key = a.item_key WHERE a.key = ?', rowKey);
      return;
    case 'file': {
      const row = tx.get<AttachmentRow>('SELECT * FROM attachments WHERE key = ?', rowKey);
      if (row) setAttachment(tx, row, { state: 'local', hash, size });
      return;
    }
    case 'portrait':
      tx.run('UPDATE contact_points SET portrait_hash = ? WHERE key = ?', hash, rowKey);
      touch(tx, 'SELECT customer_key FROM contact_points WHERE key = ?', rowKey);
  }
}

/** Nobody has it now, or it is not what it says it is. What a person can ask for again stays known. */
export function fileLost(tx: WriteTx, file: WaitingFile, error: string): void {
  if (file.role !== 'file') {
    tx.run('DELETE FROM team_files WHERE key = ?', file.key);
    return;
  }
  tx.run('UPDATE team_files SET wanted = 0 WHERE key = ?', file.key);
  const row = tx.get<AttachmentRow>('SELECT * FROM attachments WHERE key = ?', file.rowKey);
  if (row) setAttachment(tx, row, { state: 'failed', error });
}

function touch(tx: WriteTx, sql: string, key: number): void {
  const customer = tx.value<number>(sql, key);
  if (customer !== undefined) tx.touchCustomer(customer);
}

/** Files of these items and pictures of these addresses that are here and the server may not have. */
export function unsharedOf(db: ReadDb, rows: { items: readonly number[]; contacts: readonly number[] }): Unshared[] {
  const all = [
    ...db.all<Unshared>(
      `SELECT html_hash AS hash, 'item' AS kind, key AS rowKey FROM items
         WHERE key IN (SELECT value FROM json_each(?)) AND html_hash IS NOT NULL
       UNION SELECT hash, 'item', item_key FROM attachments
         WHERE item_key IN (SELECT value FROM json_each(?)) AND hash IS NOT NULL AND state = 'local'
       UNION SELECT preview_hash, 'item', item_key FROM attachments
         WHERE item_key IN (SELECT value FROM json_each(?)) AND preview_hash IS NOT NULL`,
      ...Array<string>(3).fill(JSON.stringify(rows.items)),
    ),
    ...db.all<Unshared>(
      `SELECT portrait_hash AS hash, 'contact' AS kind, key AS rowKey FROM contact_points
       WHERE key IN (SELECT value FROM json_each(?)) AND portrait_hash IS NOT NULL`,
      JSON.stringify(rows.contacts),
    ),
  ];
  return all.filter(({ hash }) => !isShared(db, hash));
}
