import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterWorking, isWorked, minutes, workedBetween } from '../../../../electron/core/team/hours.ts';
import { dateOf, isZone, offsetAt, toUtc, weekdayOf } from '../../../../electron/core/team/zone.ts';
import type { Span, WorkingHours } from '../../../../shared/model/index.ts';

const day = (...spans: Array<[number, number]>): Span[] => spans.map(([from, to]) => ({ from: from * 60, to: to * 60 }));
/** Nine to six with an hour's break, Monday to Friday; the first of May is a holiday, and one Saturday is worked. */
const moscow: WorkingHours = {
  zone: 'Europe/Moscow',
  week: [...Array.from({ length: 5 }, () => day([9, 13], [14, 18])), [], []],
  days: { '2026-05-01': [], '2026-05-16': day([10, 12]) },
};
const at = (text: string): number => Date.parse(text);

describe('working time', () => {
  test('runs within the day, over a break, over the night and over a weekend', () => {
    const friday = at('2026-05-15T12:30+03:00');
    expect(afterWorking(moscow, friday, minutes(15))).toBe(at('2026-05-15T12:45+03:00'));
    expect(afterWorking(moscow, friday, minutes(60))).toBe(at('2026-05-15T14:30+03:00'));
    expect(afterWorking(moscow, friday, minutes(5 * 60))).toBe(at('2026-05-16T10:30+03:00'));
    expect(afterWorking(moscow, friday, minutes(7 * 60))).toBe(at('2026-05-18T09:30+03:00'));
    expect(afterWorking(moscow, at('2026-05-14T23:00+03:00'), minutes(1))).toBe(at('2026-05-15T09:01+03:00'));
  });

  test('a holiday is passed over', () => {
    expect(afterWorking(moscow, at('2026-04-30T17:30+03:00'), minutes(60))).toBe(at('2026-05-04T09:30+03:00'));
    expect(isWorked(moscow, at('2026-05-01T11:00+03:00'))).toBe(false);
    expect(isWorked(moscow, at('2026-05-16T11:00+03:00'))).toBe(true);
  });

  test('without hours every moment is worked, and with none in them none is', () => {
    expect(afterWorking(undefined, 5, 7)).toBe(12);
    expect(workedBetween(undefined, 5, 12)).toBe(7);
    const never = { zone: 'UTC', week: [[], [], [], [], [], [], []], days: {} };
    expect(afterWorking(never, 0, 1)).toBeUndefined();
    expect(workedBetween(never, 0, 1e12)).toBe(0);
    expect(isWorked(never, 0)).toBe(false);
  });

  test('the night on which the clocks change is as long as it is', () => {
    const night = { zone: 'Europe/Berlin', week: Array.from({ length: 7 }, () => day([0, 6])), days: {} };
    const worked = (date: string) => workedBetween(night, toUtc(night.zone, date, 0), toUtc(night.zone, date, 1440)) / 3_600_000;
    expect([worked('2026-03-28'), worked('2026-03-29'), worked('2026-10-25')]).toEqual([6, 5, 7]);
  });
});

test('moments of the wall: skipped ones by the clock before the change, those that come twice the later', () => {
  expect(toUtc('Europe/Berlin', '2026-03-29', 150)).toBe(at('2026-03-29T02:30+01:00'));
  expect(toUtc('Europe/Berlin', '2026-10-25', 150)).toBe(at('2026-10-25T02:30+01:00'));
  expect(toUtc('Australia/Lord_Howe', '2026-04-05', 105)).toBe(at('2026-04-05T01:45+10:30'));
  expect(toUtc('UTC', '2026-12-31', 1440)).toBe(at('2027-01-01T00:00Z'));
  expect([weekdayOf('2026-05-18'), weekdayOf('2026-05-17')]).toEqual([0, 6]);
  expect([isZone('Asia/Yekaterinburg'), isZone('Atlantis/Capital')]).toEqual([true, false]);
});

/** Spans keep clear of the hours in which clocks are changed, where counting minutes of the wall has two readings. */
const span = fc
  .tuple(fc.integer({ min: 5 * 4, max: 23 * 4 }), fc.integer({ min: 1, max: 20 }))
  .map(([from, length]) => ({ from: from * 15, to: Math.min(1440, from * 15 + length * 15) }));
const anyHours: fc.Arbitrary<WorkingHours> = fc.record({
  zone: fc.constantFrom(
    'Europe/Moscow',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  ),
  week: fc.array(fc.array(span, { maxLength: 3 }), { minLength: 7, maxLength: 7 }),
  days: fc.dictionary(
    fc.constantFrom('2026-03-08', '2026-03-29', '2026-03-30', '2026-10-25', '2026-11-01'),
    fc.array(span, { maxLength: 2 }),
  ),
});
const anyMoment = fc
  .integer({ min: at('2026-03-01T00:00Z') / 60_000, max: at('2026-11-30T00:00Z') / 60_000 })
  .map((m) => m * 60_000);

const quarter = 15 * 60_000;

describe('for any hours', () => {
  test('what lies between two moments is what the clock on the wall shows, minute by minute', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, fc.integer({ min: 0, max: 4 * 96 }), (hours, moment, quarters) => {
        const from = Math.floor(moment / quarter) * quarter;
        let counted = 0;
        for (let at = from; at < from + quarters * quarter; at += quarter) {
          const date = dateOf(hours.zone, at);
          const wall = Math.floor((at + offsetAt(hours.zone, at)) / 60_000) % 1440;
          const spans = hours.days[date] ?? hours.week[weekdayOf(date)] ?? [];
          if (spans.some((one) => one.from <= wall && wall < one.to)) counted += quarter;
        }
        expect(workedBetween(hours, from, from + quarters * quarter)).toBe(counted);
      }),
      { numRuns: 60 },
    );
  });

  test('after so much work so much was worked, and not a moment more', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, fc.integer({ min: 1, max: 3 * 1440 }), (hours, from, work) => {
        const due = afterWorking(hours, from, minutes(work));
        if (due === undefined) {
          expect(workedBetween(hours, from, from + 30 * 86_400_000)).toBe(0);
          return;
        }
        expect(workedBetween(hours, from, due)).toBe(minutes(work));
        expect(workedBetween(hours, from, due - 1)).toBe(minutes(work) - 1);
        expect(isWorked(hours, due - 1)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
