import type { Item } from '../../../shared/model/index.ts';

/** The newest item of each channel, the newest first; notes and events are none. */
export function lastOfEach(items: readonly Item[]): Item[] {
  const found = new Map<string, Item>();
  for (const item of items) if (item.channel) found.set(item.channel.id, item);
  return [...found.values()].sort((a, b) => b.key - a.key);
}
