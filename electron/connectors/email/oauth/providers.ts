import { ConnectorError } from '../../../../shared/contract/connector.ts';
import type { OAuthConfig } from '../../../../shared/contract/provision.ts';
import { isLoopback } from '../tls.ts';

/** Everything that signing in needs to know of a provider. */
export type Provider = {
  issuer: string;
  authorizationUrl: string;
  tokenUrl: string;
  scope: string;
  /** How this very machine is called in the address the browser comes back to, as the provider's registration has it. */
  loopback: '127.0.0.1' | 'localhost';
  /** What it wants to be asked besides, so that it gives a refresh token. */
  ask: Readonly<Record<string, string>>;
  /** It answers with its name (RFC 9207), so that an answer of another provider is noticed. */
  namesItself: boolean;
};

/**
 * As the providers document them: developers.google.com "OAuth 2.0 for Mobile & Desktop Apps" and "XOAUTH2 protocol";
 * learn.microsoft.com "Authenticate an IMAP, POP or SMTP connection using OAuth", whose loopback addresses are spelled
 * "localhost"; yandex.ru/dev/id "Авторизация"; biz.mail.ru/developer "OAuth-авторизация".
 */
const known: Readonly<Record<Exclude<NonNullable<OAuthConfig['provider']>, 'custom'>, Provider>> = {
  google: {
    issuer: 'https://accounts.google.com',
    authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    scope: 'https://mail.google.com/',
    loopback: '127.0.0.1',
    ask: { access_type: 'offline', prompt: 'consent' },
    namesItself: true,
  },
  microsoft: {
    issuer: 'https://login.microsoftonline.com/common/v2.0',
    authorizationUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    scope: 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    loopback: 'localhost',
    ask: { prompt: 'select_account' },
    namesItself: false,
  },
  yandex: {
    issuer: 'https://oauth.yandex.ru',
    authorizationUrl: 'https://oauth.yandex.ru/authorize',
    tokenUrl: 'https://oauth.yandex.ru/token',
    scope: 'mail:imap_full mail:smtp',
    loopback: '127.0.0.1',
    ask: { force_confirm: 'yes' },
    namesItself: false,
  },
  mailru: {
    issuer: 'https://o2.mail.ru',
    authorizationUrl: 'https://o2.mail.ru/login',
    tokenUrl: 'https://o2.mail.ru/token',
    scope: 'userinfo mail.imap',
    loopback: '127.0.0.1',
    ask: { prompt_force: '1' },
    namesItself: false,
  },
};

/** The provider of a channel; what the setting names takes the place of what is known. Throws {@link ConnectorError}. */
export function providerOf({ provider = 'custom', authorizationUrl, tokenUrl, scope }: OAuthConfig): Provider {
  const base = provider === 'custom' ? undefined : known[provider];
  const found = {
    issuer: base?.issuer ?? new URL(tokenUrl ?? 'https://unknown.invalid').origin,
    authorizationUrl: authorizationUrl ?? base?.authorizationUrl ?? '',
    tokenUrl: tokenUrl ?? base?.tokenUrl ?? '',
    scope: scope ?? base?.scope ?? '',
    loopback: base?.loopback ?? '127.0.0.1',
    ask: base?.ask ?? {},
    namesItself: base?.namesItself === true && tokenUrl === undefined,
  } satisfies Provider;
  for (const address of [found.authorizationUrl, found.tokenUrl]) {
    if (!URL.canParse(address)) throw new ConnectorError('auth', 'sign-in', 'The addresses of the sign-in server are not known');
    const { protocol, hostname } = new URL(address);
    if (protocol !== 'https:' && !isLoopback(hostname))
      throw new ConnectorError('auth', 'insecure', `The sign-in would travel to ${hostname} without encryption`, {
        host: hostname,
      });
  }
  return found;
}
