import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { CloudPbxChannelConfig } from '../../../shared/contract/provision.ts';
import { providers } from './providers/all.ts';
import type { Incoming } from './providers/provider.ts';
import { type Told, Unreadable } from './told.ts';

/** Longest body of an event. Bytes. */
const mostBytes = 256 * 1024;
/** Says in an answer that it is this program which listens. */
export const ownMark = 'x-throughline';

/** Refused requests since the start, by why. */
export type Refused = { unsigned: number; unreadable: number; large: number; elsewhere: number };

export type ReceiverOptions = {
  config: CloudPbxChannelConfig;
  now: () => number;
  /** Resolves when it is kept: only then is the provider told so. */
  take(request: Incoming, told: Told[]): Promise<void>;
  onRefused(refused: Refused): void;
};

/**
 * Answers a provider's events: 200 when an event is kept, 401 when it is not signed, 400 when it is not what is documented, 413
 * when it is too long, 503 when it could not be kept, so that it is told again.
 */
export function receiver(options: ReceiverOptions): Server {
  const refused: Refused = { unsigned: 0, unreadable: 0, large: 0, elsewhere: 0 };
  const server = createServer({ requestTimeout: 20_000, headersTimeout: 10_000 }, (request, response) => {
    response.setHeader(ownMark, 'cloud-pbx');
    answer(request, options, refused)
      .then(([status, text]) => finish(response, status, text))
      .catch(() => finish(response, 503, 'not kept'));
  });
  server.maxConnections = 200;
  return server;
}

function finish(response: ServerResponse, status: number, text: string): void {
  if (status >= 400) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

async function answer(request: IncomingMessage, options: ReceiverOptions, refused: Refused): Promise<[number, string]> {
  const { config, now, take, onRefused } = options;
  const provider = providers[config.provider];
  const refuse = (why: keyof Refused, status: number, text: string): [number, string] => {
    refused[why] += 1;
    onRefused({ ...refused });
    return [status, text];
  };
  const url = new URL(request.url ?? '/', 'http://local');
  const base = config.listen.path.replace(/\/$/, '');
  if (url.pathname !== config.listen.path && url.pathname !== base && !url.pathname.startsWith(`${base}/`)) {
    return refuse('elsewhere', 404, 'nothing here');
  }
  if (request.method === 'GET') {
    const echo = provider.handshake?.(url.searchParams);
    return echo === undefined ? refuse('elsewhere', 405, 'expected POST') : [200, echo];
  }
  if (request.method !== 'POST') return refuse('elsewhere', 405, 'expected POST');
  const body = await bodyOf(request);
  if (body === undefined) return refuse('large', 413, `at most ${mostBytes} bytes`);
  const incoming: Incoming = {
    receivedAt: now(),
    path: url.pathname.slice(base.length),
    contentType: request.headers['content-type'] ?? '',
    body,
    headers: request.headers,
    query: url.searchParams,
  };
  let told: Told[];
  try {
    if (!provider.isAuthentic(incoming, config)) return refuse('unsigned', 401, 'not signed as agreed');
    told = provider.read(incoming);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return refuse('unreadable', 400, error.message);
  }
  await take(incoming, told);
  return [200, 'kept'];
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > mostBytes) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
