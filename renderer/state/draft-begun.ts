import type { AgentId, EpochMs, Item } from '../../shared/model/index.ts';

/** Where a timeline stood when an answer was begun. `arrival`: the last item that was there; absent for one found as a draft. */
export type Begun = { at: EpochMs; arrival?: number };

export function begunNow(items: readonly Item[] | undefined, now: EpochMs): Begun {
  if (items === undefined || items.length === 0) return { at: now };
  return { at: now, arrival: Math.max(...items.map(({ arrival }) => arrival)) };
}

/** Something was said meanwhile: by the customer, or to them by somebody else of us. */
export type SaidSince = { by: 'customer' | 'agent'; item: Item };

/**
 * What was said since an answer was begun, that its writer may not have seen. An answer of a colleague counts more than what the
 * customer wrote; of several the latest.
 */
export function saidSince(items: readonly Item[], begun: Begun, me: AgentId | undefined): SaidSince | undefined {
  const later = items.filter((item) => (begun.arrival === undefined ? item.receivedAt > begun.at : item.arrival > begun.arrival));
  const words = later.filter(({ kind }) => kind !== 'note' && kind !== 'event' && kind !== 'call');
  const answer = words.findLast(
    ({ direction, author, delivery }) =>
      direction === 'out' &&
      delivery !== 'failed' &&
      delivery !== 'cancelled' &&
      !(author.type === 'agent' && author.agentId !== undefined && author.agentId === me),
  );
  if (answer) return { by: 'agent', item: answer };
  const written = words.findLast(({ direction }) => direction === 'in');
  return written && { by: 'customer', item: written };
}
