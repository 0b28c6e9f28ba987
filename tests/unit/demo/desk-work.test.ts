import { expect, test } from 'vitest';
import { deskTags, deskWork } from '../../../build/demo/story/desk-work.ts';
import { dice } from '../../../build/demo/story/dice.ts';
import { inventPeople } from '../../../build/demo/story/people.ts';

const now = Date.UTC(2026, 10, 21, 12);
const people = inventPeople(dice(7), 400);
const work = deskWork(people, now);
const of = (kind: (typeof work)[number]['do']) => work.filter((one) => one.do === kind);

test('of the older customers most are resolved, of the newer ones none', () => {
  const resolved = new Set(of('resolve').map(({ customer }) => customer));
  expect(people.slice(0, 180).some((one) => resolved.has(one))).toBe(false);
  expect(people.slice(180).filter((one) => resolved.has(one)).length).toBeGreaterThan(150);
});

test('everything an agent does occurs, and what is put off lies ahead', () => {
  for (const kind of ['take', 'tag', 'note', 'remind', 'snooze'] as const) expect(of(kind).length).toBeGreaterThan(8);
  for (const one of work) {
    if (one.do === 'snooze') expect(one.until).toBeGreaterThan(now);
    if (one.do === 'remind') expect(one.at).toBeGreaterThan(now);
    if (one.do === 'note' || one.do === 'remind') expect(/[а-я]/i.test(one.text)).toBe(one.customer.language === 'ru');
  }
  expect(new Set(work.flatMap((one) => (one.do === 'tag' ? [one.tag] : []))).size).toBe(deskTags.length);
});
