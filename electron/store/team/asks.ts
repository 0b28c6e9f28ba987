import type { AskBody } from '../../core/team/records.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { derivedId } from '../derived-id.ts';
import { type AttachmentRow, attachmentByKey, setAttachment, waitingAttachments } from '../repos/attachment.repo.ts';

type AskState = AskBody['state'];
export type AskRow = { key: number; attachment_key: number; state: AskState; created_at: number };

const strandedAtOnce = 100;

const askId = (attachmentId: string): string => derivedId(`${attachmentId} fetch`);

/** Somebody here wants a file that only its provider has, and another desk runs the channel. Asking again is asking once. */
export function askFor(tx: WriteTx, row: AttachmentRow, now: number): void {
  put(tx, row, 'asked', now);
  setAttachment(tx, row, { state: 'fetching' });
}

/** This desk has bytes that nobody else can name any more, because it does not run the channel by now. The team has them. */
export const tellLeft = (tx: WriteTx, row: AttachmentRow, now: number): void => put(tx, row, 'done', now);

function put(tx: WriteTx, row: AttachmentRow, state: AskState, now: number): void {
  tx.run(
    `INSERT INTO file_asks (id, attachment_key, state, created_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (attachment_key) DO UPDATE SET state = excluded.state, created_at = excluded.created_at, detail = NULL`,
    askId(row.id),
    row.key,
    state,
    now,
  );
}

/**
 * Files that were on their way here from the provider of a channel when another desk took it over, and which nobody has been asked for
 * yet.
 */
export const stranded = (db: ReadDb, channelKey: number): AttachmentRow[] =>
  waitingAttachments(db, channelKey, strandedAtOnce).filter(
    ({ key }) => db.value("SELECT 1 FROM file_asks WHERE attachment_key = ? AND state IN ('asked', 'taken')", key) === undefined,
  );

/** What waits to be fetched from the provider of a channel. */
export const openAsks = (db: ReadDb, channelKey: number): AskRow[] =>
  db.all<AskRow>(
    `SELECT f.* FROM file_asks f JOIN attachments a ON a.key = f.attachment_key
     WHERE f.state IN ('asked', 'taken') AND a.channel_key = ? ORDER BY f.key`,
    channelKey,
  );

export function setAsk(tx: WriteTx, { key, attachment_key }: AskRow, state: AskState, detail: string | null = null): void {
  tx.run('UPDATE file_asks SET state = ?, detail = ? WHERE key = ?', state, detail, key);
  const row = attachmentByKey(tx, attachment_key);
  const owner = row && tx.value<number>('SELECT customer_key FROM items WHERE key = ?', row.item_key);
  if (owner !== undefined) tx.touchCustomer(owner);
}

/**
 * Files of a channel that are small, whose bytes nobody has told of, and which its provider still gives: whoever ran it was interrupted.
 * They are fetched now that it is run from here.
 */
export const fetchUntold = (tx: WriteTx, channelKey: number, upTo: number): void =>
  void tx.run(
    `UPDATE attachments SET state = 'fetching' WHERE channel_key = ? AND state = 'remote' AND ref IS NOT NULL AND hash IS NULL
       AND COALESCE(size, 0) <= ? AND NOT EXISTS (SELECT 1 FROM team_files t WHERE t.role = 'file' AND t.row_key = attachments.key)`,
    channelKey,
    upTo,
  );
