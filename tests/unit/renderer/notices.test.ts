import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';
import { news } from '../../../renderer/screens/notices/news.ts';
import { toastsOf } from '../../../renderer/screens/notices/toasts.ts';
import { isQuiet, pauseEnd } from '../../../shared/lib/quiet.ts';
import type { Notice } from '../../../shared/model/index.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } });
});

const notice = (id: string, change: Partial<Notice> = {}): Notice => ({
  id,
  kind: 'mine',
  customerId: `c-${id}`,
  customerName: id,
  text: '',
  at: 0,
  count: 1,
  seen: false,
  ...change,
});
const ids = (notices: readonly Notice[]) => notices.map(({ id }) => id);

describe('notices worth a hint', () => {
  it('are those that are new or have grown', () => {
    const before = [notice('a'), notice('b')];
    expect(ids(news(before, [notice('n'), notice('a', { count: 2 }), notice('b')]))).toEqual(['n', 'a']);
  });
  it('are none for the first reading and for seen ones', () => {
    expect(news(undefined, [notice('a')])).toEqual([]);
    expect(news([], [notice('a', { seen: true })])).toEqual([]);
  });
  it('are told one by one, and many of them at once in one', () => {
    const some = ['a', 'b', 'c'].map((id) => notice(id, { text: `of ${id}` }));
    expect(toastsOf(some)).toEqual([
      { title: 'a', body: 'of a', customerId: 'c-a' },
      { title: 'b', body: 'of b', customerId: 'c-b' },
      { title: 'c', body: 'of c', customerId: 'c-c' },
    ]);
    expect(toastsOf([...some, notice('d')])).toEqual([{ title: '4 new notices', body: 'a, b, c…', customerId: '' }]);
    const ofTwo = [...some.slice(0, 2), notice('a2', { customerName: 'a' }), notice('b2', { customerName: 'b' })];
    expect(toastsOf(ofTwo)).toEqual([{ title: '4 new notices', body: 'a, b', customerId: '' }]);
  });
});

describe('quiet hours', () => {
  const at = (clock: string): number => new Date(`2026-11-18T${clock}`).getTime();
  it('go over midnight', () => {
    const quiet = { from: '20:00', to: '09:00' };
    expect(isQuiet({ quiet }, at('23:10'))).toBe(true);
    expect(isQuiet({ quiet }, at('08:59'))).toBe(true);
    expect(isQuiet({ quiet }, at('09:00'))).toBe(false);
    expect(isQuiet({ quiet }, at('19:59'))).toBe(false);
  });
  it('lie within a day too', () => {
    const quiet = { from: '13:00', to: '14:00' };
    expect(isQuiet({ quiet }, at('13:30'))).toBe(true);
    expect(isQuiet({ quiet }, at('14:00'))).toBe(false);
  });
  it('take whole days, by the day of the week here', () => {
    // The 18th of November 2026 is a Wednesday.
    expect(isQuiet({ quietDays: [0, 6] }, at('12:00'))).toBe(false);
    expect(isQuiet({ quietDays: [3] }, at('00:00'))).toBe(true);
    expect(isQuiet({ quietDays: [3] }, at('23:59'))).toBe(true);
    expect(isQuiet({ quietDays: [3] }, new Date('2026-11-19T00:00').getTime())).toBe(false);
    const quiet = { from: '20:00', to: '09:00' };
    expect(isQuiet({ quiet, quietDays: [4] }, at('19:00'))).toBe(false);
    expect(isQuiet({ quiet, quietDays: [4] }, at('21:00'))).toBe(true);
  });
  it('are over when a pause is', () => {
    expect(isQuiet({ pausedUntil: at('12:00') }, at('11:59'))).toBe(true);
    expect(isQuiet({ pausedUntil: at('12:00') }, at('12:00'))).toBe(false);
    expect(isQuiet({}, at('12:00'))).toBe(false);
  });
});

describe('a pause', () => {
  const at = (clock: string): number => new Date(`2026-11-18T${clock}`).getTime();
  it('lasts as long as it says, and until nine in the morning', () => {
    expect(pauseEnd('half-hour', at('11:50'))).toBe(at('12:20'));
    expect(pauseEnd('hour', at('11:50'))).toBe(at('12:50'));
    expect(pauseEnd('tomorrow', at('23:59'))).toBe(new Date('2026-11-19T09:00').getTime());
    expect(pauseEnd('tomorrow', at('00:10'))).toBe(new Date('2026-11-19T09:00').getTime());
  });
});
