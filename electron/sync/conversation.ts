import type { ConversationChange, ConversationStand, ConversationUndo } from '../../shared/contract/api.ts';
import { DomainError } from '../../shared/contract/errors.ts';
import type { TagId, TimelineEvent } from '../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../store/db.ts';
import {
  type ConversationRow,
  conversationById,
  conversationByKey,
  openConversation,
  openNew,
  setAssignee,
  setStatus,
  touchConversation,
} from '../store/repos/conversation.repo.ts';
import { insertItem } from '../store/repos/item.repo.ts';
import { agentKey, me } from '../store/repos/settings.repo.ts';
import { changeTags, tagKey, tagsOf } from '../store/repos/tag.repo.ts';

/**
 * Changes the one open conversation of a person, opening one where the change needs it, and answers what puts it back.
 * `undefined` when nothing had to change.
 *
 * @throws DomainError `conflict` when `version` is given and somebody changed it since; `not-found` for an unknown agent or tag
 */
export function changeConversation(
  tx: WriteTx,
  root: number,
  change: ConversationChange,
  now: number,
  version?: number,
): ConversationUndo | undefined {
  const open = openConversation(tx, root);
  if (!open && change.status === 'resolved') return undefined;
  if (open && version !== undefined && open.version !== version)
    throw new DomainError('conflict', 'somebody changed this conversation first', { retryable: true });
  const row = open ?? openNew(tx, root, now, false);
  const before = standing(tx, row, open === undefined);
  const assignee = change.assigneeId === undefined ? row.assignee_key : keyOfAgent(tx, change.assigneeId);
  const status = change.status ?? row.status;
  const woken = status === 'snoozed' && (change.snoozedUntil ?? null) !== row.snoozed_until;
  if (change.status !== undefined && (status !== row.status || woken)) {
    setStatus(tx, row, status, now, row.version, {
      ...(change.snoozedUntil === undefined ? {} : { snoozedUntil: change.snoozedUntil }),
      ...(change.result === undefined ? {} : { result: change.result }),
    });
    record(tx, row, now, {
      type: 'status',
      from: before.absent ? 'resolved' : row.status,
      to: status,
      ...(status === 'snoozed' && change.snoozedUntil !== undefined ? { until: change.snoozedUntil } : {}),
      ...(status === 'resolved' && change.result !== undefined ? { result: change.result } : {}),
    });
  }
  if (assignee !== row.assignee_key) assign(tx, fresh(tx, row), assignee, now);
  const add = (change.addTags ?? []).map((id) => keyOfTag(tx, id));
  const remove = (change.removeTags ?? []).map((id) => keyOfTag(tx, id));
  if (changeTags(tx, row.key, add, remove)) touchConversation(tx, fresh(tx, row));
  const after = fresh(tx, row);
  if (open && after.version === open.version) return undefined;
  return { conversationId: row.id, from: row.version, version: after.version, before };
}

/** Puts back how it stood and answers the version of that; `undefined`, and nothing is changed, when somebody has changed it since. */
export function undoChange(
  tx: WriteTx,
  { conversationId, version, before }: ConversationUndo,
  now: number,
): ConversationStand | undefined {
  const row = conversationById(tx, conversationId);
  if (!row || row.version !== version || row.merged_into !== null) return undefined;
  const status = before.absent ? 'resolved' : before.status;
  // A person may have written meanwhile, which opens another; two cannot be open.
  const other = openConversation(tx, row.customer_key);
  if (status !== 'resolved' && other && other.key !== row.key) return undefined;
  if (status !== row.status || (before.snoozedUntil ?? null) !== row.snoozed_until) {
    setStatus(tx, row, status, before.closedAt ?? now, row.version, {
      ...(before.snoozedUntil === undefined ? {} : { snoozedUntil: before.snoozedUntil }),
      ...(before.result === undefined ? {} : { result: before.result }),
    });
    record(tx, row, now, { type: 'status', from: row.status, to: status });
  }
  const assignee = keyOfAgent(tx, before.assigneeId);
  if (assignee !== row.assignee_key) assign(tx, fresh(tx, row), assignee, now);
  const carried = new Set(tagsOf(tx, row.key).map(({ id }) => id));
  const add = before.tags.filter((id) => !carried.has(id)).map((id) => keyOfTag(tx, id));
  const remove = [...carried].filter((id) => !before.tags.includes(id)).map((id) => keyOfTag(tx, id));
  if (changeTags(tx, row.key, add, remove)) touchConversation(tx, fresh(tx, row));
  return { conversationId, version: fresh(tx, row).version };
}

function assign(tx: WriteTx, row: ConversationRow, key: number | null, now: number): void {
  setAssignee(tx, row, key);
  const to = key === null ? undefined : tx.value<string>('SELECT name FROM agents WHERE key = ?', key);
  record(tx, row, now, { type: 'assigned', ...(to === undefined ? {} : { to }) });
}

function standing(db: ReadDb, row: ConversationRow, absent: boolean): ConversationUndo['before'] {
  const assignee =
    row.assignee_key === null ? undefined : db.value<string>('SELECT id FROM agents WHERE key = ?', row.assignee_key);
  return {
    status: row.status,
    assigneeId: assignee ?? null,
    tags: tagsOf(db, row.key).map(({ id }) => id),
    ...(row.snoozed_until === null ? {} : { snoozedUntil: row.snoozed_until }),
    ...(row.result === null ? {} : { result: row.result }),
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
    ...(absent ? { absent: true as const } : {}),
  };
}

/** Puts what happened on the timeline; by nobody when the program did it by itself. */
export function record(
  tx: WriteTx,
  conversation: ConversationRow,
  now: number,
  event: TimelineEvent,
  agent: number | null = me(tx).key,
): void {
  insertItem(tx, {
    customerKey: conversation.customer_key,
    conversationKey: conversation.key,
    kind: 'event',
    direction: 'none',
    sentAt: now,
    receivedAt: now,
    text: '',
    event,
    ...(agent === null ? {} : { agentKey: agent }),
  });
}

function fresh(tx: WriteTx, { key }: ConversationRow): ConversationRow {
  const row = conversationByKey(tx, key);
  if (!row) throw new Error('conversation vanished');
  return row;
}

function keyOfAgent(tx: WriteTx, id: string | null): number | null {
  if (id === null) return null;
  const key = agentKey(tx, id);
  if (key === undefined) throw new DomainError('not-found', 'no such agent');
  return key;
}

function keyOfTag(tx: WriteTx, id: TagId): number {
  const key = tagKey(tx, id);
  if (key === undefined) throw new DomainError('not-found', 'no such tag');
  return key;
}
