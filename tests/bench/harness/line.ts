import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';

/** A line to a server that notes when things come through it. */
export type Line = {
  port: number;
  /** Resolves with the epoch ms at which the first of its utterances that has all these words in it was handed on. */
  heard(...words: string[]): Promise<number>;
  stop(): void;
};

/** Passes everything on unchanged; what comes from the server is looked at, from one `end` of an utterance to the next. */
export async function openLine(host: string, port: number, end: string): Promise<Line> {
  let waiting: { words: readonly string[]; found(at: number): void } | undefined;
  const server = createServer((client) => {
    const exchange = connect({ port, host, noDelay: true });
    client.setNoDelay(true);
    let rest = '';
    exchange.on('data', (bytes) => {
      client.write(bytes);
      const at = performance.timeOrigin + performance.now();
      const said = (rest + bytes.toString('utf8')).split(end);
      rest = said.pop() ?? '';
      if (!waiting || !said.some((each) => waiting?.words.every((word) => each.includes(word)))) return;
      waiting.found(at);
      waiting = undefined;
    });
    client.pipe(exchange);
    exchange.on('close', () => client.destroy());
    client.on('close', () => exchange.destroy());
    for (const socket of [client, exchange]) socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    heard: (...words) =>
      new Promise((resolve) => {
        waiting = { words, found: resolve };
      }),
    stop: () => void server.close(),
  };
}
