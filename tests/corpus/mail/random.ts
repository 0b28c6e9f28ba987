export type Random = {
  chance(part: number): boolean;
  whole(from: number, to: number): number;
  of<T>(choices: readonly T[]): T;
  shuffled<T>(items: readonly T[]): T[];
};

/** Mulberry32: small, and the same everywhere. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    whole,
    chance: (part) => next() < part,
    of<T>(choices: readonly T[]): T {
      const chosen = choices[whole(0, choices.length - 1)];
      if (chosen === undefined) throw new Error('nothing to choose from');
      return chosen;
    },
    shuffled<T>(items: readonly T[]): T[] {
      const out = [...items];
      for (let at = out.length - 1; at > 0; at -= 1) {
        const other = whole(0, at);
        const held = out[at] as T;
        out[at] = out[other] as T;
        out[other] = held;
      }
      return out;
    },
  };
}
