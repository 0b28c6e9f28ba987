import { queryHandlers } from '../../electron/api/queries.ts';
import { capabilitiesOf } from '../../electron/engine/capabilities.ts';
import type { Store } from '../../electron/store/store.ts';
import { Indexer } from '../../electron/sync/indexer.ts';
import type { InboxRow, InboxView, SearchResult } from '../../shared/contract/api.ts';
import type { Item } from '../../shared/model/index.ts';

/** What a window asks, of a store in this process. */
export const ask = (store: Pick<Store, 'read'>) => queryHandlers(store.read, capabilitiesOf);

export async function firstRow(store: Store, view: InboxView = 'all'): Promise<InboxRow> {
  const { rows } = await ask(store)['inbox.page'].run({ view, limit: 10 });
  const [row] = rows;
  if (!row) throw new Error(`nobody in ${view}`);
  return row;
}

/** The timeline of whoever is first in the list. */
export async function firstItems(store: Store): Promise<Item[]> {
  const { customerId } = await firstRow(store);
  return (await ask(store)['timeline.page'].run({ customerId, limit: 100 })).items;
}

export async function firstItem(store: Store): Promise<Item> {
  const [item] = await firstItems(store);
  if (!item) throw new Error('nothing on the timeline');
  return item;
}

/** Searches when everything is indexed. */
export async function find(store: Store, query: string): Promise<SearchResult> {
  const indexer = new Indexer(store);
  while (indexer.step());
  return ask(store)['search.run'].run({ query, limit: 10 });
}
