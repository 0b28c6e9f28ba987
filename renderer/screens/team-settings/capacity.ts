import { type ChannelKind, type Colleague, channelKinds } from '../../../shared/model/index.ts';

type Capacity = Colleague['capacity'];

/** Kinds of channel of which somebody takes no more than a number of their own. */
export const limitedKinds = (capacity: Capacity): ChannelKind[] => channelKinds.filter((kind) => capacity[kind] !== undefined);

/** What was typed as the most at a time; an empty field is no limit. */
export function withLimit(capacity: Capacity, of: 'total' | ChannelKind, typed: number | string): Capacity {
  const { [of]: _before, ...others } = capacity;
  return typeof typed === 'number' ? { ...others, [of]: typed } : others;
}
