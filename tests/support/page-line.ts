import type { DesktopBridge, PortsMessage } from '../../shared/contract/desktop.ts';
import type { PortMessage } from '../../shared/contract/transport.ts';

/** What a drill has in the window: lines to reader and engine of the kind that the window's own code uses. */
export type PageLine = {
  /** Waits while the process is not there. When it goes away before it answers: asks `again`, or rejects. */
  ask(to: PortsMessage['to'], asked: { method: string; input: unknown; again: boolean }): Promise<unknown>;
  /** Changes announced so far; a process that was started again counts as one. */
  feeds(): number;
  /** Resolves with the number of changes when it is more than this. */
  after(feeds: number): Promise<number>;
};

/** The page as the text of {@link openPageLine} finds and leaves it. */
export type PageWithLine = { throughline: DesktopBridge; pageLine: PageLine };

/**
 * Runs in the page and is sent there as text, so it stands alone. Its requests have numbers far above those of the window's
 * own, which passes over answers it has not asked for, as this does.
 */
export function openPageLine(): void {
  type Asked = { resolve(value: unknown): void; reject(error: Error): void; lost(): void };
  type Line = { port?: MessagePort; queue: Array<(port: MessagePort) => void>; asked: Map<number, Asked> };
  const lines: Record<PortsMessage['to'], Line> = {
    reader: { queue: [], asked: new Map() },
    engine: { queue: [], asked: new Map() },
  };
  const page = window as unknown as PageWithLine;
  let last = 1_000_000_000;
  let feeds = 0;
  const listeners: Array<() => void> = [];
  const changed = (): void => {
    feeds += 1;
    for (const tell of listeners.splice(0)) tell();
  };
  const lose = (line: Line): void => {
    delete line.port;
    const orphans = [...line.asked.values()];
    line.asked.clear();
    for (const { lost } of orphans) lost();
  };
  const hear = (line: Line, message: PortMessage): void => {
    if ('feed' in message) {
      changed();
      return;
    }
    const asked = line.asked.get(message.id);
    line.asked.delete(message.id);
    if (message.reply.ok) asked?.resolve(message.reply.value);
    else asked?.reject(new Error(message.reply.error.message));
  };
  const attach = (line: Line, port: MessagePort): void => {
    lose(line);
    line.port = port;
    port.addEventListener('message', ({ data }: MessageEvent<PortMessage>) => hear(line, data));
    port.addEventListener('close', () => {
      if (line.port === port) lose(line);
    });
    port.start();
    for (const send of line.queue.splice(0)) send(port);
    changed();
  };
  window.addEventListener('message', ({ data, ports }: MessageEvent<PortsMessage>) => {
    const [port] = ports;
    if (data?.throughline === 'port' && port) attach(lines[data.to], port);
  });
  page.pageLine = {
    feeds: () => feeds,
    ask: (to, { method, input, again }) =>
      new Promise((resolve, reject) => {
        const line = lines[to];
        const lost = (): void => {
          if (again) line.queue.push(send);
          else reject(new Error('the process ended'));
        };
        const send = (port: MessagePort): void => {
          last += 1;
          line.asked.set(last, { resolve, reject, lost });
          port.postMessage({ id: last, method, input });
        };
        if (line.port) send(line.port);
        else line.queue.push(send);
      }),
    after: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (feeds > count) resolve(feeds);
          else listeners.push(look);
        };
        look();
      }),
  };
  page.throughline.requestPorts();
}
