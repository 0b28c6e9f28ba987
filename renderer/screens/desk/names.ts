import type { CustomerId } from '../../../shared/model/index.ts';
import { useApp } from '../../state/store.ts';

/** Name of somebody who is in a list or open. */
export function nameOf(customerId: CustomerId | undefined): string {
  const { rows, floorRows = [], person } = useApp.getState();
  if (person && person.view.id === customerId) return person.view.name;
  return [...rows, ...floorRows].find((row) => row.customerId === customerId)?.name ?? '';
}
