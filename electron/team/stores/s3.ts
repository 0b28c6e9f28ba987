import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { AwsV4Signer } from 'aws4fetch';
import { FileRefused, StoreAway, StoreRefused } from './contract.ts';

export type S3Options = {
  /** What the name of an object follows after a slash. */
  url: string;
  region?: string;
  keyId: string;
  secret: string;
  /** Certificate authority to trust besides the system's; PEM. */
  ca?: string;
};

export type S3Request = {
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  name: string;
  /** Of what is sent: its SHA-256, its bytes, and how to read it, again where the first connection was a dead one. */
  hash?: string;
  size?: number;
  body?(): Readable;
};

type Watch = { signal?: AbortSignal; onSent?(done: number): void };

const connectWithinMs = 8_000;
/** Longest silence in either direction. */
const idleMs = 20_000;
/** A connection that is kept longer than this may have been closed at the other end. */
const keptMs = 4_000;

/** SHA-256 of nothing, which is what requests without a body say. */
const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Requests on the objects of one bucket, signed with Signature Version 4. */
export class S3Client {
  readonly #o: S3Options;
  readonly #agent: http.Agent | https.Agent;
  /** Keys derived for a day and a region. */
  readonly #keys = new Map<string, ArrayBuffer>();

  constructor(options: S3Options) {
    this.#o = options;
    const kept = { keepAlive: true, timeout: keptMs, autoSelectFamilyAttemptTimeout: 2500 };
    this.#agent = options.url.startsWith('https:')
      ? new https.Agent({ ...kept, ...(options.ca === undefined ? {} : { ca: options.ca }) })
      : new http.Agent(kept);
  }

  /**
   * Resolves when the head of an answer is there, whatever it says.
   *
   * @throws StoreAway when nobody answers
   */
  async request(request: S3Request, watch: Watch = {}): Promise<IncomingMessage> {
    const signed = await this.#sign(request);
    try {
      return await this.#send(request, signed, watch);
    } catch (error) {
      // What was kept open had been closed at the other end meanwhile; every request here may be made twice.
      if (error instanceof DeadConnection) return this.#send(request, signed, watch);
      throw error;
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  async #sign({ method, name, hash = nothing, size }: S3Request): Promise<{ url: URL; headers: Record<string, string> }> {
    const { url, region, keyId, secret } = this.#o;
    const signer = new AwsV4Signer({
      method,
      url: `${url}/${name}`,
      headers: { 'x-amz-content-sha256': hash },
      accessKeyId: keyId,
      secretAccessKey: secret,
      service: 's3',
      cache: this.#keys,
      ...(region === undefined ? {} : { region }),
    });
    const signed = await signer.sign();
    return {
      url: signed.url,
      headers: { ...Object.fromEntries(signed.headers), ...(size === undefined ? {} : { 'content-length': String(size) }) },
    };
  }

  #send(
    { method, body }: S3Request,
    { url, headers }: { url: URL; headers: Record<string, string> },
    { signal, onSent }: Watch,
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const secure = url.protocol === 'https:';
      const options = { method, headers, agent: this.#agent, ...(signal ? { signal } : {}) };
      const request = secure ? https.request(url, options) : http.request(url, options);
      const giveUp = (words: string) => request.destroy(new StoreAway(words));
      const connecting = setTimeout(() => giveUp('no connection within eight seconds'), connectWithinMs);
      request.once('socket', (socket) => {
        if (!socket.connecting) clearTimeout(connecting);
        else socket.once(secure ? 'secureConnect' : 'connect', () => clearTimeout(connecting));
      });
      request.setTimeout(idleMs, () => giveUp('the store fell silent'));
      request.once('response', (answer) => {
        // Its end in the middle is told by whoever reads it.
        answer.on('error', () => undefined);
        resolve(answer);
      });
      request.on('error', (error) => reject(asAway(error, request.reusedSocket, signal)));
      request.once('close', () => clearTimeout(connecting));
      if (body) send(body(), request, onSent);
      else request.end();
    });
  }
}

/** A kept connection that was none any more. */
class DeadConnection extends Error {}

function asAway(error: Error & { code?: string }, reused: boolean, signal: AbortSignal | undefined): Error {
  if (error instanceof StoreAway) return error;
  if (signal?.aborted) return error;
  if (reused && (error.code === 'ECONNRESET' || error.code === 'EPIPE')) return new DeadConnection(error.message);
  return new StoreAway(error.message === '' ? (error.code ?? 'nobody answers') : error.message, { cause: error });
}

function send(body: Readable, request: http.ClientRequest, onSent?: (done: number) => void): void {
  let done = 0;
  body.on('data', (chunk: Buffer) => {
    done += chunk.length;
    onSent?.(done);
  });
  body.once('error', (error) => request.destroy(error));
  request.once('close', () => body.destroy());
  body.pipe(request);
}

/** An answer that says no says why in XML, a kilobyte of it at most. */
const answerLimit = 64 * 1024;

/** Codes that are about this one object and say nothing of the next one. */
const aboutOne = ['NoSuchKey', 'EntityTooLarge', 'InvalidObjectState', 'XAmzContentSHA256Mismatch', 'BadDigest'];

/** What an answer that is none means: try later, this file never, or nothing at all with this key. */
export async function refusalOf(
  answer: IncomingMessage & { req?: { method: string } },
): Promise<StoreAway | FileRefused | StoreRefused> {
  const status = answer.statusCode ?? 0;
  let xml = '';
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      if (xml.length < answerLimit) xml += chunk.toString('utf8');
    }
  } catch {
    return new StoreAway('the connection ended');
  }
  const code = /<Code>([^<]*)<\/Code>/.exec(xml)?.[1] ?? `HTTP ${status}`;
  const words = /<Message>([^<]*)<\/Message>/.exec(xml)?.[1];
  const said = words === undefined ? code : `${code}: ${words}`;
  if (status >= 500 || status === 429 || status === 408) return new StoreAway(said);
  // A key that may not list a bucket is told this of an object that is not there (GetObject, "Permissions").
  const denied = code === 'AccessDenied' && answer.req?.method === 'GET';
  return denied || aboutOne.includes(code) ? new FileRefused(said) : new StoreRefused(said);
}
