import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minutes } from '../../../../electron/core/team/hours.ts';
import { clockOf, shownSla } from '../../../../electron/core/team/sla.ts';
import type { WorkingHours } from '../../../../shared/model/index.ts';

const at = (text: string): number => Date.parse(`${text}+03:00`);
const hours: WorkingHours = {
  zone: 'Europe/Moscow',
  week: [0, 1, 2, 3, 4, 5, 6].map((n) => (n < 5 ? [{ from: 540, to: 1080 }] : [])),
  days: {},
};
const sla = { firstAnswerMinutes: 60, nextAnswerMinutes: 120, resolutionMinutes: 480 };
const friday = at('2026-05-15T17:30');

describe('which promise is due', () => {
  test('the first answer, counted over the weekend, at risk with a fifth of its time left', () => {
    expect(clockOf(sla, hours, { turns: [], waitingSince: friday, answered: false })).toEqual({
      clock: 'first-answer',
      dueAt: at('2026-05-18T09:30'),
      riskAt: at('2026-05-18T09:18'),
    });
  });

  test('the next one is given its own time', () => {
    const course = { turns: [], waitingSince: at('2026-05-15T10:00'), answered: true };
    expect(clockOf(sla, hours, course)).toMatchObject({ clock: 'next-answer', dueAt: at('2026-05-15T12:00') });
  });

  test('to end the matter, once that is sooner: only our turns count, the customer’s do not', () => {
    const turns = [
      { from: at('2026-05-14T09:00'), to: at('2026-05-14T15:00') },
      { from: at('2026-05-15T09:00'), to: at('2026-05-15T10:30') },
    ];
    const waitingSince = at('2026-05-15T16:00');
    expect(clockOf(sla, hours, { turns, waitingSince, answered: true })).toMatchObject({
      clock: 'resolution',
      dueAt: at('2026-05-15T16:30'),
    });
    expect(clockOf(sla, hours, { turns, waitingSince: null, answered: true })).toEqual({
      clock: 'resolution',
      leftMs: minutes(30),
    });
  });

  test('none that the team has not promised', () => {
    const none = { firstAnswerMinutes: 0, nextAnswerMinutes: 0, resolutionMinutes: 0 };
    expect(clockOf(none, hours, { turns: [], waitingSince: friday, answered: false })).toBeUndefined();
    expect(clockOf(none, hours, { turns: [], waitingSince: null, answered: false })).toBeUndefined();
  });
});

describe('as it is read', () => {
  const clock = { clock: 'first-answer' as const, dueAt: at('2026-05-18T09:30'), riskAt: at('2026-05-18T09:18') };

  test('at work it is a moment, off work it rests and keeps what is left', () => {
    expect(shownSla(clock, hours, at('2026-05-15T17:45'))).toEqual({ clock: 'first-answer', dueAt: clock.dueAt });
    const sunday = at('2026-05-17T12:00');
    expect(shownSla(clock, hours, sunday)).toEqual({ clock: 'first-answer', dueAt: sunday + minutes(30), paused: true });
    const evening = at('2026-05-18T22:00');
    expect(shownSla(clock, hours, evening)).toEqual({ clock: 'first-answer', dueAt: clock.dueAt });
  });

  test('the customer’s turn rests', () => {
    expect(shownSla({ clock: 'resolution', leftMs: 7 }, hours, 100)).toEqual({ clock: 'resolution', dueAt: 107, paused: true });
  });
});

test('the more of our turns lie behind, the sooner it is due, and never at risk after it is due', () => {
  const moment = fc.integer({ min: at('2026-05-01T00:00'), max: at('2026-06-01T00:00') });
  fc.assert(
    fc.property(fc.array(fc.tuple(moment, fc.nat(minutes(300))), { maxLength: 6 }), moment, (spans, waitingSince) => {
      const turns = spans.map(([from, length]) => ({ from, to: from + length }));
      const only = { firstAnswerMinutes: 0, nextAnswerMinutes: 0, resolutionMinutes: 480 };
      let before = Number.POSITIVE_INFINITY;
      for (let n = 0; n <= turns.length; n += 1) {
        const clock = clockOf(only, hours, { turns: turns.slice(0, n), waitingSince, answered: true });
        if (!clock || 'leftMs' in clock) throw new Error('it runs');
        expect(clock.dueAt).toBeLessThanOrEqual(before);
        expect(clock.riskAt).toBeLessThanOrEqual(clock.dueAt);
        before = clock.dueAt;
      }
    }),
    { numRuns: 100 },
  );
});
