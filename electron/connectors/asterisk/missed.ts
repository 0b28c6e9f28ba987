import type { ConnectorContext } from '../../../shared/contract/connector.ts';
import type { AsteriskChannelConfig } from '../../../shared/contract/provision.ts';
import type { AmiClient } from './ami/client.ts';
import type { HistoryLine } from './calls/history.ts';
import { readHistory } from './history-file.ts';
import { boxesOf, type LeftMessage, messagesLeft } from './mailboxes.ts';

type Context = ConnectorContext<AsteriskChannelConfig>;
export type Missed = { written: HistoryLine[]; left: LeftMessage[] };

/** What the PBX wrote down, and what was left in mailboxes, since nobody listened any more (`from`, ms); nothing at the first time. */
export async function missedSince(ctx: Context, client: AmiClient, from: number | undefined): Promise<Missed> {
  if (from === undefined) return { written: [], left: [] };
  const { history } = ctx.config;
  const written =
    history === undefined
      ? []
      : await reading(ctx, client, 'what the PBX wrote down cannot be read', (signal) => readHistory(history, from, signal));
  return { written, left: await messages(ctx, client, from, written) };
}

/**
 * A folder of mailboxes is looked through; elsewhere those are that the PBX wrote down, or all it has where it writes nothing down.
 */
async function messages(ctx: Context, client: AmiClient, from: number, written: readonly HistoryLine[]): Promise<LeftMessage[]> {
  const { voicemail, recordings, history } = ctx.config;
  const place = voicemail ?? recordings;
  if (place === undefined) return [];
  const look = (boxes: readonly string[] | 'all'): Promise<LeftMessage[]> =>
    reading(ctx, client, 'the mailboxes cannot be read', (signal) => messagesLeft(place, { from, boxes }, ctx.files, signal));
  if (voicemail?.path !== undefined) return look('all');
  const named = [...new Set(written.flatMap(({ event }) => boxesOf(event.get('AppData') ?? '')))];
  const boxes = voicemail === undefined || history !== undefined ? named : await allBoxes(ctx, client);
  return boxes.length === 0 ? [] : look(boxes);
}

const allBoxes = (ctx: Context, client: AmiClient): Promise<string[]> =>
  reading(ctx, client, 'the PBX does not name its mailboxes', async (signal) => {
    const users = await client.list('VoicemailUsersList', {}, signal);
    return users.flatMap((user) => boxesOf(`${user.get('VoiceMailbox') ?? ''}@${user.get('VMContext') ?? ''}`));
  });

/** Nothing where that cannot be had just now. */
async function reading<T>(
  { log, channelId }: Context,
  client: AmiClient,
  otherwise: string,
  read: (signal: AbortSignal) => Promise<T[]>,
): Promise<T[]> {
  const ended = new AbortController();
  void client.closed.then(() => ended.abort());
  try {
    return await read(ended.signal);
  } catch (error) {
    log.warn({ channelId, detail: error instanceof Error ? error.message : String(error) }, otherwise);
    return [];
  }
}
