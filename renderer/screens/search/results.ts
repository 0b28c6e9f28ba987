import type { SearchResult } from '../../../shared/contract/api.ts';
import type { CustomerId, ItemId } from '../../../shared/model/index.ts';

export type ResultLine = { id: string; customerId: CustomerId; itemId?: ItemId };

/** Everything that can be chosen, in the order it is shown: people first, then what was said. */
export function resultLines(found: SearchResult | undefined): ResultLine[] {
  if (!found) return [];
  return [
    ...found.customers.map(({ customerId }) => ({ id: `found-${customerId}`, customerId })),
    ...found.hits.map((hit) => ({ id: `found-${hit.item.id}`, customerId: hit.customerId, itemId: hit.item.id })),
  ];
}

/** Cuts an excerpt at its marked ranges. Overlapping or foreign ranges are drawn inwards rather than trusted. */
export function cutMarks(
  text: string,
  marks: ReadonlyArray<readonly [number, number]>,
): Array<{ text: string; marked: boolean }> {
  const parts: Array<{ text: string; marked: boolean }> = [];
  let from = 0;
  for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
    const first = Math.max(from, start);
    const last = Math.min(text.length, end);
    if (last <= first) continue;
    if (first > from) parts.push({ text: text.slice(from, first), marked: false });
    parts.push({ text: text.slice(first, last), marked: true });
    from = last;
  }
  if (from < text.length) parts.push({ text: text.slice(from), marked: false });
  return parts;
}
