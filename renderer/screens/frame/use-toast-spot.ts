import { useLayoutEffect } from 'react';
import { useApp } from '../../state/store.ts';

/** Tells the style sheets (`theme/toasts.css`) what is on screen, so that no toast lies over what is being written. */
export function useToastSpot(): void {
  const spot = useApp(({ place, followed, selected }) => {
    if (place === 'floor' && followed !== undefined) return 'follow';
    return place === 'inbox' && selected !== undefined ? 'person' : place;
  });
  const list = useApp((state) => state.listWidth);
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset.spot = spot;
    root.style.setProperty('--list', `${list}px`);
  }, [spot, list]);
}
