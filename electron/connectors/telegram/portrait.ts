import type { PhotoSize } from 'grammy/types';
import type { ConnectorContext, Party } from '../../../shared/contract/connector.ts';
import type { TelegramChannelConfig } from '../../../shared/contract/provision.ts';
import { type Client, readFailure } from './client.ts';
import { download } from './download.ts';
import { connectionError } from './problems.ts';

type Files = ConnectorContext<TelegramChannelConfig>['files'];

/** Shorter side that is shown sharply everywhere, pixels. */
const wanted = 160;

/**
 * The current picture of a person, in the smallest size that is large enough (Bot API, getUserProfilePhotos: the first is the
 * newest, "in up to 4 sizes each"). `undefined` when there is none, or none that the bot may see. Throws like a download.
 */
export async function portrait(
  client: Client,
  files: Files,
  party: Party,
  config: TelegramChannelConfig,
  signal: AbortSignal,
): Promise<{ hash: string; size: number } | undefined> {
  const user = Number(party.value);
  // A channel that writes in a group is no user.
  if (!Number.isSafeInteger(user) || user <= 0) return undefined;
  const chosen = chooseSize(await newest(client, user, signal));
  if (!chosen) return undefined;
  const { file_id: id, file_size: size } = chosen;
  return download(client, files, size === undefined ? { id } : { id, size }, config, signal);
}

async function newest(client: Client, user: number, abort: AbortSignal): Promise<PhotoSize[]> {
  const signal = abort as Parameters<typeof client.call.getUserProfilePhotos>[2];
  try {
    const { photos } = await client.call.getUserProfilePhotos(user, { limit: 1 }, signal);
    return photos[0] ?? [];
  } catch (error) {
    const failure = readFailure(error, client);
    // "user not found": nobody this bot has met.
    if (failure.type === 'refused' && failure.status === 400) return [];
    throw connectionError(failure, client.host);
  }
}

export function chooseSize(sizes: readonly PhotoSize[]): PhotoSize | undefined {
  const side = ({ width, height }: PhotoSize) => Math.min(width, height);
  const rising = [...sizes].sort((a, b) => side(a) - side(b));
  return rising.find((size) => side(size) >= wanted) ?? rising.at(-1);
}
