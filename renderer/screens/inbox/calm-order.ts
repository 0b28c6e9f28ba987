import type { InboxRow } from '../../../shared/contract/api.ts';

/**
 * The rows in the order they were last drawn, with fresh contents: used while a hand is at work in the list, so that nothing
 * moves under it. Who left the view stays where they were; who came waits, unless it is below all others.
 */
export function holdOrder(drawn: readonly InboxRow[], fresh: readonly InboxRow[]): readonly InboxRow[] {
  const now = new Map(fresh.map((row) => [row.customerId, row]));
  const held = drawn.map((row) => now.get(row.customerId) ?? row);
  for (const row of drawn) now.delete(row.customerId);
  const below = fresh.findLastIndex((row) => !now.has(row.customerId)) + 1;
  return below < fresh.length ? [...held, ...fresh.slice(below)] : held;
}

/** Whether `rows` has the same people in the same places as far as `start` goes. */
export const beginsWith = (rows: readonly InboxRow[], start: readonly InboxRow[]): boolean =>
  rows.length >= start.length && start.every((row, index) => row.customerId === rows[index]?.customerId);
