import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import type { Composed } from './compose.ts';
import { requireSafeLogin, tlsOptions } from './tls.ts';

/**
 * How far a mail got. Only the line with the single dot makes a server responsible (RFC 5321, section 4.1.1.4), and a
 * transaction cut off before it is void (section 4.1.1.10, as after RSET): up to `data` the mail was certainly not delivered.
 * From `dot` on the last line may have left us, and only the server's answer can tell.
 */
export type SendStage = 'before-data' | 'data' | 'dot';

/** Carries how far the mail got when the attempt ended. */
export class SubmitError extends Error {
  readonly stage: SendStage;
  constructor(stage: SendStage, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'SubmitError';
    this.stage = stage;
  }
}

const connectTimeout = 20_000;
/** From the first packet to the end of the login: greeting, EHLO, STARTTLS and AUTH, none of which is long in itself. */
const loginTimeout = 60_000;
/** From the first packet to the server's leave to send the data. */
const envelopeTimeout = 60_000;
/** RFC 5321, section 4.5.3.2.6: a server may take ten minutes after the final dot. */
const answerTimeout = 600_000;

/** Hands one mail to the submission server. Resolves with the server's final reply; throws {@link SubmitError}. */
export async function submit(config: EmailChannelConfig, mail: Composed, signal: AbortSignal): Promise<string> {
  const body = trackedBody(mail.source);
  try {
    return await withSmtp(config, signal, async (connection, ends) => {
      const envelope = { from: mail.envelope.from, to: [mail.envelope.to], size: mail.source.length };
      const guard = setTimeout(() => {
        if (body.stage() === 'before-data') ends(timedOut('The server did not take the envelope in time'));
      }, envelopeTimeout);
      try {
        return await new Promise<string>((resolve, reject) => {
          connection.send(envelope, body.stream, (error, info) => (error ? reject(error) : resolve(info?.response ?? '')));
        });
      } finally {
        clearTimeout(guard);
      }
    });
  } catch (error) {
    throw new SubmitError(body.stage(), error);
  }
}

/** Connects and logs in, and out again. */
export async function verifySmtp(config: EmailChannelConfig, signal: AbortSignal): Promise<void> {
  await withSmtp(config, signal, async () => undefined);
}

type Errand<T> = (connection: SMTPConnection, ends: (reason: unknown) => void) => Promise<T>;

async function withSmtp<T>(config: EmailChannelConfig, signal: AbortSignal, errand: Errand<T>): Promise<T> {
  const { host, port, tls, user, password } = config.smtp;
  requireSafeLogin(config.smtp);
  if (user !== undefined && (password === undefined || password === '')) {
    throw new ConnectorError('auth', 'auth', `No password for ${user}`, { host });
  }
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
    await new Promise<void>((resolve, reject) =>
      connection.connect((error?: Error | null) => (error ? reject(error) : resolve())),
    );
    // A server that offers no login (an office relay) decides by the envelope whom it serves.
    if (user !== undefined && connection.allowsAuth) {
      await new Promise<void>((resolve, reject) =>
        connection.login({ user, pass: password ?? '' }, (error) => (error ? reject(error) : resolve())),
      );
    }
    clearTimeout(guard);
    return errand(connection, ends);
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

/** QUIT is a courtesy; a server that does not answer it is left after two seconds. */
function leave(connection: SMTPConnection): void {
  const timer = setTimeout(() => connection.close(), 2_000);
  connection.once('end', () => clearTimeout(timer));
  connection.quit();
}

function timedOut(message: string): Error {
  return Object.assign(new Error(message), { code: 'ETIMEDOUT' });
}

/**
 * The mail as a stream that knows how much of itself it has given away: nodemailer begins to read it when the server has
 * answered DATA, and writes the final dot only after its end.
 */
function trackedBody(source: Buffer): { stream: Readable; stage(): SendStage } {
  const piece = 64 * 1024;
  let offset = 0;
  let stage: SendStage = 'before-data';
  const stream = new Readable({
    // One piece at a time: read ahead, the end would be given away before the pieces have left.
    highWaterMark: 1,
    read() {
      if (offset >= source.length) {
        stage = 'dot';
        this.push(null);
        return;
      }
      stage = 'data';
      const chunk = source.subarray(offset, offset + piece);
      offset += chunk.length;
      this.push(chunk);
    },
  });
  return { stream, stage: () => stage };
}
