import { useEffect } from 'react';
import type { Shortcut } from '../../state/keymap.ts';
import { useApp } from '../../state/store.ts';
import { keptForEditor } from '../focus.ts';
import { act } from './actions.ts';
import { isOverlaid, isTyping } from './keys.ts';
import { shortcutOf } from './shortcut-of.ts';

/** Of what is held down, only a step goes on: the rest is done once. */
const repeated: ReadonlySet<Shortcut> = new Set(['next', 'previous']);

/**
 * Enter and Escape that end a word of an input method are its own: no field takes them for an answer. The editors know of it by
 * themselves, and need to hear of each key.
 */
function keepFromComposing(event: KeyboardEvent): void {
  const editor = event.target instanceof HTMLElement && event.target.isContentEditable;
  if (event.isComposing && !editor) event.stopPropagation();
}

/** Listens for the program's shortcuts. Nothing fires while text is being typed, or a dialog or a menu is open. */
export function useShortcuts(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      const typing = isTyping(event.target);
      if (!typing && keptForEditor(event)) {
        event.preventDefault();
        return;
      }
      const shortcut = shortcutOf(event, typing, useApp.getState().keymap);
      if (!shortcut || (event.repeat && !repeated.has(shortcut))) return;
      if (!event.ctrlKey && !event.metaKey && isOverlaid(event.target)) return;
      event.preventDefault();
      act(shortcut);
    }
    window.addEventListener('keydown', keepFromComposing, true);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', keepFromComposing, true);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
