import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { logIn, requireLogin, type SmtpAccount } from './smtp-auth.ts';
import { readEhlo, type SmtpServer } from './smtp-server.ts';
import { tlsOptions } from './tls.ts';

const connectTimeout = 20_000;
/** From the first packet to the end of the login: greeting, EHLO, STARTTLS and AUTH, none of which takes long in itself. */
const loginTimeout = 60_000;
/** RFC 5321, section 4.5.3.2.6: a server may take ten minutes after the final dot. */
const answerTimeout = 600_000;

export type SmtpSession = {
  connection: SMTPConnection;
  server: SmtpServer;
  /** Ends the session from outside with this reason, whatever it waits for. */
  ends: (reason: unknown) => void;
};

/**
 * One errand at the submission server: connects, logs in unless told not to, and leaves. Throws what went wrong, at the latest
 * when its time is up; the connection is closed then.
 */
export async function withSmtp<T>(
  config: SmtpAccount,
  signal: AbortSignal,
  errand: (session: SmtpSession) => Promise<T>,
  options: { anonymous?: true } = {},
): Promise<T> {
  const { host, port, tls } = config.smtp;
  if (!options.anonymous) requireLogin(config);
  signal.throwIfAborted();
  const connection = new SMTPConnection({
    host,
    port,
    secure: tls === 'implicit',
    // Required or never tried: nobody can talk us out of it.
    ...(tls === 'starttls' ? { requireTLS: true } : { ignoreTLS: true }),
    tls: tlsOptions(config.smtp),
    connectionTimeout: connectTimeout,
    greetingTimeout: connectTimeout,
    socketTimeout: answerTimeout,
    logger: false,
  });
  let ends: (reason: unknown) => void = () => undefined;
  const ended = new Promise<never>((_, reject) => {
    ends = reject;
  });
  // The race below hears it; afterwards nobody needs to.
  ended.catch(() => undefined);
  const abort = () => ends(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  connection.on('error', (error: unknown) => ends(error));
  const guard = setTimeout(() => ends(timedOut('The server did not let us in within a minute')), loginTimeout);
  const session = async (): Promise<T> => {
    const server = await greet(connection);
    if (!options.anonymous) await logIn(connection, config);
    clearTimeout(guard);
    return errand({ connection, server, ends });
  };
  try {
    const result = await Promise.race([session(), ended]);
    leave(connection);
    return result;
  } catch (error) {
    connection.close();
    throw error;
  } finally {
    clearTimeout(guard);
    signal.removeEventListener('abort', abort);
  }
}

/** Connects up to the answer to EHLO, the one inside TLS where there is TLS. */
function greet(connection: SMTPConnection): Promise<SmtpServer> {
  return new Promise((resolve, reject) =>
    connection.connect((error?: Error | null) => {
      if (error) reject(error);
      else resolve(readEhlo(connection.lastServerResponse || ''));
    }),
  );
}

/** QUIT is a courtesy; a server that does not answer it is left after two seconds. */
function leave(connection: SMTPConnection): void {
  const timer = setTimeout(() => connection.close(), 2_000);
  connection.once('end', () => clearTimeout(timer));
  connection.quit();
}

export function timedOut(message: string): Error {
  return Object.assign(new Error(message), { code: 'ETIMEDOUT' });
}
