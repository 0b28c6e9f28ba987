import { namedBy, type TeamRecord } from '../core/team/records.ts';
import type { ReadDb, WriteTx } from '../store/db.ts';
import { conversationById } from '../store/repos/conversation.repo.ts';
import { agentKey } from '../store/repos/settings.repo.ts';
import type { Store } from '../store/store.ts';
import { keyOf, settleRow, setVersion } from '../store/team/queue.ts';
import { takeIn } from '../store/team/take-in.ts';
import { record } from '../sync/conversation.ts';
import { completed } from './pull.ts';
import type { TeamServer } from './server.ts';
import { type ConversationRow, fromConversation } from './wire.ts';

/** Whose it is, and what it was taken into: without these it has no place here. */
const lacking = (db: ReadDb, told: TeamRecord): boolean =>
  namedBy(told).some((ref) => ref.kind !== 'tag' && keyOf(db, ref) === undefined);

/**
 * What these conversations name and is not here yet comes first: who they are of, and which others they were taken into by somebody
 * whose word has not been read yet.
 */
export async function bringNamed(ctx: { store: Store; server: TeamServer }, rows: readonly ConversationRow[]): Promise<void> {
  const { store } = ctx;
  const strange = rows.map(fromConversation).filter((told) => lacking(store.read, told));
  if (strange.length === 0) return;
  const ids = new Set(rows.map(({ id }) => id));
  const named = (await completed(ctx, strange)).filter(({ kind, id }) => kind !== 'conversation' || !ids.has(id));
  if (named.length > 0) store.write((tx) => void takeIn(tx, named, { historic: false }), { pulled: true });
}

/** How it stands on the server is how it stands here. What names something that may not be seen here waits for the next reading. */
export function take(tx: WriteTx, row: ConversationRow): void {
  const told = fromConversation(row);
  if (lacking(tx, told)) return;
  const local = conversationById(tx, row.id);
  if (local) settleRow(tx, 'conversation', local.key);
  takeIn(tx, [told], { historic: false });
  const key = conversationById(tx, row.id)?.key;
  if (key !== undefined) settleRow(tx, 'conversation', key);
  setVersion(tx, told, told.version, told.body);
}

/**
 * Conversations as the server has just decided, here at once, with who has them now on their timelines. `by`: the agent of this desk
 * decided, or a rule of the team did.
 */
export async function adoptDecided(
  { store, server, now }: { store: Store; server: TeamServer; now: number },
  rows: readonly ConversationRow[],
  by: 'agent' | 'rule' = 'agent',
): Promise<void> {
  await bringNamed({ store, server }, rows);
  store.write(
    (tx) => {
      for (const row of rows) adopt(tx, row, now, by);
    },
    { durable: true },
  );
}

function adopt(tx: WriteTx, row: ConversationRow, now: number, by: 'agent' | 'rule'): void {
  const before = conversationById(tx, row.id);
  const key = row.assignee_id === null ? null : agentKey(tx, row.assignee_id);
  if (before && key !== undefined && key !== before.assignee_key) {
    const to = key === null ? undefined : tx.value<string>('SELECT name FROM agents WHERE key = ?', key);
    record(tx, before, now, { type: 'assigned', ...(to === undefined ? {} : { to }) }, by === 'rule' ? null : undefined);
  }
  take(tx, row);
}
