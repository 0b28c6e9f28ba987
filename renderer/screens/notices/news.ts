import type { Notice } from '../../../shared/model/index.ts';

/** Unseen notices that are new, or have grown, since they were last looked at. Empty for the first reading. */
export function news(before: readonly Notice[] | undefined, now: readonly Notice[]): Notice[] {
  if (before === undefined) return [];
  const known = new Map(before.map((notice) => [notice.id, notice.count]));
  return now.filter((notice) => !notice.seen && notice.count > (known.get(notice.id) ?? 0));
}
