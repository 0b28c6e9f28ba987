/** A small seeded generator (mulberry32), so that a drill that failed can be run again. Answers numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A change is judged on its own and not by luck: where CI=true, every run has the same seed. */
const seedOfCi = 20261121;

/** Seed of this run: `SEED` when given, else new. Printed, so that a failure can be repeated. */
export function runSeed(): number {
  const given = process.env.SEED ?? (process.env.CI === 'true' ? String(seedOfCi) : undefined);
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
  process.stdout.write(`seed ${seed} (repeat with SEED=${seed})\n`);
  return seed;
}
