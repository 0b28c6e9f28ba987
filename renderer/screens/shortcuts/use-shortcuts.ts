import { useEffect } from 'react';
import { neighbour } from '../../state/inbox-rows.ts';
import { useApp } from '../../state/store.ts';
import { changeStatus, currentConversation } from '../conversation/actions.ts';
import { isNarrow } from '../customer/use-narrow.ts';
import { resolveOrAsk } from '../desk/acts.ts';
import { undoLast } from '../feedback.tsx';
import { focusEditor, focusSearch } from '../focus.ts';
import { isTyping } from './keys.ts';
import { type Shortcut, shortcutOf } from './shortcut-of.ts';

function walk(step: number): void {
  const app = useApp.getState();
  const id = neighbour(app.rows, app.selected, step);
  if (id !== undefined) void app.openCustomer(id);
}

function togglePanel(): void {
  const app = useApp.getState();
  if (isNarrow()) app.setDrawerOpen(!app.drawerOpen);
  else app.setPanelOpen(!app.panelOpen);
}

const actions: Record<Shortcut, () => void> = {
  next: () => walk(1),
  previous: () => walk(-1),
  reply: () => focusEditor('reply'),
  note: () => focusEditor('note'),
  resolve: () => {
    const { person, chosen } = useApp.getState();
    const reopening = chosen.size === 0 && person && currentConversation(person.view)?.status === 'resolved';
    if (reopening) void changeStatus(person.view, 'open');
    else resolveOrAsk();
  },
  assign: () => useApp.getState().ask('reassign'),
  snooze: () => useApp.getState().ask('snooze'),
  tag: () => useApp.getState().ask('tag'),
  remind: () => useApp.getState().ask('remind'),
  choose: () => {
    const { selected, toggleChosen } = useApp.getState();
    if (selected !== undefined) toggleChosen(selected);
  },
  undo: () => undoLast(),
  search: () => focusSearch(),
  panel: togglePanel,
  help: () => useApp.getState().setShortcutsOpen(true),
};

/** Listens for the program's shortcuts. Nothing fires while text is being typed or a dialog is open. */
export function useShortcuts(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.repeat || document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      const shortcut = shortcutOf(event, isTyping(event.target));
      if (!shortcut) return;
      event.preventDefault();
      const app = useApp.getState();
      if (shortcut !== 'help' && app.place !== 'inbox') app.goTo('inbox');
      actions[shortcut]();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
