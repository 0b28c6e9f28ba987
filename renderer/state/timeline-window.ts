import type { Item } from '../../shared/model/index.ts';
import { share } from './share.ts';

/**
 * The stretch of a timeline that is held and drawn: bounded, so that a customer with a hundred thousand messages costs
 * as much as one with fifty. `older` and `newer` say whether the history goes on beyond either end.
 */
export type TimelineWindow = { items: Item[]; older: boolean; newer: boolean };

export const pageSize = 50;
/** Four pages: enough to scroll without waiting, little enough to lay out at once. */
export const windowSize = 200;

export function prependOlder(window: TimelineWindow, page: TimelineWindow): TimelineWindow {
  const known = new Set(window.items.map((item) => item.id));
  const items = [...page.items.filter((item) => !known.has(item.id)), ...window.items];
  return { items: items.slice(0, windowSize), older: page.older, newer: window.newer || items.length > windowSize };
}

export function appendNewer(window: TimelineWindow, page: TimelineWindow): TimelineWindow {
  const known = new Set(window.items.map((item) => item.id));
  const items = [...window.items, ...page.items.filter((item) => !known.has(item.id))];
  return { items: items.slice(-windowSize), older: window.older || items.length > windowSize, newer: page.newer };
}

/**
 * A fresh reading of the newest stretch takes the place of a window that stood at the live end; what lies before the
 * window's first item is left out, so that nothing appears above the reader's eyes.
 */
export function rereadNewest(window: TimelineWindow, page: TimelineWindow): TimelineWindow {
  const first = window.items[0];
  const from = first && window.older ? page.items.filter((item) => item.key >= first.key) : page.items;
  const cut = page.items.length - from.length;
  return share(window, { items: from, older: page.older || cut > 0, newer: page.newer });
}

/** A fresh reading around the middle of a window that stands in the past: what it holds is updated, nothing is added. */
export function rereadPast(window: TimelineWindow, page: TimelineWindow): TimelineWindow {
  const fresh = new Map(page.items.map((item) => [item.id, item]));
  const items = window.items.map((item) => fresh.get(item.id) ?? item);
  return share(window, { ...window, items, newer: true });
}

/** Whether an item from outside came after the read mark. What is read of a mailbox from before it was connected is none of it. */
export const isNews = ({ direction, arrival, historic }: Pick<Item, 'direction' | 'arrival' | 'historic'>, readUpTo: number) =>
  direction === 'in' && arrival > readUpTo && historic !== true;

/** Whether all that is held came after the read mark and more lies before it: what is new begins out of sight. */
export function newBegan(items: readonly Item[], older: boolean, readUpTo: number): boolean {
  return older && readUpTo > 0 && items.length > 0 && items.every((item) => item.arrival > readUpTo && item.historic !== true);
}
