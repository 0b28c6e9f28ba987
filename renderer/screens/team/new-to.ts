import type { AgentId, CustomerId } from '../../../shared/model/index.ts';
import { useApp } from '../../state/store.ts';

/** How many of these would be new to somebody, as far as it is known who has them. */
export function newTo(agentId: AgentId, customerIds: readonly CustomerId[]): number {
  const { rows, floorRows = [], person } = useApp.getState();
  const theirs = new Set(
    [...rows, ...floorRows].filter(({ assignee }) => assignee?.id === agentId).map(({ customerId }) => customerId),
  );
  if (person?.view.conversation?.assignee?.id === agentId) theirs.add(person.view.id);
  return customerIds.filter((id) => !theirs.has(id)).length;
}
