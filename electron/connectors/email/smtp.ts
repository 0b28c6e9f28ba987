import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import { needsUtf8 } from './addresses.ts';
import type { Composed } from './compose.ts';
import type { SmtpAccount } from './smtp-auth.ts';
import type { SmtpServer } from './smtp-server.ts';
import { timedOut, withSmtp } from './smtp-session.ts';
import { unsendable } from './unsendable.ts';

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

/** From MAIL to the server's leave to send the data, and so much more for each recipient who has to be looked up. */
const envelopeTimeout = 60_000;
const recipientTimeout = 5_000;
/** RFC 5321, section 4.5.3.2.5: how long a piece of the data may take to be read. */
const pieceTimeout = 180_000;
/** Between the first byte of the answer to the dot and its end. A server may think for ten minutes, but not in the middle of a line. */
const restOfAnswerTimeout = 30_000;

/** `refused` are copies whose recipients the server would not take; the customer is never among them. */
export type Submitted = { reply: string; refused: Array<{ address: string; error: unknown }> };

/**
 * Hands one mail to the submission server, to all its recipients at once. Where the server will not take the customer, nobody
 * gets it: a copy of what was never said to them would only mislead. `met` hears what the server says of itself. Throws
 * {@link SubmitError}.
 */
export async function submit(
  config: Pick<EmailChannelConfig, 'smtp'>,
  mail: Composed,
  signal: AbortSignal,
  met: (server: SmtpServer) => void = () => undefined,
): Promise<Submitted> {
  const { from, to, also } = mail.envelope;
  const recipients = [to, ...also];
  const envelope: Envelope = {
    from,
    to: recipients,
    size: mail.source.length,
    use8BitMime: mail.source.some((byte) => byte > 0x7f),
    dsn: reportsOn(mail),
  };
  let ends: (reason: unknown) => void = () => undefined;
  let heard: (listener: () => void) => void = () => undefined;
  let guard: NodeJS.Timeout | undefined;
  const limit = (ms: number, what: string) => {
    clearTimeout(guard);
    guard = setTimeout(() => ends(timedOut(what)), ms);
  };
  const body = trackedBody(mail.source, {
    begins() {
      const refusal = refusals(envelope).find(({ address }) => address === to);
      if (refusal !== undefined) ends(refusal.error);
      return refusal === undefined;
    },
    goesOn: () => limit(pieceTimeout, 'The server stopped reading in the middle of the mail'),
    ended: () => {
      clearTimeout(guard);
      heard(() => limit(restOfAnswerTimeout, 'The server broke off in the middle of its answer'));
    },
  });
  try {
    return await withSmtp(config, signal, async (session) => {
      met(session.server);
      const reason = unsendable(mail, session.server);
      if (reason !== undefined) throw reason;
      ends = session.ends;
      const socket = session.connection._socket;
      if (socket) heard = (listener) => void socket.once('data', listener);
      limit(envelopeTimeout + recipientTimeout * also.length, 'The server did not take the envelope in time');
      const reply = await handOver(session.connection, envelope, body.stream);
      return { reply, refused: refusals(envelope) };
    });
  } catch (error) {
    throw new SubmitError(body.stage(), error);
  } finally {
    clearTimeout(guard);
  }
}

/** Connects and logs in, and out again. */
export async function verifySmtp(config: EmailChannelConfig, signal: AbortSignal): Promise<void> {
  await withSmtp(config, signal, async () => undefined);
}

/** What the server says of itself to somebody who has not logged in. */
export async function meetSmtp(config: SmtpAccount, signal: AbortSignal): Promise<SmtpServer> {
  return withSmtp(config, signal, async ({ server }) => server, { anonymous: true });
}

type Envelope = SMTPConnection.Envelope & {
  /** nodemailer keeps its account of the recipients on the envelope it was given. */
  rejectedErrors?: Array<Error & { recipient?: string }>;
};

function refusals({ rejectedErrors = [] }: Envelope): Submitted['refused'] {
  return rejectedErrors.flatMap((error) => (error.recipient === undefined ? [] : [{ address: error.recipient, error }]));
}

function handOver(connection: SMTPConnection, envelope: Envelope, stream: Readable): Promise<string> {
  return new Promise((resolve, reject) =>
    connection.send(envelope, stream, (error, sent) => (error ? reject(error) : resolve(sent?.response ?? ''))),
  );
}

/**
 * Asked of a server that offers it (RFC 3461): word of what failed or is late, under the id of the mail and with the address as
 * we wrote it. One address has room in what the library sends, so of several none is named; the servers then name them.
 */
function reportsOn({ envelope: { to, also }, id, automatic }: Composed): NonNullable<Envelope['dsn']> {
  if (automatic) return { notify: 'NEVER' };
  return {
    ret: 'HDRS',
    notify: ['FAILURE', 'DELAY'],
    // RFC 3461, section 4.4: at most a hundred characters.
    ...(id.length <= 100 ? { envid: id } : {}),
    ...(also.length === 0 && !needsUtf8(to) ? { orcpt: `rfc822;${to}` } : {}),
  };
}

/**
 * The mail as a stream that knows how much of itself it has given away: nodemailer begins to read it when the server has
 * answered DATA, and writes the final dot only after its end. `begins` is asked once, then; after a no nothing comes any more.
 */
function trackedBody(
  source: Buffer,
  { begins, goesOn, ended }: { begins(): boolean; goesOn(): void; ended(): void },
): { stream: Readable; stage(): SendStage } {
  const piece = 64 * 1024;
  let offset = 0;
  let stage: SendStage = 'before-data';
  const stream = new Readable({
    // One piece at a time: read ahead, the end would be given away before the pieces have left.
    highWaterMark: 1,
    read() {
      if (stage === 'before-data' && !begins()) return;
      if (offset >= source.length) {
        stage = 'dot';
        ended();
        this.push(null);
        return;
      }
      stage = 'data';
      goesOn();
      const chunk = source.subarray(offset, offset + piece);
      offset += chunk.length;
      this.push(chunk);
    },
  });
  return { stream, stage: () => stage };
}
