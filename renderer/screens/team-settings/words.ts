import i18next from 'i18next';
import type { Span, WorkingHours } from '../../../shared/model/index.ts';
import { dayMinutes, type Gap, spansText, stretches } from './hours.ts';

/** 5 January 1970 was a Monday. */
const monday = 4;

/** `Mon`, `пн`; `long`: `Monday`. Days count from Monday, 0. */
export function dayName(day: number, weekday: 'short' | 'long' = 'short'): string {
  const locale = i18next.language === 'ru' ? 'ru-RU' : 'en-GB';
  const date = new Date(Date.UTC(1970, 0, 1 + monday + day));
  const name = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(date);
  return weekday === 'long' ? name.charAt(0).toLocaleUpperCase(locale) + name.slice(1) : name;
}

const daysText = (first: number, last: number): string =>
  first === last ? dayName(first) : `${dayName(first)}–${dayName(last)}`;

/** `Mon–Fri 09:00–18:00; Sat 10:00–15:00 · Europe/Moscow`. */
export function hoursWords({ week, zone, days }: WorkingHours): string {
  const said = stretches(week).map(({ first, last, spans }) => `${daysText(first, last)} ${spans}`);
  const special = Object.keys(days).length;
  return [
    said.length === 0 ? i18next.t('teamSettings.hours.never') : said.join('; '),
    zone,
    ...(special > 0 ? [i18next.t('teamSettings.hours.special', { count: special })] : []),
  ].join(' · ');
}

/** `after 18:00`, `before 09:00`, `13:00–14:00`; nothing for a whole day. */
function timeWords(span: Span): string {
  const [from = '', to = ''] = spansText([span]).split('–');
  if (span.from === 0 && span.to === dayMinutes) return '';
  if (span.from === 0) return i18next.t('teamSettings.gap.before', { time: to });
  if (span.to === dayMinutes) return i18next.t('teamSettings.gap.after', { time: from });
  return `${from}–${to}`;
}

/** `Nobody owns VK after 18:00 (Mon–Fri)`. */
export function gapWords({ days, spans }: Gap, channel: string): string {
  const list = new Intl.ListFormat(i18next.language === 'ru' ? 'ru-RU' : 'en-GB', { type: 'conjunction' });
  const times = list.format(spans.map(timeWords).filter((time) => time !== ''));
  const runs = stretches([0, 1, 2, 3, 4, 5, 6].map((day) => (days.includes(day) ? [{ from: 0, to: dayMinutes }] : [])));
  const when = days.length === 7 ? '' : `(${runs.map(({ first, last }) => daysText(first, last)).join(', ')})`;
  return [i18next.t('teamSettings.gap.nobody', { channel }), times, when].filter((part) => part !== '').join(' ');
}
