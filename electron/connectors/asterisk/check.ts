import type { ChannelTest } from '../../../shared/contract/api.ts';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { AsteriskChannelConfig } from '../../../shared/contract/provision.ts';
import { AmiActionError, AmiClient } from './ami/client.ts';

/** "Test connection": logs in, asks what runs there, and logs out. */
export async function testPbx({ ami, extension }: AsteriskChannelConfig, signal: AbortSignal): Promise<ChannelTest> {
  try {
    const client = await AmiClient.open(ami, [], signal);
    try {
      const settings = await client.action('CoreSettings', {}, signal);
      const version = settings.get('AsteriskVersion');
      const address = [extension, version === undefined ? undefined : `Asterisk ${version}`].filter(Boolean).join(', ');
      return { ok: true, steps: [{ step: 'ami', ok: true }], ...(address === '' ? {} : { address }) };
    } finally {
      client.close();
    }
  } catch (error) {
    if (error instanceof ConnectorError) return { ok: false, steps: [{ step: 'ami', ok: false, problem: error.problem }] };
    if (!(error instanceof AmiActionError)) throw error;
    const problem = { code: 'offline' as const, detail: error.message, host: ami.host };
    return { ok: false, steps: [{ step: 'ami', ok: false, problem }] };
  }
}
