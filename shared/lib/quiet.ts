import type { NoticeRules } from '../model/index.ts';

const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};

/** Whether toasts and sounds keep quiet at this moment, by the local clock. */
export function isQuiet(rules: Pick<NoticeRules, 'quiet' | 'pausedUntil'>, now: number): boolean {
  if (rules.pausedUntil !== undefined && now < rules.pausedUntil) return true;
  if (!rules.quiet) return false;
  const from = minutesOf(rules.quiet.from);
  const to = minutesOf(rules.quiet.to);
  const date = new Date(now);
  const at = date.getHours() * 60 + date.getMinutes();
  return from <= to ? at >= from && at < to : at >= from || at < to;
}
