import { useCompact } from '../../components/use-compact.ts';
import { useApp } from '../../state/store.ts';

/** Where the calls stand. Never over whoever is open: what is written of the last call is under the same hand. */
export type DockPlace = 'list' | 'person' | 'floating';

/** At the foot of the list; where whoever is open has all the room, with them; over a place in which nobody is. */
export function useDockPlace(): DockPlace {
  const compact = useCompact();
  const place = useApp((state) => state.place);
  const open = useApp((state) => state.selected !== undefined);
  const followed = useApp((state) => state.followed !== undefined);
  if (place === 'inbox') return compact && open ? 'person' : 'list';
  return place === 'floor' && followed ? 'person' : 'floating';
}
