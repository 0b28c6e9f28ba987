import type { CustomerId } from '../../../shared/model/index.ts';
import { useApp } from '../../state/store.ts';

/** Name of somebody who is in the list or open. */
export function nameOf(customerId: CustomerId | undefined): string {
  const { rows, person } = useApp.getState();
  if (person && person.view.id === customerId) return person.view.name;
  return rows.find((row) => row.customerId === customerId)?.name ?? '';
}
