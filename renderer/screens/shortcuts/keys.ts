import { desktop } from '../../bridge/desktop.ts';
import { type Keymap, keyName } from '../../state/keymap.ts';
import { useApp } from '../../state/store.ts';

/** Shown names of keys, as printed on this system's keyboards. */
export const sendKeys = withModifier(desktop.platform === 'darwin' ? '↵' : 'Enter');
/** The key that commands begin with. */
export const modifier = desktop.platform === 'darwin' ? '⌘' : 'Ctrl';
/** A key together with it: `Ctrl+K`, `⌘K`. */
export function withModifier(key: string): string {
  return desktop.platform === 'darwin' ? `⌘${key}` : `Ctrl+${key}`;
}
export const paletteKeys = withModifier('K');

/** The key of a shortcut as it is shown beside what it does. */
export function useShownKey(shortcut: keyof Keymap): string {
  return useApp((state) => keyName(state.keymap[shortcut]) ?? '');
}

/** Whether keys pressed there write text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement
  );
}

/**
 * Whether the keyboard is in a menu or a panel that lies over the rest, or on the button that has just opened one: a letter there is
 * not meant for who is below.
 */
export function isOverlaid(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('[role="menu"], [role="dialog"], [aria-haspopup][aria-expanded="true"]') !== null
  );
}
