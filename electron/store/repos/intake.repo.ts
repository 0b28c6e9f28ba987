import type { Quarantined } from '../../../shared/contract/api.ts';
import type { RawPayload } from '../../../shared/contract/connector.ts';
import type { ReadDb, WriteTx } from '../db.ts';

export type IntakeRow = RawPayload & { key: number };
type Row = { key: number; stream: string; remote_key: string; body: string; source_hash: string | null; received_at: number };

const toPayload = (row: Row): IntakeRow => ({
  key: row.key,
  stream: row.stream,
  remoteKey: row.remote_key,
  body: row.body,
  receivedAt: row.received_at,
  ...(row.source_hash === null ? {} : { sourceHash: row.source_hash }),
});

/** Journals a payload; one that is waiting or quarantined already is left as it is. */
export function journal(tx: WriteTx, channelKey: number, payload: RawPayload): void {
  tx.run(
    `INSERT INTO intake (channel_key, stream, remote_key, body, source_hash, received_at, state) VALUES (?, ?, ?, ?, ?, ?, 'pending')
     ON CONFLICT DO NOTHING`,
    channelKey,
    payload.stream,
    payload.remoteKey,
    payload.body,
    payload.sourceHash ?? null,
    payload.receivedAt,
  );
}

export const pendingIntake = (db: ReadDb, channelKey: number, limit: number): IntakeRow[] =>
  db
    .all<Row>(
      `SELECT key, stream, remote_key, body, source_hash, received_at FROM intake
       WHERE state = 'pending' AND channel_key = ? ORDER BY key LIMIT ?`,
      channelKey,
      limit,
    )
    .map(toPayload);

export const pendingCount = (db: ReadDb, channelKey: number): number =>
  db.value<number>("SELECT COUNT(*) FROM intake WHERE state = 'pending' AND channel_key = ?", channelKey) ?? 0;

export const quarantinedCount = (db: ReadDb, channelKey: number): number =>
  db.value<number>("SELECT COUNT(*) FROM intake WHERE state = 'quarantined' AND channel_key = ?", channelKey) ?? 0;

export function applied(tx: WriteTx, key: number): void {
  tx.run('DELETE FROM intake WHERE key = ?', key);
}

export function quarantine(tx: WriteTx, key: number, error: string): void {
  tx.run("UPDATE intake SET state = 'quarantined', error = ? WHERE key = ?", error, key);
}

/** Puts quarantined payloads of a channel back in the queue, to be tried once more. */
export function requeueQuarantined(tx: WriteTx, channelKey: number): number {
  return tx.run("UPDATE intake SET state = 'pending' WHERE state = 'quarantined' AND channel_key = ?", channelKey).changes;
}

export function listQuarantined(db: ReadDb, channelKey?: number): Quarantined[] {
  const rows = db.all<Row & { error: string | null; channel_id: string }>(
    `SELECT i.*, c.id AS channel_id FROM intake i JOIN channels c ON c.key = i.channel_key
     WHERE i.state = 'quarantined' AND (? IS NULL OR i.channel_key = ?) ORDER BY i.key DESC LIMIT 200`,
    channelKey ?? null,
    channelKey ?? null,
  );
  return rows.map((row) => ({
    id: row.key,
    channelId: row.channel_id,
    receivedAt: row.received_at,
    error: row.error ?? '',
    preview: row.body.slice(0, 500),
    ...(row.source_hash === null ? {} : { sourceHash: row.source_hash }),
  }));
}
