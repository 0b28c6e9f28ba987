import type { AgentState } from '../../shared/model/index.ts';

/** What a PBX can tell apart: a member who takes calls, one who is paused, none. */
const placeOf = ({ state }: AgentState): 'in' | 'paused' | 'out' =>
  state === 'ready' ? 'in' : state === 'offline' ? 'out' : 'paused';

/**
 * What follows from what a PBX says of an agent: it is as wanted, it is to be told ours, or somebody changed it there and it is
 * taken over. `settled`: it had taken ours before. Of a desk in no queue nothing is told but that ours is offline.
 */
export function decideState(known: {
  wanted: AgentState;
  told: AgentState | undefined;
  settled: boolean;
  restarted: boolean;
}): 'same' | 'tell' | 'adopt' {
  const { wanted, told, settled, restarted } = known;
  const place = told ? placeOf(told) : 'out';
  const sameReason = place !== 'paused' || told?.reason === undefined || told.reason === (wanted.reason ?? wanted.state);
  // Nobody has ever said how they are: the PBX is not told what nobody wished.
  if (wanted.since === 0) return told === undefined ? 'same' : 'adopt';
  if (place === placeOf(wanted) && sameReason) return 'same';
  return restarted || !settled || told === undefined ? 'tell' : 'adopt';
}
