import i18next from 'i18next';
import type { ShownAddress } from '../../../shared/contract/api.ts';
import type { CustomerId } from '../../../shared/model/index.ts';
import { useApp } from '../../state/store.ts';
import { callKeys } from '../call/words.ts';
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
  // Whoever is open has theirs among what can be done now.
  const others = people.filter(({ customerId }) => customerId !== app.person?.view.id);
  const theirs = others.flatMap(({ customerId, name, addresses }) =>
    addresses.flatMap(({ kind, shown }) =>
      kind !== 'phone' || typedNumber(shown) === undefined ? [] : [entry(shown, customerId, name)],
    ),
  );
  return typed === undefined ? theirs : [entry(typed), ...theirs];
}
