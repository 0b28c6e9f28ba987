import type { TeamView } from '../../../shared/contract/team.ts';
import type { Colleague } from '../../../shared/model/index.ts';

/** How many somebody would have of how many they take at a time. */
export type Overload = { open: number; limit: number };

/** What comes to more than somebody takes at a time; nothing where it fits. */
export function overloadOf(has: Overload, more: number): Overload | undefined {
  const open = has.open + more;
  return more > 0 && open > has.limit ? { open, limit: has.limit } : undefined;
}

/** Conversations at a time a colleague takes. */
export const limitOf = (team: TeamView, { capacity }: Colleague): number => capacity.total ?? team.capacity;
