import type { FeedEvent } from '../../shared/contract/feed.ts';
import { subscribe } from '../bridge/client.ts';

/** What changes while something is read is read again after this: a morning's rush is many changes a second. */
const calmMs = 200;

type Options = {
  /** Read at least this often, though nothing has changed. */
  pollMs?: number;
  /** The least time between two readings, for what costs the server something. */
  restMs?: number;
  /** Done for a change that comes while something is being read. */
  meanwhile?: () => void;
};

/** Reads at once, and again whenever something that concerns it has changed, one reading at a time. Returns a function that stops. */
export function subscribeCalmly(
  concerns: (event: FeedEvent) => boolean,
  read: () => Promise<unknown>,
  { pollMs, restMs = 0, meanwhile }: Options = {},
): () => void {
  let stopped = false;
  let running = false;
  let again = false;
  let restedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const later = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), ms);
  };
  async function run(): Promise<void> {
    running = true;
    again = false;
    clearTimeout(timer);
    await read();
    running = false;
    restedAt = performance.now() + restMs;
    if (stopped) return;
    if (again) later(Math.max(calmMs, restMs));
    else if (pollMs !== undefined) later(pollMs);
  }
  function changed(): void {
    const rest = restedAt - performance.now();
    if (running) again = true;
    else if (rest > 0) later(rest);
    else void run();
  }

  const stop = subscribe({
    changed: (event) => {
      if (!concerns(event)) return;
      if (running) meanwhile?.();
      changed();
    },
    reset: changed,
  });
  void run();
  return () => {
    stopped = true;
    clearTimeout(timer);
    stop();
  };
}
