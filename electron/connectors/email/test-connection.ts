import type { ChannelTest } from '../../../shared/contract/channel-test.ts';
import { ConnectorError, type KeepSecrets } from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import { connectorError } from './errors.ts';
import { type Folder, foldersToChoose } from './folders.ts';
import { withImap } from './imap.ts';
import { keepTokens } from './oauth/login.ts';
import { verifySmtp } from './smtp.ts';

const stepLimit = 15_000;

/** Logs in to both servers and out again; stops at the first that fails, so that a wrong password is tried once. */
export async function testEmail(config: EmailChannelConfig, signal: AbortSignal, keep?: KeepSecrets): Promise<ChannelTest> {
  keepTokens(config, keep);
  const steps: ChannelTest['steps'] = [];
  let listed: Folder[] = [];
  const tries = [
    [
      'imap',
      config.imap.host,
      (limited: AbortSignal) =>
        withImap(config, limited, async (client) => {
          await client.status('INBOX', { messages: true });
          listed = await client.list();
        }),
    ],
    ['smtp', config.smtp.host, (limited: AbortSignal) => verifySmtp(config, limited)],
  ] as const;
  const folders = () => (listed.length === 0 ? {} : { folders: foldersToChoose(listed) });
  for (const [step, host, attempt] of tries) {
    const limit = AbortSignal.timeout(stepLimit);
    try {
      await attempt(AbortSignal.any([signal, limit]));
      steps.push({ step, ok: true });
    } catch (error) {
      const reason = limit.aborted ? new ConnectorError('offline', 'timeout', 'No answer within 15 seconds', { host }) : error;
      steps.push({ step, ok: false, problem: connectorError(reason, host).problem });
      return { ok: false, address: config.address, steps, ...folders() };
    }
  }
  return { ok: true, address: config.address, steps, ...folders() };
}
