import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiError, ApiSuccess } from 'grammy/types';
import { ApiFailure } from './failure.ts';
import type { Fault, Faults } from './faults.ts';
import { downloadLimit } from './files.ts';
import { type Desk, methods } from './methods/index.ts';
import { readParams } from './multipart.ts';
import type { Params } from './params.ts';

/** One request as the server saw it, without the token. */
export type Call = { method: string; params: Readonly<Record<string, unknown>>; authorised: boolean };

/** Bot API, "Sending files": "50 MB for other files", by multipart; "Using a Local Bot API Server": 2000 MB. */
export const uploadLimits = { public: 50 * 1024 * 1024, local: 2000 * 1024 * 1024 };

type Routes = { token: string; desk: Desk; faults: Faults; uploadLimit: number; record(call: Call): void };

/** Answers `/bot<token>/<method>` and `/file/bot<token>/<path>` until closed. */
export async function listen(routes: Routes, port: number): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    // A client that leaves in the middle of its upload is an ordinary event here.
    answer(routes, request, response).catch(() => response.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

async function answer(routes: Routes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [, file, token, rest] = /^\/(file\/)?bot([^/]*)\/(.*)$/.exec(url.pathname) ?? [];
  if (token === undefined || rest === undefined) return fail(response, new ApiFailure(404, 'Not Found'));
  const method = file ? 'file' : rest;
  const body = await readBody(request);
  const params = readParams(request.headers['content-type'] ?? '', url.searchParams, body);
  routes.record({ method, params: params.values, authorised: token === routes.token });
  const armed = routes.faults.take(method);
  if (armed?.kind === 'hold') await armed.until;
  const fault = armed?.kind === 'hold' ? undefined : armed;
  if (fault && !takesEffect(fault)) return misbehave(response, fault);
  if (token !== routes.token) {
    // A token of the right form is unknown; anything else is not even an address.
    return fail(
      response,
      /^\d+:[\w-]{30,}$/.test(token) ? new ApiFailure(401, 'Unauthorized') : new ApiFailure(404, 'Not Found'),
    );
  }
  if (file) return download(routes.desk, response, decodeURIComponent(rest), fault);
  try {
    if (body.length > routes.uploadLimit + 64 * 1024) throw new ApiFailure(413, 'Request Entity Too Large');
    const result = await call(routes.desk, method, params, response);
    if (fault) return misbehave(response, fault);
    reply(response, 200, { ok: true, result } satisfies ApiSuccess<unknown>);
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    fail(response, error);
  }
}

async function call(desk: Desk, name: string, params: Params, response: ServerResponse): Promise<unknown> {
  const method = methods.get(name.toLowerCase());
  if (!method) throw new ApiFailure(404, 'Not Found');
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return method(desk, params, gone.signal);
}

function takesEffect(fault: Fault): boolean {
  return 'when' in fault && fault.when === 'after';
}

/** What is answered instead; without an answer the request hangs until the client leaves. */
function misbehave(response: ServerResponse, fault: Fault): void {
  if (fault.kind === 'drop') response.destroy();
  else if (fault.kind === 'error') fail(response, new ApiFailure(fault.code, fault.description));
  else if (fault.kind === 'too-many-requests') {
    const parameters = { retry_after: fault.retryAfter };
    fail(response, new ApiFailure(429, `Too Many Requests: retry after ${fault.retryAfter}`, parameters));
  } else if (fault.kind === 'garbage') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(fault.body);
  } else if (fault.kind === 'flood') {
    flood(response, fault.bytes).catch(() => response.destroy());
  } else if (fault.kind === 'page') {
    response.writeHead(fault.status, { 'content-type': 'text/html' });
    response.end(`<html><head><title>${fault.status}</title></head><body><h1>${fault.status}</h1><hr>nginx</body></html>`);
  }
}

async function flood(response: ServerResponse, bytes: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  const block = Buffer.alloc(64 * 1024);
  const left = once(response, 'close');
  for (let sent = 0; sent < bytes && !response.destroyed; sent += block.length) {
    if (!response.write(block)) await Promise.race([once(response, 'drain'), left]);
  }
  response.end();
}

function download(desk: Desk, response: ServerResponse, path: string, fault: Fault | undefined): void {
  const file = desk.files.byPath(path);
  if (!file || file.bytes.length > downloadLimit) {
    fail(response, new ApiFailure(404, 'Not Found'));
    return;
  }
  response.writeHead(200, { 'content-type': file.mime, 'content-length': file.bytes.length });
  // Cut in the middle, so that a reader that trusts the end of the stream is found out.
  if (fault?.kind === 'drop') response.write(file.bytes.subarray(0, file.bytes.length >> 1), () => response.destroy());
  else response.end(file.bytes);
}

function fail(response: ServerResponse, failure: ApiFailure): void {
  const error: ApiError = { ok: false, error_code: failure.code, description: failure.message };
  if (failure.parameters !== undefined) error.parameters = failure.parameters;
  reply(response, failure.code, error);
}

function reply(response: ServerResponse, status: number, answer: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer));
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
