import type { Connector, RawPayload } from '../../../shared/contract/connector.ts';
import type { AsteriskChannelConfig } from '../../../shared/contract/provision.ts';
import type { CallFacts } from './calls/facts.ts';
import { interpret } from './calls/interpret.ts';
import { testPbx } from './check.ts';
import { info } from './info.ts';
import { AsteriskSession, stream } from './session.ts';

/** Asterisk over its manager interface (AMI). It carries calls and no messages. */
export const asteriskConnector: Connector<AsteriskChannelConfig> = {
  info,
  open: (ctx) => new AsteriskSession(ctx),
  map: async (raw, { config }) => {
    const call = interpret(factsOf(raw), config);
    if (!call) return [{ type: 'ignored', reason: 'a call within the house' }];
    // Without a place they can be fetched from, recordings stay at the PBX.
    return [config.recordings ? call : { ...call, recordings: [] }];
  },
  test: testPbx,
  plan: (reply) => [reply],
};

function factsOf({ stream: from, body }: RawPayload): CallFacts {
  const facts: unknown = JSON.parse(body);
  const whole = typeof facts === 'object' && facts !== null && 'linkedId' in facts && 'channels' in facts && 'stays' in facts;
  if (from !== stream || !whole) throw new Error('not what is known of a call');
  return facts as CallFacts;
}
