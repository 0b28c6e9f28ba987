import { describe, expect, it } from 'vitest';
import { continues, layoutTimeline, newestArrival } from '../../../renderer/screens/timeline/layout.ts';
import {
  appendNewer,
  newBegan,
  prependOlder,
  rereadNewest,
  rereadPast,
  windowSize,
} from '../../../renderer/state/timeline-window.ts';
import type { Conversation, Item } from '../../../shared/model/index.ts';

const minute = 60_000;
const noon = new Date(2026, 10, 12, 12).getTime();

function item(key: number, change: Partial<Item> = {}): Item {
  return {
    id: `i${key}`,
    key,
    arrival: key,
    kind: 'telegram',
    direction: 'in',
    author: { type: 'customer', name: 'Мария' },
    sentAt: noon + key * minute,
    receivedAt: noon,
    text: `text ${key}`,
    attachments: [],
    versions: 0,
    ...change,
  };
}
const run = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => item(from + index));
const keys = (items: readonly Item[]) => items.map(({ key }) => key);

it('what is written in a group does not go on with what is written to us alone', () => {
  const there = { group: 'House 5' };
  expect(continues(item(1), item(2))).toBe(true);
  expect(continues(item(1), item(2, there))).toBe(false);
  expect(continues(item(1, there), item(2, there))).toBe(true);
});

describe('held stretch of a timeline', () => {
  it('grows at its head and lets go of its tail beyond the bound', () => {
    const held = { items: run(101, 100 + windowSize), older: true, newer: false };
    const grown = prependOlder(held, { items: run(51, 100), older: false, newer: true });
    expect(grown.items).toHaveLength(windowSize);
    expect(grown.items[0]?.key).toBe(51);
    expect(grown).toMatchObject({ older: false, newer: true });
  });
  it('grows at its tail and lets go of its head', () => {
    const held = { items: run(1, windowSize), older: false, newer: true };
    const grown = appendNewer(held, { items: run(windowSize, windowSize + 10), older: true, newer: false });
    expect(keys(grown.items.slice(-2))).toEqual([windowSize + 9, windowSize + 10]);
    expect(grown.items).toHaveLength(windowSize);
    expect(grown).toMatchObject({ older: true, newer: false });
  });
  it('takes in what arrived without showing anything new above, and keeps what did not change', () => {
    const held = { items: run(5, 8), older: true, newer: false };
    const read = [...run(3, 7).map((one) => ({ ...one })), item(8, { delivery: 'sent' }), item(9)];
    const after = rereadNewest(held, { items: read, older: true, newer: false });
    expect(keys(after.items)).toEqual([5, 6, 7, 8, 9]);
    expect(after.items[0]).toBe(held.items[0]);
    expect(after.items[3]?.delivery).toBe('sent');
    expect(after.older).toBe(true);
  });
  it('takes in an older item that arrived late when the whole history is held', () => {
    const held = { items: run(5, 6), older: false, newer: false };
    const after = rereadNewest(held, { items: run(2, 6), older: false, newer: false });
    expect(keys(after.items)).toEqual([2, 3, 4, 5, 6]);
  });
  it('renews a stretch of the past in place', () => {
    const held = { items: run(5, 6), older: true, newer: true };
    const after = rereadPast(held, { items: [item(4), item(5, { text: 'edited' }), item(6), item(7)], older: true, newer: true });
    expect(keys(after.items)).toEqual([5, 6]);
    expect(after.items[0]?.text).toBe('edited');
    expect(after.items[1]).toBe(held.items[1]);
  });
});

describe('lines of the timeline', () => {
  it('groups what one person says within five minutes, and no mail', () => {
    expect(continues(item(1), item(3))).toBe(true);
    expect(continues(item(1), item(7))).toBe(false);
    expect(continues(item(1), item(2, { direction: 'out', author: { type: 'agent', name: 'Анна' } }))).toBe(false);
    expect(continues(item(1, { kind: 'email' }), item(2, { kind: 'email' }))).toBe(false);
    expect(continues(undefined, item(1))).toBe(false);
  });
  it('puts a border before each day and before what is new', () => {
    const nextDay = item(4, { sentAt: noon + 24 * 60 * minute });
    const lines = layoutTimeline([item(1), item(2), item(3), nextDay], 2);
    expect(lines.map((line) => (line.type === 'item' ? `${line.item.key}${line.first ? '!' : ''}` : line.type))).toEqual([
      'day',
      '1!',
      '2',
      'unseen',
      '3!',
      'day',
      '4!',
    ]);
  });
  it('has no border of the new when everything is new, or only our own words are', () => {
    expect(layoutTimeline([item(1), item(2)], 0).some(({ type }) => type === 'unseen')).toBe(false);
    expect(layoutTimeline([item(1), item(2, { direction: 'out' })], 1).some(({ type }) => type === 'unseen')).toBe(false);
  });
  it('has no border of the new before what is read of a mailbox from before it was connected', () => {
    const history = [1, 2].map((at) => item(at, { arrival: at + 10, historic: true }));
    expect(layoutTimeline([...history, item(3), item(4)], 4).some(({ type }) => type === 'unseen')).toBe(false);
    const lines = layoutTimeline([...history, item(3), item(4)], 3);
    expect(lines.map(({ type }) => type)).toEqual(['day', 'item', 'item', 'item', 'unseen', 'item']);
    expect(newBegan(history, true, 5)).toBe(false);
  });
  it('reads up to the newest arrival, which need not stand last', () => {
    expect(newestArrival([item(1, { arrival: 9 }), item(2)])).toBe(9);
    expect(newestArrival([])).toBe(0);
  });
  it('what is new begins out of sight only where all that is held is new, more lies before it and somebody has looked before', () => {
    const fresh = [item(1, { arrival: 8 }), item(2, { arrival: 9 })];
    expect(newBegan(fresh, true, 7)).toBe(true);
    expect(newBegan(fresh, true, 8)).toBe(false);
    expect(newBegan(fresh, false, 7)).toBe(false);
    expect(newBegan(fresh, true, 0)).toBe(false);
    expect(newBegan([], true, 7)).toBe(false);
  });
});

describe('where a conversation ended', () => {
  const over: Conversation = { id: 'c1', status: 'resolved', openedAt: noon, closedAt: noon + 9 * minute, version: 1, tags: [] };
  it('stands below its last item, and what follows begins a group of its own', () => {
    const items = [item(1, { conversationId: 'c1' }), item(2, { conversationId: 'c1' }), item(3, { conversationId: 'c2' })];
    const lines = layoutTimeline(items, 99, [over]);
    expect(lines.map((line) => (line.type === 'item' ? `${line.item.id}${line.first ? '*' : ''}` : line.type))).toEqual([
      'day',
      'i1*',
      'i2',
      'ended',
      'i3*',
    ]);
  });
  it('is not shown for one that is still open', () => {
    expect(layoutTimeline([item(1, { conversationId: 'c2' })], 99, [over]).some(({ type }) => type === 'ended')).toBe(false);
  });
});
