import type { FromChild, ToChild } from '../../shared/contract/process.ts';
import type { PortRequest, Transport } from '../../shared/contract/transport.ts';
import { storageError } from '../store/storage-error.ts';

/** What a utility process sees of its port ends; Electron's types are not imported here, so that plain Node can load it. */
type MessagePortMain = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
};
type ParentPort = {
  postMessage(message: FromChild): void;
  on(event: 'message', listener: (event: { data: ToChild; ports: MessagePortMain[] }) => void): void;
};

/** The line to Electron's main process. Present in a utility process only. */
export function parentPort(): ParentPort {
  const port = (process as NodeJS.Process & { parentPort?: ParentPort }).parentPort;
  if (!port) throw new Error('this entry runs in a utility process of the desktop program');
  return port;
}

/** A window's end of a channel, as a transport. */
export function portTransport(port: MessagePortMain): Transport & { onClose(listener: () => void): void } {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', (event) => listener(event.data as PortRequest));
      port.start();
    },
    onClose: (listener) => port.on('close', listener),
  };
}

/** The code main acts on, and a sentence for the person. */
export function failure(error: unknown): FromChild & { type: 'failed' } {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  const sqlite = error instanceof Error && 'code' in error ? String(error.code) : '';
  const damaged = sqlite === 'SQLITE_CORRUPT' || sqlite === 'SQLITE_NOTADB';
  const disk = storageError(error);
  if (name === 'NewerDatabaseError') return { type: 'failed', code: 'newer-database', message };
  if (name === 'EngineInUseError') return { type: 'failed', code: 'in-use', message };
  if (damaged) return { type: 'failed', code: 'damaged', message };
  if (disk !== undefined) return { type: 'failed', code: 'storage', message: disk };
  return { type: 'failed', code: 'internal', message };
}
