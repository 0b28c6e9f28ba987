import type { Floor, FloorAgent, FloorQueue, Presence } from '../../shared/model/index.ts';

/** Who can act now stands above who cannot, among those who have no trouble. */
const byPresence: Record<Presence, number> = { call: 0, busy: 1, ready: 2, break: 3, away: 4, offline: 5 };

const isHere = ({ presence }: FloorAgent): boolean => presence !== 'offline' && presence !== 'away';

/** Whether customers wait for somebody who is not here. */
export const isMissed = (agent: FloorAgent): boolean => agent.waiting > 0 && !isHere(agent);

const later = Number.MAX_SAFE_INTEGER;

/** Trouble above: what is late, what waits for nobody, what is about to be late, then who waits longest. */
export function compareAgents(a: FloorAgent, b: FloorAgent): number {
  return (
    b.late - a.late ||
    Number(isMissed(b)) - Number(isMissed(a)) ||
    b.atRisk - a.atRisk ||
    (a.longestWaitingSince ?? later) - (b.longestWaitingSince ?? later) ||
    byPresence[a.presence] - byPresence[b.presence] ||
    a.name.localeCompare(b.name)
  );
}

/** Trouble above, and what belongs to no department below its equals. */
export function compareQueues(a: FloorQueue, b: FloorQueue): number {
  return (
    b.late - a.late ||
    b.atRisk - a.atRisk ||
    (a.longestWaitingSince ?? later) - (b.longestWaitingSince ?? later) ||
    Number(a.department === undefined) - Number(b.department === undefined) ||
    (a.department?.name ?? '').localeCompare(b.department?.name ?? '')
  );
}

export const agentKey = ({ id }: FloorAgent): string => id;
/** No department has a key of its own. */
export const queueKey = ({ department }: FloorQueue): string => department?.id ?? '';

/**
 * Rows as they stand now in the order they were last drawn, for as long as a hand is at them; who came stands below, who left is
 * gone.
 */
export function holdPlaces<T>(drawn: readonly T[], fresh: readonly T[], keyOf: (row: T) => string): T[] {
  const now = new Map(fresh.map((row) => [keyOf(row), row]));
  const held = drawn.flatMap((row) => now.get(keyOf(row)) ?? []);
  for (const row of held) now.delete(keyOf(row));
  return [...held, ...now.values()];
}

/** Fresh rows, but the same object for each that says what it said before, so that only changed ones are drawn. */
function keepSame<T>(before: readonly T[], fresh: readonly T[], keyOf: (row: T) => string): T[] {
  const known = new Map(before.map((row) => [keyOf(row), row]));
  return fresh.map((row) => {
    const old = known.get(keyOf(row));
    return old !== undefined && JSON.stringify(old) === JSON.stringify(row) ? old : row;
  });
}

export function mergeFloor(before: Floor | undefined, fresh: Floor): Floor {
  if (!before) return fresh;
  return {
    ...fresh,
    agents: keepSame(before.agents, fresh.agents, agentKey),
    queues: keepSame(before.queues, fresh.queues, queueKey),
  };
}
