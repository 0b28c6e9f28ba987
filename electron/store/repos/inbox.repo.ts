import type { InboxRow, InboxView, Page } from '../../../shared/contract/api.ts';
import type {
  AttachmentKind,
  ChannelKind,
  ConversationStatus,
  CustomerId,
  Delivery,
  Direction,
  ItemKind,
} from '../../../shared/model/index.ts';
import { cardTitle } from '../../core/card-text.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { orderTime } from '../keys.ts';
import { openConversation } from './conversation.repo.ts';
import { membersOf, nameOf, rootOf } from './customer.repo.ts';
import { renewCustomerText } from './customer-text.repo.ts';
import { readExtra } from './item-extra.ts';
import { photoOf } from './portrait.repo.ts';
import { me } from './settings.repo.ts';

/** Kinds that make a line in the list: what was said between us and them. A note must not hide what they wait for. */
const shown = "kind NOT IN ('event', 'note')";

/** Renews the list rows of everybody touched. Answers the ids to announce: each person shown, and the identities touched. */
export function refreshPersons(tx: WriteTx, customerKeys: ReadonlySet<number>): CustomerId[] {
  if (customerKeys.size === 0) return [];
  const ids = new Set<CustomerId>();
  const roots = new Map<number, CustomerId>();
  for (const key of customerKeys) {
    const root = rootOf(tx, key);
    roots.set(root.key, root.id);
    ids.add(root.id);
    if (root.key !== key) {
      const own = tx.value<string>('SELECT id FROM customers WHERE key = ?', key);
      if (own) ids.add(own);
      tx.run('DELETE FROM inbox WHERE customer_key = ?', key);
      renewCustomerText(tx, key, []);
    }
  }
  const agent = me(tx).key;
  for (const key of roots.keys()) refreshPerson(tx, key, agent);
  return [...ids];
}

function refreshPerson(tx: WriteTx, rootKey: number, agentKey: number): void {
  const members = membersOf(tx, rootKey).map((row) => row.key);
  const last = newestOf(tx, members);
  renewCustomerText(tx, rootKey, members);
  if (last === undefined) {
    tx.run('DELETE FROM inbox WHERE customer_key = ?', rootKey);
    return;
  }
  const conversation = openConversation(tx, rootKey);
  tx.run(
    `INSERT INTO inbox (customer_key, assignee_key, open, last_activity_at, last_item_key, waiting_since, unread) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET assignee_key = excluded.assignee_key, open = excluded.open, last_activity_at = excluded.last_activity_at,
       last_item_key = excluded.last_item_key, waiting_since = excluded.waiting_since, unread = excluded.unread`,
    rootKey,
    conversation?.assignee_key ?? 0,
    conversation ? 1 : 0,
    orderTime(last.sent_at, last.received_at),
    last.key,
    conversation ? waitingSince(tx, members) : null,
    unreadOf(tx, members, agentKey),
  );
}

type Newest = { key: number; sent_at: number; received_at: number };

function newestOf(db: ReadDb, members: readonly number[]): Newest | undefined {
  let newest: Newest | undefined;
  for (const member of members) {
    const row = db.get<Newest>(
      `SELECT key, sent_at, received_at FROM items WHERE customer_key = ? AND ${shown} ORDER BY key DESC LIMIT 1`,
      member,
    );
    if (row && (newest === undefined || row.key > newest.key)) newest = row;
  }
  return newest;
}

/** The first thing they said after our last answer; null when nothing is unanswered. */
export function waitingSince(db: ReadDb, members: readonly number[]): number | null {
  let answered = -1;
  for (const member of members) {
    const key = db.value<number>(
      `SELECT key FROM items WHERE customer_key = ? AND direction = 'out' AND automatic = 0
         AND COALESCE(delivery, 'sent') NOT IN ('failed', 'cancelled') ORDER BY key DESC LIMIT 1`,
      member,
    );
    if (key !== undefined && key > answered) answered = key;
  }
  let first: number | null = null;
  for (const member of members) {
    const at = db.value<number>(
      "SELECT sent_at FROM items WHERE customer_key = ? AND key > ? AND direction = 'in' AND automatic = 0 ORDER BY key LIMIT 1",
      member,
      answered,
    );
    if (at !== undefined && (first === null || at < first)) first = at;
  }
  return first;
}

function unreadOf(db: ReadDb, members: readonly number[], agentKey: number): number {
  let count = 0;
  for (const member of members) {
    count +=
      db.value<number>(
        `SELECT COUNT(*) FROM items WHERE customer_key = ? AND direction = 'in'
           AND arrival > COALESCE((SELECT up_to FROM read_marks WHERE agent_key = ? AND customer_key = ?), 0)`,
        member,
        agentKey,
        member,
      ) ?? 0;
  }
  return count;
}

/** Moves the read mark forward; never back. */
export function markRead(tx: WriteTx, members: readonly number[], agentKey: number, upTo: number): void {
  for (const member of members) {
    const { changes } = tx.run(
      `INSERT INTO read_marks (agent_key, customer_key, up_to) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET up_to = excluded.up_to WHERE excluded.up_to > up_to`,
      agentKey,
      member,
      upTo,
    );
    if (changes > 0) tx.touchCustomer(member);
  }
}

/** Sets the mark just before the newest inbound item, so that one counts as unread again. Answers the mark. */
export function markUnread(tx: WriteTx, members: readonly number[], agentKey: number): number {
  let newest = 0;
  for (const member of members) {
    const arrival = tx.value<number>(
      "SELECT arrival FROM items WHERE customer_key = ? AND direction = 'in' ORDER BY arrival DESC LIMIT 1",
      member,
    );
    newest = Math.max(newest, arrival ?? 0);
  }
  const upTo = Math.max(0, newest - 1);
  for (const member of members) {
    tx.run('UPDATE read_marks SET up_to = MIN(up_to, ?) WHERE agent_key = ? AND customer_key = ?', upTo, agentKey, member);
    tx.touchCustomer(member);
  }
  return upTo;
}

export function readMark(db: ReadDb, members: readonly number[], agentKey: number): number {
  let mark = 0;
  for (const member of members) {
    mark = Math.max(
      mark,
      db.value<number>('SELECT up_to FROM read_marks WHERE agent_key = ? AND customer_key = ?', agentKey, member) ?? 0,
    );
  }
  return mark;
}

type Row = {
  customer_key: number;
  last_activity_at: number;
  waiting_since: number | null;
  unread: number;
  open: number;
  customer_id: string;
  assignee_id: string | null;
  assignee_name: string | null;
  status: ConversationStatus | null;
  kind: ItemKind;
  direction: Direction;
  subject: string | null;
  text: string;
  delivery: Delivery | null;
  channel_kind: ChannelKind | null;
  last_item_key: number;
  extra: string | null;
};

const select = `SELECT i.customer_key, i.last_activity_at, i.waiting_since, i.unread, i.open, i.last_item_key, c.id AS customer_id,
  a.id AS assignee_id, a.name AS assignee_name, v.status, m.kind, m.direction, m.subject, substr(m.text, 1, 240) AS text, m.delivery,
  m.extra, ch.kind AS channel_kind
  FROM inbox i JOIN customers c ON c.key = i.customer_key JOIN items m ON m.key = i.last_item_key
  LEFT JOIN agents a ON a.key = i.assignee_key LEFT JOIN channels ch ON ch.key = m.channel_key
  LEFT JOIN conversations v ON v.customer_key = i.customer_key AND v.status <> 'resolved' AND v.merged_into IS NULL`;

/** Condition of each view; every one is a prefix of an index, so a page costs the same at a million rows. */
function condition(db: ReadDb, view: InboxView): { where: string; params: number[] } {
  switch (view) {
    case 'mine':
      return { where: 'i.assignee_key = ? AND i.open = 1', params: [me(db).key] };
    case 'unassigned':
      return { where: 'i.assignee_key = 0 AND i.open = 1', params: [] };
    case 'all':
      return { where: 'i.open = 1', params: [] };
    case 'resolved':
      return { where: 'i.open = 0', params: [] };
  }
}

export function inboxPage(db: ReadDb, query: { view: InboxView; after?: string; limit: number }): Page<InboxRow> {
  const { where, params } = condition(db, query.view);
  const after = query.after?.split(':').map(Number);
  const rows = after
    ? db.all<Row>(
        `${select} WHERE ${where} AND (i.last_activity_at, i.customer_key) < (?, ?) ORDER BY i.last_activity_at DESC, i.customer_key DESC LIMIT ?`,
        ...params,
        after[0] ?? 0,
        after[1] ?? 0,
        query.limit,
      )
    : db.all<Row>(
        `${select} WHERE ${where} ORDER BY i.last_activity_at DESC, i.customer_key DESC LIMIT ?`,
        ...params,
        query.limit,
      );
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => toInboxRow(db, row)),
    ...(last && rows.length === query.limit ? { next: `${last.last_activity_at}:${last.customer_key}` } : {}),
  };
}

export function inboxRows(db: ReadDb, view: InboxView, customerIds: readonly CustomerId[]): InboxRow[] {
  const { where, params } = condition(db, view);
  const found: InboxRow[] = [];
  for (const id of customerIds) {
    const row = db.get<Row>(`${select} WHERE c.id = ? AND ${where}`, id, ...params);
    if (row) found.push(toInboxRow(db, row));
  }
  return found;
}

export function inboxCounts(db: ReadDb): Record<InboxView, number> & { unread: number } {
  const count = (view: InboxView): number => {
    const { where, params } = condition(db, view);
    return db.value<number>(`SELECT COUNT(*) FROM inbox i WHERE ${where}`, ...params) ?? 0;
  };
  return {
    mine: count('mine'),
    unassigned: count('unassigned'),
    all: count('all'),
    resolved: count('resolved'),
    unread: db.value<number>('SELECT COUNT(*) FROM inbox WHERE open = 1 AND unread > 0') ?? 0,
  };
}

function toInboxRow(db: ReadDb, row: Row): InboxRow {
  const kinds = db.values<AttachmentKind>(
    'SELECT kind FROM attachments WHERE item_key = ? AND inline = 0 AND version IS NULL ORDER BY key LIMIT 5',
    row.last_item_key,
  );
  const { card } = readExtra(row);
  const members = membersOf(db, row.customer_key);
  const photo = photoOf(
    db,
    members.map(({ key }) => key),
  );
  return {
    customerId: row.customer_id,
    name: nameOf(members).name,
    status: row.status ?? 'resolved',
    lastActivityAt: row.last_activity_at,
    unread: row.unread,
    ...(photo === undefined ? {} : { photo }),
    ...(row.assignee_id === null ? {} : { assignee: { id: row.assignee_id, name: row.assignee_name ?? '' } }),
    ...(row.waiting_since === null ? {} : { waitingSince: row.waiting_since }),
    last: {
      kind: row.kind,
      direction: row.direction,
      excerpt: row.text.replace(/\s+/g, ' ').trim().slice(0, 200),
      attachmentKinds: kinds,
      ...(card ? { card: { type: card.type, text: cardTitle(card) } } : {}),
      ...(row.channel_kind === null ? {} : { channelKind: row.channel_kind }),
      ...(row.subject === null ? {} : { subject: row.subject }),
      ...(row.delivery === null ? {} : { delivery: row.delivery }),
    },
  };
}
