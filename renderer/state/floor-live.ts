import type { FeedEvent } from '../../shared/contract/feed.ts';
import { subscribe } from '../bridge/client.ts';
import { useApp } from './store.ts';

/** Nothing is read again sooner than this after the last reading: a morning's rush is many changes a second. */
const calmMs = 200;
/** What no change tells of: time that has passed on the server's side. */
const pollMs = 5_000;

/** Whether a change can be seen on the floor. */
const concerns = ({ customers, calls, agentStates, team }: FeedEvent): boolean =>
  customers.length > 0 || calls.length > 0 || agentStates || team;

/** Keeps the floor and what stands beside it true while it is on screen. Returns a function that stops. */
export function keepFloorFresh(): () => void {
  let stopped = false;
  let running = false;
  let again = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function read(): Promise<void> {
    if (running) {
      again = true;
      return;
    }
    running = true;
    again = false;
    clearTimeout(timer);
    await Promise.all([useApp.getState().readFloor(), useApp.getState().readFloorRows()]);
    running = false;
    if (!stopped) timer = setTimeout(() => void read(), again ? calmMs : pollMs);
  }

  const stop = subscribe({
    changed: (event) => {
      if (!concerns(event)) return;
      // The list beside is this desk's own and costs little; it must not wait for the server.
      if (running) void useApp.getState().readFloorRows();
      void read();
    },
    reset: () => void read(),
  });
  void read();
  return () => {
    stopped = true;
    clearTimeout(timer);
    stop();
  };
}
