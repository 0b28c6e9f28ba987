import type { ChannelTest } from '../../../shared/contract/channel-test.ts';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { AsteriskChannelConfig } from '../../../shared/contract/provision.ts';
import { AmiActionError, AmiClient } from './ami/client.ts';
import { isUpUntold, missingRights } from './ami/rights.ts';

/** "Test connection": logs in, asks what runs there and what the account may do, and logs out. */
export async function testPbx({ ami, extension }: AsteriskChannelConfig, signal: AbortSignal): Promise<ChannelTest> {
  try {
    const client = await AmiClient.open(ami, ['system'], signal);
    try {
      let isTold = false;
      client.onEvent(({ event }) => {
        isTold ||= event === 'FullyBooted';
      });
      const settings = await client.action('CoreSettings', {}, signal);
      const write = await missingRights(client, extension !== undefined);
      const read = !isTold && (await isUpUntold(client)) && !isTold ? ['system'] : [];
      if (write.length + read.length > 0) {
        const detail = [...lacks('read', read), ...lacks('write', write)].join('; ');
        return { ok: false, steps: [{ step: 'ami', ok: false, problem: { code: 'rights', detail, host: ami.host } }] };
      }
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

const lacks = (kind: string, classes: readonly string[]): string[] =>
  classes.length === 0 ? [] : [`manager.conf, ${kind}: ${classes.join(',')} missing`];
