import type { NoticeRules, Pause } from '../model/index.ts';

const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};

/** Whether toasts and sounds keep quiet at this moment, by the local clock. */
export function isQuiet(rules: Pick<NoticeRules, 'quiet' | 'quietDays' | 'pausedUntil'>, now: number): boolean {
  if (rules.pausedUntil !== undefined && now < rules.pausedUntil) return true;
  if (rules.quietDays?.includes(new Date(now).getDay())) return true;
  if (!rules.quiet) return false;
  const from = minutesOf(rules.quiet.from);
  const to = minutesOf(rules.quiet.to);
  const date = new Date(now);
  const at = date.getHours() * 60 + date.getMinutes();
  return from <= to ? at >= from && at < to : at >= from || at < to;
}

/** The hour at which a working day begins. */
const morning = 9;

/** When a pause that begins now ends: epoch ms; tomorrow is nine in the morning by the local clock. */
export function pauseEnd(pause: Pause, now: number): number {
  if (pause === 'half-hour') return now + 30 * 60_000;
  if (pause === 'hour') return now + 60 * 60_000;
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, morning).getTime();
}
