import { create } from 'zustand';

/** The question for a day is opened from the menu of the timeline and by its name. */
export const useJump = create<{ open: boolean; setOpen: (open: boolean) => void }>()((set) => ({
  open: false,
  setOpen: (open) => set({ open }),
}));
