import type { EpochMs } from '../../../shared/model/index.ts';

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats are dear to make. @throws RangeError for a name that is no zone of the IANA database */
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What the clock on the wall shows, as if it were UTC; whole seconds. */
function wallOf(zone: string, at: EpochMs): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Zones of our time change on a quarter of an hour, so that one answer holds for all of it. */
const quarter = 900_000;
const known = new Map<string, number>();
const knownAtMost = 20_000;

/** How far a zone is ahead of UTC at a moment, in ms. */
export function offsetAt(zone: string, at: EpochMs): number {
  const begin = Math.floor(at / quarter) * quarter;
  const name = `${begin} ${zone}`;
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= knownAtMost) known.clear();
  const offset = wallOf(zone, begin) - begin;
  known.set(name, offset);
  return offset;
}

/** `YYYY-MM-DD` on the wall of this zone. */
export const dateOf = (zone: string, at: EpochMs): string => new Date(at + offsetAt(zone, at)).toISOString().slice(0, 10);

export const dayAfter = (date: string): string => new Date(Date.parse(`${date}T00:00Z`) + dayMs).toISOString().slice(0, 10);

/** 0 is Monday. */
export const weekdayOf = (date: string): number => (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7;

/**
 * The moment at which the clock shows `minute` of a day. A time that is skipped counts by the clock before the change, one that comes
 * twice is the later: as PostgreSQL reads it (its manual, appendix B.2), since both sides compute with the same hours.
 */
export function toUtc(zone: string, date: string, minute: number): EpochMs {
  const wall = Date.parse(`${date}T00:00Z`) + minute * 60_000;
  const before = offsetAt(zone, wall - dayMs);
  const after = offsetAt(zone, wall + dayMs);
  if (before === after) return wall - before;
  if (offsetAt(zone, wall - after) === after) return wall - after;
  return wall - before;
}
