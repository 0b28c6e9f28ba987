import type { SearchResult } from '../../../shared/contract/api.ts';
import type { CustomerId, ItemId } from '../../../shared/model/index.ts';

export type ResultLine = { id: string; customerId: CustomerId; itemId?: ItemId };
/** A line that completes the query instead of opening somebody. */
export type SuggestionLine = { id: string; query: string };

/** Everything that can be chosen, in the order it is shown: people first, then what was said. */
export function resultLines(found: SearchResult | undefined): ResultLine[] {
  if (!found) return [];
  return [
    ...found.customers.map(({ customerId }) => ({ id: `found-${customerId}`, customerId })),
    ...found.hits.map((hit) => ({ id: `found-${hit.item.id}`, customerId: hit.customerId, itemId: hit.item.id })),
  ];
}

/** What may stand before the first match, so that two lines of a narrow list always show it. */
const leadLength = 36;

/** The excerpt from a little before its first match on, cut at a word; the marks move with it. */
export function fromMatch(
  text: string,
  marks: ReadonlyArray<readonly [number, number]>,
): { text: string; marks: Array<[number, number]> } {
  const first = Math.min(text.length, ...marks.map(([start]) => start));
  const space = text.lastIndexOf(' ', Math.max(0, first - leadLength));
  if (first <= leadLength || space <= 0) return { text, marks: marks.map(([start, end]) => [start, end]) };
  return { text: `…${text.slice(space + 1)}`, marks: marks.map(([start, end]) => [start - space, end - space]) };
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
