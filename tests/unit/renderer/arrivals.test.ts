import { expect, it } from 'vitest';
import { arrivals } from '../../../renderer/screens/inbox/arrivals.ts';

const row = (name: string, unread: number) => ({ customerId: `c-${name}`, name, unread });

it('tells who has written since, new people too, and nobody who only moved or was read', () => {
  const before = [row('Anna', 1), row('Boris', 0), row('Clara', 2)];
  expect(arrivals(before, [row('Clara', 0), row('Boris', 1), row('Anna', 1), row('Dmitry', 1)])).toEqual(['Boris', 'Dmitry']);
  expect(arrivals(before, before)).toEqual([]);
});
