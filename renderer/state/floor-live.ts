import type { FeedEvent } from '../../shared/contract/feed.ts';
import { subscribeCalmly } from './calm.ts';
import { useApp } from './store.ts';

/** What no change tells of: time that has passed on the server's side. */
const pollMs = 5_000;

/** Whether a change can be seen on the floor. */
const concerns = ({ customers, calls, agentStates, team }: FeedEvent): boolean =>
  customers.length > 0 || calls.length > 0 || agentStates || team;

/** Keeps the floor and what stands beside it true while it is on screen. Returns a function that stops. */
export function keepFloorFresh(): () => void {
  const { readFloor, readFloorRows } = useApp.getState();
  // The list beside is this desk's own and costs little; it must not wait for the server.
  return subscribeCalmly(concerns, () => Promise.all([readFloor(), readFloorRows()]), {
    pollMs,
    meanwhile: () => void readFloorRows(),
  });
}
