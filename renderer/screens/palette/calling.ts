import i18next from 'i18next';
import type { ShownAddress } from '../../../shared/contract/api.ts';
import type { CustomerId } from '../../../shared/model/index.ts';
import { useApp } from '../../state/store.ts';

import { callKeys } from '../call/words.ts';
import { sameNumber } from '../telephony/call-words.ts';
import { canDial, dial } from '../telephony/dial.ts';
import { goToWrapUp, nextWrapUp } from '../telephony/to-wrap-up.ts';
import type { PaletteEntry } from './entry.ts';
import { typedNumber } from './typed-number.ts';

const entry = (to: string, customerId?: CustomerId, name?: string): PaletteEntry => ({
  id: `call-${customerId ?? ''}-${to}`,
  kind: 'action',
  label: i18next.t('telephony.dial', { number: to }),
  ...(name === undefined ? {} : { hint: name }),
  run: () => void dial(to, customerId),
});

/** Calls to whoever is open, and the way to what is to be said of the last one. */
export function callingNow(): PaletteEntry[] {
  const app = useApp.getState();
  const view = app.person?.view;
  const phones = canDial(app) && view ? view.contactPoints.filter(({ kind }) => kind === 'phone') : [];
  const ended = nextWrapUp(app);
  const wrapUp: PaletteEntry[] = ended
    ? [
        {
          id: 'wrap-up',
          kind: 'action',
          label: i18next.t('telephony.toWrapUp'),
          hint: ended.customer.name,
          keys: callKeys.wrapUp,
          run: () => void goToWrapUp(ended),
        },
      ]
    : [];
  return [...phones.map(({ value }) => entry(value, view?.id, view?.name)), ...wrapUp];
}

/** A call to the number that is typed, and to people who were found; nothing where no desk of ours can call. */
export function callingFound(
  query: string,
  people: ReadonlyArray<{ customerId: CustomerId; name: string; addresses: readonly ShownAddress[] }>,
): PaletteEntry[] {
  const app = useApp.getState();
  if (!canDial(app)) return [];
  const typed = typedNumber(query);
  const isTyped = ({ kind, shown }: ShownAddress): boolean => kind === 'phone' && typed !== undefined && sameNumber(shown, typed);
  const theirs = people.flatMap(({ customerId, name, addresses }) =>
    addresses.flatMap((address) => {
      if (address.kind !== 'phone' || typedNumber(address.shown) === undefined) return [];
      // Whoever is open has theirs among what can be done now, where they are found as they are written.
      const known = customerId === app.person?.view.id && !isTyped(address);
      return known ? [] : [entry(address.shown, customerId, name)];
    }),
  );
  // Of one person alone: it is them who is called. Several who share it are not guessed among.
  const owners = people.filter(({ addresses }) => addresses.some(isTyped));
  return typed === undefined || owners.length === 1 ? theirs : [entry(typed), ...theirs];
}
