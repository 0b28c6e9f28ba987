import { useSyncExternalStore } from 'react';

const stepMs = 15_000;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const notify of listeners) notify();
  }, stepMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The present, moving in steps of 15 s, shared by every time on screen so that they change together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => {
    // A reading between two ticks (a message that came just now) must not lie in the future.
    if (Date.now() - now > stepMs) now = Date.now();
    return now;
  });
}
