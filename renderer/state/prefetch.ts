import type { CustomerView, Queries, TimelineLens } from '../../shared/contract/api.ts';
import type { CustomerId, EpochMs, ItemId } from '../../shared/model/index.ts';
import { call } from '../bridge/client.ts';
import { newBegan, pageSize } from './timeline-window.ts';

/** What it takes to show somebody. */
export type Opening = { view: CustomerView; page: Queries['timeline.page']['out'] };

/** Neighbours of the chosen line, read ahead so that walking the list costs no waiting. Forgotten as soon as they change. */
const ahead = new Map<CustomerId, { reading: Promise<Opening>; read?: Opening }>();
const keep = 6;

/** Where on the timeline to begin, and what alone to show of it. */
export type OpenAt = { around?: ItemId; at?: EpochMs; arrivedAfter?: number; lens?: TimelineLens };

export async function readOpening(customerId: CustomerId, where: OpenAt = {}): Promise<Opening> {
  const [view, page] = await Promise.all([
    call('customer.get', { customerId }),
    call('timeline.page', { customerId, limit: pageSize, ...where }),
  ]);
  // More is new than a page holds: they are met where it begins.
  if (Object.keys(where).length === 0 && newBegan(page.items, page.older, page.readUpTo))
    return { view, page: await call('timeline.page', { customerId, arrivedAfter: page.readUpTo, limit: pageSize }) };
  return { view, page };
}

export function prefetch(customerId: CustomerId): void {
  if (ahead.has(customerId)) return;
  const entry: { reading: Promise<Opening>; read?: Opening } = { reading: readOpening(customerId) };
  entry.reading.then(
    (read) => {
      entry.read = read;
    },
    () => ahead.delete(customerId),
  );
  ahead.set(customerId, entry);
  for (const oldest of ahead.keys()) {
    if (ahead.size <= keep) break;
    ahead.delete(oldest);
  }
}

/** What was read ahead, at once when it is there already, so that it is shown together with the choice. */
export function takePrefetched(customerId: CustomerId): Opening | Promise<Opening> {
  const entry = ahead.get(customerId);
  ahead.delete(customerId);
  return entry ? (entry.read ?? entry.reading) : readOpening(customerId);
}

export function forgetPrefetched(customerIds: Iterable<CustomerId> | 'all'): void {
  if (customerIds === 'all') ahead.clear();
  else for (const id of customerIds) ahead.delete(id);
}
