import type { LiveCall } from '../../../shared/contract/api.ts';
import type { CustomerId } from '../../../shared/model/index.ts';
import type { AppState } from '../../state/app-state.ts';
import { useApp } from '../../state/store.ts';
import { focusWrapUp } from '../focus.ts';
import { openCaller } from './use-call-pop.ts';

/** Whose timeline is on the screen. */
export const personShown = ({ place, person, followed }: AppState): CustomerId | undefined =>
  place === 'inbox' || (place === 'floor' && followed !== undefined) ? person?.view.id : undefined;

/** Of calls that nothing was said of yet, the one of whoever is on the screen; else the one that ended last. */
export function nextWrapUp({ wrapUps, ...app }: AppState): LiveCall | undefined {
  const shown = personShown({ wrapUps, ...app });
  return wrapUps.find(({ customer }) => customer.id === shown) ?? wrapUps.at(-1);
}

/** To the field in which one says how a call went, wherever one is. */
export async function goToWrapUp(live: LiveCall): Promise<void> {
  if (personShown(useApp.getState()) !== live.customer.id) await openCaller(live);
  focusWrapUp();
}
