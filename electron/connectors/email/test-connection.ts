import type { ChannelTest } from '../../../shared/contract/api.ts';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import { connectorError } from './errors.ts';
import { withImap } from './imap.ts';
import { verifySmtp } from './smtp.ts';

const stepLimit = 15_000;

/** Logs in to both servers and out again; stops at the first that fails, so that a wrong password is tried once. */
export async function testEmail(config: EmailChannelConfig, signal: AbortSignal): Promise<ChannelTest> {
  const steps: ChannelTest['steps'] = [];
  const tries = [
    [
      'imap',
      config.imap.host,
      (limited: AbortSignal) => withImap(config, limited, (client) => client.status('INBOX', { messages: true })),
    ],
    ['smtp', config.smtp.host, (limited: AbortSignal) => verifySmtp(config, limited)],
  ] as const;
  for (const [step, host, attempt] of tries) {
    const limit = AbortSignal.timeout(stepLimit);
    try {
      await attempt(AbortSignal.any([signal, limit]));
      steps.push({ step, ok: true });
    } catch (error) {
      const reason = limit.aborted ? new ConnectorError('offline', 'timeout', 'No answer within 15 seconds', { host }) : error;
      steps.push({ step, ok: false, problem: connectorError(reason, host).problem });
      return { ok: false, address: config.address, steps };
    }
  }
  return { ok: true, address: config.address, steps };
}
