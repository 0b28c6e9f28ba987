import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { Transport } from '../../../../electron/connectors/telegram/transport.ts';
import { closedPort } from '../../../contract/ports.ts';

const transport = new Transport();
const closers: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** A server that does one thing with each connection. */
async function serve(act: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    act(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

const post = (url: string, idleMs = 5000) => transport.fetch(idleMs)(url, { method: 'POST', body: '{}' });

describe('certainly not sent', () => {
  test('nobody listens', async () => {
    await expect(post(`http://127.0.0.1:${await closedPort()}`)).rejects.toMatchObject({ reach: 'unsent', code: 'ECONNREFUSED' });
  });

  test('the connection dies in the TLS handshake', async () => {
    const port = await serve((socket) => socket.once('data', () => socket.destroy()));
    await expect(post(`https://127.0.0.1:${port}`)).rejects.toMatchObject({ reach: 'unsent', code: 'ECONNRESET' });
  });

  test('the other side speaks no TLS', async () => {
    const port = await serve((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    await expect(post(`https://127.0.0.1:${port}`)).rejects.toMatchObject({ reach: 'unsent' });
  });

  test('the connection dies while a file is still going out', async () => {
    const port = await serve((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const endless = new Readable({ read: () => endless.push(Buffer.alloc(65_536)) });
    const upload = transport.fetch(5000)(`http://127.0.0.1:${port}`, { method: 'POST', body: endless });
    await expect(upload).rejects.toMatchObject({ reach: 'unsent' });
    endless.destroy();
  });
});

describe('perhaps sent', () => {
  test('the connection dies after the whole request', async () => {
    const port = await serve((socket) => socket.once('data', () => socket.resetAndDestroy()));
    await expect(post(`http://127.0.0.1:${port}`)).rejects.toMatchObject({ reach: 'sent', code: 'ECONNRESET' });
  });

  test('silence', async () => {
    const port = await serve((socket) => socket.resume());
    await expect(post(`http://127.0.0.1:${port}`, 50)).rejects.toMatchObject({ reach: 'sent', code: 'ETIMEDOUT' });
  });

  test('half an answer', async () => {
    const port = await serve((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"ok":true')),
    );
    await expect(post(`http://127.0.0.1:${port}`)).rejects.toMatchObject({ reach: 'sent' });
  });

  test('an answer that is not HTTP', async () => {
    const port = await serve((socket) => socket.once('data', () => socket.end('220 mail.example ESMTP\r\n')));
    await expect(post(`http://127.0.0.1:${port}`)).rejects.toMatchObject({ reach: 'sent' });
  });
});

test('an answer of somebody else tells its status', async () => {
  const port = await serve((socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 302 Found\r\nlocation: http://login.example/\r\ncontent-length: 0\r\n\r\n')),
  );
  await expect(post(`http://127.0.0.1:${port}`)).rejects.toMatchObject({ reach: 'answered', code: 'NOT_JSON', status: 302 });
});
