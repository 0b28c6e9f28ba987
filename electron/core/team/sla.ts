import type { EpochMs, Sla, SlaClock, TeamPolicies, WorkingHours } from '../../../shared/model/index.ts';
import { afterWorking, isWorked, minutes, workedBetween } from './hours.ts';

/** When it was our turn to say something: from the first unanswered thing they said until we answered. */
export type Turn = { from: EpochMs; to: EpochMs };

/** How a conversation stands: `turns` are those that are over, `waitingSince` the one that is not; `answered`: we have said something in it. */
export type Course = { turns: readonly Turn[]; waitingSince: EpochMs | null; answered: boolean };

/**
 * What is kept of a conversation's clocks. One that runs has the moment it is due and the one from which it is at risk, a fifth of its
 * time before; one that rests, because it is the customer's turn, the working time that is left to end the matter.
 */
export type Clock = { clock: SlaClock; dueAt: EpochMs; riskAt: EpochMs } | { clock: 'resolution'; leftMs: number };

/** The promise of service that is due first; `undefined` where the team has none. */
export function clockOf(sla: TeamPolicies['sla'], hours: WorkingHours | undefined, course: Course): Clock | undefined {
  const { turns, waitingSince, answered } = course;
  const used = sla.resolutionMinutes > 0 ? turns.reduce((sum, { from, to }) => sum + workedBetween(hours, from, to), 0) : 0;
  if (waitingSince === null)
    return sla.resolutionMinutes > 0
      ? { clock: 'resolution', leftMs: Math.max(0, minutes(sla.resolutionMinutes) - used) }
      : undefined;
  const running = [
    answered
      ? runningClock('next-answer', hours, waitingSince, minutes(sla.nextAnswerMinutes), 0)
      : runningClock('first-answer', hours, waitingSince, minutes(sla.firstAnswerMinutes), 0),
    runningClock('resolution', hours, waitingSince, minutes(sla.resolutionMinutes), used),
  ];
  return running.reduce((first, one) => (one && (!first || one.dueAt < first.dueAt) ? one : first), undefined);
}

type Running = Extract<Clock, { dueAt: EpochMs }>;

function runningClock(
  clock: SlaClock,
  hours: WorkingHours | undefined,
  since: EpochMs,
  limit: number,
  used: number,
): Running | undefined {
  if (limit <= 0) return undefined;
  const dueAt = afterWorking(hours, since, Math.max(0, limit - used));
  const riskAt = afterWorking(hours, since, Math.max(0, limit * 0.8 - used));
  return dueAt === undefined || riskAt === undefined ? undefined : { clock, dueAt, riskAt };
}

/** As a person reads it now. While nobody works, or it is the customer's turn, what is left counts from this moment on. */
export function shownSla(clock: Clock, hours: WorkingHours | undefined, now: EpochMs): Sla {
  if ('leftMs' in clock) return { clock: clock.clock, dueAt: now + clock.leftMs, paused: true };
  if (clock.dueAt <= now || isWorked(hours, now)) return { clock: clock.clock, dueAt: clock.dueAt };
  return { clock: clock.clock, dueAt: now + workedBetween(hours, now, clock.dueAt), paused: true };
}
