import { expect, test } from 'vitest';
import { dutyGaps } from '../../../../electron/core/team/duty-gaps.ts';
import type { Department, Duty, WorkingHours } from '../../../../shared/model/index.ts';

const hours = (from: number, to: number, zone = 'Europe/Moscow', days = 5): WorkingHours => ({
  zone,
  week: Array.from({ length: 7 }, (_, n) => (n < days ? [{ from: from * 60, to: to * 60 }] : [])),
  days: {},
});
const now = Date.parse('2026-05-18T12:00+03:00');
const support: Department = { id: 'support', key: 'support', name: 'Support', hours: hours(9, 18) };
const duty = (more: Partial<Duty> = {}): Duty => ({ id: 'd', departmentId: 'support', version: 1, ...more });
const span = (from: number, to: number) => ({ from: from * 60, to: to * 60 });

test('nobody owns VK after six, on the days on which the team works until nine', () => {
  const gaps = dutyGaps(
    {
      channels: ['vk', 'bot'],
      departments: [support],
      duties: [duty({ channelId: 'vk' }), duty({ channelId: 'bot', hours: hours(9, 21) })],
      hours: hours(9, 21),
    },
    now,
  );
  expect(gaps).toEqual([0, 1, 2, 3, 4].map((weekday) => ({ channelId: 'vk', weekday, span: span(18, 21) })));
});

test('where nobody said when the team works, every hour counts', () => {
  const gaps = dutyGaps({ channels: ['vk'], departments: [support], duties: [duty()] }, now);
  expect(gaps.filter(({ weekday }) => weekday === 0)).toEqual([
    { channelId: 'vk', weekday: 0, span: span(0, 9) },
    { channelId: 'vk', weekday: 0, span: span(18, 24) },
  ]);
  expect(gaps.filter(({ weekday }) => weekday === 6)).toEqual([{ channelId: 'vk', weekday: 6, span: span(0, 24) }]);
});

test('who owns one topic owns no channel, and without a matrix nothing is missing', () => {
  const responsibility = { channels: ['vk'], departments: [support], hours: hours(9, 18) };
  expect(dutyGaps({ ...responsibility, duties: [duty({ topic: 'refund' })] }, now)).toHaveLength(5);
  expect(dutyGaps({ ...responsibility, duties: [duty({ topic: 'refund' }), duty()] }, now)).toEqual([]);
  expect(dutyGaps({ ...responsibility, duties: [] }, now)).toEqual([]);
});

test('another zone is seen by the clock of the team, over the ends of the week too', () => {
  const vladivostok = { ...support, hours: hours(9, 18, 'Asia/Vladivostok', 7) };
  const gaps = dutyGaps(
    { channels: ['vk'], departments: [vladivostok], duties: [duty()], hours: hours(0, 24, 'Europe/Moscow', 7) },
    now,
  );
  // Seven hours ahead: nine to six there is two to eleven here.
  expect(gaps.filter(({ weekday }) => weekday === 3).map((gap) => gap.span)).toEqual([span(0, 2), span(11, 24)]);
  expect(gaps).toHaveLength(14);
});
