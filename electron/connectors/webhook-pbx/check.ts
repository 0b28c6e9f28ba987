import { createServer } from 'node:http';
import type { ChannelTest } from '../../../shared/contract/channel-test.ts';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { CloudPbxChannelConfig } from '../../../shared/contract/provision.ts';
import { checkSecrets, close, listen } from './listening.ts';
import { ownMark } from './receiver.ts';

/** "Test connection": whether events could be taken at this address. The provider itself cannot be asked to send one. */
export async function testListening(config: CloudPbxChannelConfig, signal: AbortSignal): Promise<ChannelTest> {
  const server = createServer();
  try {
    checkSecrets(config);
    if (!(await isOurs(config, signal))) {
      await listen(server, config);
      await close(server);
    }
    const { host = '127.0.0.1', port, path } = config.listen;
    return { ok: true, steps: [{ step: 'webhook', ok: true }], address: `${host}:${port}${path}` };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { ok: false, steps: [{ step: 'webhook', ok: false, problem: error.problem }] };
  }
}

/** The saved channel listens there already. */
async function isOurs(
  { listen: { host = '127.0.0.1', port, path } }: CloudPbxChannelConfig,
  signal: AbortSignal,
): Promise<boolean> {
  const at = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const answer = await fetch(`http://${at.includes(':') ? `[${at}]` : at}:${port}${path}`, {
    method: 'HEAD',
    signal: AbortSignal.any([signal, AbortSignal.timeout(3000)]),
  }).catch(() => undefined);
  return answer?.headers.has(ownMark) === true;
}
