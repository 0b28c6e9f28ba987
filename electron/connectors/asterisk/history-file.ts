import { open } from 'node:fs/promises';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { AsteriskChannelConfig } from '../../../shared/contract/provision.ts';
import { isLoopback } from './ami/tls.ts';
import { type HistoryLine, historyLines } from './calls/history.ts';

type Place = NonNullable<AsteriskChannelConfig['history']>;

const firstBytes = 256 * 1024;
/** So much is read at most: weeks of a busy office. */
const mostBytes = 256 * 1024 * 1024;

/**
 * What was written after `from` (ms): the end of the file, and more of it until something older is seen.
 *
 * @throws ConnectorError `offline` when the file cannot be read
 */
export async function readHistory(place: Place, from: number, signal: AbortSignal): Promise<HistoryLine[]> {
  for (let bytes = firstBytes; ; bytes *= 8) {
    const { text, whole } = place.path === undefined ? await download(place, bytes, signal) : await tail(place.path, bytes);
    const lines = historyLines(text);
    if (whole || bytes >= mostBytes || (lines[0] !== undefined && lines[0].at <= from))
      return lines.filter(({ at }) => at > from);
  }
}

async function tail(path: string, bytes: number): Promise<{ text: string; whole: boolean }> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const length = Math.min(size, bytes);
      const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
      return { text: buffer.toString('utf8'), whole: length === size };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new ConnectorError('offline', 'offline', `${path} cannot be read`, { cause: error });
  }
}

async function download(place: Place, bytes: number, signal: AbortSignal): Promise<{ text: string; whole: boolean }> {
  const url = new URL(place.url ?? '');
  if (url.protocol === 'http:' && place.password && place.allowInsecure !== true && !isLoopback(url.hostname)) {
    throw new ConnectorError('auth', 'insecure', `The password would travel to ${url.hostname} without encryption`, {
      host: url.hostname,
    });
  }
  const login = place.user === undefined ? {} : { authorization: `Basic ${btoa(`${place.user}:${place.password ?? ''}`)}` };
  const answer = await fetch(url, { headers: { ...login, range: `bytes=-${bytes}` }, signal, redirect: 'error' }).catch(
    (error: unknown) => {
      throw new ConnectorError('offline', 'offline', `${url.host} cannot be reached`, { host: url.host, cause: error });
    },
  );
  if (!answer.ok) throw new ConnectorError('offline', 'offline', `${url.host} answered ${answer.status}`, { host: url.host });
  const total = Number(answer.headers.get('content-range')?.split('/')[1]);
  return { text: await answer.text(), whole: answer.status !== 206 || total <= bytes };
}
