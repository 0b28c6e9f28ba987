import type { ApiError } from '../../shared/contract/errors.ts';
import type { FeedEvent } from '../../shared/contract/feed.ts';
import type { PortMessage, PortRequest } from '../../shared/contract/transport.ts';
import { CallError } from './call-error.ts';

/** The part of a MessagePort that a pipe uses. */
export type Port = Pick<MessagePort, 'postMessage' | 'addEventListener' | 'start' | 'close'>;

export type Pipe = {
  call(method: string, input: unknown): Promise<unknown>;
  /** A fresh port replaces the one before it, whose unanswered calls are lost. */
  attach(port: Port): void;
};

type Pending = { resolve(value: unknown): void; reject(error: CallError): void };
type Waiting = Pending & { method: string; input: unknown; timer: ReturnType<typeof setTimeout> };

const lost: ApiError = {
  code: 'unavailable',
  message: 'The process behind the window was restarted before it answered',
  retryable: true,
};
const absent: ApiError = { code: 'unavailable', message: 'The process behind the window has not started', retryable: true };

/**
 * One conversation with the reader or the engine. Calls made before a port exists wait for one, at most `patienceMs`;
 * calls on a port that goes away are rejected with `unavailable`, because nobody knows whether they were carried out.
 */
export function createPipe(onFeed: (event: FeedEvent) => void, patienceMs: number): Pipe {
  let port: Port | undefined;
  let lastId = 0;
  const pending = new Map<number, Pending>();
  let waiting: Waiting[] = [];

  function send(to: Port, method: string, input: unknown, settle: Pending): void {
    lastId += 1;
    pending.set(lastId, settle);
    to.postMessage({ id: lastId, method, input } satisfies PortRequest);
  }

  function drop(): void {
    port = undefined;
    const orphans = [...pending.values()];
    pending.clear();
    for (const orphan of orphans) orphan.reject(new CallError(lost));
  }

  function receive(message: PortMessage): void {
    if ('feed' in message) {
      onFeed(message.feed);
      return;
    }
    const settle = pending.get(message.id);
    if (!settle) return;
    pending.delete(message.id);
    if (message.reply.ok) settle.resolve(message.reply.value);
    else settle.reject(new CallError(message.reply.error));
  }

  return {
    call(method, input) {
      return new Promise((resolve, reject) => {
        if (port) {
          send(port, method, input, { resolve, reject });
          return;
        }
        const entry: Waiting = {
          method,
          input,
          resolve,
          reject,
          timer: setTimeout(() => {
            waiting = waiting.filter((other) => other !== entry);
            reject(new CallError(absent));
          }, patienceMs),
        };
        waiting.push(entry);
      });
    },
    attach(next) {
      port?.close();
      drop();
      port = next;
      next.addEventListener('message', (event) => {
        if (port === next) receive((event as MessageEvent<PortMessage>).data);
      });
      next.addEventListener('close', () => {
        if (port === next) drop();
      });
      next.start();
      const queued = waiting;
      waiting = [];
      for (const entry of queued) {
        clearTimeout(entry.timer);
        send(next, entry.method, entry.input, entry);
      }
    },
  };
}
