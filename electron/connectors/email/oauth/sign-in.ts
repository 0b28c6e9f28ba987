import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as oauth from 'oauth4webapi';
import { ConnectorError } from '../../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../../shared/contract/provision.ts';
import { exchanged, partyOf } from './token-request.ts';
import { tokenSource } from './token-source.ts';

/**
 * Lets the person sign in at the provider, in the system's browser, which comes back to a port of this machine (RFC 8252,
 * section 7.3) with a code that only we can redeem (PKCE, RFC 7636). `open` shows the page. Throws {@link ConnectorError}.
 */
export async function signIn(
  config: EmailChannelConfig,
  open: (url: string) => void,
  signal: AbortSignal,
): Promise<{ refreshToken: string }> {
  const settings = config.oauth;
  if (settings === undefined) throw new ConnectorError('auth', 'sign-in', 'The channel signs in with a password');
  const { provider, server, client } = partyOf(settings);
  const verifier = oauth.generateRandomCodeVerifier();
  const challenge = await oauth.calculatePKCECodeChallenge(verifier);
  const state = oauth.generateRandomState();
  const door = await openDoor(settings.redirectPort ?? 0, provider.loopback);
  try {
    open(
      pageOf(provider.authorizationUrl, {
        client_id: settings.clientId,
        redirect_uri: door.address,
        response_type: 'code',
        scope: provider.scope,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        state,
        login_hint: config.imap.user,
        ...provider.ask,
      }),
    );
    const answer = await door.visit((url) => url.searchParams.get('state') === state, signal);
    const params = await validated(() => {
      if (!provider.namesItself) answer.searchParams.delete('iss');
      return oauth.validateAuthResponse(server, client, answer, state);
    });
    const tokens = await exchanged(settings, params, { redirectUri: door.address, verifier, signal });
    if (tokens.refresh === undefined)
      throw new ConnectorError('auth', 'sign-in', 'The provider gave a token for once only, none to come back with');
    tokenSource({ ...config, oauth: { ...settings, refreshToken: tokens.refresh } }).begin(tokens);
    return { refreshToken: tokens.refresh };
  } finally {
    door.close();
  }
}

function pageOf(address: string, params: Record<string, string>): string {
  const page = new URL(address);
  for (const [name, value] of Object.entries(params)) page.searchParams.set(name, value);
  return page.href;
}

async function validated<T>(check: () => T): Promise<T> {
  try {
    return check();
  } catch (error) {
    const said = error instanceof oauth.AuthorizationResponseError ? (error.error_description ?? error.error) : String(error);
    throw new ConnectorError('auth', 'sign-in', said, { cause: error });
  }
}

type Door = { address: string; visit(matches: (url: URL) => boolean, signal: AbortSignal): Promise<URL>; close(): void };

/** A door for one visitor, open to this machine alone. Whoever comes with something else is sent away. */
async function openDoor(port: number, name: string): Promise<Door> {
  let visitor: (url: URL) => boolean = () => false;
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', `http://${name}`);
    const welcome = request.method === 'GET' && url.pathname === '/' && visitor(url);
    response.writeHead(welcome ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      connection: 'close',
    });
    response.end(welcome ? farewell : '');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new ConnectorError('protocol', 'internal', error.message, { cause: error })));
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    address: `http://${name}:${(server.address() as AddressInfo).port}/`,
    visit: (matches, signal) =>
      new Promise((resolve, reject) => {
        const given = () => reject(new ConnectorError('auth', 'sign-in', 'Nobody signed in'));
        if (signal.aborted) given();
        signal.addEventListener('abort', given, { once: true });
        visitor = (url) => {
          if (!matches(url)) return false;
          signal.removeEventListener('abort', given);
          resolve(url);
          return true;
        };
      }),
    close() {
      server.close();
    },
  };
}

/** In both languages, since the browser's person is known to nobody here. */
const farewell = `<!doctype html><meta charset="utf-8"><title>Throughline</title>
<style>body{font:16px/1.5 system-ui,sans-serif;display:grid;place-content:center;min-height:90vh;color:#1b1b1f}@media(prefers-color-scheme:dark){body{background:#17171a;color:#ececf0}}</style>
<main><p>Done: go back to Throughline, this page can be closed.</p><p lang="ru">Готово: вернитесь в Throughline, эту страницу можно закрыть.</p></main>`;
