import type { LateDecision, Notice, NoticeKind, Overwritten, Restored } from '../../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { newId } from '../ids.ts';
import { displayName, rootOf } from './customer.repo.ts';

type Row = {
  key: number;
  id: string;
  kind: NoticeKind;
  customer_key: number;
  item_id: string | null;
  text: string;
  at: number;
  count: number;
  seen_at: number | null;
};

export type NewNotice = { kind: NoticeKind; customerKey: number; itemKey?: number; text: string; at: number };

const excerptLength = 160;

/** Adds a notice, or adds to one of the same kind about the same customer that nobody has seen yet. */
export function addNotice(tx: WriteTx, notice: NewNotice): void {
  const text = notice.text.replace(/\s+/g, ' ').trim().slice(0, excerptLength);
  const waiting = tx.value<number>(
    'SELECT key FROM notices WHERE customer_key = ? AND kind = ? AND seen_at IS NULL',
    notice.customerKey,
    notice.kind,
  );
  tx.touched.notices = true;
  if (waiting !== undefined) {
    tx.run(
      'UPDATE notices SET count = count + 1, text = ?, at = ?, item_key = ? WHERE key = ?',
      text,
      notice.at,
      notice.itemKey ?? null,
      waiting,
    );
    return;
  }
  tx.run(
    'INSERT INTO notices (id, kind, customer_key, item_key, text, at, count) VALUES (?, ?, ?, ?, ?, ?, 1)',
    newId(),
    notice.kind,
    notice.customerKey,
    notice.itemKey ?? null,
    text,
    notice.at,
  );
}

/** A decision that came too late. Each stands for itself: what was not done is never counted away. */
export function addLateDecision(
  tx: WriteTx,
  { customerKey, late, at }: { customerKey: number; late: LateDecision; at: number },
): void {
  addByParts(tx, { kind: 'refused', customerKey, parts: late, at });
}

/** What was typed and does not stand. Each stands for itself: there is no other copy of it. */
export function addOverwritten(
  tx: WriteTx,
  about: { customerKey?: number | undefined; itemKey?: number | undefined; overwritten: Overwritten; at: number },
): void {
  addByParts(tx, { kind: 'overwritten', ...about, parts: about.overwritten });
}

export function addRestored(tx: WriteTx, restored: Restored, at: number): void {
  addByParts(tx, { kind: 'restored', parts: restored, at });
}

/** Of what is about no customer. */
const nobody = 0;

type Parts = {
  kind: NoticeKind;
  customerKey?: number | undefined;
  itemKey?: number | undefined;
  parts: LateDecision | Overwritten | Restored;
  at: number;
};

function addByParts(tx: WriteTx, { kind, customerKey = nobody, itemKey, parts, at }: Parts): void {
  tx.touched.notices = true;
  tx.run(
    'INSERT INTO notices (id, kind, customer_key, item_key, text, at, count) VALUES (?, ?, ?, ?, ?, ?, 1)',
    newId(),
    kind,
    customerKey,
    itemKey ?? null,
    JSON.stringify(parts),
    at,
  );
}

/** The words of a notice; some are told by their parts. Decisions that came too late were told by earlier programs in one sentence. */
function said({ kind, text }: Row): Pick<Notice, 'text' | 'late' | 'overwritten' | 'restored'> {
  if (!text.startsWith('{')) return { text };
  switch (kind) {
    case 'refused':
      return { text: '', late: JSON.parse(text) as LateDecision };
    case 'overwritten':
      return { text: '', overwritten: JSON.parse(text) as Overwritten };
    case 'restored':
      return { text: '', restored: JSON.parse(text) as Restored };
    default:
      return { text };
  }
}

function about(db: ReadDb, { customer_key }: Row): Pick<Notice, 'customerId' | 'customerName'> {
  if (customer_key === nobody) return {};
  const root = rootOf(db, customer_key);
  return { customerId: root.id, customerName: displayName(db, root.key).name };
}

/** The latest first. */
export function listNotices(db: ReadDb, limit: number): Notice[] {
  return db
    .all<Row>(
      'SELECT n.*, i.id AS item_id FROM notices n LEFT JOIN items i ON i.key = n.item_key ORDER BY n.at DESC, n.key DESC LIMIT ?',
      limit,
    )
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      ...about(db, row),
      ...said(row),
      at: row.at,
      count: row.count,
      seen: row.seen_at !== null,
      ...(row.item_id === null ? {} : { itemId: row.item_id }),
    }));
}

export const unseenNotices = (db: ReadDb): number => db.value<number>('SELECT COUNT(*) FROM notices WHERE seen_at IS NULL') ?? 0;

/** Everything, or what is about these identities. */
export function markNoticesSeen(tx: WriteTx, at: number, customerKeys?: readonly number[]): void {
  let changes = 0;
  if (customerKeys === undefined) changes += tx.run('UPDATE notices SET seen_at = ? WHERE seen_at IS NULL', at).changes;
  else {
    for (const key of customerKeys) {
      changes += tx.run('UPDATE notices SET seen_at = ? WHERE customer_key = ? AND seen_at IS NULL', at, key).changes;
    }
  }
  if (changes > 0) tx.touched.notices = true;
}

export function markNoticeSeen(tx: WriteTx, id: string, at: number): void {
  const { changes } = tx.run('UPDATE notices SET seen_at = ? WHERE id = ? AND seen_at IS NULL', at, id);
  if (changes > 0) tx.touched.notices = true;
}

/** Seen ones are kept for this many; the list is for what matters now. */
const kept = 500;

export function forgetOldNotices(tx: WriteTx): void {
  tx.run('DELETE FROM notices WHERE seen_at IS NOT NULL AND key <= (SELECT MAX(key) FROM notices) - ?', kept);
}
