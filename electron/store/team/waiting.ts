import type { ConversationChange } from '../../../shared/contract/api.ts';
import type { ReadDb, WriteTx } from '../db.ts';

/** A decision about a person's conversation that nobody could be asked about. `version`: what it was decided on. */
export type WaitingDecision = { key: number; customerKey: number; change: ConversationChange; version: number | null };

type Row = { key: number; customer_key: number; body: string };

export function addDecision(tx: WriteTx, decision: Omit<WaitingDecision, 'key'>, now: number): void {
  const { customerKey, change, version } = decision;
  tx.run(
    'INSERT INTO team_waiting (customer_key, body, created_at) VALUES (?, ?, ?)',
    customerKey,
    JSON.stringify({ change, version }),
    now,
  );
  tx.touchCustomer(customerKey);
  tx.touched.workspace = true;
}

/** In the order in which they were made, so many of them. */
export const waitingDecisions = (db: ReadDb, limit: number): WaitingDecision[] =>
  db.all<Row>('SELECT key, customer_key, body FROM team_waiting ORDER BY key LIMIT ?', limit).map((row) => ({
    key: row.key,
    customerKey: row.customer_key,
    ...(JSON.parse(row.body) as Pick<WaitingDecision, 'change' | 'version'>),
  }));

export const waitingCount = (db: ReadDb): number => db.value<number>('SELECT COUNT(*) FROM team_waiting') ?? 0;

export function removeDecision(tx: WriteTx, key: number): void {
  tx.run('DELETE FROM team_waiting WHERE key = ?', key);
  tx.touched.workspace = true;
}
