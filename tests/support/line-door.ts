import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * What becomes of the lines of one connection: each a server says is told to the client as the lines that this answers, and to
 * what the client says, which always passes, some may be told at once. Without a habit the connection is closed without a word.
 */
export type LineHabit = { server(line: string): string[]; client?(line: string): string[] };

export type LineDoor = { readonly port: number; stop(): Promise<void> };

/** A door in front of a server of lines on this machine that makes it speak as others do. */
export async function startLineDoor(target: number, habit: () => LineHabit | undefined): Promise<LineDoor> {
  const sockets = new Set<Socket>();
  const door = createServer((client) => {
    const said = habit();
    if (said === undefined) {
      client.end();
      return;
    }
    const { server, client: asked = () => [] } = said;
    const line = connect(target, '127.0.0.1');
    const back = (lines: readonly string[]) =>
      lines.length > 0 && client.write(lines.map((one) => `${one}\r\n`).join(''), 'latin1');
    const byLine = (each: (line: string) => void) => {
      let rest = '';
      return (bytes: Buffer) => {
        const lines = (rest + bytes.toString('latin1')).split('\r\n');
        rest = lines.pop() ?? '';
        for (const one of lines) each(one);
      };
    };
    line.on(
      'data',
      byLine((one) => back(server(one))),
    );
    const hear = byLine((one) => back(asked(one)));
    client.on('data', (bytes: Buffer) => {
      hear(bytes);
      line.write(bytes);
    });
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
