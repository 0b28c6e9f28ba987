import type { ConversationChange } from '../../../shared/contract/api.ts';
import type { WantedChange } from '../../../shared/model/index.ts';
import type { Stand } from '../../core/team/late.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { me } from '../repos/settings.repo.ts';

/**
 * A decision about a person's conversation that nobody could be asked about. `version`: what it was decided on, `stood`: how that stood;
 * `heard`: the last thing the customer had said by then.
 */
export type WaitingDecision = {
  key: number;
  customerKey: number;
  change: ConversationChange;
  version: number | null;
  stood?: Stand;
  heard?: string;
};

type Row = { key: number; customer_key: number; body: string };

export function addDecision(tx: WriteTx, decision: Omit<WaitingDecision, 'key'>, now: number): void {
  const { customerKey, ...body } = decision;
  tx.run('INSERT INTO team_waiting (customer_key, body, created_at) VALUES (?, ?, ?)', customerKey, JSON.stringify(body), now);
  tx.touchCustomer(customerKey);
  tx.touched.workspace = true;
}

/** The one that was made first. */
export function nextDecision(db: ReadDb): WaitingDecision | undefined {
  const row = db.get<Row>('SELECT key, customer_key, body FROM team_waiting ORDER BY key LIMIT 1');
  if (!row) return undefined;
  return {
    key: row.key,
    customerKey: row.customer_key,
    ...(JSON.parse(row.body) as Pick<WaitingDecision, 'change' | 'version' | 'stood' | 'heard'>),
  };
}

export const waitingCount = (db: ReadDb): number => db.value<number>('SELECT COUNT(*) FROM team_waiting') ?? 0;

/** What waits about these identities of a person, in its order. */
export const waitingOf = (db: ReadDb, customerKeys: readonly number[]): WantedChange[] =>
  customerKeys
    .flatMap((key) => db.all<Pick<Row, 'key' | 'body'>>('SELECT key, body FROM team_waiting WHERE customer_key = ?', key))
    .sort((a, b) => a.key - b.key)
    .map(({ body }) => wantedBy(db, (JSON.parse(body) as Pick<WaitingDecision, 'change'>).change));

/** What this makes of a conversation, in names. */
export function wantedBy(db: ReadDb, { assigneeId, status, addTags, removeTags }: ConversationChange): WantedChange {
  return {
    ...(assigneeId === undefined
      ? {}
      : { assignee: db.value<string>('SELECT name FROM agents WHERE id = ?', assigneeId ?? '') ?? null }),
    ...(assigneeId === me(db).id ? { mine: true } : {}),
    ...(status === undefined ? {} : { status }),
    ...(addTags?.length || removeTags?.length ? { tags: true } : {}),
  };
}

export function removeDecision(tx: WriteTx, { key, customerKey }: Pick<WaitingDecision, 'key' | 'customerKey'>): void {
  tx.run('DELETE FROM team_waiting WHERE key = ?', key);
  tx.touchCustomer(customerKey);
  tx.touched.workspace = true;
}

/** One was made, and led to this: what was decided after it on the same state departs from there. */
export function leadOn(tx: WriteTx, { key, customerKey, version }: WaitingDecision, to: number, stands: Stand): void {
  tx.run(
    `UPDATE team_waiting SET body = json_set(body, '$.version', ?, '$.stood', json(?))
     WHERE customer_key = ? AND key > ? AND json_extract(body, '$.version') IS ?`,
    to,
    JSON.stringify(stands),
    customerKey,
    key,
    version,
  );
}
