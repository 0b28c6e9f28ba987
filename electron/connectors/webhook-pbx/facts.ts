import type { InboundCall, RawPayload } from '../../../shared/contract/connector.ts';
import type { CloudPbxChannelConfig } from '../../../shared/contract/provision.ts';
import type { EpochMs } from '../../../shared/model/index.ts';
import { fold } from './fold.ts';
import { providers } from './providers/all.ts';
import type { Note, Told } from './told.ts';

/** The stream of calls; that of events which belong to none. */
export const callStream = 'calls';
export const otherStream = 'other';

/** A wish of ours to call somebody. */
export type Order = { id: string; extension: string; number: string; at: EpochMs };

/** All that arrived of one call, as it arrived: what is journaled, so that it can be judged again after an update. */
export type CallFacts = {
  /** What it is known by here: the order's name, or the provider's. */
  name: string;
  /** Provider's names of it. */
  ids: string[];
  revision: number;
  order?: Order;
  notes: Array<Note & { key: string }>;
  /** Given up waiting for more. */
  lostAt?: EpochMs;
};

/** What a call is by what is known of it; `undefined` when it stayed within the house. Pure. */
export function callOf(facts: CallFacts, config: Pick<CloudPbxChannelConfig, 'provider'>): InboundCall | undefined {
  const { order, lostAt, name } = facts;
  const read = facts.notes.flatMap((note) => providers[config.provider].read(note));
  const from = Math.min(order?.at ?? Number.POSITIVE_INFINITY, ...read.map(({ at }) => at));
  const begun: Told[] = order
    ? [{ call: name, what: 'ring', at: from, direction: 'out', number: order.number, extension: order.extension }]
    : [];
  const lost: Told[] = lostAt === undefined ? [] : [{ call: name, what: 'lost', at: lostAt }];
  return fold(name, facts.revision, [...begun, ...read, ...lost]);
}

export const payloadOf = (facts: CallFacts, receivedAt: EpochMs): RawPayload => ({
  stream: callStream,
  remoteKey: `${facts.name}/${facts.revision}/${facts.notes.at(-1)?.key.slice(0, 12) ?? 'order'}`,
  body: JSON.stringify(facts),
  receivedAt,
});

export function factsOf(body: string): CallFacts {
  const facts: unknown = JSON.parse(body);
  const whole = typeof facts === 'object' && facts !== null && 'name' in facts && 'notes' in facts && Array.isArray(facts.notes);
  if (!whole) throw new Error('not what is known of a call');
  return facts as CallFacts;
}
