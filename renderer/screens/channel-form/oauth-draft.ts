import type { EmailChannelConfig, OAuthConfig } from '../../../shared/contract/provision.ts';

export const signInWays = ['password', 'google', 'microsoft', 'yandex', 'mailru', 'custom'] as const;
export type SignInWay = (typeof signInWays)[number];

/** How the mailbox is logged in to: by password, or at its provider by the program's registration there. */
export type OAuthDraft = {
  way: SignInWay;
  clientId: string;
  clientSecret: string;
  authorizationUrl: string;
  tokenUrl: string;
  scope: string;
  kept: Pick<OAuthConfig, 'redirectPort'>;
};

export const passwordDraft: OAuthDraft = {
  way: 'password',
  clientId: '',
  clientSecret: '',
  authorizationUrl: '',
  tokenUrl: '',
  scope: '',
  kept: {},
};

export function oauthDraftOf(oauth: EmailChannelConfig['oauth']): OAuthDraft {
  if (oauth === undefined) return passwordDraft;
  return {
    way: oauth.provider ?? 'custom',
    clientId: oauth.clientId,
    clientSecret: '',
    authorizationUrl: oauth.authorizationUrl ?? '',
    tokenUrl: oauth.tokenUrl ?? '',
    scope: oauth.scope ?? '',
    kept: oauth.redirectPort === undefined ? {} : { redirectPort: oauth.redirectPort },
  };
}

export type OAuthProblem = 'required' | 'badUrl';

export function oauthProblems(draft: OAuthDraft): Partial<Record<string, OAuthProblem>> {
  const found: Partial<Record<string, OAuthProblem>> = {};
  if (draft.way === 'password') return found;
  if (draft.clientId.trim() === '') found.clientId = 'required';
  if (draft.way !== 'custom') return found;
  if (draft.scope.trim() === '') found.scope = 'required';
  for (const field of ['authorizationUrl', 'tokenUrl'] as const) {
    const value = draft[field].trim();
    if (!/^https?:\/\/\S+$/i.test(value)) found[field] = value === '' ? 'required' : 'badUrl';
  }
  return found;
}

/** As it will be saved; the refresh token stays in the engine. */
export function oauthConfig(draft: OAuthDraft): { oauth?: OAuthConfig } {
  const { way, clientId, clientSecret, authorizationUrl, tokenUrl, scope, kept } = draft;
  if (way === 'password') return {};
  const filled = (name: string, value: string) => (value.trim() === '' ? {} : { [name]: value.trim() });
  return {
    oauth: {
      ...kept,
      provider: way,
      clientId: clientId.trim(),
      ...filled('clientSecret', clientSecret),
      ...filled('authorizationUrl', authorizationUrl),
      ...filled('tokenUrl', tokenUrl),
      ...filled('scope', scope),
    },
  };
}

/** The servers of the large providers, as they publish them. */
export const providerHosts: Readonly<
  Partial<Record<SignInWay, { imap: string; smtp: string; smtpTls: 'starttls' | 'implicit' }>>
> = {
  google: { imap: 'imap.gmail.com', smtp: 'smtp.gmail.com', smtpTls: 'implicit' },
  microsoft: { imap: 'outlook.office365.com', smtp: 'smtp.office365.com', smtpTls: 'starttls' },
  yandex: { imap: 'imap.yandex.ru', smtp: 'smtp.yandex.ru', smtpTls: 'implicit' },
  mailru: { imap: 'imap.mail.ru', smtp: 'smtp.mail.ru', smtpTls: 'implicit' },
};
