import * as oauth from 'oauth4webapi';
import { ConnectorError } from '../../../../shared/contract/connector.ts';
import type { OAuthConfig } from '../../../../shared/contract/provision.ts';
import { connectorError } from '../errors.ts';
import { isLoopback, trustSystemAuthorities } from '../tls.ts';
import { type Provider, providerOf } from './providers.ts';

/** Times in epoch ms. */
export type Tokens = { access: string; expiresAt: number; refresh?: string };

/** Of a token whose life the provider does not tell (RFC 6749, section 5.1, leaves it open). */
const usualLife = 45 * 60_000;
const answerLimit = 30_000;

type Party = { provider: Provider; server: oauth.AuthorizationServer; client: oauth.Client; auth: oauth.ClientAuth };

export function partyOf(config: OAuthConfig): Party {
  const provider = providerOf(config);
  const { issuer, authorizationUrl, tokenUrl } = provider;
  return {
    provider,
    server: { issuer, authorization_endpoint: authorizationUrl, token_endpoint: tokenUrl },
    client: { client_id: config.clientId },
    // An installed program cannot keep a secret (RFC 8252, section 8.5); some providers hand out one all the same and want it.
    auth: config.clientSecret ? oauth.ClientSecretPost(config.clientSecret) : oauth.None(),
  };
}

/** A new access token for a refresh token (RFC 6749, section 6). Throws {@link ConnectorError}: `sign-in` when it is worth no more. */
export async function refreshed(config: OAuthConfig, refreshToken: string): Promise<Tokens> {
  const { server, client, auth, provider } = partyOf(config);
  return answered(provider, async () => {
    const response = await oauth.refreshTokenGrantRequest(server, client, auth, refreshToken, optionsFor(provider));
    return tokensOf(await oauth.processRefreshTokenResponse(server, client, await plain(response)));
  });
}

/** Tokens for the code that the browser brought back (RFC 6749, section 4.1.3; the verifier is of RFC 7636). */
export async function exchanged(
  config: OAuthConfig,
  params: URLSearchParams,
  { redirectUri, verifier, signal }: { redirectUri: string; verifier: string; signal: AbortSignal },
): Promise<Tokens> {
  const { server, client, auth, provider } = partyOf(config);
  return answered(provider, async () => {
    const options = { ...optionsFor(provider), signal };
    const response = await oauth.authorizationCodeGrantRequest(server, client, auth, params, redirectUri, verifier, options);
    return tokensOf(await oauth.processAuthorizationCodeResponse(server, client, await plain(response)));
  });
}

function optionsFor({ tokenUrl }: Provider) {
  trustSystemAuthorities();
  return {
    signal: AbortSignal.timeout(answerLimit),
    [oauth.allowInsecureRequests]: isLoopback(new URL(tokenUrl).hostname),
  };
}

/**
 * The part of an answer that counts here. Some providers leave out the type of the token, which RFC 6749 wants and the library
 * insists on: there is but one. An id token is nothing we asked for or rely on.
 */
async function plain(response: Response): Promise<Response> {
  if (!response.ok) return response;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  if (typeof body !== 'object' || body === null) return response;
  const { id_token: _, ...rest } = body as Record<string, unknown>;
  return new Response(JSON.stringify({ token_type: 'bearer', ...rest }), {
    status: response.status,
    headers: { 'content-type': 'application/json' },
  });
}

function tokensOf({ access_token, expires_in, refresh_token }: oauth.TokenEndpointResponse): Tokens {
  return {
    access: access_token,
    expiresAt: Date.now() + (expires_in === undefined ? usualLife : expires_in * 1_000),
    ...(refresh_token === undefined ? {} : { refresh: refresh_token }),
  };
}

/** Runs a request and says what its failure means: a refusal wants the person, anything else patience. */
async function answered<T>({ tokenUrl }: Provider, request: () => Promise<T>): Promise<T> {
  const { host } = new URL(tokenUrl);
  try {
    return await request();
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError && error.status < 500 && error.status !== 429) {
      throw new ConnectorError('auth', 'sign-in', error.error_description ?? error.error, { host, cause: error });
    }
    if (error instanceof Error && error.name === 'TimeoutError')
      throw new ConnectorError('offline', 'timeout', 'The sign-in server does not answer', { host, cause: error });
    // The reason of a failed request is one level below.
    throw connectorError(error instanceof TypeError && error.cause !== undefined ? error.cause : error, host);
  }
}
