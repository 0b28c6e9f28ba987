import i18next from 'i18next';
import { desktop } from '../../bridge/desktop.ts';
import { useApp } from '../../state/store.ts';
import { showDone } from '../feedback.tsx';
import { canDial, dial } from './dial.ts';
import { numberOfLink } from './number-link.ts';

/** Opens an address in the system's programs; a telephone number is called from here where a desk of ours can. */
export function openLink(url: string): void {
  const number = numberOfLink(url);
  if (number !== undefined && canDial(useApp.getState())) void dial(number, useApp.getState().person?.view.id);
  else desktop.openExternal(url);
}

/**
 * A number that was clicked in another program. Any page can hand one over, so nobody is called by that alone: the palette shows it,
 * with whoever has it, and one key calls.
 */
export function takeLink(link: string): void {
  const number = numberOfLink(link);
  if (number === undefined) return;
  const { connections } = useApp.getState();
  if (connections === undefined) {
    // The window has just opened.
    const stop = useApp.subscribe((state) => {
      if (state.connections === undefined) return;
      stop();
      takeLink(link);
    });
    return;
  }
  const app = useApp.getState();
  if (!canDial(app)) showDone(i18next.t('telephony.noDesk', { number }));
  app.setPaletteOpen(true, number);
}
