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

/** Whom a conversation was given to, who did not accept it in time: an agent or, where `toId` is null, those of a department. */
export type Unanswered = { conversationId: string; toId: string | null; name: string };

/**
 * Conversations as the server has just decided, here at once, with who has them now on their timelines. `by`: the agent of this desk
 * decided, or a rule of the team did. `unanswered`: why it did.
 */
export async function adoptDecided(
  { store, server, now }: { store: Store; server: TeamServer; now: number },
  rows: readonly ConversationRow[],
  by: 'agent' | 'rule' = 'agent',
  unanswered: readonly Unanswered[] = [],
): Promise<void> {
  await bringNamed({ store, server }, rows);
  store.write(
    (tx) => {
      for (const row of rows)
        adopt(
          tx,
          row,
          now,
          by,
          unanswered.find(({ conversationId }) => conversationId === row.id),
        );
    },
    { durable: true },
  );
}

function adopt(tx: WriteTx, row: ConversationRow, now: number, by: 'agent' | 'rule', unanswered: Unanswered | undefined): void {
  const before = conversationById(tx, row.id);
  const key = keyOfHolder(tx, row.assignee_id);
  // Somebody may have it by now who had nothing to do with the offer: then its end is no news.
  const cameBack = unanswered !== undefined && before?.assignee_key === keyOfHolder(tx, unanswered.toId);
  if (before && key !== undefined && (key !== before.assignee_key || cameBack)) {
    const to = key === null ? undefined : tx.value<string>('SELECT name FROM agents WHERE key = ?', key);
    const why = cameBack ? { unanswered: unanswered.name } : {};
    record(tx, before, now, { type: 'assigned', ...(to === undefined ? {} : { to }), ...why }, by === 'rule' ? null : undefined);
  }
  take(tx, row);
}

const keyOfHolder = (tx: WriteTx, id: string | null): number | null | undefined => (id === null ? null : agentKey(tx, id));
