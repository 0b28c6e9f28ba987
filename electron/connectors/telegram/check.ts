import type { ChannelTest } from '../../../shared/contract/channel-test.ts';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { TelegramChannelConfig } from '../../../shared/contract/provision.ts';
import { createClient, readFailure } from './client.ts';
import { connectionError } from './problems.ts';

/** "Test connection": who the bot is, and whether a webhook takes its updates away. Asks nothing that changes anything. */
export async function testBot(config: TelegramChannelConfig, abort: AbortSignal): Promise<ChannelTest> {
  try {
    const client = createClient(config);
    try {
      const signal = abort as Parameters<typeof client.call.getMe>[0];
      const { username } = await client.call.getMe(signal);
      const { url } = await client.call.getWebhookInfo(signal);
      const address = `@${username}`;
      if (!url) return { ok: true, address, steps: [{ step: 'bot', ok: true }] };
      const detail = `A webhook takes this bot's updates to ${new URL(url).host}; while it is set, they cannot be had here`;
      return {
        ok: false,
        address,
        steps: [{ step: 'bot', ok: false, problem: { code: 'webhook', detail, host: client.host } }],
      };
    } catch (error) {
      throw connectionError(readFailure(error, client), client.host);
    } finally {
      client.transport.close();
    }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { ok: false, steps: [{ step: 'bot', ok: false, problem: error.problem }] };
  }
}
