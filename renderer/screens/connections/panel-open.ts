import { create } from 'zustand';

/** The panel is opened from the rail and from the line below the list. */
export const useConnectionsPanel = create<{ open: boolean; setOpen: (open: boolean) => void }>()((set) => ({
  open: false,
  setOpen: (open) => set({ open }),
}));
