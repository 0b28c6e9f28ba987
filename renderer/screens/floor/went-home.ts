import type { TeamCommands } from '../../../shared/contract/team.ts';

type Given = TeamCommands['team.wentHome']['out']['given'];
/** How many went to whom; nobody: to the queue. */
export type Share = { name?: string; count: number };

/** Who got how many, the most first and the queue last. */
export function sharesOf(given: Given): Share[] {
  const counts = new Map<string | undefined, number>();
  for (const { toName } of given) counts.set(toName, (counts.get(toName) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => (name === undefined ? { count } : { name, count }))
    .sort((a, b) => Number(a.name === undefined) - Number(b.name === undefined) || b.count - a.count);
}
