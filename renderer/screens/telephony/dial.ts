import i18next from 'i18next';
import type { Connection, CustomerId } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { useApp } from '../../state/store.ts';
import { showDone, showError } from '../feedback.tsx';

/** Numbers whose order is under way: a second click on one of them is the same wish. */
const ordered = new Map<string, string>();

/** A call can be begun from this desk: some exchange is set up for it, and knows its extension. */
export function canDial({ connections = [] }: { connections?: readonly Connection[] }): boolean {
  return connections.some(({ dials }) => dials === true);
}

export function useCanDial(): boolean {
  return useApp(canDial);
}

/** Asks the exchange to ring this desk and then the number. Says what it does, and why when it cannot. */
export async function dial(number: string, customerId?: CustomerId): Promise<void> {
  if (ordered.has(number)) return;
  const key = crypto.randomUUID();
  ordered.set(number, key);
  try {
    // The desk rings first, for our own wish: a softphone need not ask whether to answer that.
    useApp.getState().phoneDo({ do: 'expect', number });
    await call('call.dial', { number, key, ...(customerId === undefined ? {} : { customerId }) });
    showDone(i18next.t('telephony.dialling', { number }));
  } catch (caught) {
    showError(caught, i18next.t('telephony.notDialled', { number }));
  } finally {
    ordered.delete(number);
  }
}
