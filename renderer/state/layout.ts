import type { InboxView } from '../../shared/contract/api.ts';
import type { Slice } from './app-state.ts';

export type Place = 'inbox' | 'settings';
export type SettingsSection = 'channels' | 'general' | 'keyboard';

type Remembered = { view: InboxView; listWidth: number; panelWidth: number; panelOpen: boolean };

export type LayoutSlice = Remembered & {
  place: Place;
  section: SettingsSection;
  /** The customer panel as a drawer, on a narrow window; not remembered. */
  drawerOpen: boolean;
  shortcutsOpen: boolean;
  goTo(place: Place, section?: SettingsSection): void;
  setListWidth(px: number): void;
  setPanelWidth(px: number): void;
  setPanelOpen(open: boolean): void;
  setDrawerOpen(open: boolean): void;
  setShortcutsOpen(open: boolean): void;
};

const storageKey = 'throughline.layout';
const initial: Remembered = { view: 'all', listWidth: 320, panelWidth: 320, panelOpen: true };

/** What was remembered, with the defaults for whatever is missing or unreadable. */
export function readLayout(stored: string | null): Remembered {
  if (stored === null) return initial;
  try {
    const parsed: unknown = JSON.parse(stored);
    if (typeof parsed !== 'object' || parsed === null) return initial;
    const { view, listWidth, panelWidth, panelOpen } = parsed as Partial<Record<keyof Remembered, unknown>>;
    return {
      view: view === 'mine' || view === 'unassigned' || view === 'resolved' ? view : 'all',
      listWidth: clampWidth(typeof listWidth === 'number' ? listWidth : initial.listWidth, listLimits),
      panelWidth: clampWidth(typeof panelWidth === 'number' ? panelWidth : initial.panelWidth, panelLimits),
      panelOpen: panelOpen !== false,
    };
  } catch {
    return initial;
  }
}

export const listLimits = { min: 280, max: 420 };
export const panelLimits = { min: 280, max: 400 };

export function clampWidth(px: number, limits: { min: number; max: number }): number {
  return Math.round(Math.max(limits.min, Math.min(limits.max, px)));
}

export const layoutSlice: Slice<LayoutSlice> = (set) => ({
  ...readLayout(localStorage.getItem(storageKey)),
  place: 'inbox',
  section: 'channels',
  drawerOpen: false,
  shortcutsOpen: false,
  goTo: (place, section) => set(section ? { place, section } : { place }),
  setListWidth: (px) => set({ listWidth: clampWidth(px, listLimits) }),
  setPanelWidth: (px) => set({ panelWidth: clampWidth(px, panelLimits) }),
  setPanelOpen: (panelOpen) => set({ panelOpen }),
  setDrawerOpen: (drawerOpen) => set({ drawerOpen }),
  setShortcutsOpen: (shortcutsOpen) => set({ shortcutsOpen }),
});

export function rememberLayout({ view, listWidth, panelWidth, panelOpen }: Remembered): void {
  localStorage.setItem(storageKey, JSON.stringify({ view, listWidth, panelWidth, panelOpen } satisfies Remembered));
}
