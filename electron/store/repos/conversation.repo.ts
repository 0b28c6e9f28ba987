import type { Conversation, ConversationStatus } from '../../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { newId } from '../ids.ts';

export type ConversationRow = {
  key: number;
  id: string;
  customer_key: number;
  status: ConversationStatus;
  assignee_key: number | null;
  opened_at: number;
  closed_at: number | null;
  snoozed_until: number | null;
  imported: number;
  merged_into: number | null;
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

export const conversationsOf = (db: ReadDb, customerKey: number): ConversationRow[] =>
  db.all<ConversationRow>(
    'SELECT * FROM conversations WHERE customer_key = ? AND merged_into IS NULL ORDER BY opened_at DESC LIMIT 50',
    customerKey,
  );

export function openNew(tx: WriteTx, rootKey: number, at: number, imported: boolean): ConversationRow {
  const key = tx.insert(
    "INSERT INTO conversations (id, customer_key, status, opened_at, imported, version) VALUES (?, ?, 'open', ?, ?, 1)",
    newId(),
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
): number | undefined {
  const { changes } = tx.run(
    'UPDATE conversations SET status = ?, closed_at = ?, imported = 0, version = version + 1 WHERE key = ? AND version = ?',
    status,
    status === 'resolved' ? at : null,
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
  return {
    id: row.id,
    status: row.status,
    openedAt: row.opened_at,
    version: row.version,
    ...(assignee ? { assignee } : {}),
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
    ...(row.snoozed_until === null ? {} : { snoozedUntil: row.snoozed_until }),
    ...(waitingSince === null ? {} : { waitingSince }),
  };
}
