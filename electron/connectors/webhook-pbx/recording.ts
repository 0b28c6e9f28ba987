import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { ConnectorError, type FileStore } from '../../../shared/contract/connector.ts';
import type { CloudPbxChannelConfig } from '../../../shared/contract/provision.ts';
import { mayGo, zadarmaLogin } from './order.ts';

const mostBytes = 200 * 1024 * 1024;
const limitMs = 5 * 60_000;
/** A link of Mango Office is good for so long. s. */
const linkSeconds = 600;

/**
 * Brings a recording by the link that was told, or that the provider makes for it now.
 *
 * @throws ConnectorError `offline` when it may be had later, `protocol` when there is none
 */
export async function fetchRecording(
  config: CloudPbxChannelConfig,
  ref: string,
  files: FileStore,
  outer: AbortSignal,
): Promise<{ hash: string; size: number }> {
  const signal = AbortSignal.any([outer, AbortSignal.timeout(limitMs)]);
  const url = await linkOf(config, JSON.parse(ref) as { id: string; url?: string }, signal);
  const answer = await ask(url, loginOf(config), signal);
  // Beeline says so in words that it has none (yet).
  if (answer.headers.get('content-type')?.includes('json')) {
    throw new ConnectorError('offline', 'offline', 'The recording is not ready', { host: url.host });
  }
  if (answer.body === null) throw new ConnectorError('protocol', 'protocol', `${url.host} answered nothing`, { host: url.host });
  const scratch = files.scratch();
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > mostBytes) done(new ConnectorError('protocol', 'protocol', `The recording has more than ${mostBytes} bytes`));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(Readable.fromWeb(answer.body as ReadableStream), counted, createWriteStream(scratch), { signal });
  } catch (error) {
    await rm(scratch, { force: true });
    if (error instanceof ConnectorError) throw error;
    throw new ConnectorError('offline', 'offline', `${url.host} broke off`, { host: url.host, cause: error });
  }
  return files.adopt(scratch);
}

const loginOf = ({ provider, token }: CloudPbxChannelConfig): Record<string, string> =>
  provider === 'beeline' && token !== undefined ? { 'X-MPBX-API-AUTH-TOKEN': token } : {};

async function linkOf(config: CloudPbxChannelConfig, told: { id: string; url?: string }, signal: AbortSignal): Promise<URL> {
  const { provider, key = '', secret = '', apiRoot } = config;
  if (told.url !== undefined) return new URL(told.url);
  if (provider === 'mango') {
    return mangoLink(
      apiRoot ?? 'https://app.mango-office.ru',
      told.id,
      { key, secret },
      Math.floor(Date.now() / 1000) + linkSeconds,
    );
  }
  if (provider === 'beeline') return beelineLink(apiRoot ?? 'https://cloudpbx.beeline.ru', told.id);
  if (provider !== 'zadarma' || key === '') throw new ConnectorError('protocol', 'refused', 'The provider tells no link');
  const url = new URL('/v1/pbx/record/request/', apiRoot ?? 'https://api.zadarma.com');
  url.searchParams.set('call_id', told.id);
  const answer = await ask(url, { authorization: zadarmaLogin(url, key, secret) }, signal);
  const { link } = (await answer.json()) as { link?: unknown };
  if (typeof link !== 'string' || !URL.canParse(link))
    throw new ConnectorError('offline', 'offline', 'The recording is not ready');
  return new URL(link);
}

/**
 * Link without login (API of the Mango Office virtual PBX 1.9, "queries/recording/link"), which has to be allowed in the account:
 * signed by SHA-256 of key, time, recording and salt.
 */
export function mangoLink(root: string, id: string, { key, secret }: { key: string; secret: string }, until: number): URL {
  const sign = createHash('sha256').update(`${key}${until}${id}${secret}`, 'utf8').digest('hex');
  return new URL(
    `/vpbx/queries/recording/link/${encodeURIComponent(id)}/download/${encodeURIComponent(key)}/${until}/${sign}`,
    root,
  );
}

/**
 * Portal of the Beeline cloud PBX, as published programs ask it (antibaloo/bpm.ucre.ru on GitHub):
 * `/apis/portal/v2/records/{extTrackingId}/{userId}/download`, with the token of the portal in a header.
 */
export const beelineLink = (root: string, id: string): URL =>
  new URL(`/apis/portal/v2/records/${id.split('/').map(encodeURIComponent).join('/')}/download`, root);

async function ask(url: URL, headers: Record<string, string>, signal: AbortSignal, hops = 3): Promise<Response> {
  const { host } = url;
  if (!mayGo(url, false)) throw new ConnectorError('protocol', 'insecure', `${host} would send it without encryption`, { host });
  const answer = await fetch(url, { headers, signal, redirect: 'manual' }).catch((error: unknown) => {
    throw new ConnectorError('offline', 'offline', `${host} cannot be reached`, { host, cause: error });
  });
  const moved = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null;
  if (moved !== null && hops > 0) return ask(new URL(moved, url), {}, signal, hops - 1);
  if (answer.ok) return answer;
  // Both Mango Office and Zadarma say that a recording may be there only some time after it is told.
  const later = answer.status >= 500 || answer.status === 404 || answer.status === 429;
  throw new ConnectorError(later ? 'offline' : 'protocol', later ? 'offline' : 'protocol', `${host} answered ${answer.status}`, {
    host,
  });
}
