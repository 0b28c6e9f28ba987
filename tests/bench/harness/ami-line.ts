import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';

/** A line to the manager interface of an exchange that notes when things come through it. */
export type AmiLine = {
  port: number;
  /** Resolves with the epoch ms at which the first event that has all these words in it was handed on. */
  heard(...words: string[]): Promise<number>;
  stop(): void;
};

/** Passes everything on unchanged; what comes from the exchange is looked at, event by event. */
export async function openAmiLine(host: string, port: number): Promise<AmiLine> {
  let waiting: { words: readonly string[]; found(at: number): void } | undefined;
  const server = createServer((client) => {
    const exchange = connect(port, host);
    let rest = '';
    exchange.on('data', (bytes) => {
      client.write(bytes);
      const at = performance.timeOrigin + performance.now();
      const events = (rest + bytes.toString('utf8')).split('\r\n\r\n');
      rest = events.pop() ?? '';
      if (!waiting || !events.some((event) => waiting?.words.every((word) => event.includes(word)))) return;
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
