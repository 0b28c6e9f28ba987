import type { Connector, ConnectorContext, Session } from '../../../shared/contract/connector.ts';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { TelegramChannelConfig } from '../../../shared/contract/provision.ts';
import { testBot } from './check.ts';
import { type Client, createClient, readFailure } from './client.ts';
import { download } from './download.ts';
import { info, uploadLimitOf } from './info.ts';
import { interruptible, Waker } from './interrupt.ts';
import { poll } from './poll.ts';
import { portrait } from './portrait.ts';
import { answerPresses } from './presses.ts';
import { connectionError } from './problems.ts';
import { readRef } from './receive/attachments.ts';
import { mapUpdate } from './receive/mapper.ts';
import { act } from './send/act.ts';
import { plan } from './send/plan.ts';
import { sendIntent } from './send/send.ts';
import { showTyping } from './send/typing.ts';

/** A bot over the Bot API (core.telegram.org/bots/api) by long polling. */
export const telegramConnector: Connector<TelegramChannelConfig> = {
  info,
  open,
  map: async (raw, { config }) => mapUpdate(raw, config),
  test: testBot,
  plan,
};

/** Connects nothing yet; a configuration that cannot work is told by the first call that would use it. */
function open(ctx: ConnectorContext<TelegramChannelConfig>): Session {
  const { config, files } = ctx;
  const waker = new Waker();
  let client: Client | undefined;
  const connected = () => {
    client ??= createClient(config);
    return client;
  };
  return {
    async run(signal) {
      if (signal.aborted) return;
      const bot = connected();
      ctx.capable?.({ attachments: { maxBytes: uploadLimitOf(config) } });
      let known = false;
      while (!known && !signal.aborted) {
        known = (await interruptible([waker.signal, signal], (either) => introduce(bot, ctx, either))) ?? false;
      }
      await poll(bot, ctx, waker, signal, (updates) => answerPresses(bot, ctx.log, updates, signal));
    },
    async send(intent, signal) {
      const bot = usable(connected);
      return 'detail' in bot ? { status: 'retry', ...bot } : sendIntent(bot, files, config, intent, signal);
    },
    async act(action, signal) {
      const bot = usable(connected);
      return 'detail' in bot ? { status: 'retry', ...bot } : act(bot, action, signal);
    },
    typing: async (to, signal) => showTyping(connected(), to, signal),
    portrait: async (party, signal) => portrait(connected(), files, party, config, signal),
    fetch: async (ref, signal, progress) => download(connected(), files, readRef(ref), config, signal, progress),
    wake: () => waker.wake(),
  };
}

/** A channel without a usable token waits for a person, and nothing of what it was to do is lost. */
function usable(connected: () => Client): Client | { code: 'auth'; detail: string } {
  try {
    return connected();
  } catch (error) {
    if (error instanceof ConnectorError) return { code: 'auth', detail: error.message };
    throw error;
  }
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
