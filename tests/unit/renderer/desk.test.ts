import { describe, expect, it } from 'vitest';
import { fromField, laterTimes, toField } from '../../../renderer/screens/desk/when.ts';
import { urgencyOf } from '../../../renderer/screens/inbox/urgency.ts';

const local = (text: string): number => new Date(text).getTime();
const shown = (now: string): Array<[string, string]> =>
  laterTimes(local(now)).map(({ id, at }) => [id, toField(at).replace('T', ' ')]);

describe('moments something can be put off to', () => {
  it('on a Wednesday morning', () => {
    expect(shown('2026-11-18T10:20')).toEqual([
      ['hour', '2026-11-18 11:20'],
      ['evening', '2026-11-18 18:00'],
      ['tomorrow', '2026-11-19 09:00'],
      ['monday', '2026-11-23 09:00'],
      ['week', '2026-11-25 09:00'],
    ]);
  });
  it('has no evening when it is evening, and no Monday beside tomorrow', () => {
    expect(shown('2026-11-22T19:00').map(([id]) => id)).toEqual(['hour', 'tomorrow', 'week']);
  });
  it('on a Monday the next one is in a week, once', () => {
    expect(shown('2026-11-23T08:00').filter(([, at]) => at.startsWith('2026-11-30'))).toHaveLength(1);
  });
  it('goes into a field and back to the minute', () => {
    const at = local('2026-11-18T10:20');
    expect(fromField(toField(at))).toBe(at);
    expect(fromField('')).toBeUndefined();
  });
});

describe('how pressing a wait is', () => {
  const minute = 60_000;
  it('is calm until three quarters of the limit', () => {
    expect(urgencyOf(undefined, 0, 60)).toBe('none');
    expect(urgencyOf(0, 44 * minute, 60)).toBe('calm');
    expect(urgencyOf(0, 45 * minute, 60)).toBe('near');
    expect(urgencyOf(0, 60 * minute, 60)).toBe('past');
    expect(urgencyOf(0, 600 * minute, 0)).toBe('calm');
  });
});
