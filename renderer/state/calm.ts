import type { FeedEvent } from '../../shared/contract/feed.ts';
import { subscribe } from '../bridge/client.ts';

/** Nothing is read again sooner than this after the last reading: a morning's rush is many changes a second. */
const calmMs = 200;

/**
 * Reads at once, and again whenever something that concerns it has changed: one reading at a time, with a rest between. `pollMs`: also when
 * nothing has. Returns a function that stops.
 */
export function subscribeCalmly(
  concerns: (event: FeedEvent) => boolean,
  read: () => Promise<unknown>,
  { pollMs, meanwhile }: { pollMs?: number; meanwhile?: () => void } = {},
): () => void {
  let stopped = false;
  let running = false;
  let again = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function run(): Promise<void> {
    if (running) {
      again = true;
      return;
    }
    running = true;
    again = false;
    clearTimeout(timer);
    await read();
    running = false;
    if (stopped) return;
    if (again) timer = setTimeout(() => void run(), calmMs);
    else if (pollMs !== undefined) timer = setTimeout(() => void run(), pollMs);
  }

  const stop = subscribe({
    changed: (event) => {
      if (!concerns(event)) return;
      if (running) meanwhile?.();
      void run();
    },
    reset: () => void run(),
  });
  void run();
  return () => {
    stopped = true;
    clearTimeout(timer);
    stop();
  };
}
