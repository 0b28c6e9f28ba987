import { useSyncExternalStore } from 'react';

/** Below this height, as on a laptop at twice the size, what is read and what is written cannot both have much room. */
const query = window.matchMedia('(max-height: 480px)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

export function useLow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
