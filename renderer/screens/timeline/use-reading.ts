import { useEffect } from 'react';
import type { Person } from '../../state/person.ts';
import { useApp } from '../../state/store.ts';
import { newestArrival } from './layout.ts';

/** Marks as read what is in front of a person: `seen`, the last item is in sight, in a window that has the focus. */
export function useReading(person: Person, seen: boolean): void {
  const markRead = useApp((state) => state.markRead);
  const { view, timeline, readUpTo } = person;
  const following = useApp((state) => state.following === view.id);
  const lensed = Object.keys(person.lens).length > 0;
  const newest = newestArrival(timeline.items);

  useEffect(() => {
    // Through a lens one sees only some of it, and who looks over a shoulder has answered for nothing.
    if (!seen || lensed || following || newest <= readUpTo) return;
    function read(): void {
      if (document.visibilityState === 'visible' && document.hasFocus()) markRead(view.id, newest);
    }
    read();
    window.addEventListener('focus', read);
    document.addEventListener('visibilitychange', read);
    return () => {
      window.removeEventListener('focus', read);
      document.removeEventListener('visibilitychange', read);
    };
  }, [seen, lensed, following, newest, readUpTo, view.id, markRead]);
}
