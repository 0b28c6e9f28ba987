import i18next from 'i18next';

const minute = 60_000;
const hour = 60 * minute;

const styles = {
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { day: 'numeric', month: 'short' },
  longDay: { day: 'numeric', month: 'long', weekday: 'short' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  longDate: { day: 'numeric', month: 'long', year: 'numeric' },
  exact: { dateStyle: 'full', timeStyle: 'medium', hourCycle: 'h23' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * How days and clocks are written, as a BCP 47 tag. Fields of the platform need it as their own `lang`: it looks for it while
 * they stand nowhere yet, and takes that of the system otherwise.
 */
export const timeLocale = (): string => (i18next.language === 'ru' ? 'ru-RU' : 'en-GB');

function format(at: number, style: keyof typeof styles): string {
  const locale = timeLocale();
  const key = `${locale} ${style}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, styles[style]);
    formats.set(key, found);
  }
  return found.format(at);
}

/** Days between two moments on this machine's calendar: 0 is the same day. */
export function calendarDays(from: number, to: number): number {
  const start = new Date(from);
  const end = new Date(to);
  const a = Date.UTC(start.getFullYear(), start.getMonth(), start.getDate());
  const b = Date.UTC(end.getFullYear(), end.getMonth(), end.getDate());
  return Math.round((b - a) / (24 * hour));
}

/** `10:02`. */
export function clock(at: number): string {
  return format(at, 'clock');
}

/** For a tooltip: the full date with seconds. */
export function exact(at: number): string {
  return format(at, 'exact');
}

/** `12 Nov`, with the year when it is another one. */
export function day(at: number, now: number): string {
  return format(at, new Date(at).getFullYear() === new Date(now).getFullYear() ? 'day' : 'date');
}

/** Day, year and clock, whenever it is read: `12 Nov 2026, 10:02`. */
export function dated(at: number): string {
  return i18next.t('time.dayAndClock', { day: format(at, 'date'), clock: clock(at) });
}

/** Clock today, otherwise day and clock: `10:02`, `12 Nov, 10:02`. Names an item. */
export function moment(at: number, now: number): string {
  if (calendarDays(at, now) === 0) return clock(at);
  return i18next.t('time.dayAndClock', { day: day(at, now), clock: clock(at) });
}

/** Relative under an hour, then clock, then date: `4 min`, `10:02`, `12 Nov`. */
export function short(at: number, now: number): string {
  const age = now - at;
  if (age < minute && age > -minute) return i18next.t('time.now');
  if (age < hour && age > 0) return i18next.t('time.minutes', { count: Math.floor(age / minute) });
  return calendarDays(at, now) === 0 ? clock(at) : day(at, now);
}

/** Like {@link short}, as part of a sentence: `4 min ago`, `12 Nov`. */
export function when(at: number, now: number): string {
  const age = now - at;
  if (age < minute && age > -minute) return i18next.t('time.ago_now');
  if (age < hour && age > 0) return i18next.t('time.ago_minutes', { count: Math.floor(age / minute) });
  return moment(at, now);
}

/** Heading of a day: Today, Yesterday, `Wed, 12 November`, with the year when it is another one. */
export function dayHeading(at: number, now: number): string {
  const days = calendarDays(at, now);
  if (days === 0) return i18next.t('time.today');
  if (days === 1) return i18next.t('time.yesterday');
  return format(at, new Date(at).getFullYear() === new Date(now).getFullYear() ? 'longDay' : 'longDate');
}

/** `3:07`, `1:02:09`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** How long something took, by its two largest units: `2 days 4 hr`, `20 min`; never less than a minute. */
export function span(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / minute));
  const days = Math.floor(minutes / (24 * 60));
  const hours = Math.floor(minutes / 60) % 24;
  const parts = [
    { unit: 'day', count: days },
    { unit: 'hour', count: hours },
    { unit: 'minute', count: days > 0 ? 0 : minutes % 60 },
  ];
  const locale = i18next.language === 'ru' ? 'ru-RU' : 'en-GB';
  return parts
    .filter(({ count }) => count > 0)
    .map(({ unit, count }) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count))
    .join(' ');
}

/** How long something has lasted, as narrow as can be read: `12m`, `2h 21m`, `3d 4h`; `12 мин`, `2 ч 21 мин`. */
export function brief(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / minute));
  const days = Math.floor(minutes / (24 * 60));
  const hours = Math.floor(minutes / 60) % 24;
  const parts: Array<[unit: string, count: number]> = [
    ['day', days],
    ['hour', hours],
    ['minute', days > 0 ? 0 : minutes % 60],
  ];
  const locale = i18next.language === 'ru' ? 'ru-RU' : 'en-GB';
  const shown = parts.filter(([, count]) => count > 0);
  return (shown.length > 0 ? shown : parts.slice(2))
    .map(([unit, count]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' }).format(count))
    .join(' ');
}
