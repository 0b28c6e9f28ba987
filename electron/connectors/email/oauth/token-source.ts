import { ConnectorError, type KeepSecrets } from '../../../../shared/contract/connector.ts';
import type { EmailChannelConfig, OAuthConfig } from '../../../../shared/contract/provision.ts';
import { refreshed, type Tokens } from './token-request.ts';

/** A token this near its end is renewed before it is used, ms. */
const margin = 60_000;

/**
 * Access tokens of one account at a provider, for whoever of the channel needs one: receiving, sending, testing. One request is
 * under way at a time, and the refresh token that comes with its answer takes the place of the old one for all of them.
 */
export class TokenSource {
  #refresh: string;
  /** Tokens that were ours before: settings that still name one mean the present one. */
  readonly #earlier = new Set<string>();
  #access: Tokens | undefined;
  #underway: Promise<Tokens> | undefined;
  #keep: KeepSecrets | undefined;

  constructor(refresh: string) {
    this.#refresh = refresh;
  }

  /** Who seals what takes the refresh token's place from now on. */
  keptBy(keep: KeepSecrets): void {
    this.#keep = keep;
  }

  /** Does a refresh token of the settings lead to this account's present one? */
  descendsFrom(refresh: string): boolean {
    return refresh === this.#refresh || this.#earlier.has(refresh);
  }

  /** A person has signed in. */
  begin(tokens: Tokens): void {
    this.#access = tokens;
  }

  /**
   * A token to log in with. `refused`: the one a server has just turned down though it should still be good. Throws
   * {@link ConnectorError}.
   */
  async token(oauth: OAuthConfig, refused?: string): Promise<string> {
    const access = this.#access;
    if (access !== undefined && access.access !== refused && access.expiresAt - margin > Date.now()) return access.access;
    this.#underway ??= this.#renew(oauth).finally(() => {
      this.#underway = undefined;
    });
    return (await this.#underway).access;
  }

  async #renew(oauth: OAuthConfig): Promise<Tokens> {
    const tokens = await refreshed(oauth, this.#refresh);
    if (tokens.refresh !== undefined && tokens.refresh !== this.#refresh) {
      this.#earlier.add(this.#refresh);
      this.#refresh = tokens.refresh;
      // Sealed before it is relied on: the one it replaces may be worth nothing from now on (RFC 6749, section 6).
      await this.#keep?.({ refreshToken: tokens.refresh });
    }
    this.#access = tokens;
    return tokens;
  }
}

/** What of a channel's settings leads to its tokens. */
export type Account = Pick<EmailChannelConfig, 'id' | 'oauth' | 'imap'>;

/** Shared by all sessions and tests of a channel, as the provider knows one account. By channel and registration. */
const sources = new Map<string, TokenSource>();

/** The source of a channel's tokens. Throws {@link ConnectorError} when nobody has signed in yet. */
export function tokenSource({ id, oauth, imap }: Account): TokenSource {
  const refresh = oauth?.refreshToken;
  if (oauth === undefined || refresh === undefined || refresh === '')
    throw new ConnectorError('auth', 'sign-in', `Nobody has signed in for ${imap.user} yet`, { host: imap.host });
  const key = JSON.stringify([id, oauth.clientId, oauth.provider, oauth.tokenUrl]);
  const known = sources.get(key);
  if (known?.descendsFrom(refresh)) return known;
  const fresh = new TokenSource(refresh);
  sources.set(key, fresh);
  return fresh;
}
