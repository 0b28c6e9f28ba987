/**
 * Groups identities into people: connected components over the active links. Answers for each identity the key of the oldest in
 * its group. `members` come oldest first, by what every desk of a team agrees on.
 */
export function rootsOf(members: readonly number[], links: ReadonlyArray<readonly [number, number]>): Map<number, number> {
  const root = new Map<number, number>(members.map((key) => [key, key]));
  const age = new Map<number, number>(members.map((key, index) => [key, index]));
  const older = (a: number, b: number): boolean => (age.get(a) ?? a) < (age.get(b) ?? b);
  const find = (key: number): number => {
    const up = root.get(key) ?? key;
    return up === key ? key : find(up);
  };
  for (const [a, b] of links) {
    const [ra, rb] = [find(a), find(b)];
    if (ra !== rb) root.set(older(ra, rb) ? rb : ra, older(ra, rb) ? ra : rb);
  }
  return new Map(members.map((key) => [key, find(key)]));
}
