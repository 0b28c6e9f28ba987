import { MessageChannelMain, type MessagePortMain } from 'electron';
import type { PortMessage } from '../../shared/contract/transport.ts';
import type { Child } from './supervisor.ts';

/** The reader answers in a millisecond; one that is being started again is not waited for longer. ms. */
const limitMs = 5_000;

/** Asks the reader whether a stored file may leave the program. No answer is none that allows it. */
export function createMayLeave(reader: Pick<Child<MessagePortMain>, 'post'>): (hash: string) => Promise<boolean> {
  return (hash) =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannelMain();
      const end = (may: boolean): void => {
        clearTimeout(timer);
        port1.close();
        resolve(may);
      };
      const timer = setTimeout(() => end(false), limitMs);
      port1.on('message', ({ data }) => end(allows(data as PortMessage)));
      port1.start();
      port1.postMessage({ id: 1, method: 'file.mayLeave', input: { hash } });
      if (!reader.post({ type: 'port' }, [port2])) end(false);
    });
}

function allows(message: PortMessage): boolean {
  if (!('reply' in message) || !message.reply.ok) return false;
  const { value } = message.reply;
  return typeof value === 'object' && value !== null && 'may' in value && value.may === true;
}
