import type { Connector } from '../../../shared/contract/connector.ts';
import type { CloudPbxChannelConfig } from '../../../shared/contract/provision.ts';
import { testListening } from './check.ts';
import { callOf, callStream, factsOf, otherStream } from './facts.ts';
import { info } from './info.ts';
import { readPasted } from './pasted.ts';
import { providers } from './providers/all.ts';
import { CloudPbxSession } from './session.ts';
import type { Note } from './told.ts';

/** A PBX in the cloud, which tells of calls by HTTP. It carries calls and no messages. */
export const cloudPbxConnector: Connector<CloudPbxChannelConfig> = {
  info,
  open: (ctx) => new CloudPbxSession(ctx),
  map: async ({ stream, body }, { config }) => {
    if (stream === otherStream) {
      providers[config.provider].read(JSON.parse(body) as Note);
      return [{ type: 'ignored', reason: 'an event that is of no call' }];
    }
    if (stream !== callStream) throw new Error('not what is known of a call');
    const call = callOf(factsOf(body), config);
    return [call ?? { type: 'ignored', reason: 'a call within the house, or one not known any longer' }];
  },
  test: testListening,
  readEvent: (provider, text) => readPasted(provider, text, Date.now()),
  plan: (reply) => [reply],
};
