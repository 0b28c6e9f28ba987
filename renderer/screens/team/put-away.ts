import { create } from 'zustand';
import { readRemembered, rememberPutAway } from './put-away-ids.ts';

const key = 'throughline.putAway';

/** Handoffs that came back and were read: the server tells of them for a day. */
export const usePutAway = create<{ ids: readonly string[]; putAway(id: string): void }>()((set, get) => ({
  ids: readRemembered(localStorage.getItem(key)),
  putAway: (id) => {
    const ids = rememberPutAway(get().ids, id);
    localStorage.setItem(key, JSON.stringify(ids));
    set({ ids });
  },
}));
