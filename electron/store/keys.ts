import type { WriteTx } from './db.ts';

/** 2000-01-01T00:00:00Z: keeps keys small; earlier times share the first second. */
const epoch = 946_684_800_000;
const perSecond = 1024;

/** How far ahead of us a provider's clock may be before we believe our own. */
const plausibleMs = 2 * 24 * 60 * 60 * 1000;

/**
 * The time an item is ordered by: what the provider says, unless that lies days ahead of its arrival, where it would stand
 * after everything that is ever said from now on.
 */
export const orderTime = (sentAt: number, receivedAt: number): number =>
  sentAt > receivedAt + plausibleMs ? receivedAt : sentAt;

/** Beginning of the second that holds this key. */
export const timeOfKey = (key: number): number => Math.floor(key / perSecond) * 1000 + epoch;

/** Smallest item key of the second that holds `at`. */
export const keyFloor = (at: number): number => Math.max(0, Math.floor((at - epoch) / 1000)) * perSecond;

/**
 * A free key for an item of that time: seconds × 1024 plus a sequence, so that rows lie in time order. A second with
 * more than 1,024 items runs over into the next, which keeps order within a millisecond's tolerance of a second.
 */
export function nextItemKey(tx: WriteTx, at: number): number {
  let floor = keyFloor(at);
  for (;;) {
    const last = tx.value<number>('SELECT MAX(key) FROM items WHERE key >= ? AND key < ?', floor, floor + perSecond);
    if (last === undefined || last === null) return floor;
    if (last + 1 < floor + perSecond) return last + 1;
    floor += perSecond;
  }
}

/** The next value of a counter that never repeats. */
export function nextInSequence(tx: WriteTx, name: 'arrival'): number {
  const value = tx.value<number>(
    'INSERT INTO sequences (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value',
    name,
  );
  return value ?? 1;
}
