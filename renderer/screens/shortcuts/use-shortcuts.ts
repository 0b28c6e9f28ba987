import { useEffect } from 'react';
import { useApp } from '../../state/store.ts';
import { keptForEditor } from '../focus.ts';
import { act } from './actions.ts';
import { isTyping } from './keys.ts';
import { shortcutOf } from './shortcut-of.ts';

/** Listens for the program's shortcuts. Nothing fires while text is being typed or a dialog is open. */
export function useShortcuts(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.repeat || document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      const typing = isTyping(event.target);
      if (!typing && keptForEditor(event)) {
        event.preventDefault();
        return;
      }
      const shortcut = shortcutOf(event, typing, useApp.getState().keymap);
      if (!shortcut) return;
      event.preventDefault();
      act(shortcut);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
