import type { InboxRow } from '../../shared/contract/api.ts';
import type { CustomerId } from '../../shared/model/index.ts';

export type RowOrder = 'waiting' | 'latest';

/** Order of the list, as the reader pages it. Negative when `a` stands above `b`. */
export function compareRows(a: InboxRow, b: InboxRow, order: RowOrder): number {
  if (order === 'waiting') return a.waitingOrder - b.waitingOrder || a.tie - b.tie;
  return b.lastActivityAt - a.lastActivityAt || b.tie - a.tie;
}

/**
 * Puts rows as they stand now among those already loaded. `asked` names who was read again: one that did not come back
 * has left the view. While further pages exist, a row that belongs below the last loaded one is left for its page.
 */
export function mergeRows(
  loaded: readonly InboxRow[],
  asked: Iterable<CustomerId>,
  fresh: readonly InboxRow[],
  more: boolean,
  order: RowOrder,
): InboxRow[] {
  const gone = new Set(asked);
  const kept = loaded.filter((row) => !gone.has(row.customerId));
  const last = loaded.at(-1);
  const entering = fresh.filter((row) => !more || !last || compareRows(row, last, order) <= 0);
  return [...kept, ...entering].sort((a, b) => compareRows(a, b, order));
}

/** Who is in a list that pages were appended to: handed on from list to list, so that a page costs no more in a long one. */
const members = new WeakMap<readonly InboxRow[], Set<CustomerId>>();

/** Appends a page, without the rows that moved up and are already there. */
export function appendPage(loaded: readonly InboxRow[], page: readonly InboxRow[], order: RowOrder): InboxRow[] {
  const known = members.get(loaded) ?? new Set(loaded.map((row) => row.customerId));
  const fresh = page.filter((row) => !known.has(row.customerId));
  const [last, first] = [loaded.at(-1), fresh[0]];
  const rows = [...loaded, ...fresh];
  // Who moved meanwhile may stand among those that are there.
  if (last && first && compareRows(last, first, order) > 0) rows.sort((a, b) => compareRows(a, b, order));
  for (const { customerId } of fresh) known.add(customerId);
  members.delete(loaded);
  members.set(rows, known);
  return rows;
}

/** The neighbour to go to: `step` rows on from `from`, kept inside the list; the first row when nothing is chosen. */
export function neighbour(rows: readonly InboxRow[], from: CustomerId | undefined, step: number): CustomerId | undefined {
  const at = rows.findIndex((row) => row.customerId === from);
  if (at === -1) return rows[0]?.customerId;
  return rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.customerId;
}

/**
 * Where next and previous lead from somebody who was answered, put off or resolved meanwhile, and so has moved or gone: to whoever
 * stood beside them when they were opened, and is still in the list.
 * @param order the list as it stood when `from` was opened
 */
export function onward(
  order: readonly CustomerId[],
  rows: readonly InboxRow[],
  from: CustomerId | undefined,
  step: 1 | -1,
): CustomerId | undefined {
  const at = from === undefined ? -1 : order.indexOf(from);
  if (at === -1) return neighbour(rows, from, step);
  const present = new Set(rows.map(({ customerId }) => customerId));
  const ahead = step > 0 ? order.slice(at + 1) : order.slice(0, at).reverse();
  const found = ahead.find((id) => present.has(id));
  if (found !== undefined) return found;
  if (from !== undefined && present.has(from)) return neighbour(rows, from, step);
  return rows.at(step > 0 ? -1 : 0)?.customerId;
}
