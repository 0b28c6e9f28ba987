import type { Draft, DraftKind } from '../../../shared/contract/api.ts';
import type { ReadDb, WriteTx } from '../db.ts';

type Row = { body: string; saved_at: number };

/** A draft belongs to an identity and a kind; a person made of several shows the newest. */
export function readDraft(db: ReadDb, memberKeys: readonly number[], kind: DraftKind): Draft | undefined {
  let newest: Row | undefined;
  for (const key of memberKeys) {
    const row = db.get<Row>('SELECT body, saved_at FROM drafts WHERE customer_key = ? AND kind = ?', key, kind);
    if (row && (newest === undefined || row.saved_at > newest.saved_at)) newest = row;
  }
  return newest && { ...(JSON.parse(newest.body) as Omit<Draft, 'savedAt'>), savedAt: newest.saved_at };
}

export function saveDraft(tx: WriteTx, customerKey: number, kind: DraftKind, draft: Omit<Draft, 'savedAt'>, now: number): void {
  tx.run(
    'INSERT INTO drafts (customer_key, kind, body, saved_at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at',
    customerKey,
    kind,
    JSON.stringify(draft),
    now,
  );
}

export function deleteDrafts(tx: WriteTx, memberKeys: readonly number[], kind: DraftKind): void {
  for (const key of memberKeys) tx.run('DELETE FROM drafts WHERE customer_key = ? AND kind = ?', key, kind);
}
