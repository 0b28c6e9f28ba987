import type { ConnectorContext, SendIntent, SendResult, Session } from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import { isAddress } from './addresses.ts';
import { composeMail } from './compose.ts';
import { capabilitiesWithin } from './info.ts';
import { keepTokens } from './oauth/login.ts';
import { composeFailure, outcomeOf, refusedCopies } from './outcome.ts';
import { receiver } from './receiving/receiver.ts';
import { findSent, keepCopy } from './sent-copy.ts';
import { meetSmtp, SubmitError, submit } from './smtp.ts';
import type { SmtpServer } from './smtp-server.ts';

export function openSession(ctx: ConnectorContext<EmailChannelConfig>): Session {
  const { config } = ctx;
  let mostTold: number | 'any' | undefined;
  keepTokens(config, ctx.keep);
  const receiving = receiver(ctx, (signal) => {
    // Before the first answer is written: how much of it there may be. A server that is away says so when something is sent.
    if (ctx.capable && mostTold === undefined) meetSmtp(config, signal).then(learn, () => undefined);
  });

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
    run: receiving.run,
    send,
    reconcile: (intent, signal) =>
      receiving.errand(
        async (client) => ((await findSent(client, intent.remoteId)) ? { remoteId: intent.remoteId } : undefined),
        signal,
      ),
    async afterSend(intent, signal) {
      if (config.sentCopy === 'server') return;
      const source = async () => (await composeMail(intent, config, ctx.files, { bcc: true })).source;
      const kept = await receiving.errand((client) => keepCopy(client, config, intent.remoteId, source), signal);
      ctx.log.info({ kept }, 'Copy of a sent mail');
      // It may have been the first one, for which the folder was made.
      if (kept) receiving.listAgain();
    },
    async act(action, signal) {
      if (action.type === 'seen') return receiving.markSeen(new Set(action.remoteIds), signal);
      return { status: 'refused', code: 'protocol', detail: `A mail cannot be changed in this way: ${action.type}` };
    },
    wake: receiving.wake,
  };
}
