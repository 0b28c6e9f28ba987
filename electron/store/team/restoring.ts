import type { ReadDb, WriteTx } from '../db.ts';
import { addRestored } from '../repos/notice.repo.ts';
import { queuedCount } from './queue.ts';
import { setTeamState, teamState } from './state.ts';

/** All that the older state of the server knows is read: what is left in the queue is what it lacks. */
export function beginGivingBack(tx: WriteTx): void {
  const restoring = teamState(tx, 'restoring');
  if (!restoring || restoring.total !== null) return;
  setTeamState(tx, 'restoring', { ...restoring, total: queuedCount(tx) });
  tx.touched.workspace = true;
}

export function countGivenBack(tx: WriteTx, records: number): void {
  const restoring = teamState(tx, 'restoring');
  if (!restoring) return;
  setTeamState(tx, 'restoring', { ...restoring, records: restoring.records + records });
  tx.touched.workspace = true;
}

/** Everything is told that is this desk's to tell; its agent is told what that was. */
export function endGivingBack(tx: WriteTx, now: number): void {
  const restoring = teamState(tx, 'restoring');
  if (!restoring || restoring.total === null) return;
  const { since, records } = restoring;
  addRestored(tx, { records, ...(since === null ? {} : { since }) }, now);
  setTeamState(tx, 'restoring', null);
  tx.touched.workspace = true;
}

/** `total` 0: not known yet. */
export function givenBack(db: ReadDb): { done: number; total: number } | undefined {
  const restoring = teamState(db, 'restoring');
  if (!restoring) return undefined;
  const total = restoring.total ?? 0;
  return { done: Math.max(0, total - queuedCount(db)), total };
}
