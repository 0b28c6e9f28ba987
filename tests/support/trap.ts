import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A server on loopback that whatever must not leave would reach. It counts connections too: a tracker learns enough from one. */
export type Trap = {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  port: number;
  /** Connections accepted since the last {@link Trap.forget}. */
  connections(): number;
  requests(): ReadonlyArray<{ path: string; headers: IncomingHttpHeaders }>;
  forget(): void;
  /** What it serves at a path, instead of the picture that it answers everything with. */
  serve(path: string, page: { type: string; body: string | Uint8Array }): void;
  stop(): Promise<void>;
};

/** One transparent dot, 1x1. */
const dot = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

export async function startTrap(): Promise<Trap> {
  const pages = new Map<string, { type: string; body: string | Uint8Array }>();
  const sockets = new Set<Socket>();
  let requests: Array<{ path: string; headers: IncomingHttpHeaders }> = [];
  let connections = 0;

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '';
    const page = pages.get(path);
    if (page === undefined) requests.push({ path, headers: request.headers });
    // Each request comes on a connection of its own, so that one without a request stands out.
    response.writeHead(200, {
      Connection: 'close',
      'Content-Type': page?.type ?? 'image/gif',
      'Set-Cookie': 'who=1; Path=/',
      'Cache-Control': 'no-store',
    });
    response.end(page?.body ?? dot);
  });
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    connections: () => connections,
    requests: () => requests,
    forget() {
      requests = [];
      connections = 0;
    },
    serve: (path, page) => void pages.set(path, page),
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
