/**
 * Groups identities into people: connected components over the active links. Answers for each identity the key of the
 * oldest (smallest) identity in its group.
 */
export function rootsOf(members: readonly number[], links: ReadonlyArray<readonly [number, number]>): Map<number, number> {
  const root = new Map<number, number>(members.map((key) => [key, key]));
  const find = (key: number): number => {
    const up = root.get(key) ?? key;
    return up === key ? key : find(up);
  };
  for (const [a, b] of links) {
    const [ra, rb] = [find(a), find(b)];
    if (ra !== rb) root.set(Math.max(ra, rb), Math.min(ra, rb));
  }
  return new Map(members.map((key) => [key, find(key)]));
}
