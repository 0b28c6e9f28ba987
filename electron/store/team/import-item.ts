import { type FileBody, type ItemBody, remoteKey } from '../../core/team/records.ts';
import type { WriteTx } from '../db.ts';
import type { AttachmentRow } from '../repos/attachment.repo.ts';
import { noteGroupUse, noteUse } from '../repos/customer.repo.ts';
import { markItemRead } from '../repos/inbox.repo.ts';
import { type ItemRow, insertItem, itemById, queueForSearch } from '../repos/item.repo.ts';
import { readExtra } from '../repos/item-extra.ts';
import { outboxOfItem } from '../repos/outbox.repo.ts';
import { addPart, itemByRemote, rememberAlbum } from '../repos/part.repo.ts';
import { settlePin } from '../repos/pin.repo.ts';
import { me } from '../repos/settings.repo.ts';
import { mailThreadKey, threadKey } from '../repos/thread.repo.ts';
import { addWaiting, takeFile } from './files.ts';
import { takeCall } from './import-call.ts';

/** `isNew`: it may be told of, as something that has just arrived. */
export type ImportedItem = { key: number; isNew: boolean };

/**
 * Puts a colleague's item on the timeline, or brings ours to how theirs stands. A message that this desk took in by itself is the
 * same one and takes the name that the server knows it by. `historic`: said before this desk joined, so nobody has to read it.
 */
export function importItem(tx: WriteTx, id: string, body: ItemBody, { historic }: { historic: boolean }): ImportedItem {
  const channel = body.channel === null ? undefined : tx.value<number>('SELECT key FROM channels WHERE id = ?', body.channel);
  const thread = channel === undefined ? undefined : threadOf(tx, channel, body);
  const known = itemById(tx, id) ?? sameMessage(tx, thread, id, body);
  const row = known ?? insert(tx, id, body, channel, thread);
  if (known) change(tx, known, body, thread);
  takeParts(tx, row, body, thread);
  takeVersions(tx, row, body);
  takeFiles(tx, row.key, channel ?? null, body.files);
  const missed = body.call && takeCall(tx, row, body, body.call);
  if (body.htmlHash !== null && row.html_hash === null)
    addWaiting(tx, { hash: body.htmlHash, role: 'html', rowKey: row.key, wanted: true });
  if (!known) use(tx, row, body, channel, thread);
  if (!known && historic && body.direction === 'in') markItemRead(tx, row, me(tx).key);
  tx.touchCustomer(row.customer_key);
  return { key: row.key, isNew: missed ?? known === undefined };
}

function threadOf(tx: WriteTx, channel: number, body: ItemBody): number | undefined {
  if (body.thread === null) return undefined;
  if (body.kind !== 'email' || body.mail === null) return threadKey(tx, channel, body.thread);
  const messageId = body.remoteId ?? body.mail.messageId ?? '';
  return mailThreadKey(tx, channel, {
    messageId,
    answers: [...body.mail.references].reverse(),
    remoteThread: body.thread,
  });
}

function sameMessage(tx: WriteTx, thread: number | undefined, id: string, body: ItemBody): ItemRow | undefined {
  if (thread === undefined || body.remoteId === null || remoteKey(body) === undefined) return undefined;
  const row = itemByRemote(tx, thread, body.remoteId);
  if (!row) return undefined;
  tx.run('UPDATE items SET id = ? WHERE key = ?', id, row.key);
  return { ...row, id };
}

function insert(tx: WriteTx, id: string, body: ItemBody, channel: number | undefined, thread: number | undefined): ItemRow {
  return insertItem(tx, {
    id,
    customerKey: needed(tx, 'customers', body.customer),
    kind: body.kind,
    direction: body.direction,
    sentAt: body.sentAt,
    receivedAt: body.receivedAt,
    orderedAt: body.orderedAt,
    text: body.text,
    hasRemoteContent: body.hasRemoteContent,
    automatic: body.automatic,
    extra: readExtra({ extra: body.extra }),
    ...maybe('conversationKey', find(tx, 'conversations', body.conversation)),
    ...maybe('threadKey', thread),
    ...maybe('channelKey', channel),
    ...maybe('contactKey', find(tx, 'contact_points', body.contact)),
    ...maybe('agentKey', find(tx, 'agents', body.agent)),
    ...maybe('replyToKey', find(tx, 'items', body.replyTo)),
    ...maybe('remoteId', body.remoteId ?? undefined),
    ...maybe('subject', body.subject ?? undefined),
    ...maybe('mail', body.mail ?? undefined),
    ...maybe('event', body.event ?? undefined),
    ...maybe('delivery', body.delivery ?? undefined),
  });
}

function change(tx: WriteTx, row: ItemRow, body: ItemBody, thread: number | undefined): void {
  tx.run(
    `UPDATE items SET conversation_key = COALESCE(?, conversation_key), thread_key = COALESCE(?, thread_key), remote_id = COALESCE(?, remote_id),
       text = ?, edited_at = ?, deleted_at = ?, delivery = ?, delivery_note = ?, extra = ? WHERE key = ?`,
    find(tx, 'conversations', body.conversation) ?? null,
    thread ?? null,
    body.remoteId,
    body.text,
    body.editedAt,
    body.deletedAt,
    body.delivery,
    body.deliveryNote === null ? null : JSON.stringify(body.deliveryNote),
    body.extra,
    row.key,
  );
  if (body.text !== row.text || body.extra !== row.extra) queueForSearch(tx, row.key);
  settlePin(tx, { ...row, extra: body.extra });
  settleOwn(tx, row, body);
}

const ended = { sent: 'accepted', delivered: 'accepted', read: 'accepted', failed: 'rejected', cancelled: 'cancelled' } as const;

/** An answer of ours that a colleague's desk sent: the row here stands as it does there. */
function settleOwn(tx: WriteTx, row: ItemRow, body: ItemBody): void {
  const order = outboxOfItem(tx, row.key);
  if (order?.state !== 'handed' || body.delivery === null) return;
  const state = body.delivery in ended ? ended[body.delivery as keyof typeof ended] : undefined;
  if (state !== undefined) tx.run("UPDATE outbox SET state = ?, after_send = 'none' WHERE key = ?", state, order.key);
}

function takeParts(tx: WriteTx, row: ItemRow, body: ItemBody, thread: number | undefined): void {
  if (thread === undefined) return;
  for (const remoteId of body.parts) addPart(tx, { threadKey: thread, remoteId, itemKey: row.key });
  if (body.album !== null) rememberAlbum(tx, thread, body.album, row.key);
}

function takeVersions(tx: WriteTx, row: ItemRow, body: ItemBody): void {
  for (const version of body.versions) {
    tx.run(
      `INSERT INTO item_versions (item_key, version, text, marks, html_hash, from_at, until_at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      row.key,
      version.version,
      version.text,
      version.marks,
      version.htmlHash,
      version.fromAt,
      version.untilAt,
    );
  }
  if (body.versions.length > row.versions || row.edited_at !== body.editedAt)
    tx.run('UPDATE items SET versions = ?, edited_at = ? WHERE key = ?', body.versions.length, body.editedAt, row.key);
}

function takeFiles(tx: WriteTx, itemKey: number, channelKey: number | null, files: readonly FileBody[]): void {
  const here = tx.all<AttachmentRow>('SELECT * FROM attachments WHERE item_key = ? ORDER BY key', itemKey);
  for (const file of files) {
    const known = here.find(({ id }) => id === file.id) ?? here.find((row) => isSame(row, file));
    const key = known?.key ?? insertFile(tx, itemKey, channelKey, file);
    tx.run(
      `UPDATE attachments SET id = ?, size = COALESCE(?, size), duration_ms = COALESCE(?, duration_ms), ref = COALESCE(ref, ?), part = ?,
         deleted_at = ?, version = ? WHERE key = ?`,
      file.id,
      file.size,
      file.durationMs,
      file.ref ?? null,
      file.part,
      file.deletedAt,
      file.version,
      key,
    );
    if (file.hash !== null) takeFile(tx, key, file.hash);
    if (file.previewHash !== null && (known?.preview_hash ?? null) === null && (known?.preview_ref ?? null) === null)
      addWaiting(tx, { hash: file.previewHash, role: 'preview', rowKey: key, wanted: true });
  }
}

/** Two desks that took in the same message each gave its files names of their own. */
const isSame = (row: AttachmentRow, file: FileBody): boolean =>
  row.name === file.name &&
  row.kind === file.kind &&
  row.part === file.part &&
  (row.size ?? file.size) === (file.size ?? row.size);

function insertFile(tx: WriteTx, itemKey: number, channelKey: number | null, file: FileBody): number {
  return tx.insert(
    `INSERT INTO attachments (id, item_key, channel_key, name, mime, size, kind, inline, duration_ms, width, height, state, spoiler, identity)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'remote', ?, ?)`,
    file.id,
    itemKey,
    channelKey,
    file.name,
    file.mime,
    file.size,
    file.kind,
    file.inline ? 1 : 0,
    file.durationMs,
    file.width,
    file.height,
    file.spoiler ? 1 : 0,
    file.identity,
  );
}

/** By which thread an address was last used is how the next answer finds its way. */
function use(tx: WriteTx, row: ItemRow, body: ItemBody, channelKey: number | undefined, thread: number | undefined): void {
  if (channelKey === undefined || row.contact_key === null || body.direction === 'none') return;
  const at = { contactKey: row.contact_key, channelKey };
  if (readExtra(row).group !== undefined) noteGroupUse(tx, { ...at, itemKey: row.key });
  else if (body.mail?.reports?.some(({ outcome }) => outcome !== 'read') !== true)
    noteUse(tx, { ...at, threadKey: thread ?? null, direction: body.direction, at: body.sentAt });
}

type Table = 'customers' | 'conversations' | 'contact_points' | 'agents' | 'items';

const find = (tx: WriteTx, table: Table, id: string | null): number | undefined =>
  id === null ? undefined : tx.value<number>(`SELECT key FROM ${table} WHERE id = ?`, id);

function needed(tx: WriteTx, table: Table, id: string): number {
  const key = find(tx, table, id);
  if (key === undefined) throw new Error(`${table}: ${id} is named and not here`);
  return key;
}

const maybe = <K extends string, V>(name: K, value: V | undefined): { [N in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { [N in K]?: V });
