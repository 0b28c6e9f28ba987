import type { AnswerTrouble, InboxRow } from '../../../shared/contract/api.ts';
import { enoughOfMail, saidAtFirst } from '../../../shared/lib/mail-parts.ts';
import { oneLine } from '../../../shared/lib/one-line.ts';
import type {
  AttachmentKind,
  ChannelKind,
  ConversationStatus,
  Delivery,
  Direction,
  FileHash,
  ItemKind,
  Tag,
} from '../../../shared/model/index.ts';
import { cardTitle } from '../../core/card-text.ts';
import { anyKey, type ReadDb } from '../db.ts';
import { type StoredClock, slaReader } from '../team/clock.ts';
import { departmentOf } from '../team/department.ts';
import { bodyOf, type CallRow, callsOfAll } from './call.repo.ts';
import { membersOfAll, nameOf } from './customer.repo.ts';
import { readExtra } from './item-extra.ts';
import { photosOf } from './portrait.repo.ts';
import { nextReminders } from './reminder.repo.ts';
import { me } from './settings.repo.ts';
import { tagsOfAll } from './tag.repo.ts';

/** A row of the list as the query of a page answers it. */
export type StoredInboxRow = {
  customer_key: number;
  last_activity_at: number;
  waiting_since: number | null;
  waiting_order: number;
  unread: number;
  conversation_key: number | null;
  snoozed_until: number | null;
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
  author_key: number | null;
  extra: string | null;
  department_id: string;
  trouble: AnswerTrouble | null;
} & StoredClock;

/**
 * What is wrong with an answer to whoever `i` is the line of. What goes to others, and what a machine writes, is no answer.
 */
export const trouble = `CASE WHEN EXISTS (SELECT 1 FROM customers k JOIN held_replies h ON h.customer_key = k.key
    WHERE k.root_key = i.customer_key AND h.due_at IS NULL) THEN 'held'
  ELSE (SELECT delivery FROM items WHERE delivery IN ('failed', 'unknown') AND key = (SELECT MAX(
    (SELECT o.key FROM items o WHERE o.customer_key = k.key AND o.direction = 'out' AND o.automatic = 0 ORDER BY o.key DESC LIMIT 1)
    ) FROM customers k WHERE k.root_key = i.customer_key)) END`;

/**
 * What a page reads; the rest of a line is read for all of them together. `way` may name the index to go by, where the
 * statistics of SQLite would have it sort the whole view instead.
 */
export const inboxSelect = (
  way = '',
): string => `SELECT i.customer_key, i.last_activity_at, i.waiting_since, i.waiting_order, i.unread, v.key AS conversation_key, v.snoozed_until, i.open, i.last_item_key, c.id AS customer_id,
  a.id AS assignee_id, a.name AS assignee_name, v.status, m.kind, m.direction, m.subject,
  substr(m.text, 1, CASE m.kind WHEN 'email' THEN ${enoughOfMail} ELSE 240 END) AS text, m.delivery,
  m.extra, m.agent_key AS author_key, ch.kind AS channel_kind, i.department_id, i.clock, i.due_at, i.risk_at, i.left_ms,
  ${trouble} AS trouble
  FROM inbox i ${way} JOIN customers c ON c.key = i.customer_key JOIN items m ON m.key = i.last_item_key
  LEFT JOIN agents a ON a.key = i.assignee_key LEFT JOIN channels ch ON ch.key = m.channel_key
  LEFT JOIN conversations v ON v.customer_key = i.customer_key AND v.status <> 'resolved' AND v.merged_into IS NULL`;

const kindsShown = 5;

/** What stands in the lines beside their own columns, by the keys it is known by. */
type Companions = {
  members: ReturnType<typeof membersOfAll>;
  kinds: ReadonlyMap<number, Array<{ key: number; kind: AttachmentKind }>>;
  photos: ReadonlyMap<number, FileHash>;
  reminders: ReadonlyMap<number, number>;
  tags: ReadonlyMap<number, Tag[]>;
  calls: ReadonlyMap<number, CallRow>;
  colleagues: ReadonlyMap<number, string>;
};

/** Lines of the list, read for all of them together. */
export function toInboxRows(db: ReadDb, rows: readonly StoredInboxRow[], now: number = Date.now()): InboxRow[] {
  if (rows.length === 0) return [];
  const members = membersOfAll(
    db,
    rows.map((row) => row.customer_key),
  );
  const identities = [...members.values()].flat().map(({ key }) => key);
  const companions: Companions = {
    members,
    kinds: db.grouped(
      `SELECT item_key, key, kind FROM attachments WHERE item_key ${anyKey} AND inline = 0 AND version IS NULL`,
      rows.map((row) => row.last_item_key),
      (file: { item_key: number; key: number; kind: AttachmentKind }) => file.item_key,
    ),
    photos: photosOf(db, identities),
    reminders: nextReminders(db, identities),
    calls: callsOfAll(
      db,
      rows.flatMap((row) => (row.kind === 'call' ? [row.last_item_key] : [])),
    ),
    colleagues: colleaguesOf(db, rows),
    tags: tagsOfAll(
      db,
      rows.flatMap((row) => row.conversation_key ?? []),
    ),
  };
  const lines = rows.map((row) => toInboxRow(row, companions));
  addTeam(db, rows, lines, now);
  return lines;
}

/** Names of colleagues who answered last, by their keys. */
function colleaguesOf(db: ReadDb, rows: readonly StoredInboxRow[]): ReadonlyMap<number, string> {
  const keys = new Set(rows.flatMap(({ direction, author_key }) => (direction === 'out' ? (author_key ?? []) : [])));
  if (keys.size === 0) return new Map();
  keys.delete(me(db).key);
  if (keys.size === 0) return new Map();
  const named = db.all<{ key: number; name: string }>('SELECT key, name FROM agents');
  return new Map(named.filter(({ key }) => keys.has(key)).map(({ key, name }) => [key, name]));
}

/** Fields are set one by one: fifty rows of spread objects cost a page a fifth of its time. */
function toInboxRow(
  row: StoredInboxRow,
  { members: all, kinds, photos, reminders, tags, calls, colleagues }: Companions,
): InboxRow {
  const members = all.get(row.customer_key) ?? [];
  const line: InboxRow = {
    customerId: row.customer_id,
    name: nameOf(members).name,
    status: row.status ?? 'resolved',
    lastActivityAt: row.last_activity_at,
    waitingOrder: row.waiting_order,
    tie: row.customer_key,
    unread: row.unread,
    tags: row.conversation_key === null ? [] : (tags.get(row.conversation_key) ?? []),
    last: lastOf(row, kinds.get(row.last_item_key) ?? [], calls.get(row.last_item_key)),
  };
  const by = row.direction === 'out' ? colleagues.get(row.author_key ?? 0) : undefined;
  if (by !== undefined) line.last.by = by;
  for (const { key } of members) {
    const photo = photos.get(key);
    if (photo !== undefined) line.photo ??= photo;
    const due = reminders.get(key);
    if (due !== undefined) line.remindAt = Math.min(due, line.remindAt ?? due);
  }
  if (row.snoozed_until !== null) line.snoozedUntil = row.snoozed_until;
  if (row.assignee_id !== null) line.assignee = { id: row.assignee_id, name: row.assignee_name ?? '' };
  if (row.waiting_since !== null) line.waitingSince = row.waiting_since;
  if (row.trouble !== null) line.trouble = row.trouble;
  return line;
}

/** What only rows of a team have. */
function addTeam(db: ReadDb, rows: readonly StoredInboxRow[], lines: readonly InboxRow[], now: number): void {
  if (rows.every(({ clock, department_id }) => clock === null && department_id === '')) return;
  const sla = slaReader(db, now);
  rows.forEach((row, n) => {
    const line = lines[n];
    const clock = row.open === 0 ? undefined : sla(row, row.department_id);
    const department = departmentOf(db, row.department_id);
    if (line && clock) line.sla = clock;
    if (line && department) line.department = department;
  });
}

/** What was said last. */
function lastOf(
  row: StoredInboxRow,
  files: ReadonlyArray<{ key: number; kind: AttachmentKind }>,
  called: CallRow | undefined,
): InboxRow['last'] {
  const first = files.length > 1 ? files.toSorted((a, b) => a.key - b.key).slice(0, kindsShown) : files;
  const last: InboxRow['last'] = {
    kind: row.kind,
    direction: row.direction,
    excerpt: oneLine(row.kind === 'email' ? saidAtFirst(row.text) : row.text, 200),
    attachmentKinds: first.map(({ kind }) => kind),
  };
  const { card } = readExtra(row);
  if (card) last.card = { type: card.type, text: cardTitle(card) };
  if (row.channel_kind !== null) last.channelKind = row.channel_kind;
  if (row.subject !== null) last.subject = row.subject;
  if (row.delivery !== null) last.delivery = row.delivery;
  if (called) {
    const { state, match, outcome, talkMs, queue } = bodyOf(called);
    last.call = { state, match };
    if (outcome !== undefined) last.call.outcome = outcome;
    if (talkMs !== undefined) last.call.talkMs = talkMs;
    if (queue !== undefined) last.call.queue = queue;
  }
  return last;
}
