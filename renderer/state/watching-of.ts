import type { CustomerId, Watcher } from '../../shared/model/index.ts';

export type Watching = { customerId: CustomerId | null; doing: Watcher['doing'] };

/** Somebody who has not pressed a key for so long is thinking or gone. */
export const typingMs = 6_000;
type Shown = {
  place: string;
  selected?: CustomerId | undefined;
  following?: CustomerId | undefined;
  /** Whose conversation stands on the floor. */
  followed?: CustomerId | undefined;
};

/** What a window tells its team. `typedAt`: when the reply to whoever is open was last changed by hand. */
export function watchingOf(
  { place, selected, following, followed }: Shown,
  seen: { hidden: boolean; typedAt: number | undefined; now: number },
): Watching {
  const shown = place === 'inbox' || (place === 'floor' && followed === selected);
  if (!shown || selected === undefined || seen.hidden) return { customerId: null, doing: 'looking' };
  if (seen.typedAt !== undefined && seen.now - seen.typedAt < typingMs) return { customerId: selected, doing: 'typing' };
  return { customerId: selected, doing: following === selected ? 'following' : 'looking' };
}
