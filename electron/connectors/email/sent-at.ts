import { monthOf } from './moment.ts';

const earliest = Date.UTC(1990, 0, 1);
const clockSkew = 15 * 60_000;

/**
 * When a mail was written, epoch ms. The Date header is the author's clock, believed when it is later than 1990 and not
 * more than 15 minutes ahead of the server's own time of receipt; otherwise that time stands.
 */
export function sentAt(date: number | undefined, internalDate: number): number {
  return date === undefined || date <= earliest || date > internalDate + clockSkew ? internalDate : date;
}

/** Minutes east of UTC of the zones by name (RFC 5322, section 4.3) and of a few that clients write all the same. */
const zones: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  msd: 240,
  jst: 540,
};

/** More than any date needs, with comments. */
const longestDate = 200;

const clock = /(\d{1,2})\s*[:.]\s*(\d{1,2})(?:\s*[:.]\s*(\d{1,2}))?(?:\.\d+)?\s*([ap]\.?m\.?(?![a-z]))?\s*(.*)$/.source;
const rfc5322 = new RegExp(
  String.raw`(\d{1,2})[\s-]*(\p{L}{3,10})\.?[\s-]*(\d{2,4})(?:\s*г(?:ода|\.))?[\s,]+(?:в\s+)?${clock}`,
  'iu',
);
/** "Nov 2, 2026 9:59:00 AM", the American way. */
const american = new RegExp(String.raw`(\p{L}{3})\p{L}*\.?\s+(\d{1,2}),?\s+(\d{4})[\s,]+(?:at\s+)?${clock}`, 'iu');
/** "Mon Nov  2 09:59:00 2026", the C library's way. */
const asctime =
  /([a-z]{3})[a-z]*\s+(\d{1,2})\s+(\d{1,2}):(\d{2}):(\d{2})\s+(?:([a-z]{3,4}(?:[+-]\d{1,2}:?\d{2})?|[+-]\d{4})\s+)?(\d{4})\s*(.*)$/i;
/** "05.11.2026 10:00:00", the Russian and German way. */
const dotted = new RegExp(String.raw`(\d{1,2})\.(\d{1,2})\.(\d{4})[\s,]+${clock}`, 'iu');
const iso8601 = /(\d{4})[-/](\d{2})[-/](\d{2})[T\s]+(\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(.*)$/i;

/**
 * Time of a Date header in epoch ms (RFC 5322, sections 3.3 and 4.3), also where the weekday is wrong or missing, the year
 * has two digits, the month is a Russian one, or the date is written with dots or as ISO 8601, Americans or asctime do. Without a zone it is
 * UTC. `undefined` for no date.
 */
export function writtenAt(header: string | undefined): number | undefined {
  const value = withoutComments((header ?? '').slice(0, longestDate));
  const usual = rfc5322.exec(value);
  if (usual !== null) return timeOf(usual[3], monthOf(usual[2]), usual[1], clockOf(usual.slice(4, 8)), usual[8]);
  const iso = iso8601.exec(value);
  if (iso !== null) return timeOf(iso[1], Number(iso[2]) - 1, iso[3], iso.slice(4, 7), iso[7]);
  const dots = dotted.exec(value);
  if (dots !== null) return timeOf(dots[3], Number(dots[2]) - 1, dots[1], clockOf(dots.slice(4, 8)), dots[8]);
  const us = american.exec(value);
  if (us !== null) return timeOf(us[3], monthOf(us[1]), us[2], clockOf(us.slice(4, 8)), us[8]);
  const c = asctime.exec(value);
  if (c !== null) return timeOf(c[7], monthOf(c[1]), c[2], c.slice(3, 6), c[6] ?? c[8]);
  return undefined;
}

function withoutComments(value: string): string {
  let text = value;
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\([^()]*\)/g, ' ');
  }
  return text.trim();
}

/** Hours, minutes and seconds of a clock of twenty-four hours. */
function clockOf([hours, minutes, seconds, half]: readonly (string | undefined)[]): (string | undefined)[] {
  if (half === undefined) return [hours, minutes, seconds];
  return [String((Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0)), minutes, seconds];
}

function timeOf(
  year: string | undefined,
  month: number | undefined,
  day: string | undefined,
  clock: readonly (string | undefined)[],
  zone: string | undefined,
): number | undefined {
  const [hours = 0, minutes = 0, seconds = 0] = clock.map((part) => Number(part ?? 0));
  if (month === undefined || month < 0 || month > 11 || hours > 23 || minutes > 59 || seconds > 60) return undefined;
  const time = Date.UTC(fullYear(year ?? ''), month, Number(day), hours, minutes, seconds);
  // A day that the month does not have has run over into the next one.
  if (Number.isNaN(time) || new Date(time - seconds * 1_000).getUTCDate() !== Number(day)) return undefined;
  const east = zoneMinutes(zone ?? '');
  return Math.abs(east) > farthest ? undefined : time - east * 60_000;
}

/** Kiribati is 14 hours east of UTC; nowhere is farther. */
const farthest = 14 * 60;

/** Two and three digits as RFC 5322, section 4.3 has them. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 3) return year;
  return digits.length === 2 && year < 50 ? 2000 + year : 1900 + year;
}

function zoneMinutes(zone: string): number {
  const offset = /^(?:gmt|utc?)?\s*([+-])(\d{1,2})(?::?(\d{2}))?(?!\d)/i.exec(zone);
  if (offset !== null) return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0));
  return zones[/^[a-z]+/i.exec(zone)?.[0].toLowerCase() ?? ''] ?? 0;
}
