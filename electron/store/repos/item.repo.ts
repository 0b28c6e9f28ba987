import type { DeliveryReport } from '../../../shared/contract/connector.ts';
import { sameMarks } from '../../../shared/lib/marks.ts';
import type {
  Delivery,
  DeliveryNote,
  Direction,
  ItemKind,
  MailHeaders,
  TextMark,
  TimelineEvent,
} from '../../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { newId } from '../ids.ts';
import { nextInSequence, nextItemKey, orderTime, timeOfKey } from '../keys.ts';
import { type ItemExtra, readExtra, writeExtra } from './item-extra.ts';

/**
 * Mail headers as stored: with the ids a further answer has to repeat, oldest first, and with what the mail reports of others,
 * because the mail it is about may turn up later.
 */
export type StoredMail = MailHeaders & { references: string[]; reports?: DeliveryReport[] };

export type ItemRow = {
  key: number;
  id: string;
  arrival: number;
  customer_key: number;
  conversation_key: number | null;
  thread_key: number | null;
  channel_key: number | null;
  contact_key: number | null;
  agent_key: number | null;
  kind: ItemKind;
  direction: Direction;
  remote_id: string | null;
  sent_at: number;
  received_at: number;
  subject: string | null;
  text: string;
  html_hash: string | null;
  has_remote_content: number;
  source_hash: string | null;
  mail: string | null;
  reply_to_key: number | null;
  automatic: number;
  versions: number;
  edited_at: number | null;
  deleted_at: number | null;
  event: string | null;
  delivery: Delivery | null;
  delivery_note: string | null;
  extra: string | null;
};

export type NewItem = {
  id?: string;
  customerKey: number;
  conversationKey?: number;
  threadKey?: number;
  channelKey?: number;
  contactKey?: number;
  agentKey?: number;
  kind: ItemKind;
  direction: Direction;
  remoteId?: string;
  sentAt: number;
  receivedAt: number;
  subject?: string;
  text: string;
  htmlHash?: string;
  hasRemoteContent?: boolean;
  sourceHash?: string;
  mail?: StoredMail;
  replyToKey?: number;
  automatic?: boolean;
  event?: TimelineEvent;
  delivery?: Delivery;
  extra?: ItemExtra;
  /** Where another desk has it on the timeline; epoch ms. */
  orderedAt?: number;
};

export const itemByKey = (db: ReadDb, key: number): ItemRow | undefined =>
  db.get<ItemRow>('SELECT * FROM items WHERE key = ?', key);
export const itemById = (db: ReadDb, id: string): ItemRow | undefined => db.get<ItemRow>('SELECT * FROM items WHERE id = ?', id);

/** Adds an item to the timeline and to the queue of the search index. */
export function insertItem(tx: WriteTx, item: NewItem): ItemRow {
  const key = nextItemKey(
    tx,
    item.orderedAt ?? Math.max(orderTime(item.sentAt, item.receivedAt), item.agentKey === undefined ? 0 : newestTime(tx, item)),
  );
  tx.run(
    `INSERT INTO items (key, id, arrival, customer_key, conversation_key, thread_key, channel_key, contact_key, agent_key, kind, direction,
       remote_id, sent_at, received_at, subject, text, html_hash, has_remote_content, source_hash, mail, reply_to_key, automatic, event, delivery,
       extra)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    key,
    item.id ?? newId(item.receivedAt),
    nextInSequence(tx, 'arrival'),
    item.customerKey,
    item.conversationKey ?? null,
    item.threadKey ?? null,
    item.channelKey ?? null,
    item.contactKey ?? null,
    item.agentKey ?? null,
    item.kind,
    item.direction,
    item.remoteId ?? null,
    item.sentAt,
    item.receivedAt,
    item.subject ?? null,
    item.text,
    item.htmlHash ?? null,
    item.hasRemoteContent ? 1 : 0,
    item.sourceHash ?? null,
    item.mail ? JSON.stringify(item.mail) : null,
    item.replyToKey ?? null,
    item.automatic ? 1 : 0,
    item.event ? JSON.stringify(item.event) : null,
    item.delivery ?? null,
    item.extra ? writeExtra(item.extra) : null,
  );
  if (item.kind !== 'event') queueForSearch(tx, key);
  tx.touchCustomer(item.customerKey);
  const row = itemByKey(tx, key);
  if (!row) throw new Error('item vanished');
  return row;
}

/**
 * What is written at this desk comes after what was on the timeline then, also when our clock is behind the provider's: an
 * answer never stands before its question.
 */
function newestTime(tx: WriteTx, { customerKey }: NewItem): number {
  const key = tx.value<number>(
    `SELECT MAX((SELECT MAX(key) FROM items WHERE customer_key = c.key)) FROM customers c
     WHERE c.root_key = (SELECT root_key FROM customers WHERE key = ?)`,
    customerKey,
  );
  return key === undefined || key === null ? 0 : timeOfKey(key);
}

export function queueForSearch(tx: WriteTx, key: number): void {
  tx.run('INSERT INTO search_queue (item_key) VALUES (?) ON CONFLICT DO NOTHING', key);
}

/** Changes what only few items have; `undefined` takes a thing away. */
export function setExtra(tx: WriteTx, row: ItemRow, change: { [K in keyof ItemExtra]: ItemExtra[K] | undefined }): void {
  const extra = writeExtra({ ...readExtra(row), ...change } as ItemExtra);
  if (extra === row.extra) return;
  tx.run('UPDATE items SET extra = ? WHERE key = ?', extra, row.key);
  row.extra = extra;
  tx.touchCustomer(row.customer_key);
}

/** What an item says from now on. */
export type Edit = { text: string; marks?: TextMark[]; at: number };

/** It says so already, with the same formatting. */
export const saysSo = (row: ItemRow, edit: Pick<Edit, 'text' | 'marks'>): boolean =>
  row.text === edit.text && sameMarks(readExtra(row).marks ?? [], edit.marks ?? []);

/** Keeps the present text with its marks as a version and puts the new one in its place. Answers the version's number. */
export function editItem(tx: WriteTx, row: ItemRow, edit: Edit): number {
  const { marks } = readExtra(row);
  const version = row.versions + 1;
  tx.run(
    'INSERT INTO item_versions (item_key, version, text, marks, html_hash, from_at, until_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    row.key,
    version,
    row.text,
    marks === undefined ? null : JSON.stringify(marks),
    row.html_hash,
    row.edited_at ?? row.sent_at,
    edit.at,
  );
  tx.run('UPDATE items SET versions = ?, edited_at = ? WHERE key = ?', version, edit.at, row.key);
  row.versions = version;
  row.edited_at = edit.at;
  putText(tx, row, edit);
  return version;
}

/** Puts a text in place of the present one, which nobody has seen. */
export function putText(tx: WriteTx, row: ItemRow, { text, marks }: Pick<Edit, 'text' | 'marks'>): void {
  tx.run('UPDATE items SET text = ? WHERE key = ?', text, row.key);
  row.text = text;
  setExtra(tx, row, { marks });
  queueForSearch(tx, row.key);
  tx.touchCustomer(row.customer_key);
}

/** The text stays; the item is shown as deleted by its author. */
export function deleteItem(tx: WriteTx, row: ItemRow, at: number): void {
  tx.run('UPDATE items SET deleted_at = ? WHERE key = ? AND deleted_at IS NULL', at, row.key);
  tx.touchCustomer(row.customer_key);
}

export function setDelivery(
  tx: WriteTx,
  key: number,
  delivery: Delivery,
  change: { note?: DeliveryNote; remoteId?: string; threadKey?: number; sourceHash?: string } = {},
): void {
  tx.run(
    `UPDATE items SET delivery = ?, delivery_note = ?, remote_id = COALESCE(?, remote_id), thread_key = COALESCE(?, thread_key),
       source_hash = COALESCE(?, source_hash) WHERE key = ?`,
    delivery,
    change.note ? JSON.stringify(change.note) : null,
    change.remoteId ?? null,
    change.threadKey ?? null,
    change.sourceHash ?? null,
    key,
  );
  const owner = tx.value<number>('SELECT customer_key FROM items WHERE key = ?', key);
  if (owner !== undefined) tx.touchCustomer(owner);
}
