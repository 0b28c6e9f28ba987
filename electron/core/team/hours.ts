import type { EpochMs, Span, WorkingHours } from '../../../shared/model/index.ts';
import { dateOf, dayAfter, toUtc, weekdayOf } from './zone.ts';

const minute = 60_000;
/** Who has not worked for so long does not work at all. */
const horizonDays = 800;

/** Spans of a day in order, without overlaps; ms of the local clock from its midnight. */
function spansOf(hours: WorkingHours, date: string): Span[] {
  const spans = (hours.days[date] ?? hours.week[weekdayOf(date)] ?? []).filter(({ from, to }) => from < to);
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else merged.push(span);
  }
  return merged;
}

/** Working times from the day of `from` on, in order, as [start, end) in UTC. */
function* workedFrom(hours: WorkingHours, from: EpochMs): Generator<[EpochMs, EpochMs]> {
  let date = dateOf(hours.zone, from);
  for (let n = 0; n < horizonDays; n += 1) {
    for (const span of spansOf(hours, date)) {
      const start = toUtc(hours.zone, date, span.from);
      const end = toUtc(hours.zone, date, span.to);
      if (end > start) yield [start, end];
    }
    date = dayAfter(date);
  }
}

/**
 * The moment at which `ms` of working time have passed since `from`; `undefined` when nobody ever works so long. Without hours every
 * moment is worked. What a clock change adds to a day or takes from it is worked or not as the clock on the wall says.
 */
export function afterWorking(hours: WorkingHours | undefined, from: EpochMs, ms: number): EpochMs | undefined {
  if (hours === undefined || ms <= 0) return from + Math.max(0, ms);
  let left = ms;
  for (const [start, end] of workedFrom(hours, from)) {
    const begun = Math.max(start, from);
    if (end <= begun) continue;
    if (left <= end - begun) return begun + left;
    left -= end - begun;
  }
  return undefined;
}

/** Working time between two moments, in ms. */
export function workedBetween(hours: WorkingHours | undefined, from: EpochMs, to: EpochMs): number {
  if (to <= from) return 0;
  if (hours === undefined) return to - from;
  let sum = 0;
  for (const [start, end] of workedFrom(hours, from)) {
    if (start >= to) break;
    sum += Math.max(0, Math.min(end, to) - Math.max(start, from));
  }
  return sum;
}

export function isWorked(hours: WorkingHours | undefined, at: EpochMs): boolean {
  if (hours === undefined) return true;
  const date = dateOf(hours.zone, at);
  return spansOf(hours, date).some(({ from, to }) => toUtc(hours.zone, date, from) <= at && at < toUtc(hours.zone, date, to));
}

export const minutes = (count: number): number => count * minute;
