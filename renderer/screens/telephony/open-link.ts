import { desktop } from '../../bridge/desktop.ts';
import { useApp } from '../../state/store.ts';
import { canDial, dial } from './dial.ts';
import { numberOfLink } from './number-link.ts';

/** Opens an address in the system's programs; a telephone number is called from here where a desk of ours can. */
export function openLink(url: string): void {
  const number = numberOfLink(url);
  if (number !== undefined && canDial(useApp.getState())) void dial(number, useApp.getState().person?.view.id);
  else desktop.openExternal(url);
}
