import { createWriteStream } from 'node:fs';
import { copyFile, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { ConnectorError, type FetchedFile, type FileStore } from '../../../shared/contract/connector.ts';
import type { AsteriskChannelConfig } from '../../../shared/contract/provision.ts';
import { isLoopback } from './ami/tls.ts';
import { isLeftBy, type MessageFile, messageEndings, messageLength } from './message-file.ts';

type Place = NonNullable<AsteriskChannelConfig['recordings']>;

/** MixMonitor goes on writing for a moment after the call: a file that was not touched this long is whole. */
const settledMs = 700;
const patienceMs = 15_000;

/**
 * Brings the file that MixMonitor was told to write. Asterisk names it by a path of its own, of which the place here has the end:
 * the longest end that is there is it.
 *
 * @throws ConnectorError `offline` when the place cannot be reached, `protocol` when it has no such file
 */
export async function fetchRecording(
  place: Place | undefined,
  file: string,
  files: FileStore,
  signal: AbortSignal,
): Promise<{ hash: string; size: number }> {
  if (!place) throw new ConnectorError('protocol', 'refused', 'No place of recordings is set up');
  const ends = endsOf(file);
  const scratch = files.scratch();
  for (const end of ends) if (await bring(place, end, scratch, signal)) return files.adopt(scratch);
  throw new ConnectorError('protocol', 'protocol', `There is no ${ends.at(-1) ?? 'such file'}`);
}

/**
 * Brings a message out of a mailbox, if it is still the one that was left then, with the length that is written beside it.
 *
 * @throws ConnectorError as above
 */
export async function fetchMessage(
  place: Place | undefined,
  { file, channel }: MessageFile,
  files: FileStore,
  signal: AbortSignal,
): Promise<FetchedFile> {
  if (!place) throw new ConnectorError('protocol', 'refused', 'No place of mailboxes is set up');
  const scratch = files.scratch();
  for (const end of endsOf(file)) {
    if (!(await bring(place, `${end}.txt`, scratch, signal))) continue;
    const text = await readFile(scratch, 'utf8');
    if (!isLeftBy(text, channel)) break;
    const durationMs = messageLength(text);
    for (const ending of messageEndings) {
      if (!(await bring(place, `${end}.${ending}`, scratch, signal))) continue;
      return { ...(await files.adopt(scratch)), ...(durationMs === undefined ? {} : { durationMs }) };
    }
    break;
  }
  await rm(scratch, { force: true });
  throw new ConnectorError('protocol', 'protocol', 'The message is not in its mailbox any more');
}

/** Copies the file at this end of a path to `to`; false: there is none. */
export const bring = (place: Place, end: string, to: string, signal: AbortSignal): Promise<boolean> =>
  place.path === undefined ? download(place, end, to, signal) : copy(join(place.path, end), to, signal);

/** `/var/spool/asterisk/monitor/2026/11/a.wav` → itself without the root, … `11/a.wav`, `a.wav`. */
function endsOf(file: string): string[] {
  const parts = file.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return [];
  return parts.map((_, at) => parts.slice(at).join('/'));
}

async function copy(path: string, to: string, signal: AbortSignal): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = await stat(path).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw new ConnectorError('offline', 'offline', `${path}: ${String(code)}`, { cause: error });
    });
    if (!found?.isFile()) return false;
    if (Date.now() - found.mtimeMs >= settledMs || Date.now() > deadline) {
      await copyFile(path, to);
      return true;
    }
    await pause(settledMs, undefined, { signal });
  }
}

async function download(place: Place, end: string, to: string, signal: AbortSignal): Promise<boolean> {
  const base = place.url ?? '';
  const url = new URL(end.split('/').map(encodeURIComponent).join('/'), base.endsWith('/') ? base : `${base}/`);
  if (url.protocol === 'http:' && place.password && place.allowInsecure !== true && !isLoopback(url.hostname)) {
    throw new ConnectorError('auth', 'insecure', `The password would travel to ${url.hostname} without encryption`, {
      host: url.hostname,
    });
  }
  const login = place.user === undefined ? {} : { authorization: `Basic ${btoa(`${place.user}:${place.password ?? ''}`)}` };
  const answer = await fetch(url, { headers: login, signal, redirect: 'error' }).catch((error: unknown) => {
    throw new ConnectorError('offline', 'offline', `${url.host} cannot be reached`, { host: url.host, cause: error });
  });
  if (answer.status === 404) return false;
  if (!answer.ok || answer.body === null) {
    const kind = answer.status >= 500 ? 'offline' : 'protocol';
    throw new ConnectorError(kind, kind, `${url.host} answered ${answer.status}`, { host: url.host });
  }
  await pipeline(Readable.fromWeb(answer.body as import('node:stream/web').ReadableStream), createWriteStream(to), { signal });
  return true;
}
