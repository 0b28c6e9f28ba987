import type { ImapFlow } from 'imapflow';
import {
  type ConnectorContext,
  ConnectorError,
  type SendIntent,
  type SendResult,
  type Session,
} from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import { isAddress } from './addresses.ts';
import { composeMail } from './compose.ts';
import { connectorError, failureOf } from './errors.ts';
import { type FolderReader, openFolder } from './folder-reader.ts';
import { sentFolder } from './folders.ts';
import { connectImap, probe, withImap } from './imap.ts';
import { capabilitiesWithin } from './info.ts';
import { composeFailure, outcomeOf, refusedCopies } from './outcome.ts';
import type { FolderRole } from './payload.ts';
import { findSent, keepCopy } from './sent-copy.ts';
import { meetSmtp, SubmitError, submit } from './smtp.ts';
import type { SmtpServer } from './smtp-server.ts';
import { watchFolder } from './watch.ts';

/** After waking, how long a connection may take to show that it is alive. */
const wakeLimit = 5_000;
/** A mailbox without a folder for sent mail is asked again this often. */
const lookForSentEvery = 600_000;

type Watch = (client: ImapFlow, path: string, role: FolderRole) => Promise<never>;

export function openSession(ctx: ConnectorContext<EmailChannelConfig>): Session {
  const { config } = ctx;
  const { host } = config.imap;
  const live = new Set<ImapFlow>();
  /** Ends the wait for a folder of sent mail. */
  let lookForSent: () => void = () => undefined;
  let mostTold: number | 'any' | undefined;
  /** Newest cursors, so that a second `run` goes on where the first one stopped. */
  const cursors = new Map(ctx.cursors);
  const emit: ConnectorContext<EmailChannelConfig>['emit'] = async (batch) => {
    try {
      await ctx.emit(batch);
    } catch (error) {
      throw new ConnectorError('protocol', 'internal', failureOf(error).message, { cause: error });
    }
    if (batch.next !== undefined) cursors.set(batch.next.stream, batch.next.cursor);
  };

  async function connect(signal: AbortSignal): Promise<ImapFlow> {
    const client = await connectImap(config, signal);
    live.add(client);
    client.once('close', () => live.delete(client));
    return client;
  }

  async function run(signal: AbortSignal): Promise<void> {
    // One folder failing takes the other with it: the supervisor starts both again.
    const both = new AbortController();
    const stop = () => both.abort(signal.reason);
    if (signal.aborted) return;
    signal.addEventListener('abort', stop, { once: true });
    const readers: FolderReader[] = [];
    const tasks: Promise<never>[] = [];
    let importing = false;
    const progressed = () => {
      const parts = readers.flatMap((reader) => reader.progress ?? []);
      if (parts.length === 0 && !importing) return;
      importing = parts.length > 0;
      ctx.progress(
        importing ? parts.reduce((sum, part) => ({ done: sum.done + part.done, total: sum.total + part.total })) : undefined,
      );
    };
    const watch: Watch = async (client, path, role) => {
      const reader = await openFolder(client, { path, role }, { config, cursors, emit, files: ctx.files, log: ctx.log });
      readers.push(reader);
      if (role === 'inbox') ctx.online();
      progressed();
      return watchFolder(client, reader, { host, progressed });
    };
    try {
      const inbox = await connect(both.signal);
      // Before the first answer is written: how much of it there may be. A server that is away says so when something is sent.
      if (ctx.capable && mostTold === undefined) meetSmtp(config, both.signal).then(learn, () => undefined);
      // LIST is asked before the INBOX is opened: commands of one connection run in turn, and it must not wait for the import.
      tasks.push(watchSent(inbox, both.signal, watch), watch(inbox, 'INBOX', 'inbox'));
      await Promise.race(tasks);
    } catch (error) {
      if (!signal.aborted) throw connectorError(error, host);
    } finally {
      signal.removeEventListener('abort', stop);
      both.abort();
      for (const client of live) client.close();
      // What is being committed is committed before we say that we have stopped.
      await Promise.allSettled(tasks);
    }
  }

  /** Sent mail is worth less than the INBOX: a server that allows no second connection or hides the folder costs only that. */
  async function watchSent(inbox: ImapFlow, signal: AbortSignal, watch: Watch): Promise<never> {
    for (;;) {
      const path = sentFolder(await inbox.list());
      if (path !== undefined) {
        let client: ImapFlow | undefined;
        try {
          client = await connect(signal);
          return await watch(client, path, 'sent');
        } catch (error) {
          client?.close();
          if (!isBearable(error)) throw error;
          ctx.log.warn({ error: failureOf(error).message }, 'The folder of sent mail cannot be watched now');
        }
      }
      await pause(lookForSentEvery, signal, (wake) => {
        lookForSent = wake;
      });
    }
  }

  /** What the server of sent mail takes; told once, and again when it is another. */
  function learn({ maxMailBytes }: SmtpServer): void {
    if (mostTold === (maxMailBytes ?? 'any')) return;
    mostTold = maxMailBytes ?? 'any';
    ctx.capable?.(capabilitiesWithin(maxMailBytes));
  }

  async function send(intent: SendIntent, signal: AbortSignal): Promise<SendResult> {
    const wrong = [intent.to, ...[...(intent.cc ?? []), ...(intent.bcc ?? [])].map(({ address }) => address)].find(
      (address) => !isAddress(address),
    );
    if (wrong !== undefined) {
      return {
        status: 'rejected',
        code: 'no-such-address',
        detail: `Not a mail address: ${wrong}`,
        ...(wrong === intent.to ? { unreachable: 'no-such-address' } : {}),
      };
    }
    const mail = await composeMail(intent, config, ctx.files).catch((error: unknown) => composeFailure(error));
    if ('status' in mail) return mail;
    try {
      const { refused } = await submit(config, mail, signal, learn);
      return {
        status: 'accepted',
        remoteId: intent.remoteId,
        ...(refused.length === 0 ? {} : { refused: refusedCopies(refused) }),
      };
    } catch (error) {
      return error instanceof SubmitError ? outcomeOf(error.stage, error.cause) : outcomeOf('before-data', error);
    }
  }

  return {
    run,
    send,
    reconcile: (intent, signal) =>
      withImap(config, signal, async (client) =>
        (await findSent(client, intent.remoteId)) ? { remoteId: intent.remoteId } : undefined,
      ),
    async afterSend(intent, signal) {
      if (config.sentCopy === 'server') return;
      const source = async () => (await composeMail(intent, config, ctx.files, { bcc: true })).source;
      const kept = await withImap(config, signal, (client) => keepCopy(client, config, intent.remoteId, source));
      ctx.log.info({ kept }, 'Copy of a sent mail');
      // It may have been the first one, for which the folder was made.
      if (kept) lookForSent();
    },
    wake() {
      // A dead connection is closed by the probe; the watch on it ends with `offline` and `run` with it.
      for (const client of live) probe(client, wakeLimit, host).catch(() => client.close());
    },
  };
}

function isBearable(error: unknown): boolean {
  return (error instanceof ConnectorError && error.kind === 'rate-limit') || failureOf(error).responseStatus === 'NO';
}

/** Ends after the time, when woken, or by throwing when the signal comes. */
function pause(ms: number, signal: AbortSignal, wakeable: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', stop, { once: true });
    wakeable(wake);
  });
}
