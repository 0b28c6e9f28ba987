import type { AddressInfo } from 'node:net';
import { Events, OAuth2Server } from 'oauth2-mock-server';

export type IdentityProvider = {
  port: number;
  authorizationUrl: string;
  tokenUrl: string;
  /** Answers mail servers what a token is worth: `?token=` by GET, or a form. */
  introspectionUrl: string;
  /** Tokens given out so far: for codes, and for refresh tokens. */
  readonly exchanges: number;
  readonly renewals: number;
  /** Access tokens that mail servers have asked about. */
  readonly asked: readonly string[];
  /** Refresh tokens given out so far. */
  readonly given: readonly string[];
  /** Life of access tokens from now on, seconds. */
  live(seconds: number): void;
  /** Every access token given out so far is worth nothing any more, though it has not ended. */
  revokeAccess(): void;
  /** Nobody's refresh token is taken any more: everyone has to sign in. */
  revokeAll(): void;
  /** The person in front of the browser: signs in, or refuses. Resolves with the last page's status. */
  browse(url: string, options?: { refuse?: true }): Promise<number>;
  /** A refresh token as an administrator would have got one. */
  issueRefresh(user: string): string;
  stop(): Promise<void>;
};

/** The provider as it runs on 127.0.0.1, each time on a port of its own. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  const codes = new Map<string, string>();
  const refreshes = new Map<string, string>();
  const accesses = new Map<string, { user: string; until: number }>();
  const asked: string[] = [];
  const given: string[] = [];
  let life = 3_600;
  let exchanges = 0;
  let renewals = 0;
  let refuse = false;

  server.service.on(Events.BeforeAuthorizeRedirect, ({ url }, request) => {
    const { searchParams } = new URL(request.url ?? '/', base);
    if (refuse) {
      url.searchParams.delete('code');
      url.searchParams.set('error', 'access_denied');
      url.searchParams.set('error_description', 'The person said no');
      return;
    }
    codes.set(url.searchParams.get('code') ?? '', searchParams.get('login_hint') ?? '');
  });

  server.service.on(Events.BeforeResponse, (response, request) => {
    const form = request.body as Record<string, string | undefined>;
    const [tickets, ticket] = form.grant_type === 'refresh_token' ? [refreshes, form.refresh_token] : [codes, form.code];
    const user = tickets.get(ticket ?? '');
    if (user === undefined) {
      response.statusCode = 400;
      response.body = { error: 'invalid_grant', error_description: 'The token was used, revoked or never given' };
      return;
    }
    tickets.delete(ticket ?? '');
    if (tickets === codes) exchanges += 1;
    else renewals += 1;
    const body = response.body as { access_token: string; refresh_token: string; expires_in: number };
    body.expires_in = life;
    accesses.set(body.access_token, { user, until: Date.now() + life * 1_000 });
    refreshes.set(body.refresh_token, user);
    given.push(body.refresh_token);
  });

  const worth = (token: string) => {
    asked.push(token);
    const found = accesses.get(token);
    return found !== undefined && found.until > Date.now()
      ? { active: true, username: found.user, sub: found.user }
      : { active: false };
  };
  server.service.addRoute('GET', '/worth', (request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(worth(String(request.query.token))));
  });
  server.service.addRoute('POST', '/worth', (request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(worth(String((request.body as Record<string, unknown> | undefined)?.token))));
  });

  return {
    port,
    authorizationUrl: `${base}/authorize`,
    tokenUrl: `${base}/token`,
    introspectionUrl: `${base}/worth`,
    get exchanges() {
      return exchanges;
    },
    get renewals() {
      return renewals;
    },
    asked,
    given,
    live(seconds) {
      life = seconds;
    },
    revokeAccess: () => accesses.clear(),
    revokeAll() {
      accesses.clear();
      refreshes.clear();
    },
    async browse(url, options = {}) {
      refuse = options.refuse === true;
      const { status } = await fetch(url);
      refuse = false;
      return status;
    },
    issueRefresh(user) {
      const token = `given-${refreshes.size}-${Math.random().toString(36).slice(2)}`;
      refreshes.set(token, user);
      return token;
    },
    stop: () => server.stop(),
  };
}
