import type { InboundCall, InboundParticipant } from '../../shared/contract/connector.ts';
import type { Call, CallParticipant } from '../../shared/model/index.ts';

/** They called, and somebody has to call back: nobody has spoken to them. */
export const makesThemWait = (call: Pick<InboundCall, 'direction' | 'answeredAt'>): boolean =>
  call.direction === 'in' && call.answeredAt === undefined;

/** It is over and nobody has spoken to the one who called. */
export const wasMissed = (call: Pick<InboundCall, 'direction' | 'answeredAt' | 'state'>): boolean =>
  call.state === 'ended' && makesThemWait(call);

/** Whether the item counts as "said by a machine": it makes nobody wait, and answers nobody. */
export const isAutomatic = (call: Pick<InboundCall, 'direction' | 'answeredAt'>): boolean =>
  call.direction === 'in' ? call.answeredAt !== undefined : call.answeredAt === undefined;

/** Extensions that have to do with a call just now: those that ring, who talks, who dialled. */
export function desksOf(call: Call): { ringing: string[]; talking: string[] } {
  const ringing = call.legs.flatMap(({ result, extension }) =>
    result === 'ringing' && extension !== undefined ? [extension] : [],
  );
  const talking = call.legs.flatMap(({ result, extension }) =>
    result === 'talking' && extension !== undefined ? [extension] : [],
  );
  const dialled = call.direction === 'out' && call.dialledBy?.extension !== undefined ? [call.dialledBy.extension] : [];
  return { ringing, talking: [...new Set([...talking, ...dialled])] };
}

/** What is shown of a call, from what the connector told; `named` finds the agent of an extension. */
export function callOf(
  told: InboundCall,
  match: Call['match'],
  named: (participant: InboundParticipant) => CallParticipant,
): Omit<Call, 'wrapUp'> {
  const { type: _type, revision: _revision, recordings: _recordings, answeredBy, dialledBy, legs, transfers, ...rest } = told;
  return {
    ...rest,
    match,
    legs: legs.map((leg) => ({ ...leg, ...named(leg) })),
    transfers: transfers.map((transfer) => ({ ...transfer, from: named(transfer.from), to: named(transfer.to) })),
    ...(answeredBy ? { answeredBy: named(answeredBy) } : {}),
    ...(dialledBy ? { dialledBy: named(dialledBy) } : {}),
  };
}
