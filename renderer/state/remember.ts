import { rememberLayout } from './remembered.ts';
import { useApp } from './store.ts';

/** Writes the layout down as it changes, and drafts before the window goes away. */
export function keepRemembering(): void {
  useApp.subscribe((now, before) => {
    const same =
      now.view === before.view &&
      now.narrowing === before.narrowing &&
      now.sort === before.sort &&
      now.keymap === before.keymap &&
      now.listWidth === before.listWidth &&
      now.panelWidth === before.panelWidth &&
      now.panelOpen === before.panelOpen &&
      now.tourSeen === before.tourSeen &&
      now.voiceSpeed === before.voiceSpeed;
    if (!same) rememberLayout(now);
    if (now.selected !== before.selected) before.flushDrafts();
  });
  window.addEventListener('blur', () => useApp.getState().flushDrafts());
  window.addEventListener('pagehide', () => useApp.getState().flushDrafts());
}
