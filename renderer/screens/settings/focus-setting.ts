import type { SettingsSection } from '../../state/sections.ts';
import { useApp } from '../../state/store.ts';

const focusable = ['input', 'button', 'select', 'textarea', '[contenteditable="true"]', '[tabindex="0"]']
  .map((control) => `${control}:not(:disabled)`)
  .join(', ');

function focusControl(id: string): boolean {
  const marked = document.querySelector<HTMLElement>(`[data-setting="${id}"]`);
  const control = marked?.matches(focusable) ? marked : marked?.querySelector<HTMLElement>(focusable);
  control?.scrollIntoView({ block: 'center' });
  control?.focus();
  return control != null;
}

/**
 * Gives the control of a setting the keyboard: the open page's heading until the control is there, unless the keyboard was taken
 * elsewhere meanwhile. Returns a function that stops waiting.
 */
export function focusSetting(id: string): () => void {
  const heading = document.querySelector<HTMLElement>('[data-settings-page]');
  if (focusControl(id) || !heading?.parentElement) return () => undefined;
  heading.focus();
  const watch = new MutationObserver(() => {
    if (document.activeElement !== heading || focusControl(id)) watch.disconnect();
  });
  watch.observe(heading.parentElement, { childList: true, subtree: true });
  return () => watch.disconnect();
}

/** Opens the page of a setting and gives its control the keyboard. */
export function goToSetting(section: SettingsSection, id: string): void {
  useApp.getState().goTo('settings', section);
  requestAnimationFrame(() => focusSetting(id));
}
