import type { FeedEvent } from '../../shared/contract/feed.ts';

/** Where this window stands in the engine's feed. */
export type FeedPlace = { epoch: string; rev: number };

/**
 * Decides what one event means: `changed` follows the last one seen, `reset` says that something was missed and
 * everything on screen must be read again, `old` was seen already (it came over both ports).
 */
export function followFeed(
  place: FeedPlace | undefined,
  event: FeedEvent,
): { place: FeedPlace; meaning: 'changed' | 'reset' | 'old' } {
  const next = { epoch: event.epoch, rev: event.rev };
  if (!place || place.epoch !== event.epoch) return { place: next, meaning: 'reset' };
  if (event.rev <= place.rev) return { place, meaning: 'old' };
  return { place: next, meaning: event.rev === place.rev + 1 ? 'changed' : 'reset' };
}
