import type { WriteTx } from '../store/db.ts';
import { conversationById } from '../store/repos/conversation.repo.ts';
import { agentKey } from '../store/repos/settings.repo.ts';
import type { Store } from '../store/store.ts';
import { settleRow, setVersion } from '../store/team/queue.ts';
import { takeIn } from '../store/team/take-in.ts';
import { record } from '../sync/conversation.ts';
import { completed } from './pull.ts';
import type { TeamServer } from './server.ts';
import { type ConversationRow, fromConversation } from './wire.ts';

/** How it stands on the server is how it stands here. */
export function take(tx: WriteTx, row: ConversationRow): void {
  const told = fromConversation(row);
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
  const strange = rows.filter(
    ({ customer_id }) => store.read.value('SELECT 1 FROM customers WHERE id = ?', customer_id) === undefined,
  );
  const records = strange.length === 0 ? [] : await completed({ store, server }, strange.map(fromConversation));
  if (records.length > 0) store.write((tx) => void takeIn(tx, records, { historic: false }), { pulled: true });
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
