import type { CustomerView, Queries, TimelineLens } from '../../shared/contract/api.ts';
import type { CustomerId, EpochMs, ItemId } from '../../shared/model/index.ts';
import { call } from '../bridge/client.ts';
import { pageSize } from './timeline-window.ts';

/** What it takes to show somebody. */
export type Opening = { view: CustomerView; page: Queries['timeline.page']['out'] };

/** Neighbours of the chosen line, read ahead so that walking the list costs no waiting. Forgotten as soon as they change. */
const ahead = new Map<CustomerId, Promise<Opening>>();
const keep = 6;

/** Where on the timeline to begin, and what alone to show of it. */
export type OpenAt = { around?: ItemId; at?: EpochMs; lens?: TimelineLens };

export async function readOpening(customerId: CustomerId, where: OpenAt = {}): Promise<Opening> {
  const [view, page] = await Promise.all([
    call('customer.get', { customerId }),
    call('timeline.page', { customerId, limit: pageSize, ...where }),
  ]);
  return { view, page };
}

export function prefetch(customerId: CustomerId): void {
  if (ahead.has(customerId)) return;
  const reading = readOpening(customerId);
  reading.catch(() => ahead.delete(customerId));
  ahead.set(customerId, reading);
  for (const oldest of ahead.keys()) {
    if (ahead.size <= keep) break;
    ahead.delete(oldest);
  }
}

export function takePrefetched(customerId: CustomerId): Promise<Opening> {
  const reading = ahead.get(customerId) ?? readOpening(customerId);
  ahead.delete(customerId);
  return reading;
}

export function forgetPrefetched(customerIds: Iterable<CustomerId> | 'all'): void {
  if (customerIds === 'all') ahead.clear();
  else for (const id of customerIds) ahead.delete(id);
}
