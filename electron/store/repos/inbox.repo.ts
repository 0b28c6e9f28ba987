import type { InboxFilter, InboxRow, InboxSort, InboxView, Page } from '../../../shared/contract/api.ts';
import type { CustomerId } from '../../../shared/model/index.ts';
import { anyKey, type ReadDb, type WriteTx } from '../db.ts';
import { orderTime } from '../keys.ts';
import { noClock, storedClock } from '../team/clock.ts';
import { lastAnsweredCall } from './call.repo.ts';
import { findChannel } from './channel.repo.ts';
import { type ConversationRow, openConversation } from './conversation.repo.ts';
import { membersOf, rootOf } from './customer.repo.ts';
import { renewCustomerText } from './customer-text.repo.ts';
import { inboxSelect, type StoredInboxRow, toInboxRows, trouble } from './inbox-row.ts';
import { agentKey, me } from './settings.repo.ts';
import { tagKey } from './tag.repo.ts';

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
  const activity = orderTime(last.sent_at, last.received_at);
  const waiting = conversation ? waitingSince(tx, members) : null;
  const clock = conversation ? storedClock(tx, conversation, members, waiting) : noClock;
  tx.run(
    `INSERT INTO inbox (customer_key, assignee_key, open, last_activity_at, last_item_key, channel_key, waiting_since, waiting_order, unread,
       department_id, clock, due_at, risk_at, left_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET assignee_key = excluded.assignee_key, open = excluded.open, last_activity_at = excluded.last_activity_at,
       last_item_key = excluded.last_item_key, channel_key = excluded.channel_key, waiting_since = excluded.waiting_since,
       waiting_order = excluded.waiting_order, unread = excluded.unread, department_id = excluded.department_id, clock = excluded.clock,
       due_at = excluded.due_at, risk_at = excluded.risk_at, left_ms = excluded.left_ms`,
    rootKey,
    conversation?.assignee_key ?? 0,
    conversation ? (conversation.status === 'snoozed' ? 2 : 1) : 0,
    activity,
    last.key,
    last.channel_key,
    waiting,
    waitingOrder({ waiting, wokenAt: conversation ? stillAwake(tx, members, conversation) : null, activity }),
    unreadOf(tx, members, agentKey),
    conversation?.department_id ?? '',
    clock.clock,
    clock.due_at,
    clock.risk_at,
    clock.left_ms,
  );
}

/** When a snooze or reminder brought it up, unless somebody has answered since. */
function stillAwake(db: ReadDb, members: readonly number[], { woken_at: wokenAt }: ConversationRow): number | null {
  if (wokenAt === null) return null;
  const answered = members.some(
    (member) =>
      (db.value<number>(
        "SELECT received_at FROM items WHERE customer_key = ? AND direction = 'out' AND automatic = 0 ORDER BY key DESC LIMIT 1",
        member,
      ) ?? 0) > wokenAt,
  );
  return answered ? null : wokenAt;
}

/** Past any time there is: those who do not wait come after those who do, the latest of them first. */
const afterAll = 8_000_000_000_000_000;

/** Who waits, and whose snooze is over, by since when; then the others by their last activity. */
function waitingOrder(person: { waiting: number | null; wokenAt: number | null; activity: number }): number {
  const { waiting, wokenAt, activity } = person;
  if (waiting === null && wokenAt === null) return afterAll - activity;
  return Math.min(waiting ?? afterAll, wokenAt ?? afterAll);
}

type Newest = { key: number; sent_at: number; received_at: number; channel_key: number | null };

function newestOf(db: ReadDb, members: readonly number[]): Newest | undefined {
  let newest: Newest | undefined;
  for (const member of members) {
    const row = db.get<Newest>(
      `SELECT key, sent_at, received_at, channel_key FROM items WHERE customer_key = ? AND ${shown} ORDER BY key DESC LIMIT 1`,
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
    answered = Math.max(answered, lastAnsweredCall(db, member) ?? -1);
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

/**
 * One item was read elsewhere, or nobody has to read it, and the mark moves up to it. Where something unread is newer and came before
 * it, as in an import, whose newest pages come first, the item goes behind the mark instead: beyond it, the newer would count as read.
 */
export function markItemRead(tx: WriteTx, item: { key: number; arrival: number; customer_key: number }, agentKey: number): void {
  const mark = readMark(tx, [item.customer_key], agentKey);
  if (item.arrival <= mark) return;
  const newer = tx.value<number>(
    "SELECT 1 FROM items WHERE customer_key = ? AND direction = 'in' AND arrival > ? AND arrival < ? AND key > ? LIMIT 1",
    item.customer_key,
    mark,
    item.arrival,
    item.key,
  );
  if (newer === undefined) {
    markRead(tx, [item.customer_key], agentKey, item.arrival);
    return;
  }
  tx.run('UPDATE items SET arrival = ? WHERE key = ?', mark, item.key);
  tx.touchCustomer(item.customer_key);
}

/**
 * Sets the mark just before the newest inbound item, so that one counts as unread again. Older ones that came after it, as in an
 * import, go behind the mark. Answers the mark.
 */
export function markUnread(tx: WriteTx, members: readonly number[], agentKey: number): number {
  const newest = members
    .flatMap(
      (member) =>
        tx.get<{ key: number; arrival: number }>(
          "SELECT key, arrival FROM items WHERE customer_key = ? AND direction = 'in' ORDER BY key DESC LIMIT 1",
          member,
        ) ?? [],
    )
    .reduce((a, b) => (b.key > a.key ? b : a), { key: 0, arrival: 0 });
  const upTo = Math.max(0, newest.arrival - 1);
  for (const member of members) {
    tx.run(
      "UPDATE items SET arrival = ? WHERE customer_key = ? AND direction = 'in' AND arrival > ? AND key < ?",
      upTo,
      member,
      upTo,
      newest.key,
    );
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

type Condition = { where: string; params: Array<number | string> };

/** Condition of each view; every one is a prefix of an index, so a page costs the same at a million rows. `inboxCounts` has them too. */
function viewCondition(db: ReadDb, view: InboxView): Condition {
  switch (view) {
    case 'mine':
      return { where: 'i.assignee_key = ? AND i.open = 1', params: [me(db).key] };
    case 'unassigned':
      return { where: 'i.assignee_key = ? AND i.open = 1', params: [0] };
    case 'all':
      return { where: 'i.open = 1', params: [] };
    case 'snoozed':
      return { where: 'i.open = 2', params: [] };
    case 'resolved':
      return { where: 'i.open = 0', params: [] };
  }
}

/** A channel is a column of the row; a tag belongs to the open conversation, or to what was joined into it. */
function condition(db: ReadDb, filter: InboxFilter): Condition {
  const { where, params } = viewCondition(db, filter.view);
  const narrowed: Condition = { where, params: [...params] };
  if (filter.channelId !== undefined) {
    narrowed.where += ' AND i.channel_key = ?';
    narrowed.params.push(findChannel(db, filter.channelId)?.key ?? -1);
  }
  if (filter.assigneeId !== undefined) {
    narrowed.where += ' AND i.assignee_key = ?';
    narrowed.params.push(agentKey(db, filter.assigneeId) ?? -1);
  }
  if (filter.departmentId !== undefined) {
    narrowed.where +=
      filter.departmentId === null ? " AND i.department_id = ''" : " AND i.department_id <> '' AND i.department_id = ?";
    if (filter.departmentId !== null) narrowed.params.push(filter.departmentId);
  }
  if (filter.tagId !== undefined) {
    narrowed.where += ` AND i.customer_key IN (SELECT COALESCE(k.customer_key, c.customer_key) FROM conversation_tags ct
      JOIN conversations c ON c.key = ct.conversation_key LEFT JOIN conversations k ON k.key = c.merged_into
      WHERE ct.tag_key = ?)`;
    narrowed.params.push(tagKey(db, filter.tagId) ?? -1);
  }
  if (filter.troubled) narrowed.where += ` AND ${trouble} IS NOT NULL`;
  return narrowed;
}

type Order = {
  by: string;
  /** The index that has this order within the view. */
  index: string;
  within: string;
  after: string;
  column: 'waiting_order' | 'last_activity_at';
};

/** Order and place of the next page. What is resolved waits for nobody, so there the latest come first. */
function order({ view, assigneeId, departmentId }: InboxFilter, sort: InboxSort = 'latest'): Order {
  const kind =
    assigneeId !== undefined || view === 'mine'
      ? 'assignee'
      : typeof departmentId === 'string'
        ? 'department'
        : view === 'unassigned'
          ? 'assignee'
          : 'all';
  if (sort === 'waiting' && view !== 'resolved') {
    return {
      by: 'i.waiting_order, i.customer_key',
      index: kind === 'all' ? 'inbox_waiting' : `inbox_${kind}_waiting`,
      // In the words of the index, which SQLite does not conclude from "open = 1".
      within: ' AND i.open > 0',
      after: '(i.waiting_order, i.customer_key) > (?, ?)',
      column: 'waiting_order',
    };
  }
  return {
    by: 'i.last_activity_at DESC, i.customer_key DESC',
    index: `inbox_${kind}`,
    within: '',
    after: '(i.last_activity_at, i.customer_key) < (?, ?)',
    column: 'last_activity_at',
  };
}

export function inboxPage(db: ReadDb, query: InboxFilter & { sort?: InboxSort; after?: string; limit: number }): Page<InboxRow> {
  const { where, params } = condition(db, query);
  const { by, index, within, after, column } = order(query, query.sort);
  // Few have a tag: they are looked up and sorted.
  const way = query.tagId === undefined ? `INDEXED BY ${index}` : '';
  const place = query.after?.split(':').map(Number);
  const rows = db.all<StoredInboxRow>(
    `${inboxSelect(way)} WHERE ${where}${within}${place ? ` AND ${after}` : ''} ORDER BY ${by} LIMIT ?`,
    ...params,
    ...(place ? [place[0] ?? 0, place[1] ?? 0] : []),
    query.limit,
  );
  const last = rows.at(-1);
  return {
    rows: toInboxRows(db, rows),
    ...(last && rows.length === query.limit ? { next: `${last[column]}:${last.customer_key}` } : {}),
  };
}

export function inboxRows(db: ReadDb, filter: InboxFilter, customerIds: readonly CustomerId[]): InboxRow[] {
  const { where, params } = condition(db, filter);
  const keys = db.values<number>(`SELECT key FROM customers WHERE id ${anyKey}`, JSON.stringify(customerIds));
  // By their keys: a view may hold all there are.
  const rows = db.all<StoredInboxRow>(
    `${inboxSelect('NOT INDEXED')} WHERE i.customer_key ${anyKey} AND ${where}`,
    JSON.stringify(keys),
    ...params,
  );
  return toInboxRows(db, rows);
}

type Counted = { assignee_key: number; open: number; people: number; unread: number };

/** Sums of the few rows that triggers keep: counting the list itself takes longer the more people there are. */
export function inboxCounts(db: ReadDb): Record<InboxView, number> & { unread: number } {
  const rows = db.all<Counted>('SELECT assignee_key, open, people, unread FROM inbox_counts');
  const sum = (of: 'people' | 'unread', open: number, assignee?: number): number =>
    rows
      .filter((row) => row.open === open && (assignee === undefined || row.assignee_key === assignee))
      .reduce((total, row) => total + row[of], 0);
  return {
    mine: sum('people', 1, me(db).key),
    unassigned: sum('people', 1, 0),
    all: sum('people', 1),
    snoozed: sum('people', 2),
    resolved: sum('people', 0),
    unread: sum('unread', 1),
  };
}
