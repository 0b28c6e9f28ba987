import type { InboxRow } from '../../../shared/contract/api.ts';

type Told = Pick<InboxRow, 'customerId' | 'name' | 'unread'>;

/** Who has written since the list was last seen: what is unread of them has grown. Whoever only came into the list is told too. */
export function arrivals(before: readonly Told[], now: readonly Told[]): string[] {
  const known = new Map(before.map(({ customerId, unread }) => [customerId, unread]));
  return now.filter(({ customerId, unread }) => unread > (known.get(customerId) ?? 0)).map(({ name }) => name);
}
