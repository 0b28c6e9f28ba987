import type { Conversation, ConversationStatus } from '../../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { freeId, newId } from '../ids.ts';
import { departmentOf } from '../team/department.ts';
import { tagsOf } from './tag.repo.ts';

export type ConversationRow = {
  key: number;
  id: string;
  customer_key: number;
  status: ConversationStatus;
  assignee_key: number | null;
  opened_at: number;
  closed_at: number | null;
  snoozed_until: number | null;
  woken_at: number | null;
  result: string | null;
  imported: number;
  merged_into: number | null;
  department_id: string | null;
  version: number;
};

/** The one conversation of a person that is not resolved. */
export const openConversation = (db: ReadDb, rootKey: number): ConversationRow | undefined =>
  db.get<ConversationRow>(
    "SELECT * FROM conversations WHERE customer_key = ? AND status <> 'resolved' AND merged_into IS NULL",
    rootKey,
  );

export const conversationByKey = (db: ReadDb, key: number): ConversationRow | undefined =>
  db.get<ConversationRow>('SELECT * FROM conversations WHERE key = ?', key);

export const conversationById = (db: ReadDb, id: string): ConversationRow | undefined =>
  db.get<ConversationRow>('SELECT * FROM conversations WHERE id = ?', id);

export const conversationsOf = (db: ReadDb, customerKey: number): ConversationRow[] =>
  db.all<ConversationRow>(
    'SELECT * FROM conversations WHERE customer_key = ? AND merged_into IS NULL ORDER BY opened_at DESC LIMIT 50',
    customerKey,
  );

/** `id`: its name where several desks open the same by themselves. */
export function openNew(tx: WriteTx, rootKey: number, at: number, imported: boolean, id?: string): ConversationRow {
  const key = tx.insert(
    "INSERT INTO conversations (id, customer_key, status, opened_at, imported, version) VALUES (?, ?, 'open', ?, ?, 1)",
    freeId(tx, 'conversations', id) ?? newId(),
    rootKey,
    at,
    imported ? 1 : 0,
  );
  tx.touchCustomer(rootKey);
  const row = conversationByKey(tx, key);
  if (!row) throw new Error('conversation vanished');
  return row;
}

/** Compare-and-set: answers the new version, or undefined when somebody else changed it since `version`. */
export function setStatus(
  tx: WriteTx,
  row: ConversationRow,
  status: ConversationStatus,
  at: number,
  version = row.version,
  more: { snoozedUntil?: number; result?: string; closedAt?: number } = {},
): number | undefined {
  const { changes } = tx.run(
    `UPDATE conversations SET status = ?, closed_at = ?, snoozed_until = ?, woken_at = NULL, result = ?, imported = 0,
       version = version + 1 WHERE key = ? AND version = ?`,
    status,
    status === 'resolved' ? (more.closedAt ?? at) : null,
    status === 'snoozed' ? (more.snoozedUntil ?? null) : null,
    status === 'resolved' ? (more.result ?? null) : null,
    row.key,
    version,
  );
  tx.touchCustomer(row.customer_key);
  return changes > 0 ? version + 1 : undefined;
}

export function setAssignee(
  tx: WriteTx,
  row: ConversationRow,
  agentKey: number | null,
  version = row.version,
): number | undefined {
  const { changes } = tx.run(
    'UPDATE conversations SET assignee_key = ?, imported = 0, version = version + 1 WHERE key = ? AND version = ?',
    agentKey,
    row.key,
    version,
  );
  tx.touchCustomer(row.customer_key);
  return changes > 0 ? version + 1 : undefined;
}

/** Counts a change of what hangs on it, such as its tags. */
export function touchConversation(tx: WriteTx, row: ConversationRow): number {
  tx.run('UPDATE conversations SET imported = 0, version = version + 1 WHERE key = ?', row.key);
  tx.touchCustomer(row.customer_key);
  return row.version + 1;
}

/** Puts it among those that wait, from this moment on. */
export function bringUp(tx: WriteTx, row: ConversationRow, at: number): void {
  tx.run('UPDATE conversations SET woken_at = ? WHERE key = ?', at, row.key);
  tx.touchCustomer(row.customer_key);
}

/** Wakes those whose time has come. Answers them as they stood. */
export function wakeAsleep(tx: WriteTx, now: number): ConversationRow[] {
  const rows = tx.all<ConversationRow>(
    "SELECT * FROM conversations WHERE status = 'snoozed' AND snoozed_until IS NOT NULL AND snoozed_until <= ? AND merged_into IS NULL",
    now,
  );
  for (const row of rows) {
    setStatus(tx, row, 'open', now);
    bringUp(tx, row, row.snoozed_until ?? now);
  }
  return rows;
}

export const nextToWake = (db: ReadDb): number | undefined =>
  db.value<number>(
    `SELECT snoozed_until FROM conversations WHERE status = 'snoozed' AND snoozed_until IS NOT NULL AND merged_into IS NULL
     ORDER BY snoozed_until LIMIT 1`,
  );

export const absorb = (tx: WriteTx, key: number, into: number): void => {
  tx.run('UPDATE conversations SET merged_into = ?, version = version + 1 WHERE key = ?', into, key);
};

export const release = (tx: WriteTx, key: number): void => {
  tx.run('UPDATE conversations SET merged_into = NULL, version = version + 1 WHERE key = ?', key);
};

export const moveConversation = (tx: WriteTx, key: number, customerKey: number): void => {
  tx.run('UPDATE conversations SET customer_key = ?, version = version + 1 WHERE key = ?', customerKey, key);
};

export function toConversation(db: ReadDb, row: ConversationRow, waitingSince: number | null): Conversation {
  const assignee =
    row.assignee_key === null
      ? undefined
      : db.get<{ id: string; name: string }>('SELECT id, name FROM agents WHERE key = ?', row.assignee_key);
  const department = departmentOf(db, row.department_id);
  return {
    id: row.id,
    status: row.status,
    openedAt: row.opened_at,
    version: row.version,
    tags: tagsOf(db, row.key),
    ...(row.result === null ? {} : { result: row.result }),
    ...(assignee ? { assignee } : {}),
    ...(department ? { department } : {}),
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
    ...(row.snoozed_until === null ? {} : { snoozedUntil: row.snoozed_until }),
    ...(waitingSince === null ? {} : { waitingSince }),
  };
}
