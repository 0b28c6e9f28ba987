import { useSyncExternalStore } from 'react';

/** Below this width the customer panel is a drawer. */
const query = window.matchMedia('(max-width: 1279px)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

export function isNarrow(): boolean {
  return query.matches;
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow);
}
