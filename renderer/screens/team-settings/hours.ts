import type { DutyGap, Span, WorkingHours } from '../../../shared/model/index.ts';

export const dayMinutes = 24 * 60;
/** Of a fresh calendar: five days from nine to six. */
export const usualHours = (zone: string): WorkingHours => ({
  zone,
  week: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? [{ from: 9 * 60, to: 18 * 60 }] : [])),
  days: {},
});

const clock = (minutes: number): string => {
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${hours}:${String(minutes % 60).padStart(2, '0')}`;
};

/** `09:00–13:00, 14:00–18:00`. */
export const spansText = (spans: readonly Span[]): string =>
  spans.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(', ');

const typed = /^(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?$/;

/** What was typed as hours of a day: `9-13, 14:00–18:00`. Nothing typed: free. `undefined` when it cannot be read as that. */
export function readSpans(text: string): Span[] | undefined {
  const parts = text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const spans: Span[] = [];
  for (const part of parts) {
    const [, fromHour, fromMinute = '0', toHour, toMinute = '0'] = typed.exec(part) ?? [];
    const from = Number(fromHour) * 60 + Number(fromMinute);
    const to = Number(toHour) * 60 + Number(toMinute);
    const whole = Number(fromMinute) < 60 && Number(toMinute) < 60 && from < to && to <= dayMinutes;
    if (!whole || from < (spans.at(-1)?.to ?? 0)) return undefined;
    spans.push({ from, to });
  }
  return spans;
}

/** Days after each other with the same hours; free ones are left out. Days count from Monday, 0. */
export function stretches(week: readonly (readonly Span[])[]): Array<{ first: number; last: number; spans: string }> {
  const found: Array<{ first: number; last: number; spans: string }> = [];
  for (const [day, hours] of week.entries()) {
    const spans = spansText(hours);
    const before = found.at(-1);
    if (spans === '') continue;
    if (before?.spans === spans && before.last === day - 1) before.last = day;
    else found.push({ first: day, last: day, spans });
  }
  return found;
}

/** Times of some days at which nobody owns a channel. */
export type Gap = { channelId: string; days: number[]; spans: Span[] };

/** Gaps by channel, days with the same times together. */
export function groupGaps(gaps: readonly DutyGap[]): Gap[] {
  const byDay = new Map<string, Gap>();
  for (const { channelId, weekday, span } of gaps) {
    const key = `${channelId} ${weekday}`;
    const day = byDay.get(key) ?? { channelId, days: [weekday], spans: [] };
    day.spans = [...day.spans, span].sort((a, b) => a.from - b.from);
    byDay.set(key, day);
  }
  const grouped = new Map<string, Gap>();
  for (const { channelId, days, spans } of byDay.values()) {
    const key = `${channelId} ${spansText(spans)}`;
    const group = grouped.get(key);
    if (group) group.days = [...group.days, ...days].sort((a, b) => a - b);
    else grouped.set(key, { channelId, days, spans });
  }
  return [...grouped.values()];
}
