import type { Call, CallWrapUp } from '../../../shared/model/index.ts';
import { anyKey, type ReadDb, type WriteTx } from '../db.ts';
import type { ItemRow } from './item.repo.ts';

/** What is told of a call, without what follows from other tables. */
export type CallBody = Omit<Call, 'wrapUp'>;

export type CallRow = {
  item_key: number;
  channel_key: number;
  remote_id: string;
  revision: number;
  live: number;
  answered: number;
  assigned: number;
  normalised: string | null;
  dial_key: string | null;
  body: string;
  wrap_up: string | null;
};

export const callOfItem = (db: ReadDb, itemKey: number): CallRow | undefined =>
  db.get<CallRow>('SELECT * FROM calls WHERE item_key = ?', itemKey);

export const callsOfAll = (db: ReadDb, itemKeys: readonly number[]): ReadonlyMap<number, CallRow> =>
  itemKeys.length === 0
    ? new Map()
    : new Map(
        db
          .all<CallRow>(`SELECT * FROM calls WHERE item_key ${anyKey}`, JSON.stringify(itemKeys))
          .map((row) => [row.item_key, row]),
      );

export const callByRemote = (db: ReadDb, channelKey: number, remoteId: string): CallRow | undefined =>
  db.get<CallRow>('SELECT * FROM calls WHERE channel_key = ? AND remote_id = ?', channelKey, remoteId);

export const callByDialKey = (db: ReadDb, key: string): CallRow | undefined =>
  db.get<CallRow>('SELECT * FROM calls WHERE dial_key = ?', key);

/** Calls that go on, the oldest first. */
export const liveCalls = (db: ReadDb): Array<CallRow & { channel_id: string }> =>
  db.all<CallRow & { channel_id: string }>(
    `SELECT c.*, h.id AS channel_id FROM calls c INDEXED BY calls_live JOIN channels h ON h.key = c.channel_key
     WHERE c.live = 1 AND h.removed_at IS NULL ORDER BY c.item_key`,
  );

const sameCalls = 2;
const looksAt = 50;

/**
 * Of these channels those that hear the same PBX, each with another one: calls have the same name on both. What a PBX calls a call is its
 * second and a counter (see core/pbx.ts), which two of them may come to have in common once, and not again.
 */
export function samePbx(db: ReadDb, channelKeys: readonly number[]): ReadonlyMap<number, number> {
  const twins = new Map<number, number>();
  for (const key of channelKeys) {
    for (const other of channelKeys) {
      if (key === other || twins.has(key)) continue;
      const shared = db.value<number>(
        `SELECT COUNT(*) FROM (SELECT remote_id FROM calls WHERE channel_key = ? ORDER BY remote_id DESC LIMIT ${looksAt}) a
         CROSS JOIN calls b ON b.channel_key = ? AND b.remote_id = a.remote_id`,
        key,
        other,
      );
      if ((shared ?? 0) >= sameCalls) twins.set(key, other);
    }
  }
  return twins;
}

export const bodyOf = (row: Pick<CallRow, 'body'>): CallBody => JSON.parse(row.body) as CallBody;
export const wrapUpOf = (row: CallRow): CallWrapUp | undefined =>
  row.wrap_up === null ? undefined : (JSON.parse(row.wrap_up) as CallWrapUp);

export type CallState = {
  itemKey: number;
  channelKey: number;
  remoteId: string;
  revision: number;
  normalised: string | null;
  body: CallBody;
};

/** Puts the newest of what is known of a call in the place of what was. */
export function saveCall(tx: WriteTx, item: Pick<ItemRow, 'id' | 'customer_key'>, call: CallState): void {
  const live = call.body.state === 'ended' ? 0 : 1;
  const answered = call.body.answeredAt === undefined ? 0 : 1;
  tx.run(
    `INSERT INTO calls (item_key, channel_key, remote_id, revision, live, answered, normalised, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (item_key) DO UPDATE SET remote_id = excluded.remote_id, revision = excluded.revision, live = excluded.live,
       answered = excluded.answered, normalised = excluded.normalised, body = excluded.body`,
    call.itemKey,
    call.channelKey,
    call.remoteId,
    call.revision,
    live,
    answered,
    call.normalised,
    JSON.stringify(call.body),
  );
  announceCall(tx, item);
}

export function setDialKey(tx: WriteTx, itemKey: number, key: string): void {
  tx.run('UPDATE calls SET dial_key = ? WHERE item_key = ?', key, itemKey);
}

/** The provider named it otherwise than it was ordered. */
export function renameCall(tx: WriteTx, itemKey: number, remoteId: string): void {
  tx.run('UPDATE calls SET remote_id = ? WHERE item_key = ?', remoteId, itemKey);
  tx.run('UPDATE items SET remote_id = ? WHERE key = ?', remoteId, itemKey);
}

export function setWrapUp(tx: WriteTx, item: ItemRow, wrapUp: CallWrapUp): void {
  tx.run('UPDATE calls SET wrap_up = ? WHERE item_key = ?', JSON.stringify(wrapUp), item.key);
  announceCall(tx, item);
}

export function setAssigned(tx: WriteTx, itemKey: number): void {
  tx.run('UPDATE calls SET assigned = 1 WHERE item_key = ?', itemKey);
}

/** What went on when the program ended is not shown as going on until its PBX says so again. */
export function doubtLiveCalls(tx: WriteTx, channelKey?: number): void {
  tx.run('UPDATE calls SET live = 2 WHERE live = 1 AND (? IS NULL OR channel_key = ?)', channelKey ?? null, channelKey ?? null);
}

export function announceCall(tx: WriteTx, item: Pick<ItemRow, 'id' | 'customer_key'>): void {
  tx.touched.calls.add(item.id);
  tx.touchCustomer(item.customer_key);
}

/** The last call that was answered, which answers what they said before it; undefined when there is none. */
export const lastAnsweredCall = (db: ReadDb, customerKey: number): number | undefined =>
  db.value<number>(
    `SELECT i.key FROM items i JOIN calls c ON c.item_key = i.key
     WHERE i.customer_key = ? AND i.kind = 'call' AND c.answered = 1 ORDER BY i.key DESC LIMIT 1`,
    customerKey,
  );

/** On another person's timeline from now on. */
export function moveItem(tx: WriteTx, item: ItemRow, to: { customerKey: number; contactKey?: number }): void {
  tx.touchCustomer(item.customer_key);
  tx.touchCustomer(to.customerKey);
  tx.run(
    'UPDATE items SET customer_key = ?, contact_key = ?, conversation_key = NULL WHERE key = ?',
    to.customerKey,
    to.contactKey ?? null,
    item.key,
  );
  item.customer_key = to.customerKey;
  item.contact_key = to.contactKey ?? null;
}
