import { stat } from 'node:fs/promises';
import type { Message } from 'grammy/types';
import type { ConnectorContext, SendIntent, SendResult } from '../../../../shared/contract/connector.ts';
import type { TelegramChannelConfig } from '../../../../shared/contract/provision.ts';
import { type Client, readFailure } from '../client.ts';
import { albumLimit, uploadLimitOf } from '../info.ts';
import { type Place, placeOf, threadOf } from '../place.ts';
import { sendFailure } from './delivery.ts';
import { albumClass, methodFor } from './media.ts';
import { post } from './post.ts';

type Files = ConnectorContext<TelegramChannelConfig>['files'];

/** One intent is one call of the API, once; an album is one call too, and becomes as many messages as it has files. */
export async function sendIntent(
  client: Client,
  files: Files,
  config: TelegramChannelConfig,
  intent: SendIntent,
  signal: AbortSignal,
): Promise<SendResult> {
  const place = placeOf(intent.remoteThread ?? '') ?? placeOf(intent.to);
  if (!place) return { status: 'rejected', code: 'no-such-address', detail: `Not a Telegram chat id: ${intent.to}` };
  const impossible = impossibility(intent, uploadLimitOf(config)) ?? (await missing(files, intent));
  return impossible ?? attempt(client, files, intent, place, signal);
}

async function attempt(client: Client, files: Files, intent: SendIntent, place: Place, signal: AbortSignal): Promise<SendResult> {
  try {
    return accepted(await post(client, files, intent, place, signal), intent, place);
  } catch (error) {
    const failure = readFailure(error, client);
    // A group that has become a supergroup took nothing, and says where it is now (Bot API, ResponseParameters).
    if (failure.type === 'refused' && failure.movedTo !== undefined && failure.movedTo !== place.chat) {
      return attempt(client, files, intent, { chat: failure.movedTo }, signal);
    }
    return sendFailure(failure, place.chat > 0 && place.business === undefined);
  }
}

function accepted(messages: Message[], { itemId }: SendIntent, place: Place): SendResult {
  const [first, ...others] = messages;
  const named = messages.every(({ message_id: id }) => typeof id === 'number');
  if (!first || !named) return { status: 'unknown', detail: 'The answer names no message' };
  return {
    status: 'accepted',
    // 0 stands for a message the server will send in a while, and cannot be spoken of until then (Bot API, Message).
    remoteId: first.message_id === 0 ? `unnumbered:${itemId}` : String(first.message_id),
    remoteThread: threadOf(place),
    ...(isNear(first.date * 1000) ? { sentAt: first.date * 1000 } : {}),
    ...(others.length === 0 ? {} : { further: others.map(({ message_id: id }) => String(id)) }),
  };
}

/** A clock that is a day off says nothing of when it was sent. */
const isNear = (at: number): boolean => Math.abs(at - Date.now()) < 86_400_000;

/** What can be told without asking the server. */
function impossibility({ files }: SendIntent, limit: number): SendResult | undefined {
  const large = files.find((file) => file.size > limit);
  if (large) {
    const detail = `${large.name}: bots send files of up to ${limit / 1024 / 1024} MB`;
    return { status: 'rejected', code: 'too-large', detail, sizes: { message: large.size, limit } };
  }
  const kinds = new Set(files.map((file) => albumClass(methodFor(file))));
  if (files.length < 2 || (files.length <= albumLimit && kinds.size === 1 && !kinds.has(undefined))) return undefined;
  return { status: 'rejected', code: 'refused', detail: 'These files cannot be one message of Telegram' };
}

/** Looked at beforehand: a file that fails while it is being sent leaves a doubt whether the message left. */
async function missing(files: Files, intent: SendIntent): Promise<SendResult | undefined> {
  for (const { hash, name } of intent.files) {
    const found = await stat(files.path(hash)).catch(() => undefined);
    if (!found?.isFile()) return { status: 'rejected', code: 'refused', detail: `${name}: the file is gone from this machine` };
  }
  return undefined;
}
