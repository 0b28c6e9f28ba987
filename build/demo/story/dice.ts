import { seeded } from '../../../tests/support/random.ts';

/** Chance that falls the same way for the same seed. */
export type Dice = {
  /** A whole number from 0 to `below` - 1. */
  int(below: number): number;
  /** True in that share of throws, 0 to 1. */
  chance(share: number): boolean;
  /** Throws RangeError for an empty list. */
  pick<T>(list: readonly T[]): T;
};

export function dice(seed: number): Dice {
  const next = seeded(seed);
  const int = (below: number) => Math.floor(next() * below);
  return {
    int,
    chance: (share) => next() < share,
    pick(list) {
      const found = list[int(list.length)];
      if (found === undefined) throw new RangeError('Nothing to pick from.');
      return found;
    },
  };
}
