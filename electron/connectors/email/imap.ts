import { ImapFlow } from 'imapflow';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import { connectorError } from './errors.ts';
import { withToken } from './oauth/login.ts';
import { requireSafeLogin, tlsOptions } from './tls.ts';

const connectTimeout = 20_000;
/** Longest silence of a server that owes us an answer. */
const answerTimeout = 150_000;
/**
 * What one answer of a server may hold in memory, bytes. Mails of more than eight megabytes are asked for in pieces of one; the
 * rest is room for servers that state sizes wrongly. The longest line is an answer to SEARCH: eight bytes for each mail found.
 */
const longestLine = 16 * 1024 * 1024;
const largestLiteral = 64 * 1024 * 1024;
const largestAnswer = largestLiteral + longestLine;

/**
 * A logged-in connection; it ends with the signal. The object is single-use, as imapflow's is.
 * Throws {@link ConnectorError}; a refused password is tried once and never again in here.
 */
export async function connectImap(config: EmailChannelConfig, signal: AbortSignal): Promise<ImapFlow> {
  const { host, user, password } = config.imap;
  requireSafeLogin(config.imap);
  if (config.oauth !== undefined)
    return withToken(config, host, (accessToken) => logIn(config.imap, { user, accessToken }, signal));
  if (password === undefined || password === '') throw new ConnectorError('auth', 'auth', `No password for ${user}`, { host });
  return logIn(config.imap, { user, pass: password }, signal);
}

/** With a token the library prefers OAUTHBEARER (RFC 7628) where the server offers it to XOAUTH2. */
type Credentials = { user: string; pass: string } | { user: string; accessToken: string };

async function logIn(server: EmailChannelConfig['imap'], auth: Credentials, signal: AbortSignal): Promise<ImapFlow> {
  const { host, port, tls } = server;
  signal.throwIfAborted();
  const client = new ImapFlow({
    host,
    port,
    secure: tls === 'implicit',
    // `true` requires the upgrade, `false` never tries it: nothing in between, so nobody can talk us out of it.
    ...(tls === 'implicit' ? {} : { doSTARTTLS: tls === 'starttls' }),
    auth,
    tls: tlsOptions(server),
    logger: false,
    disableAutoIdle: true,
    // RFC 7162, where the server has it: what vanished is told by uid, and what changed since the last visit at once.
    qresync: true,
    connectionTimeout: connectTimeout,
    greetingTimeout: connectTimeout,
    socketTimeout: answerTimeout,
    maxLineLength: longestLine,
    maxLiteralSize: largestLiteral,
    maxResponseSize: largestAnswer,
    clientInfo: { name: 'Throughline' },
  });
  const close = () => client.close();
  signal.addEventListener('abort', close, { once: true });
  client.once('close', () => signal.removeEventListener('abort', close));
  // Every command already rejects with its reason; without a listener the same error would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    close();
    throw connectorError(error, host);
  }
  signal.throwIfAborted();
  return client;
}

/** One errand on a connection of its own. */
export async function withImap<T>(
  config: EmailChannelConfig,
  signal: AbortSignal,
  errand: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const client = await connectImap(config, signal);
  try {
    return await errand(client);
  } catch (error) {
    throw connectorError(error, config.imap.host);
  } finally {
    // LOGOUT is a courtesy: nobody waits for its answer, and a server that gives none is left after two seconds.
    within(client.logout(), 2_000)
      .catch(() => undefined)
      .finally(() => client.close());
  }
}

/**
 * Asks for a sign of life. On a connection that is `borrowed` from somebody's work the answer may queue behind a long download:
 * as long as bytes arrive it is alive. Throws `timeout` when nothing came for `limitMs`, and closes the connection.
 */
export async function probe(
  client: ImapFlow,
  { limitMs, host, borrowed }: { limitMs: number; host: string; borrowed: boolean },
): Promise<void> {
  let answered = false;
  const answer = client.noop().then(() => {
    answered = true;
  });
  for (let received = client.stats().received; ; ) {
    await within(answer, limitMs);
    if (answered) return;
    const now = client.stats().received;
    if (!borrowed || now === received) break;
    received = now;
  }
  client.close();
  throw new ConnectorError('offline', 'timeout', 'The server does not answer any more', { host });
}

/** Resolves with the work or after the limit, whichever is first; fails as the work fails. */
export async function within(work: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
