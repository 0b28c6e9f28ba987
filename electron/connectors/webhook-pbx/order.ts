import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import type { CloudPbxChannelConfig } from '../../../shared/contract/provision.ts';
import { hmac } from './compare.ts';
import { mangoSign } from './providers/mango.ts';

type Template = NonNullable<CloudPbxChannelConfig['originate']>;
export type Places = { number: string; extension: string; id: string };

/** What became of an order. `unknown`: it left, and what was answered is lost or says nothing. */
export type Ordered =
  | { status: 'taken'; id?: string }
  | { status: 'refused'; detail: string }
  | { status: 'offline'; detail: string }
  | { status: 'unknown'; detail: string };

const limitMs = 15_000;
const mostAnswer = 64 * 1024;

/** Sends an order as the configuration words it. Never more than once. */
export async function send(
  template: Template,
  places: Places,
  config: CloudPbxChannelConfig,
  signal: AbortSignal,
): Promise<Ordered> {
  const { url, ...request } = requestOf(template, places, config);
  if (!mayGo(url, template.allowInsecure === true)) {
    return { status: 'refused', detail: `The order would travel to ${url.hostname} without encryption` };
  }
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, { ...request, redirect: 'error', signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]) });
    text = (await answer.text()).slice(0, mostAnswer);
  } catch (error) {
    return failed(url, error);
  }
  if (answer.status === 502 || answer.status === 504)
    return { status: 'unknown', detail: `${url.host} answered ${answer.status}` };
  if (!answer.ok) return { status: 'refused', detail: `${url.host} answered ${answer.status}` };
  const { success, idAt } = template;
  const said = success && at(text, success.at);
  if (success && said !== success.is)
    return { status: 'refused', detail: `${url.host} answered ${success.at}: ${said ?? 'nothing'}` };
  const id = idAt === undefined ? undefined : at(text, idAt);
  return id === undefined ? { status: 'taken' } : { status: 'taken', id };
}

/** The request, signed as Mango Office and Zadarma want theirs. Pure. */
export function requestOf(template: Template, places: Places, config: CloudPbxChannelConfig) {
  const { key = '', secret = '', token = '', provider } = config;
  const all = { ...places, token };
  const method = template.method ?? 'POST';
  const url = new URL(fill(template.url, all, encodeURIComponent));
  const headers = new Headers();
  for (const [name, value] of Object.entries(template.headers ?? {})) headers.set(name, fill(value, all, oneLine));
  const isForm = /form-urlencoded/i.test(headers.get('content-type') ?? '');
  let body =
    template.body === undefined || method === 'GET' ? undefined : fill(template.body, all, isForm ? encodeURIComponent : inJson);
  if (body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
  if (provider === 'mango' && body !== undefined) {
    body = new URLSearchParams({ vpbx_api_key: key, sign: mangoSign(key, body, secret), json: body }).toString();
    headers.set('content-type', 'application/x-www-form-urlencoded');
  }
  if (provider === 'zadarma' && key !== '') headers.set('authorization', zadarmaLogin(url, key, secret));
  return { url, method, headers, ...(body === undefined ? {} : { body }) };
}

/**
 * `Authorization` of a request without body (Zadarma API, section "Authorization"): parameters sorted by name, and the
 * hexadecimal HMAC-SHA1 of method, parameters and their MD5 in base64.
 */
export function zadarmaLogin(url: URL, key: string, secret: string): string {
  url.searchParams.sort();
  const line = url.searchParams.toString();
  const signed = hmac('sha1', secret, `${url.pathname}${line}${createHash('md5').update(line).digest('hex')}`);
  return `${key}:${Buffer.from(signed, 'latin1').toString('base64')}`;
}

const fill = (template: string, places: Record<string, string>, written: (value: string) => string): string =>
  template.replace(/\{(number|extension|id|token)\}/g, (_, name: string) => written(places[name] ?? ''));

const inJson = (value: string): string => JSON.stringify(value).slice(1, -1);
const oneLine = (value: string): string => value.replace(/[\r\n]/g, '');

/** What an answer in JSON has at `result.id`. */
function at(text: string, path: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  for (const name of path.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'));

export const mayGo = (url: URL, insecure: boolean): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && (insecure || isLoopback(url.hostname)));

const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

function failed(url: URL, error: unknown): Ordered {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const detail = `${url.host}: ${code || (error instanceof Error ? error.name : 'failed')}`;
  return neverLeft.has(code) ? { status: 'offline', detail } : { status: 'unknown', detail };
}
