import { Api, GrammyError, HttpError } from 'grammy';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { TelegramChannelConfig } from '../../../shared/contract/provision.ts';
import { asTransportError, Transport, type TransportError } from './transport.ts';

/** Bot API, "Making requests". */
const officialRoot = 'https://api.telegram.org';

/** Seconds one getUpdates waits at the server. */
export const pollSeconds = 30;
/** A poll that stays silent for this long after its own end is on a dead connection. */
const pollIdleMs = (pollSeconds + 10) * 1000;
/** A send or a lookup; while a file goes up or down, only silence counts. */
const callIdleMs = 30_000;

/** One bot on one server. */
export type Client = {
  /** For getUpdates, which is silent by design. */
  poll: Api;
  /** For everything else. */
  call: Api;
  transport: Transport;
  /** Host as a person knows it. */
  host: string;
  fileUrl(path: string): string;
  /** Takes the token out of a text that may hold it: an address, an answer that quotes one. */
  scrub(text: string): string;
};

/** Throws a {@link ConnectorError} of kind `auth` when there is no token, or when it would travel unprotected. */
export function createClient(config: TelegramChannelConfig): Client {
  const token = config.token?.trim() ?? '';
  const root = (config.apiRoot ?? officialRoot).replace(/\/+$/, '');
  const { host, hostname, protocol } = new URL(root);
  if (token === '') throw new ConnectorError('auth', 'auth', 'No bot token is set', { host });
  if (protocol === 'http:' && !isLoopback(hostname) && config.allowInsecure !== true) {
    throw new ConnectorError('auth', 'insecure', `The bot token would be sent to ${host} without TLS`, { host });
  }
  const transport = new Transport();
  const api = (idleMs: number) => new Api(token, { apiRoot: root, fetch: transport.fetch(idleMs) });
  return {
    poll: api(pollIdleMs),
    call: api(callIdleMs),
    transport,
    host,
    fileUrl: (path) => `${root}/file/bot${token}/${path.split('/').map(encodeURIComponent).join('/')}`,
    scrub: (text) => scrubToken(text, token),
  };
}

export function scrubToken(text: string, token: string): string {
  const known = token === '' ? text : text.replaceAll(token, '<token>').replaceAll(encodeURIComponent(token), '<token>');
  return known.replace(/\bbot\d{3,}(?::|%3A)[\w-]+/gi, 'bot<token>');
}

/** What came of a call that failed: the server's refusal, or how far the request got. */
export type CallFailure =
  | {
      type: 'refused';
      status: number;
      description: string;
      retryAfterMs?: number;
      /** The group has become a supergroup with this number (Bot API, ResponseParameters). */
      movedTo?: number;
    }
  | { type: 'transport'; error: TransportError };

/** Reads an error thrown by grammY. Its own text is not used: it repeats the method and adds nothing. */
export function readFailure(error: unknown, client: Client): CallFailure {
  if (error instanceof GrammyError) {
    const { retry_after: seconds, migrate_to_chat_id: movedTo } = error.parameters;
    return {
      type: 'refused',
      status: error.error_code,
      description: client.scrub(error.description),
      ...(seconds === undefined ? {} : { retryAfterMs: seconds * 1000 }),
      ...(movedTo === undefined ? {} : { movedTo }),
    };
  }
  // A failure of grammY's own (its overall time limit) tells nothing of the request: it may have left.
  const cause = error instanceof HttpError ? error.error : error;
  const failure = asTransportError(cause, 'sent');
  failure.message = client.scrub(failure.message);
  return { type: 'transport', error: failure };
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
