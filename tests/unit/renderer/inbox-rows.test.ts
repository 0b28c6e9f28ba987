import { describe, expect, it } from 'vitest';
import { beginsWith, holdOrder } from '../../../renderer/screens/inbox/calm-order.ts';
import { spanOf } from '../../../renderer/screens/inbox/use-rows-in-sight.ts';
import { appendPage, mergeRows, neighbour, onward } from '../../../renderer/state/inbox-rows.ts';
import type { InboxRow } from '../../../shared/contract/api.ts';

function row(customerId: string, lastActivityAt: number, change: Partial<InboxRow> = {}): InboxRow {
  return {
    customerId,
    name: customerId,
    status: 'open',
    lastActivityAt,
    waitingOrder: 0,
    tie: customerId.charCodeAt(0),
    tags: [],
    unread: 0,
    last: { kind: 'telegram', direction: 'in', excerpt: '', attachmentKinds: [] },
    ...change,
  };
}
const ids = (rows: readonly InboxRow[]) => rows.map(({ customerId }) => customerId);
const loaded = [row('c', 30), row('b', 20), row('a', 10)];

describe('rows of the list', () => {
  it('moves somebody who wrote to their place, and takes in somebody new', () => {
    const fresh = [row('a', 40), row('n', 25)];
    expect(ids(mergeRows(loaded, ['a', 'n'], fresh, false, 'latest'))).toEqual(['a', 'c', 'n', 'b']);
  });
  it('lets go of somebody who was asked for and left the view', () => {
    expect(ids(mergeRows(loaded, ['b'], [], false, 'latest'))).toEqual(['c', 'a']);
  });
  it('leaves to its page whoever belongs below what is loaded', () => {
    expect(ids(mergeRows(loaded, ['n'], [row('n', 5)], true, 'latest'))).toEqual(['c', 'b', 'a']);
    expect(ids(mergeRows(loaded, ['n'], [row('n', 5)], false, 'latest'))).toEqual(['c', 'b', 'a', 'n']);
  });
  it('shows the first customer ever, even while pages are outstanding', () => {
    expect(ids(mergeRows([], ['n'], [row('n', 5)], true, 'latest'))).toEqual(['n']);
  });
  it('appends a page without doubling somebody who moved up meanwhile', () => {
    expect(ids(appendPage(loaded, [row('b', 20), row('z', 5)], 'latest'))).toEqual(['c', 'b', 'a', 'z']);
  });
  it('appends page after page to one list, and puts in order whoever moved down meanwhile', () => {
    const second = appendPage(loaded, [row('y', 5)], 'latest');
    const third = appendPage(second, [row('y', 5), row('x', 15), row('w', 1)], 'latest');
    expect(ids(third)).toEqual(['c', 'b', 'x', 'a', 'y', 'w']);
    expect(ids(appendPage(loaded, [row('y', 5)], 'latest'))).toEqual(['c', 'b', 'a', 'y']);
  });
  it('orders equals by the number the reader orders them by, whatever they are called', () => {
    const equal = [row('a', 10, { tie: 3 }), row('c', 10, { tie: 1 })];
    const before = [row('b', 10, { tie: 2 })];
    expect(ids(mergeRows(before, ['a', 'c'], equal, false, 'latest'))).toEqual(['a', 'b', 'c']);
    expect(ids(mergeRows(before, ['a', 'c'], equal, false, 'waiting'))).toEqual(['c', 'b', 'a']);
  });
  it('puts the longest waiting first where that is asked for', () => {
    const waiting = [row('a', 10, { waitingOrder: 3 }), row('b', 20, { waitingOrder: 1 })];
    expect(ids(mergeRows(waiting, ['n'], [row('n', 30, { waitingOrder: 2 })], false, 'waiting'))).toEqual(['b', 'n', 'a']);
  });
  it('walks to neighbours and stays inside', () => {
    expect(neighbour(loaded, undefined, 1)).toBe('c');
    expect(neighbour(loaded, 'c', 1)).toBe('b');
    expect(neighbour(loaded, 'c', -1)).toBe('c');
    expect(neighbour(loaded, 'a', 5)).toBe('a');
    expect(neighbour([], 'a', 1)).toBeUndefined();
  });
});

describe('order held under the hand', () => {
  it('keeps places, renews contents, lets newcomers wait', () => {
    const fresh = [row('n', 50), row('a', 40, { unread: 2 }), row('c', 30)];
    const held = holdOrder(loaded, fresh);
    expect(ids(held)).toEqual(['c', 'b', 'a']);
    expect(held[2]?.unread).toBe(2);
    expect(beginsWith(held, loaded)).toBe(true);
    expect(beginsWith(fresh, loaded)).toBe(false);
  });
  it('grows at its end, so that a list under the hand can be scrolled on', () => {
    const fresh = [row('n', 50), row('c', 30), row('b', 20), row('a', 10), row('y', 4), row('z', 3)];
    expect(ids(holdOrder(loaded, fresh))).toEqual(['c', 'b', 'a', 'y', 'z']);
  });
});

describe('rows in sight', () => {
  const span = (top: number, count: number) => spanOf({ top, height: 600 }, 60, count, 30);
  it('are drawn with as many ahead on both sides, wherever the list stands', () => {
    for (const top of [0, 59, 899, 900, 60_000, 5_999_400]) {
      const { start, end } = span(top, 100_000);
      expect(start).toBeLessThanOrEqual(Math.max(0, top / 60 - 30));
      expect(end).toBeGreaterThanOrEqual(Math.min(100_000, top / 60 + 10 + 30));
      expect(end - start).toBeLessThanOrEqual(10 + 4 * 30);
    }
  });
  it('stay inside a short list, and inside one that became shorter', () => {
    expect(span(0, 5)).toEqual({ start: 0, end: 5 });
    expect(span(60_000, 5)).toEqual({ start: 0, end: 5 });
    expect(span(0, 0)).toEqual({ start: 0, end: 0 });
  });
});

describe('walking on from somebody who moved', () => {
  const rows = (...ids: string[]): InboxRow[] => ids.map((customerId) => ({ customerId }) as InboxRow);
  const order = ['a', 'b', 'c', 'd'];
  it('goes to whoever stood beside them', () => {
    // b was answered and stands last now.
    expect(onward(order, rows('a', 'c', 'd', 'b'), 'b', 1)).toBe('c');
    expect(onward(order, rows('a', 'c', 'd', 'b'), 'b', -1)).toBe('a');
  });
  it('also from somebody who has gone, past others who have', () => {
    expect(onward(order, rows('a', 'd'), 'b', 1)).toBe('d');
    expect(onward(order, rows('d', 'e'), 'c', -1)).toBe('d');
  });
  it('stays at the end, goes on to what was loaded since, and begins at the top with nobody', () => {
    expect(onward(order, rows('a', 'b', 'c', 'd'), 'd', 1)).toBe('d');
    expect(onward(order, rows('a', 'b', 'c', 'd', 'e'), 'd', 1)).toBe('e');
    expect(onward(order, rows('a', 'b', 'c'), 'd', 1)).toBe('c');
    expect(onward([], rows('a', 'b'), undefined, 1)).toBe('a');
    expect(onward(order, [], 'b', 1)).toBeUndefined();
  });
});
