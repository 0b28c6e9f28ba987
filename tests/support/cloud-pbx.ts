import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CloudPbxChannelConfig } from '../../shared/contract/provision.ts';

export const secret = 'correct horse battery staple';

/** A channel that listens at this port of this machine for events of the generic shape. */
export const cloudChannel = (port: number, more: Partial<CloudPbxChannelConfig> = {}): CloudPbxChannelConfig => ({
  id: 'cloud',
  kind: 'cloud-pbx',
  name: 'Cloud',
  provider: 'generic',
  listen: { port, path: '/calls' },
  secret,
  extension: '101',
  ...more,
});

export type Sent = { body?: string; key?: string; path?: string; method?: string };

/** Sends an event as a provider would, signed with `key`; answers the status. */
export async function post(port: number, event: object, { key = secret, path = '/calls', ...more }: Sent = {}): Promise<number> {
  const body = more.body ?? JSON.stringify(event);
  const signature = createHmac('sha256', key).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-signature': `sha256=${signature}` };
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body });
  await answer.arrayBuffer();
  return answer.status;
}

/** A provider’s own HTTP side: takes orders, serves recordings. */
export async function cloudServer(answer: (request: IncomingMessage, body: string, response: ServerResponse) => void) {
  const asked: Array<{ method: string; url: string; body: string; headers: IncomingMessage['headers'] }> = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      asked.push({ method: request.method ?? '', url: request.url ?? '', body, headers: request.headers });
      answer(request, body, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
