import type { SendIntent } from '../../../shared/contract/connector.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { inTeam } from '../team/state.ts';

/** `handed`: in a team, it waits for the server to say which desk sends it. */
export type OutboxState = 'handed' | 'queued' | 'sending' | 'unknown' | 'accepted' | 'rejected' | 'cancelled';
export type OutboxRow = {
  key: number;
  item_key: number;
  channel_key: number;
  contact_key: number;
  state: OutboxState;
  intent: string;
  created_at: number;
  next_attempt_at: number;
  attempts: number;
  after_send: 'none' | 'pending' | 'done';
  /** 1 once the server may have it. */
  offered: number;
  /** Number of the lease under which it was taken from the server. */
  fence: number | null;
};

/** In place of a contact point: what goes to others, and to no address of a customer. Their order is kept among themselves. */
export const toOthers = 0;

export const intentOf = (row: OutboxRow): SendIntent => JSON.parse(row.intent) as SendIntent;

export function enqueue(
  tx: WriteTx,
  row: { itemKey: number; channelKey: number; contactKey: number; intent: SendIntent; afterSend: boolean; now: number },
): number {
  return tx.insert(
    `INSERT INTO outbox (item_key, channel_key, contact_key, state, intent, created_at, next_attempt_at, attempts, after_send)
     VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)`,
    row.itemKey,
    row.channelKey,
    row.contactKey,
    inTeam(tx) ? 'handed' : 'queued',
    JSON.stringify(row.intent),
    row.now,
    row.now,
    row.afterSend ? 'pending' : 'none',
  );
}

/** What is to leave was changed before it did. */
export function setIntent(tx: WriteTx, key: number, intent: SendIntent): void {
  tx.run('UPDATE outbox SET intent = ? WHERE key = ?', JSON.stringify(intent), key);
}

export const outboxOfItem = (db: ReadDb, itemKey: number): OutboxRow | undefined =>
  db.get<OutboxRow>('SELECT * FROM outbox WHERE item_key = ?', itemKey);
export const outboxByKey = (db: ReadDb, key: number): OutboxRow | undefined =>
  db.get<OutboxRow>('SELECT * FROM outbox WHERE key = ?', key);

/**
 * What may leave now, oldest first, one per address: order within an address is kept, so anything still queued or on
 * its way to the same address holds back what was written after it.
 */
export const dueRows = (db: ReadDb, channelKey: number, now: number, limit: number): OutboxRow[] =>
  db.all<OutboxRow>(
    `SELECT * FROM outbox o WHERE channel_key = ? AND state = 'queued' AND next_attempt_at <= ?
       AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.channel_key = o.channel_key AND e.contact_key = o.contact_key
                       AND e.key < o.key AND e.state IN ('queued', 'sending'))
     ORDER BY key LIMIT ?`,
    channelKey,
    now,
    limit,
  );

/** Something waits for a time that has not come. */
export const heldBack = (db: ReadDb, channelKey: number, now: number): boolean =>
  db.value("SELECT 1 FROM outbox WHERE channel_key = ? AND state = 'queued' AND next_attempt_at > ? LIMIT 1", channelKey, now) !==
  undefined;

/** Everything that waits may leave now. */
export function makeDue(tx: WriteTx, channelKey: number, now: number): void {
  tx.run(
    "UPDATE outbox SET next_attempt_at = ? WHERE channel_key = ? AND state = 'queued' AND next_attempt_at > ?",
    now,
    channelKey,
    now,
  );
}

/** When the next queued row of a channel becomes due, after `after`: what is due and still waits, waits for one before it. */
export const nextDueAt = (db: ReadDb, channelKey: number, after: number): number | undefined =>
  db.value<number>(
    "SELECT MIN(next_attempt_at) FROM outbox WHERE channel_key = ? AND state = 'queued' AND next_attempt_at > ?",
    channelKey,
    after,
  ) ?? undefined;

export const rowsInState = (db: ReadDb, channelKey: number, state: OutboxState): OutboxRow[] =>
  db.all<OutboxRow>('SELECT * FROM outbox WHERE channel_key = ? AND state = ? ORDER BY key', channelKey, state);

/** Accepted by the provider, but the copy in Sent is still owed. */
export const owedAfterSend = (db: ReadDb, channelKey: number): OutboxRow[] =>
  db.all<OutboxRow>(
    "SELECT * FROM outbox WHERE channel_key = ? AND state = 'accepted' AND after_send = 'pending' ORDER BY key",
    channelKey,
  );

export const sendingEverywhere = (db: ReadDb): OutboxRow[] =>
  db.all<OutboxRow>("SELECT * FROM outbox WHERE state = 'sending' ORDER BY key");

/** Compare-and-set on the state, so that a row taken twice is sent once. */
export function moveState(
  tx: WriteTx,
  key: number,
  from: readonly OutboxState[],
  to: OutboxState,
  nextAttemptAt?: number,
): boolean {
  const marks = from.map(() => '?').join(', ');
  const { changes } = tx.run(
    `UPDATE outbox SET state = ?, next_attempt_at = COALESCE(?, next_attempt_at) WHERE key = ? AND state IN (${marks})`,
    to,
    nextAttemptAt ?? null,
    key,
    ...from,
  );
  return changes > 0;
}

export function setAfterSend(tx: WriteTx, key: number, state: 'done' | 'none'): void {
  tx.run('UPDATE outbox SET after_send = ? WHERE key = ?', state, key);
}

/** Opens a new attempt; answers its number. */
export function beginAttempt(tx: WriteTx, key: number, now: number): number {
  const n = (tx.value<number>('SELECT attempts FROM outbox WHERE key = ?', key) ?? 0) + 1;
  tx.run('UPDATE outbox SET attempts = ? WHERE key = ?', n, key);
  tx.run('INSERT INTO outbox_attempts (outbox_key, n, started_at) VALUES (?, ?, ?)', key, n, now);
  return n;
}

/** When the last attempt began, epoch ms. */
export const lastAttemptAt = (db: ReadDb, key: number): number | undefined =>
  db.value<number>('SELECT started_at FROM outbox_attempts WHERE outbox_key = ? ORDER BY n DESC LIMIT 1', key);

export function endAttempt(
  tx: WriteTx,
  key: number,
  now: number,
  outcome: { outcome: string; code?: string; detail?: string },
): void {
  tx.run(
    `UPDATE outbox_attempts SET ended_at = ?, outcome = ?, code = ?, detail = ?
     WHERE outbox_key = ? AND n = (SELECT MAX(n) FROM outbox_attempts WHERE outbox_key = ?)`,
    now,
    outcome.outcome,
    outcome.code ?? null,
    outcome.detail ?? null,
    key,
    key,
  );
}
