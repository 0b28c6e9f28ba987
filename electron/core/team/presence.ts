import type { AgentState, Presence } from '../../../shared/model/index.ts';

/** How an agent stands towards colleagues: by what they said of themselves, unless they talk or nobody is at the machine. */
export function presenceOf(own: { state: AgentState; inCall: boolean; idle: boolean }): Presence {
  if (own.inCall) return 'call';
  const { state, since } = own.state;
  // Who never said how they are is here, because their desk is.
  const said = since === 0 ? 'ready' : state === 'wrap-up' ? 'busy' : state;
  return own.idle && (said === 'ready' || said === 'busy') ? 'away' : said;
}

/** The more of it, the more it says of somebody with two desks. */
const weight: Readonly<Record<Presence, number>> = { offline: 0, away: 1, break: 2, busy: 3, ready: 4, call: 5 };

/** Of several desks of one agent the one that says most. */
export const foremost = <T extends { state: Presence }>(desks: readonly T[]): T | undefined =>
  desks.reduce<T | undefined>((best, desk) => (best && weight[best.state] >= weight[desk.state] ? best : desk), undefined);
