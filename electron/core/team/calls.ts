import type { Call } from '../../../shared/model/index.ts';

/**
 * How far a call has come, as a number that grows. Desks that listen to one PBX each say it in their own words; which of them knows
 * more is seen by this alone. An end that somebody saw stands above one that was only found out afterwards.
 */
export function progressOf(call: Pick<Call, 'state' | 'answeredAt' | 'outcome'> | undefined): number {
  if (call === undefined) return -1;
  if (call.state === 'ended') return call.outcome === undefined ? 3 : 4;
  if (call.state === 'talking' || call.state === 'held' || call.answeredAt !== undefined) return 2;
  return call.state === 'ringing' ? 1 : 0;
}

/** Whose word on a call stands: that of whoever knows more; of two who know the same, of whoever tells the calls of that channel. */
export function oursLeads(ours: number, theirs: number, tells: boolean): boolean {
  return ours > theirs || (ours === theirs && tells);
}

type Heard = { at: number; since?: number };

/**
 * This desk has heard everything that came after what was told last, so that nothing of the PBX is missing when it goes on telling.
 * Both are cursors of the stream of calls: `at` is up to when it was heard, `since` from when on without a gap.
 */
export function heardSince(own: unknown, told: unknown): boolean {
  if (!isHeard(told)) return true;
  return isHeard(own) && (own.since ?? own.at) <= told.at;
}

const isHeard = (cursor: unknown): cursor is Heard =>
  typeof cursor === 'object' && cursor !== null && 'at' in cursor && typeof cursor.at === 'number';
