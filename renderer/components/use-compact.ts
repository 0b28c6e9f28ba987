import { useSyncExternalStore } from 'react';

/** Below this width, as on a laptop at twice the size, there is room for the list or the customer, and one is shown at a time. */
const query = window.matchMedia('(max-width: 879px)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

export function isCompact(): boolean {
  return query.matches;
}

export function useCompact(): boolean {
  return useSyncExternalStore(subscribe, isCompact);
}
