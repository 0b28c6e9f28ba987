import type { Connector, ConnectorContext, Session } from '../../../shared/contract/connector.ts';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { TelegramChannelConfig } from '../../../shared/contract/provision.ts';
import { testBot } from './check.ts';
import { type Client, createClient, readFailure } from './client.ts';
import { download } from './download.ts';
import { info } from './info.ts';
import { interruptible, Waker } from './interrupt.ts';
import { mapUpdate } from './mapper.ts';
import { plan } from './plan.ts';
import { poll } from './poll.ts';
import { connectionError } from './problems.ts';
import { sendIntent } from './send.ts';

/** A bot over the Bot API (core.telegram.org/bots/api) by long polling. */
export const telegramConnector: Connector<TelegramChannelConfig> = {
  info,
  open,
  map: async (raw) => mapUpdate(raw.body),
  test: testBot,
  plan,
};

/** Connects nothing yet; a configuration that cannot work is told by the first call that would use it. */
function open(ctx: ConnectorContext<TelegramChannelConfig>): Session {
  const waker = new Waker();
  let client: Client | undefined;
  const connected = () => {
    client ??= createClient(ctx.config);
    return client;
  };
  return {
    async run(signal) {
      if (signal.aborted) return;
      const bot = connected();
      let known = false;
      while (!known && !signal.aborted) {
        known = (await interruptible([waker.signal, signal], (either) => introduce(bot, ctx, either))) ?? false;
      }
      await poll(bot, ctx, waker, signal);
    },
    async send(intent, signal) {
      try {
        return await sendIntent(connected(), ctx.files, intent, signal);
      } catch (error) {
        if (error instanceof ConnectorError) return { status: 'retry', code: 'auth', detail: error.message };
        throw error;
      }
    },
    fetch: async (ref, signal, progress) => download(connected(), ctx.files, ref, signal, progress),
    wake: () => waker.wake(),
  };
}

/** Finds a refused token out at once, and says in the log whose updates are coming. */
async function introduce(client: Client, ctx: ConnectorContext<TelegramChannelConfig>, signal: AbortSignal): Promise<true> {
  try {
    const me = await client.call.getMe(signal as Parameters<typeof client.call.getMe>[0]);
    ctx.log.info({ channelId: ctx.channelId, botId: me.id, username: me.username }, 'Telegram knows the bot');
    return true;
  } catch (error) {
    throw connectionError(readFailure(error, client), client.host);
  }
}
