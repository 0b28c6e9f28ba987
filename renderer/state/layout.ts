import type { Slice } from './app-state.ts';
import type { Keymap } from './keymap.ts';
import { clampWidth, listLimits, panelLimits, type Remembered, readLayout, storageKey, voiceSpeeds } from './remembered.ts';
import type { SettingsSection } from './sections.ts';

/** `floor`: of those who lead. */
export type Place = 'inbox' | 'floor' | 'settings';

export type LayoutSlice = Remembered & {
  place: Place;
  section: SettingsSection;
  /** The customer panel as a drawer, on a narrow window; not remembered. */
  drawerOpen: boolean;
  shortcutsOpen: boolean;
  paletteOpen: boolean;
  /** A number that it was opened with, to be called; whoever has it stands after that. */
  paletteNumber: string;
  goTo(place: Place, section?: SettingsSection): void;
  setListWidth(px: number): void;
  setPanelWidth(px: number): void;
  setPanelOpen(open: boolean): void;
  setDrawerOpen(open: boolean): void;
  setShortcutsOpen(open: boolean): void;
  setPaletteOpen(open: boolean, number?: string): void;
  setKeymap(keymap: Keymap): void;
  /** The next of the speeds, and after the last the first. */
  nextVoiceSpeed(): void;
};

export const layoutSlice: Slice<LayoutSlice> = (set) => ({
  ...readLayout(localStorage.getItem(storageKey)),
  place: 'inbox',
  section: 'channels',
  drawerOpen: false,
  shortcutsOpen: false,
  paletteOpen: false,
  paletteNumber: '',
  goTo: (place, section) => set(section ? { place, section } : { place }),
  setListWidth: (px) => set({ listWidth: clampWidth(px, listLimits) }),
  setPanelWidth: (px) => set({ panelWidth: clampWidth(px, panelLimits) }),
  setPanelOpen: (panelOpen) => set({ panelOpen }),
  setDrawerOpen: (drawerOpen) => set({ drawerOpen }),
  setShortcutsOpen: (shortcutsOpen) => set({ shortcutsOpen }),
  setPaletteOpen: (paletteOpen, paletteNumber = '') => set({ paletteOpen, paletteNumber }),
  setKeymap: (keymap) => set({ keymap }),
  nextVoiceSpeed: () =>
    set(({ voiceSpeed }) => ({ voiceSpeed: voiceSpeeds[(voiceSpeeds.indexOf(voiceSpeed) + 1) % voiceSpeeds.length] ?? 1 })),
});
