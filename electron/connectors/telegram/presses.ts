import type { Update } from 'grammy/types';
import type { ConnectorContext } from '../../../shared/contract/connector.ts';
import type { TelegramChannelConfig } from '../../../shared/contract/provision.ts';
import { type Client, readFailure } from './client.ts';

/**
 * Tells the applications of those who pressed a button that it was heard: they show a progress bar until then (Bot API,
 * CallbackQuery). Only after the press is committed, beside the next poll, and once: one that cannot be answered ends by
 * itself after a while, and the press stands on the timeline all the same.
 */
export function answerPresses(
  client: Client,
  log: ConnectorContext<TelegramChannelConfig>['log'],
  updates: readonly Update[],
  abort: AbortSignal,
): void {
  const signal = abort as Parameters<typeof client.call.answerCallbackQuery>[2];
  for (const { callback_query: press } of updates) {
    if (typeof press?.id !== 'string') continue;
    client.call.answerCallbackQuery(press.id, {}, signal).catch((error: unknown) => {
      if (abort.aborted) return;
      log.warn({ failure: readFailure(error, client).type }, 'A pressed button could not be answered');
    });
  }
}
