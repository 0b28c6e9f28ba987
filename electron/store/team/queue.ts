import { progressOf } from '../../core/team/calls.ts';
import { type ConversationBody, type RecordKind, type RecordRef, recordKinds, type TeamRecord } from '../../core/team/records.ts';
import type { ReadDb, WriteTx } from '../db.ts';
import { bodyOf, callOfItem } from '../repos/call.repo.ts';
import { enqueueSql } from './capture.ts';

export type Queued = { seq: number; kind: RecordKind; rowKey: number };

/** Where each kind lives. */
export const tableOf: { readonly [K in RecordKind]: string } = {
  tag: 'tags',
  canned: 'canned_replies',
  customer: 'customers',
  contact: 'contact_points',
  link: 'links',
  conversation: 'conversations',
  reminder: 'reminders',
  item: 'items',
  wish: 'remote_actions',
  ask: 'file_asks',
};

/** What waits to be told, with what is there of it. */
export type Waiting = Queued & { record: TeamRecord };

/** In the order of their last change, behind a place in it. */
export const queued = (db: ReadDb, limit: number, after = 0): Queued[] =>
  db.all<Queued>('SELECT seq, kind, row_key AS rowKey FROM team_queue WHERE seq > ? ORDER BY seq LIMIT ?', after, limit);

/** The end of the queue; 0 when nothing waits. */
export const lastQueued = (db: ReadDb): number => db.value<number>('SELECT COALESCE(MAX(seq), 0) FROM team_queue') ?? 0;

export const queuedCount = (db: ReadDb): number => db.value<number>('SELECT COUNT(*) FROM team_queue') ?? 0;

/** The server has it in this form; what was changed since stays in the queue. */
export function settled(tx: WriteTx, { seq }: Queued): void {
  tx.run('DELETE FROM team_queue WHERE seq = ?', seq);
}

export function enqueueRecord(tx: WriteTx, kind: RecordKind, rowKey: number): void {
  tx.run(enqueueSql('?', '?'), kind, rowKey);
}

export const isQueued = (db: ReadDb, kind: RecordKind, rowKey: number): boolean =>
  db.value('SELECT 1 FROM team_queue WHERE kind = ? AND row_key = ?', kind, rowKey) !== undefined;

/** Everything that is here, for a server that may have none of it. */
export function enqueueEverything(tx: WriteTx): void {
  for (const kind of recordKinds) {
    tx.run(
      `INSERT INTO team_queue (kind, row_key) SELECT '${kind}', key FROM ${tableOf[kind]} WHERE true ORDER BY key ON CONFLICT DO NOTHING`,
    );
  }
}

/** What the server says it has never seen in the version we know of it. */
export const keyOf = (db: ReadDb, { kind, id }: RecordRef): number | undefined =>
  db.value<number>(`SELECT key FROM ${tableOf[kind]} WHERE id = ?`, id);

export const idOf = (db: ReadDb, kind: RecordKind, key: number): string | undefined =>
  db.value<string>(`SELECT id FROM ${tableOf[kind]} WHERE key = ?`, key);

export const versionOf = (db: ReadDb, { kind, id }: RecordRef): number =>
  db.value<number>('SELECT version FROM team_versions WHERE kind = ? AND id = ?', kind, id) ?? 0;

/** What a person types and the later one's stands: how far this was known is kept when the server goes back to an older state. */
const typed = ['customer', 'tag', 'canned', 'wish'] as const;

/**
 * Nothing that was known of the server holds any more, but how far what people typed had come here, with what was not told yet: where
 * the older state knows less, what stands here came after it.
 */
export function forgetVersions(tx: WriteTx): void {
  for (const kind of typed)
    tx.run(
      `UPDATE team_versions SET version = 0, body = CASE WHEN version = 0 AND body IS NOT NULL THEN body ELSE version +
         (SELECT COUNT(*) FROM team_queue q JOIN ${tableOf[kind]} t ON t.key = q.row_key WHERE q.kind = '${kind}' AND t.id = team_versions.id) END
       WHERE kind = '${kind}'`,
    );
  tx.run(`DELETE FROM team_versions WHERE kind <> 'channel' AND kind NOT IN (${typed.map(() => '?').join(', ')})`, ...typed);
}

/** How far this had come before the server went back to an older state; `undefined` when nothing was known, or all is by now. */
export function knownBefore(db: ReadDb, { kind, id }: RecordRef): number | undefined {
  if (!typed.some((each) => each === kind)) return undefined;
  const text = db.value<string | null>('SELECT body FROM team_versions WHERE kind = ? AND id = ? AND version = 0', kind, id);
  return text === undefined || text === null ? undefined : Number(text);
}

/** `base`: how it stands there, of what is told as a difference. */
export function setVersion(tx: WriteTx, { kind, id }: RecordRef, version: number, base?: ConversationBody): void {
  tx.run(
    `INSERT INTO team_versions (kind, id, version, body) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET version = excluded.version, body = excluded.body`,
    kind,
    id,
    version,
    base === undefined ? null : JSON.stringify(base),
  );
}

/** How far the server knows a call to have come. */
export function setToldProgress(tx: WriteTx, id: string, call: Parameters<typeof progressOf>[0]): void {
  tx.run("UPDATE team_versions SET body = ? WHERE kind = 'item' AND id = ?", String(progressOf(call)), id);
}

/** A call has come further here than the server knows. */
export function goesBeyond(db: ReadDb, itemKey: number): boolean {
  const row = callOfItem(db, itemKey);
  const told = db.value<string | null>(
    "SELECT v.body FROM items i JOIN team_versions v ON v.kind = 'item' AND v.id = i.id WHERE i.key = ?",
    itemKey,
  );
  return row !== undefined && progressOf(bodyOf(row)) > (told === undefined || told === null ? -1 : Number(told));
}

/** How a conversation stood on the server when it was last heard of. */
export function baseOf(db: ReadDb, id: string): ConversationBody | undefined {
  const text = db.value<string>("SELECT body FROM team_versions WHERE kind = 'conversation' AND id = ?", id);
  return text === undefined || text === null ? undefined : (JSON.parse(text) as ConversationBody);
}

export function settleRow(tx: WriteTx, kind: RecordKind, rowKey: number): void {
  tx.run('DELETE FROM team_queue WHERE kind = ? AND row_key = ?', kind, rowKey);
}
