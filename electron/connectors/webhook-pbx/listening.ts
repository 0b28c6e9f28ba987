import { once } from 'node:events';
import type { Server } from 'node:http';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { CloudPbxChannelConfig } from '../../../shared/contract/provision.ts';

/** What is missing for the provider's events to be believed. */
export function checkSecrets({ secret, key, provider }: CloudPbxChannelConfig): void {
  const without = !secret ? 'secret' : provider === 'mango' && !key ? 'key' : undefined;
  if (without !== undefined) throw new ConnectorError('auth', 'auth', `No ${without} is set, so that no event could be believed`);
}

/** @throws ConnectorError `offline` when the address cannot be listened at */
export async function listen(server: Server, { listen: at }: CloudPbxChannelConfig): Promise<void> {
  const host = at.host ?? '127.0.0.1';
  server.listen(at.port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ConnectorError('offline', 'internal', `${host}:${at.port} cannot be listened at: ${code}`, { host, cause: error });
  }
}

/** Who is being answered just now still hears the answer; who says nothing is not waited for. ms. */
const lastAnswerMs = 500;

export async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  const timer = setTimeout(() => server.closeAllConnections(), lastAnswerMs);
  await closed;
  clearTimeout(timer);
}
