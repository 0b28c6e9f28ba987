import type { InboxRow } from '../../../shared/contract/api.ts';

/**
 * The rows in the order they were last drawn, with fresh contents: used while the pointer is at work in the list, so
 * that nothing moves under the hand. Who left the view stays where they were; who came waits.
 */
export function holdOrder(drawn: readonly InboxRow[], fresh: readonly InboxRow[]): readonly InboxRow[] {
  const now = new Map(fresh.map((row) => [row.customerId, row]));
  return drawn.map((row) => now.get(row.customerId) ?? row);
}

export function sameOrder(a: readonly InboxRow[], b: readonly InboxRow[]): boolean {
  return a.length === b.length && a.every((row, index) => row.customerId === b[index]?.customerId);
}
