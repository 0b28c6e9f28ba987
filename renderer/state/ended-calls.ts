import type { LiveCall } from '../../shared/contract/api.ts';

/** Calls that were talked on at this desk and are over: what was shown before against what goes on now. */
export function endedOfMine(before: readonly LiveCall[], now: readonly LiveCall[]): LiveCall[] {
  const going = new Set(now.filter(({ mine }) => mine).map(({ item }) => item.id));
  return before.filter(({ mine, ringsHere, item }) => {
    const talked = item.call.state === 'talking' || item.call.state === 'held';
    return mine && !ringsHere && talked && !going.has(item.id);
  });
}
