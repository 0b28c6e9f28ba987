import { join } from 'node:path';
import { app, type MessagePortMain, shell, utilityProcess } from 'electron';
import type { ChildSettings, FromChild } from '../../shared/contract/process.ts';
import { mayOpenOutside } from './addresses.ts';
import { type Child, type Failure, type Handle, superviseChild } from './supervisor.ts';

export type ChildName = 'reader' | 'engine';

/** A supervised reader or engine, not started yet. */
export function createChild(
  name: ChildName,
  options: {
    settings(): ChildSettings;
    onRunning(): void;
    onFailed(failure: Failure): void;
    onSoftphone(url: string | undefined): void;
  },
): Child<MessagePortMain> {
  return superviseChild({
    ...options,
    fork: () => fork(name),
    onOpen: (url) => {
      if (mayOpenOutside(url)) void shell.openExternal(url);
    },
    later: (run, ms) => setTimeout(run, ms),
    now: () => Date.now(),
  });
}

function fork(name: ChildName): Handle<MessagePortMain> {
  const child = utilityProcess.fork(join(app.getAppPath(), 'out', 'engine', `${name}.js`), [], {
    serviceName: `Throughline ${name}`,
    stdio: 'inherit',
  });
  return {
    post: (message, ports) => child.postMessage(message, ports),
    onMessage: (listener) => child.on('message', (message: FromChild) => listener(message)),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill(),
  };
}
