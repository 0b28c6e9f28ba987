/** [from, until) in epoch ms, in the calendar of this machine. */
export type Period = { from: number; until: number };

const day = (year: number, month: number, date: number): Period => ({
  from: new Date(year, month, date).getTime(),
  until: new Date(year, month, date + 1).getTime(),
});

/** A day that exists: the 31st of June is none. */
function realDay(year: number, month: number, date: number): Period | undefined {
  const found = new Date(year, month - 1, date);
  return found.getMonth() === month - 1 && found.getDate() === date ? day(year, month - 1, date) : undefined;
}

const daysAgo: Record<string, number> = { today: 0, сегодня: 0, yesterday: 1, вчера: 1, позавчера: 2 };
/** Further back the calendar of JavaScript ends. */
const mostDays = 100_000;

/**
 * What a date names: `2026-11-12`, `12.11.2026`, `12.11` (the last one there was), `2026-11`, `2026`, `today`, `вчера`,
 * `7d` and `7д` (that many days ago). Undefined for anything else. `now` in epoch ms.
 */
export function periodOf(text: string, now: number): Period | undefined {
  const today = new Date(now);
  const back = (days: number): Period => day(today.getFullYear(), today.getMonth(), today.getDate() - days);
  const word = text.toLowerCase();
  const ago = Object.hasOwn(daysAgo, word) ? daysAgo[word] : undefined;
  if (ago !== undefined) return back(ago);

  const days = /^(\d{1,6})[dд]$/.exec(word);
  if (days) return back(Math.min(Number(days[1]), mostDays));

  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(word);
  if (iso) return realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));

  const russian = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?$/.exec(word);
  if (russian) {
    const [date, month] = [Number(russian[1]), Number(russian[2])];
    if (russian[3] !== undefined) return realDay(Number(russian[3].padStart(4, '20')), month, date);
    const found = realDay(today.getFullYear(), month, date);
    return found && found.from > now ? realDay(today.getFullYear() - 1, month, date) : found;
  }

  const month = /^(\d{4})-(\d{1,2})$/.exec(word);
  if (month) {
    const [year, at] = [Number(month[1]), Number(month[2]) - 1];
    return at >= 0 && at < 12 ? { from: new Date(year, at).getTime(), until: new Date(year, at + 1).getTime() } : undefined;
  }

  const year = /^(?:19|20)\d{2}$/.exec(word);
  return year ? { from: new Date(Number(word), 0).getTime(), until: new Date(Number(word) + 1, 0).getTime() } : undefined;
}
