import { useShallow } from 'zustand/react/shallow';
import type { CustomerView } from '../../shared/contract/api.ts';
import { useApp } from './store.ts';

/** Who it is, and how their conversation stands. */
export type Standing = Pick<CustomerView, 'id' | 'name' | 'conversation'>;

/** These parts of whoever is open; drawn anew only when one of them changes. `undefined` while nobody is. */
export function useView<K extends keyof CustomerView>(...parts: readonly K[]): Pick<CustomerView, K> | undefined {
  return useApp(
    useShallow(
      ({ person }) => person && (Object.fromEntries(parts.map((part) => [part, person.view[part]])) as Pick<CustomerView, K>),
    ),
  );
}
