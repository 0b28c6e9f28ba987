import type { InboxRow } from '../../../shared/contract/api.ts';

/** More than this at once is an import, and nobody wants a notification for each. */
const atMost = 3;

/** Rows whose unread count has grown by something inbound since the list was last looked at. Empty for the first reading. */
export function arrivals(before: readonly InboxRow[], now: readonly InboxRow[]): InboxRow[] {
  if (before.length === 0) return [];
  const unread = new Map(before.map((row) => [row.customerId, row.unread]));
  const newest = before.reduce((latest, row) => Math.max(latest, row.lastActivityAt), 0);
  const grown = now.filter((row) => {
    if (row.last.direction !== 'in') return false;
    const known = unread.get(row.customerId);
    return known === undefined ? row.unread > 0 && row.lastActivityAt > newest : row.unread > known;
  });
  return grown.length > atMost ? [] : grown;
}
