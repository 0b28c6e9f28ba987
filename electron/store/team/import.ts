import {
  type Bodies,
  type ConversationBody,
  inOrder,
  isOpen,
  type RecordKind,
  type TeamRecord,
} from '../../core/team/records.ts';
import type { WriteTx } from '../db.ts';
import { type ConversationRow, conversationByKey } from '../repos/conversation.repo.ts';
import type { LinkRestore } from '../repos/link.repo.ts';
import { settleRoots } from '../repos/linking.ts';
import { addWaiting } from './files.ts';
import { importAsk } from './import-ask.ts';
import { type ImportedItem, importItem } from './import-item.ts';
import { importWish } from './import-wish.ts';
import { enqueueRecord, keyOf, setToldProgress, setVersion } from './queue.ts';

/** What taking in records brought that a person may want to be told of. */
export type Imported = {
  arrived: ImportedItem[];
  /** Addresses that were not here before. */
  contacts: number[];
};

/**
 * Takes in what colleagues have, in one transaction of its own kind (`pulled`), so that it is not pushed again. What records
 * name is here or among them. Two open conversations of one person become one, the older; that decision is ours and is pushed.
 */
export function importRecords(tx: WriteTx, records: readonly TeamRecord[], options: { historic: boolean }): Imported {
  const imported: Imported = { arrived: [], contacts: [] };
  const people = new Set<number>();
  const ordered = inOrder(records);
  for (const record of ordered.filter(({ kind }) => kind in takers)) {
    const isNew = keyOf(tx, record) === undefined;
    const key = take(tx, record);
    if (isNew && record.kind === 'contact') imported.contacts.push(key);
    setVersion(tx, record, record.version);
    if (record.kind === 'link') for (const customer of linked(tx, key)) people.add(customer);
    if (record.kind === 'customer') people.add(key);
  }
  if (people.size > 0) settleRoots(tx, [...people]);
  // One that was absorbed comes before the open one that it names, which may be new.
  for (const { kind, id, body } of ordered)
    if (kind === 'conversation' && keyOf(tx, { kind, id }) === undefined)
      insertConversation(tx, id, required(tx, 'customer', body.customer), body.openedAt);
  for (const record of ordered) {
    if (record.kind !== 'conversation') continue;
    const key = takeConversation(tx, record.id, record.body);
    tx.run('UPDATE conversations SET version = ? WHERE key = ?', record.version, key);
  }
  if (people.size > 0) for (const root of rootsOfAll(tx, people)) oneOpen(tx, root);
  const items = ordered.filter((record) => record.kind === 'item').sort((a, b) => a.body.orderedAt - b.body.orderedAt);
  for (const record of items) {
    const item = importItem(tx, record.id, record.body, options);
    setVersion(tx, record, record.version);
    if (record.body.call) setToldProgress(tx, record.id, record.body.call.told);
    if (item.isNew) imported.arrived.push(item);
  }
  for (const record of ordered) {
    if (record.kind === 'wish') importWish(tx, record.id, record.body);
    else if (record.kind === 'ask') importAsk(tx, record.id, record.body);
    else continue;
    setVersion(tx, record, record.version);
  }
  return imported;
}

type Other = Exclude<RecordKind, 'item' | 'conversation' | 'wish' | 'ask'>;
type Takers = { [K in Other]: (tx: WriteTx, id: string, body: Bodies[K], key: number | undefined) => number };

function take(tx: WriteTx, record: TeamRecord): number {
  const taker = takers[record.kind as Other] as (tx: WriteTx, id: string, body: unknown, key: number | undefined) => number;
  return taker(tx, record.id, record.body, keyOf(tx, record));
}

const takers: Takers = {
  tag(tx, id, body, key) {
    tx.touched.workspace = true;
    if (key === undefined)
      return tx.insert(
        'INSERT INTO tags (id, name, colour, removed_at) VALUES (?, ?, ?, ?)',
        id,
        body.name,
        body.colour,
        body.removedAt,
      );
    tx.run('UPDATE tags SET name = ?, colour = ?, removed_at = ? WHERE key = ?', body.name, body.colour, body.removedAt, key);
    return key;
  },
  canned(tx, id, body, key) {
    tx.touched.workspace = true;
    tx.run(
      `INSERT INTO canned_replies (id, title, shortcut, body, updated_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET title = excluded.title, shortcut = excluded.shortcut, body = excluded.body, updated_at = excluded.updated_at`,
      id,
      body.title,
      body.shortcut,
      body.body,
      body.updatedAt,
    );
    return key ?? tx.value<number>('SELECT key FROM canned_replies WHERE id = ?', id) ?? 0;
  },
  customer(tx, id, body, key) {
    if (key !== undefined) {
      tx.run('UPDATE customers SET name = ?, name_rank = ? WHERE key = ?', body.name, body.nameRank, key);
      tx.touchCustomer(key);
      return key;
    }
    const own = tx.insert(
      'INSERT INTO customers (id, root_key, name, name_rank, created_at, version) VALUES (?, 0, ?, ?, ?, 1)',
      id,
      body.name,
      body.nameRank,
      body.createdAt,
    );
    tx.run('UPDATE customers SET root_key = key WHERE key = ?', own);
    tx.touchCustomer(own);
    return own;
  },
  contact(tx, id, body, key) {
    const customer = required(tx, 'customer', body.customer);
    const own =
      key ??
      tx.insert(
        'INSERT INTO contact_points (id, customer_key, kind, value, normalised, verified, evidence) VALUES (?, ?, ?, ?, ?, ?, ?)',
        id,
        customer,
        body.kind,
        body.value,
        body.normalised,
        body.verified ? 1 : 0,
        JSON.stringify(body.evidence),
      );
    tx.run(
      `UPDATE contact_points SET label = ?, verified = ?, evidence = ?, name = ?, named_at = ?, removed_at = ? WHERE key = ?`,
      body.label,
      body.verified ? 1 : 0,
      JSON.stringify(body.evidence),
      body.name,
      body.namedAt,
      body.removedAt,
      own,
    );
    takePortrait(tx, own, body.portraitHash);
    for (const lost of body.unreachable) takeUnreachable(tx, own, lost);
    tx.touchCustomer(customer);
    return own;
  },
  link(tx, id, body, key) {
    const agent = keyOfAgent(tx, body.agent);
    const own =
      key ??
      tx.insert(
        'INSERT INTO links (id, a_key, b_key, evidence, agent_key, created_at, restore) VALUES (?, ?, ?, ?, ?, ?, ?)',
        id,
        required(tx, 'customer', body.a),
        required(tx, 'customer', body.b),
        JSON.stringify(body.evidence),
        agent,
        body.createdAt,
        '{"absorbed":[],"moved":[]}',
      );
    const restore: LinkRestore = {
      absorbed: body.restore.absorbed.flatMap(({ conversation, into }) => {
        const pair = [keyOf(tx, { kind: 'conversation', id: conversation }), keyOf(tx, { kind: 'conversation', id: into })];
        return pair[0] === undefined || pair[1] === undefined ? [] : [{ conversation: pair[0], into: pair[1] }];
      }),
      moved: body.restore.moved.flatMap(({ conversation, from }) => {
        const pair = [keyOf(tx, { kind: 'conversation', id: conversation }), keyOf(tx, { kind: 'customer', id: from })];
        return pair[0] === undefined || pair[1] === undefined ? [] : [{ conversation: pair[0], from: pair[1] }];
      }),
    };
    tx.run(
      'UPDATE links SET undone_at = ?, undone_by = ?, restore = ? WHERE key = ?',
      body.undoneAt,
      keyOfAgent(tx, body.undoneBy),
      JSON.stringify(restore),
      own,
    );
    return own;
  },
  reminder(tx, id, body, key) {
    const customer = required(tx, 'customer', body.customer);
    tx.touchCustomer(customer);
    if (key !== undefined) {
      tx.run('UPDATE reminders SET at = ?, text = ?, done_at = ? WHERE key = ?', body.at, body.text, body.doneAt, key);
      return key;
    }
    return tx.insert(
      'INSERT INTO reminders (id, customer_key, agent_key, at, text, created_at, done_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      id,
      customer,
      keyOfAgent(tx, body.agent) ?? 0,
      body.at,
      body.text,
      body.createdAt,
      body.doneAt,
    );
  },
};

function takeConversation(tx: WriteTx, id: string, body: ConversationBody): number {
  const customer = required(tx, 'customer', body.customer);
  const key = keyOf(tx, { kind: 'conversation', id });
  const before = key === undefined ? undefined : conversationByKey(tx, key);
  let mergedInto = body.mergedInto === null ? null : required(tx, 'conversation', body.mergedInto);
  const own = key ?? insertConversation(tx, id, customer, body.openedAt);
  let mine = false;
  if (isOpen(body)) {
    const other = tx.get<ConversationRow>(
      "SELECT * FROM conversations WHERE customer_key = ? AND status <> 'resolved' AND merged_into IS NULL AND id <> ?",
      customer,
      id,
    );
    if (other && other.id < id) {
      mergedInto = other.key;
      mine = true;
    } else if (other) absorbInto(tx, other, own);
  }
  tx.run(
    `UPDATE conversations SET customer_key = ?, status = ?, assignee_key = ?, department_id = ?, opened_at = ?, closed_at = ?, snoozed_until = ?,
       woken_at = ?, result = ?, imported = ?, merged_into = ? WHERE key = ?`,
    customer,
    body.status,
    keyOfAgent(tx, body.assignee),
    body.department,
    body.openedAt,
    body.closedAt,
    body.snoozedUntil,
    body.wokenAt,
    body.result,
    body.imported ? 1 : 0,
    mergedInto,
    own,
  );
  takeTags(tx, own, body.tags);
  if (mine) enqueueRecord(tx, 'conversation', own);
  tx.touchCustomer(customer);
  if (before && before.customer_key !== customer) tx.touchCustomer(before.customer_key);
  return own;
}

function absorbInto(tx: WriteTx, row: ConversationRow, into: number): void {
  tx.run('UPDATE conversations SET merged_into = ?, version = version + 1 WHERE key = ?', into, row.key);
  enqueueRecord(tx, 'conversation', row.key);
}

/** A person shown as one has one open conversation: the oldest. Others are absorbed in it, here and then everywhere. */
function oneOpen(tx: WriteTx, root: number): void {
  const open = tx
    .all<ConversationRow>(
      `SELECT v.* FROM customers c JOIN conversations v ON v.customer_key = c.key
       WHERE c.root_key = ? AND v.status <> 'resolved' AND v.merged_into IS NULL`,
      root,
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const [kept, ...others] = open;
  if (!kept) return;
  for (const other of others) absorbInto(tx, other, kept.key);
  if (kept.customer_key === root) return;
  tx.run('UPDATE conversations SET customer_key = ?, version = version + 1 WHERE key = ?', root, kept.key);
  enqueueRecord(tx, 'conversation', kept.key);
  tx.touchCustomer(root);
}

function insertConversation(tx: WriteTx, id: string, customer: number, openedAt: number): number {
  return tx.insert(
    "INSERT INTO conversations (id, customer_key, status, opened_at, imported, version) VALUES (?, ?, 'resolved', ?, 0, 1)",
    id,
    customer,
    openedAt,
  );
}

function takeTags(tx: WriteTx, key: number, ids: readonly string[]): void {
  tx.run('DELETE FROM conversation_tags WHERE conversation_key = ?', key);
  for (const id of ids) {
    const tag = keyOf(tx, { kind: 'tag', id });
    if (tag !== undefined) tx.run('INSERT INTO conversation_tags (conversation_key, tag_key) VALUES (?, ?)', key, tag);
  }
}

function takePortrait(tx: WriteTx, key: number, hash: string | null): void {
  const here = tx.value<string>('SELECT portrait_hash FROM contact_points WHERE key = ?', key) ?? null;
  if (hash === here) return;
  if (hash === null) tx.run('UPDATE contact_points SET portrait_hash = NULL WHERE key = ?', key);
  else addWaiting(tx, { hash, role: 'portrait', rowKey: key, wanted: true });
}

function takeUnreachable(tx: WriteTx, key: number, lost: Bodies['contact']['unreachable'][number]): void {
  const channel = tx.value<number>('SELECT key FROM channels WHERE id = ?', lost.channel);
  if (channel === undefined) return;
  tx.run(
    `INSERT INTO contact_channels (contact_key, channel_key, unreachable_reason, unreachable_at, unreachable_detail) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET unreachable_reason = excluded.unreachable_reason, unreachable_at = excluded.unreachable_at,
       unreachable_detail = excluded.unreachable_detail`,
    key,
    channel,
    lost.reason,
    lost.at,
    lost.detail,
  );
}

const linked = (tx: WriteTx, key: number): number[] => [
  tx.value<number>('SELECT a_key FROM links WHERE key = ?', key) ?? 0,
  tx.value<number>('SELECT b_key FROM links WHERE key = ?', key) ?? 0,
];

const rootsOfAll = (tx: WriteTx, keys: ReadonlySet<number>): Set<number> =>
  new Set([...keys].flatMap((key) => tx.value<number>('SELECT root_key FROM customers WHERE key = ?', key) ?? []));

export const keyOfAgent = (tx: WriteTx, id: string | null): number | null =>
  id === null ? null : (tx.value<number>('SELECT key FROM agents WHERE id = ?', id) ?? null);

function required(tx: WriteTx, kind: RecordKind, id: string): number {
  const key = keyOf(tx, { kind, id });
  if (key === undefined) throw new Error(`${kind} ${id} is named and not here`);
  return key;
}
