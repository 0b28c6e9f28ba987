import type { Message, Update } from 'grammy/types';
import { whereabouts } from './message.ts';
import { isRecord } from './read.ts';

/** Where a poll came: its id, the thread, the message. */
export type PollHome = readonly [poll: string, thread: string, message: string];

/** Most polls that are remembered; a busy bot sees a few a day. */
const most = 200;

/** The polls a bot has seen come by, newest last, for the day that one is closed: that update names the poll alone. */
export function withPolls(known: readonly PollHome[], updates: readonly Update[]): readonly PollHome[] {
  const seen = updates.flatMap((update) => homeIn(update.message ?? update.business_message));
  return seen.length === 0 ? known : [...known, ...seen].slice(-most);
}

function homeIn(message: Message | undefined): PollHome[] {
  if (!message?.poll) return [];
  const { remoteThread, remoteId } = whereabouts(message);
  return [[message.poll.id, remoteThread, remoteId]];
}

/** The update as it is kept: one about a poll with where that poll came, so that it can be mapped by itself. */
export function payloadOf(update: Update, known: readonly PollHome[]): string {
  const home = update.poll && known.findLast(([poll]) => poll === update.poll?.id);
  return JSON.stringify(home ? { ...update, '@home': { thread: home[1], message: home[2] } } : update);
}

export function pollHomeOf(update: Record<string, unknown>): { thread: string; message: string } | undefined {
  const home = update['@home'];
  if (!isRecord(home) || typeof home.thread !== 'string' || typeof home.message !== 'string') return undefined;
  return { thread: home.thread, message: home.message };
}
