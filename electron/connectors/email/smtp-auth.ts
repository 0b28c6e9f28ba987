import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import { requireSafeLogin } from './tls.ts';

type Smtp = EmailChannelConfig['smtp'];

/** Before anything is connected: nothing to log in with, or no encryption for it. Throws {@link ConnectorError}. */
export function requireLogin(smtp: Smtp): void {
  requireSafeLogin(smtp);
  if (smtp.user !== undefined && (smtp.password === undefined || smtp.password === '')) {
    throw new ConnectorError('auth', 'auth', `No password for ${smtp.user}`, { host: smtp.host });
  }
}

/** Logs in (RFC 4954). A server that offers no login (an office relay) decides by the envelope whom it serves. */
export async function logIn(connection: SMTPConnection, { user, password }: Smtp): Promise<void> {
  if (user === undefined || !connection.allowsAuth) return;
  await new Promise<void>((resolve, reject) =>
    connection.login({ user, pass: password ?? '' }, (error) => (error ? reject(error) : resolve())),
  );
}
