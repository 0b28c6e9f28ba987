import type { Connector, ConnectorContext, Session } from '../../../shared/contract/connector.ts';
import type { AsteriskChannelConfig } from '../../../shared/contract/provision.ts';
import { AmiClient } from './ami/client.ts';
import { testPbx } from './check.ts';
import { info } from './info.ts';

/** Asterisk over its manager interface. It carries no messages: `send` refuses what nobody offers. */
export const asteriskConnector: Connector<AsteriskChannelConfig> = {
  info,
  open,
  map: async ({ stream }) => {
    throw new Error(`nothing comes on ${stream}`);
  },
  test: testPbx,
  plan: (reply) => [reply],
};

function open(ctx: ConnectorContext<AsteriskChannelConfig>): Session {
  const { config } = ctx;
  let client: AmiClient | undefined;
  return {
    async run(signal) {
      if (signal.aborted) return;
      client = await AmiClient.open(config.ami, ['call', 'agent', 'system', 'cdr'], signal);
      signal.addEventListener('abort', () => client?.close(), { once: true });
      ctx.online();
      const reason = await client.closed;
      if (!signal.aborted) throw reason;
    },
    send: async () => ({ status: 'rejected', code: 'refused', detail: 'a PBX carries no messages' }),
    wake: () => client?.probe(),
  };
}
