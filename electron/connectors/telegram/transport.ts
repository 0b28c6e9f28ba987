import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { boundaryOf, quoted } from './send/multipart.ts';

/**
 * How far a request got. `unsent`: the server cannot have the whole of it, so it has done nothing. `sent`: it may have
 * been acted upon. `answered`: an answer came and is no Bot API answer; `status` tells the HTTP status.
 */
export type Reach = 'unsent' | 'sent' | 'answered';

/** Carries no address and no header, because the token is part of every address. */
export class TransportError extends Error {
  readonly reach: Reach;
  /** Node's code (`ECONNREFUSED`, `ETIMEDOUT`, …), `ABORTED`, or `NOT_JSON`. */
  readonly code: string;
  readonly status: number | undefined;
  constructor(reach: Reach, code: string, detail: string, status?: number) {
    super(detail);
    this.name = 'TransportError';
    this.reach = reach;
    this.code = code;
    this.status = status;
  }
}

/** What grammY asks of `fetch`, and no more. */
type FetchInit = {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Readable;
  signal?: Pick<AbortSignal, 'aborted' | 'addEventListener' | 'removeEventListener'>;
};

const connectTimeoutMs = 10_000;
/** Far above any answer to getUpdates (the server stops at 4 MB). */
const answerLimit = 32 * 1024 * 1024;

/**
 * HTTP for grammY. Neither node-fetch (its default) nor Node's own fetch says whether a failed request had left
 * already, nor gives the status of an answer that is not JSON; whether a message may be sent again hangs on both.
 * Every request has a connection of its own: a kept one may have died unseen while the machine slept, and a message
 * written into it would be neither sent nor known not to be.
 */
export class Transport {
  // Resumes TLS sessions, keeps no sockets. Node tries each address for 250 ms only, too short for a far server.
  readonly #http = new http.Agent({ keepAlive: false, autoSelectFamilyAttemptTimeout: 2500 });
  readonly #https = new https.Agent({ keepAlive: false, autoSelectFamilyAttemptTimeout: 2500 });

  /** Resolves when the answer's head is there. `idleMs`: longest silence in either direction. */
  request(url: string, init: FetchInit, idleMs: number): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const secure = url.startsWith('https:');
      const { connection: _, ...headers } = init.headers ?? {};
      const options = { method: init.method ?? 'GET', headers, agent: secure ? this.#https : this.#http };
      const request = secure ? https.request(url, options) : http.request(url, options);
      let connected = false;
      const reach = (): Reach => (connected && request.writableEnded ? 'sent' : 'unsent');
      const giveUp = (code: string, detail: string) => request.destroy(new TransportError(reach(), code, detail));
      const connecting = setTimeout(() => giveUp('ETIMEDOUT', 'No connection within ten seconds'), connectTimeoutMs);
      const abort = () => giveUp('ABORTED', 'The request was cancelled');
      request.once('socket', (socket) => {
        socket.once(secure ? 'secureConnect' : 'connect', () => {
          connected = true;
          clearTimeout(connecting);
        });
      });
      request.setTimeout(idleMs, () => giveUp('ETIMEDOUT', `The server was silent for ${Math.round(idleMs / 1000)} seconds`));
      request.once('response', resolve);
      request.on('error', (error) => reject(asTransportError(error, reach())));
      request.once('close', () => {
        clearTimeout(connecting);
        init.signal?.removeEventListener('abort', abort);
      });
      init.signal?.addEventListener('abort', abort);
      if (init.signal?.aborted) abort();
      if (init.body instanceof Readable) {
        init.body.once('error', (error) => request.destroy(error));
        init.body.pipe(request);
      } else request.end(init.body);
    });
  }

  /** The `fetch` of grammY's client options. Throws {@link TransportError} unless the answer is a Bot API answer. */
  fetch(idleMs: number): (url: string, init: FetchInit) => Promise<{ json(): Promise<unknown> }> {
    return async (url, init) => {
      const response = await this.request(url, formed(init), idleMs);
      const text = await readText(response);
      const answer = parseAnswer(text);
      if (answer === undefined) {
        const status = response.statusCode ?? 0;
        throw new TransportError('answered', 'NOT_JSON', `HTTP ${status}, and not an answer of the Bot API`, status);
      }
      return { json: () => Promise.resolve(answer) };
    };
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}

function formed(init: FetchInit): FetchInit {
  const boundary = boundaryOf(init.headers?.['content-type']);
  if (boundary === undefined || !(init.body instanceof Readable)) return init;
  return { ...init, body: Readable.from(quoted(init.body, boundary), { objectMode: false }) };
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > answerLimit) throw new TransportError('answered', 'NOT_JSON', 'The answer is too long', response.statusCode);
      chunks.push(chunk);
    }
  } catch (error) {
    throw asTransportError(error, 'sent');
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** "The response contains a JSON object, which always has a Boolean field 'ok'" (Bot API, "Making requests"). */
function parseAnswer(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const known = typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';
    return known ? value : undefined;
  } catch {
    return undefined;
  }
}

export function asTransportError(error: unknown, reach: Reach): TransportError {
  if (error instanceof TransportError) return error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
  return new TransportError(reach, code, error instanceof Error && error.message !== '' ? error.message : code);
}
