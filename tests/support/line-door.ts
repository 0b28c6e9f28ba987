import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What becomes of the lines a server says on one connection: each is told to the client as the lines that this answers. */
export type LineHabit = (line: string) => string[];

export type LineDoor = { readonly port: number; stop(): Promise<void> };

/** A door in front of a server of lines on this machine that makes it speak as others do. What the client says always passes. */
export async function startLineDoor(target: number, habit: () => LineHabit): Promise<LineDoor> {
  const sockets = new Set<Socket>();
  const door = createServer((client) => {
    const said = habit();
    const line = connect(target, '127.0.0.1');
    let rest = '';
    line.on('data', (bytes: Buffer) => {
      const lines = (rest + bytes.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const one of lines.flatMap(said)) client.write(`${one}\r\n`, 'latin1');
    });
    client.on('data', (bytes: Buffer) => line.write(bytes));
    for (const [from, to] of [
      [client, line],
      [line, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  return {
    port: (door.address() as AddressInfo).port,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => door.close(resolve));
    },
  };
}
