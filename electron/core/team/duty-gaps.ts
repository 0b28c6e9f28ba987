import type { ChannelId, Department, Duty, DutyGap, EpochMs, Span, WorkingHours } from '../../../shared/model/index.ts';
import { offsetAt } from './zone.ts';

const day = 1440;
const week = 7 * day;

export type Responsibility = {
  channels: readonly ChannelId[];
  duties: readonly Duty[];
  departments: readonly Department[];
  /** Of departments that have none of their own; also when somebody is expected to be there at all. */
  hours?: WorkingHours;
};

/**
 * When nobody owns a channel, whatever it is about: times of the usual week in which the team works and no line of the matrix holds.
 * In the wall-clock time of the team's zone; hours of another zone stand as they are at `now`. None when there is no matrix.
 */
export function dutyGaps({ channels, duties, departments, hours }: Responsibility, now: EpochMs): DutyGap[] {
  if (duties.length === 0) return [];
  const hoursOf = (duty: Duty): WorkingHours | undefined =>
    duty.hours ?? departments.find(({ id }) => id === duty.departmentId)?.hours ?? hours;
  const zone = hours?.zone ?? duties.map(hoursOf).find((one) => one !== undefined)?.zone ?? 'UTC';
  const expected = weekOf(hours, zone, now);
  return channels.flatMap((channelId) => {
    const owned = duties
      .filter((duty) => duty.topic === undefined && (duty.channelId ?? channelId) === channelId)
      .flatMap((duty) => weekOf(hoursOf(duty), zone, now));
    return byDay(without(expected, owned)).map((gap) => ({ channelId, ...gap }));
  });
}

/** Working hours as minutes of the week, seen from `zone`. */
function weekOf(hours: WorkingHours | undefined, zone: string, now: EpochMs): Span[] {
  if (hours === undefined) return [{ from: 0, to: week }];
  const shift = Math.round((offsetAt(zone, now) - offsetAt(hours.zone, now)) / 60_000);
  return hours.week.flatMap((spans, weekday) =>
    spans.flatMap(({ from, to }) => wrapped({ from: weekday * day + from + shift, to: weekday * day + to + shift })),
  );
}

/** What hangs over an end of the week comes in again at the other. */
function wrapped({ from, to }: Span): Span[] {
  const start = ((from % week) + week) % week;
  const end = start + (to - from);
  return end <= week
    ? [{ from: start, to: end }]
    : [
        { from: start, to: week },
        { from: 0, to: end - week },
      ];
}

function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  return taken.reduce<Span[]>(
    (left, { from, to }) =>
      left.flatMap((span) =>
        [
          { from: span.from, to: Math.min(span.to, from) },
          { from: Math.max(span.from, to), to: span.to },
        ].filter((piece) => piece.from < piece.to),
      ),
    [...spans],
  );
}

function byDay(spans: readonly Span[]): Array<{ weekday: number; span: Span }> {
  return [0, 1, 2, 3, 4, 5, 6].flatMap((weekday) =>
    spans
      .map(({ from, to }) => ({ from: Math.max(from - weekday * day, 0), to: Math.min(to - weekday * day, day) }))
      .filter(({ from, to }) => from < to)
      .sort((a, b) => a.from - b.from)
      .map((span) => ({ weekday, span })),
  );
}
