import type { FileHash } from '../../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { type AttachmentRow, touchOwner } from './attachment.repo.ts';

/** From where a desk could have files again. */
export type Sources = {
  /** Keys of channels whose provider gives a file again whenever it is asked. */
  channels: ReadonlySet<number>;
  /** This desk works in a team. */
  team: boolean;
};

type Use = Pick<AttachmentRow, 'key' | 'item_key' | 'hash' | 'ref' | 'channel_key' | 'mime' | 'preview_hash' | 'state'> & {
  shared: number;
};

const use = `SELECT key, item_key, hash, ref, channel_key, mime, preview_hash, state,
  EXISTS (SELECT 1 FROM team_shared s WHERE s.hash = attachments.hash) AS shared FROM attachments`;

/** A page of all attachments, in the order of their keys; what is kept of them decides on their files. */
export const attachmentUses = (db: ReadDb, after: number, limit: number): Use[] =>
  db.all<Use>(`${use} WHERE key > ? ORDER BY key LIMIT ?`, after, limit);

/**
 * Whether the file could be had again if this were its only use. Texts and mails stay: their bytes may be those of a body that is
 * shown.
 */
export const canComeBack = (row: Use, { channels, team }: Sources): boolean =>
  !/^(text|message)\//.test(row.mime) &&
  ((team && row.shared === 1) || (row.ref !== null && row.channel_key !== null && channels.has(row.channel_key)));

const names = /\b[0-9a-f]{64}\b/g;

/** Files that somebody's words need which have not left: drafts, answers that wait, were refused or whose fate is unknown; pictures of people. */
export function neededHere(db: ReadDb): Set<FileHash> {
  const texts = [
    ...db.values<string>('SELECT body FROM drafts'),
    ...db.values<string>('SELECT body FROM held_replies'),
    ...db.values<string>("SELECT intent FROM outbox WHERE state NOT IN ('accepted', 'cancelled')"),
  ];
  return new Set([
    ...texts.flatMap((text) => text.match(names) ?? []),
    ...db.values<string>('SELECT portrait_hash FROM contact_points WHERE portrait_hash IS NOT NULL'),
    ...db.values<string>('SELECT hash FROM team_sharing'),
  ]);
}

/**
 * Lets go of a file: its attachments can be fetched again. Answers false, and changes nothing, when one of its uses needs it here, as
 * things stand now. The file itself is to be removed right after, and `removed` told.
 */
export function letGo(tx: WriteTx, hash: FileHash, sources: Sources): boolean {
  const rows = tx.all<Use>(`${use} WHERE hash = ?`, hash);
  if (rows.length === 0 || neededHere(tx).has(hash) || !rows.every((row) => canComeBack(row, sources))) return false;
  for (const row of rows) {
    if (sources.team && row.shared === 1)
      tx.run(
        "INSERT INTO team_files (hash, role, row_key, wanted) VALUES (?, 'file', ?, 0) ON CONFLICT DO NOTHING",
        hash,
        row.key,
      );
    tx.run("UPDATE attachments SET state = 'remote', hash = NULL WHERE key = ?", row.key);
    touchOwner(tx, row);
  }
  tx.run('INSERT INTO files_let_go (hash) VALUES (?) ON CONFLICT DO NOTHING', hash);
  return true;
}

/** Let go of and perhaps still on the disk, because the program ended in between; unless somebody has it again. */
export const leftOnDisk = (db: ReadDb): FileHash[] =>
  db.values<string>(
    'SELECT hash FROM files_let_go WHERE NOT EXISTS (SELECT 1 FROM attachments a WHERE a.hash = files_let_go.hash)',
  );

/** It is gone from the disk. */
export function removed(tx: WriteTx, hash: FileHash): void {
  tx.run('DELETE FROM files_let_go WHERE hash = ?', hash);
}
