import type { InboundAttachment } from '../../../shared/contract/connector.ts';
import type { Attachment } from '../../../shared/model/index.ts';
import { anyKey, type ReadDb, type WriteTx } from '../db.ts';
import { freeId, newId } from '../ids.ts';

export type AttachmentRow = {
  key: number;
  id: string;
  item_key: number;
  channel_key: number | null;
  name: string;
  mime: string;
  size: number | null;
  kind: string;
  inline: number;
  duration_ms: number | null;
  width: number | null;
  height: number | null;
  state: string;
  hash: string | null;
  ref: string | null;
  error: string | null;
  spoiler: number;
  fetched: number | null;
  preview_ref: string | null;
  preview_hash: string | null;
  part: string | null;
  deleted_at: number | null;
  identity: string | null;
  version: number | null;
  /** How it stands with who was asked to fetch it; read where it is shown. */
  asked?: 'asked' | 'taken' | 'failed' | 'done' | null;
};

/** Attachments up to this size are fetched without being asked for. Bytes. */
export const fetchWithoutAsking = 10 * 1024 * 1024;

/** `part` is the remote id of the part of an album it came with; `id` its name where several desks make the same by themselves. */
export type AttachTo = { itemKey: number; channelKey: number | null; part?: string; id?: string };

export function insertAttachment(tx: WriteTx, to: AttachTo, file: InboundAttachment): void {
  const fetchNow = (file.size ?? 0) <= fetchWithoutAsking;
  const state = 'hash' in file ? 'local' : 'ref' in file ? (fetchNow ? 'fetching' : 'remote') : file.unavailable;
  tx.run(
    `INSERT INTO attachments (id, item_key, channel_key, name, mime, size, kind, inline, duration_ms, width, height, state, hash, ref, error,
       spoiler, preview_ref, part, identity)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    freeId(tx, 'attachments', to.id) ?? newId(),
    to.itemKey,
    to.channelKey,
    file.name,
    file.mime,
    file.size ?? null,
    file.kind,
    file.inline ? 1 : 0,
    file.durationMs ?? null,
    file.width ?? null,
    file.height ?? null,
    state,
    'hash' in file ? file.hash : null,
    'ref' in file ? file.ref : null,
    'unavailable' in file ? file.detail : null,
    file.spoiler ? 1 : 0,
    file.previewRef ?? null,
    to.part ?? null,
    file.identity ?? null,
  );
}

/** What each item has now that has any, the parts of an album in the provider's order. */
export function attachmentsOfAll(db: ReadDb, itemKeys: readonly number[]): ReadonlyMap<number, AttachmentRow[]> {
  const files = db.grouped(
    `SELECT *, (SELECT f.state FROM file_asks f WHERE f.attachment_key = attachments.key) AS asked FROM attachments
     WHERE item_key ${anyKey} AND version IS NULL`,
    itemKeys,
    (row: AttachmentRow) => row.item_key,
  );
  for (const group of files.values()) {
    group.sort(group.some(({ part }) => part !== null) ? byPart : (a, b) => a.key - b.key);
  }
  return files;
}

export const attachmentsOf = (db: ReadDb, itemKey: number): AttachmentRow[] => attachmentsOfAll(db, [itemKey]).get(itemKey) ?? [];

/** What was replaced by the edit that made this version. */
export const attachmentsOfVersion = (db: ReadDb, itemKey: number, version: number): AttachmentRow[] =>
  db.all<AttachmentRow>('SELECT * FROM attachments WHERE item_key = ? AND version = ? ORDER BY key', itemKey, version);

/** Messengers count their messages; where they do not, the order of arrival stays. */
export const comparePart = (a: string, b: string): number => {
  const order = Number(a) - Number(b);
  return Number.isNaN(order) ? 0 : order;
};
const byPart = (a: AttachmentRow, b: AttachmentRow): number => comparePart(a.part ?? '', b.part ?? '') || a.key - b.key;

/**
 * The files an edit tells take the place of those that were there (of the same part, for an album). One that is the same
 * stays as it is, here or still to be fetched; one that is gone belongs to the earlier version. Answers whether anything changed.
 */
export function replaceAttachments(tx: WriteTx, to: AttachTo, files: readonly InboundAttachment[], version: number): boolean {
  const before = attachmentsOf(tx, to.itemKey).filter((row) => to.part === undefined || row.part === to.part);
  const left = [...before];
  const added = files.filter((file) => {
    const at = left.findIndex((row) => isSame(row, file));
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
  for (const row of left) tx.run('UPDATE attachments SET version = ? WHERE key = ?', version, row.key);
  for (const file of added) insertAttachment(tx, to, file);
  return left.length > 0 || added.length > 0;
}

function isSame(row: AttachmentRow, file: InboundAttachment): boolean {
  if (file.identity !== undefined && row.identity !== null) return file.identity === row.identity;
  if ('hash' in file) return file.hash === row.hash;
  if ('ref' in file) return file.ref === row.ref;
  return row.ref === null && row.name === file.name && row.size === (file.size ?? null);
}

/** Their part of an album was deleted; the files stay. */
export function deleteAttachments(tx: WriteTx, itemKey: number, part: string, at: number): void {
  tx.run('UPDATE attachments SET deleted_at = ? WHERE item_key = ? AND part = ? AND deleted_at IS NULL', at, itemKey, part);
}

/** A file of ours is known as this part of its album. */
export function setPart(tx: WriteTx, row: AttachmentRow, part: string): void {
  tx.run('UPDATE attachments SET part = ? WHERE key = ?', part, row.key);
}

export const attachmentById = (db: ReadDb, id: string): AttachmentRow | undefined =>
  db.get<AttachmentRow>('SELECT * FROM attachments WHERE id = ?', id);

export const attachmentByKey = (db: ReadDb, key: number): AttachmentRow | undefined =>
  db.get<AttachmentRow>('SELECT * FROM attachments WHERE key = ?', key);

/** Downloads that are wanted and not here yet, and which the provider gives; what comes from a colleague comes from there. */
export const waitingAttachments = (db: ReadDb, channelKey: number, limit: number): AttachmentRow[] =>
  db.all<AttachmentRow>(
    `SELECT * FROM attachments WHERE state = 'fetching' AND channel_key = ? AND ref IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM team_files t WHERE t.role = 'file' AND t.row_key = attachments.key AND t.wanted = 1)
     ORDER BY key LIMIT ?`,
    channelKey,
    limit,
  );

/** Small pictures that are not here yet. */
export const waitingPreviews = (db: ReadDb, channelKey: number, limit: number): AttachmentRow[] =>
  db.all<AttachmentRow>(
    'SELECT * FROM attachments WHERE preview_ref IS NOT NULL AND channel_key = ? ORDER BY key LIMIT ?',
    channelKey,
    limit,
  );

export function setAttachment(
  tx: WriteTx,
  row: AttachmentRow,
  change:
    | { state: 'local'; hash: string; size: number; durationMs?: number }
    /** `waits`: why it is not under way. */
    | { state: 'fetching'; fetched?: number; waits?: string }
    | { state: 'failed' | 'too-large'; error: string },
): void {
  tx.run(
    `UPDATE attachments SET state = ?, hash = COALESCE(?, hash), size = COALESCE(?, size), duration_ms = COALESCE(duration_ms, ?),
       error = ?, fetched = ? WHERE key = ?`,
    change.state,
    change.state === 'local' ? change.hash : null,
    change.state === 'local' ? change.size : null,
    change.state === 'local' ? (change.durationMs ?? null) : null,
    'error' in change ? change.error : change.state === 'fetching' ? (change.waits ?? null) : null,
    change.state === 'fetching' ? (change.fetched ?? null) : null,
    row.key,
  );
  touchOwner(tx, row);
}

/** The small picture is here, or there will be none. */
export function setPreview(tx: WriteTx, row: AttachmentRow, hash: string | null): void {
  tx.run('UPDATE attachments SET preview_ref = NULL, preview_hash = ? WHERE key = ?', hash, row.key);
  touchOwner(tx, row);
}

/** Whoever shows this attachment shows it anew. */
export function touchOwner(tx: WriteTx, row: Pick<AttachmentRow, 'item_key'>): void {
  const owner = tx.value<number>('SELECT customer_key FROM items WHERE key = ?', row.item_key);
  if (owner !== undefined) tx.touchCustomer(owner);
}

export const toAttachment = (row: AttachmentRow): Attachment => ({
  id: row.id,
  name: row.name,
  mime: row.mime,
  kind: row.kind as Attachment['kind'],
  inline: row.inline === 1,
  state: row.state as Attachment['state'],
  ...(row.size === null ? {} : { size: row.size }),
  ...(row.spoiler === 0 ? {} : { spoiler: true }),
  ...(row.duration_ms === null ? {} : { durationMs: row.duration_ms }),
  ...(row.width === null ? {} : { width: row.width }),
  ...(row.height === null ? {} : { height: row.height }),
  ...(row.fetched === null ? {} : { fetched: row.fetched }),
  ...(row.state === 'fetching' && (row.asked === 'asked' || row.asked === 'taken') ? { asked: row.asked } : {}),
  ...(row.preview_hash === null ? {} : { previewHash: row.preview_hash }),
  ...(row.hash === null ? {} : { hash: row.hash }),
  ...(row.error === null ? {} : { error: row.error }),
  ...(row.deleted_at === null ? {} : { deletedAt: row.deleted_at }),
});
