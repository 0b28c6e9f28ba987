import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import XOAuth2 from 'nodemailer/lib/xoauth2';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import { withToken } from './oauth/login.ts';
import { requireSafeLogin } from './tls.ts';

/** A server and how to log in to it; a whole channel where that may be by its provider. */
export type SmtpAccount = EmailChannelConfig | Pick<EmailChannelConfig, 'smtp'>;

const signsIn = (account: SmtpAccount): account is EmailChannelConfig => 'oauth' in account && account.oauth !== undefined;

/** Before anything is connected: nothing to log in with, or no encryption for it. Throws {@link ConnectorError}. */
export function requireLogin(account: SmtpAccount): void {
  const { smtp } = account;
  requireSafeLogin(smtp);
  if (!signsIn(account) && smtp.user !== undefined && (smtp.password === undefined || smtp.password === '')) {
    throw new ConnectorError('auth', 'auth', `No password for ${smtp.user}`, { host: smtp.host });
  }
}

/** Logs in (RFC 4954). A server that offers no login (an office relay) decides by the envelope whom it serves. */
export async function logIn(connection: SMTPConnection, account: SmtpAccount): Promise<void> {
  const { user, password, host } = account.smtp;
  if (user === undefined || !connection.allowsAuth) return;
  const login = (auth: Parameters<SMTPConnection['login']>[0]) =>
    new Promise<void>((resolve, reject) => connection.login(auth, (error) => (error ? reject(error) : resolve())));
  if (!signsIn(account)) return login({ user, pass: password ?? '' });
  await withToken(account, host, (accessToken) => login({ oauth2: bearer(user, accessToken) }));
}

/** The library asks for another token itself when one is refused; it gets the same, since we ask the provider with more care. */
function bearer(user: string, accessToken: string): XOAuth2 {
  return new XOAuth2({ user, provisionCallback: (_user, _renew, done) => done(null, accessToken, 0) });
}
