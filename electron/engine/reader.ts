import { fileURLToPath } from 'node:url';
import type { ChildSettings } from '../../shared/contract/process.ts';
import { queryHandlers } from '../api/queries.ts';
import { prepareDatabase } from '../store/open.ts';
import { openReader } from '../store/store.ts';
import { capabilitiesOf } from './capabilities.ts';
import { failure, parentPort, portTransport } from './child.ts';
import { ensureDesk } from './desk.ts';
import { serve } from './serve.ts';

/**
 * The reader process: answers the window's queries from its own read-only connection, so that no import, send or index
 * run ever makes the window wait. Started before everything else.
 */
const port = parentPort();
let handlers: ReturnType<typeof queryHandlers> | undefined;
const early: Parameters<typeof portTransport>[0][] = [];

function start({ profile, nativeBinding }: ChildSettings): void {
  const options = {
    profile,
    migrations: fileURLToPath(new URL('../../drizzle', import.meta.url)),
    ...(nativeBinding === undefined ? {} : { nativeBinding }),
  };
  prepareDatabase(options);
  ensureDesk(options);
  handlers = queryHandlers(openReader(options), capabilitiesOf);
  for (const end of early.splice(0)) serve(portTransport(end), handlers);
  port.postMessage({ type: 'ready' });
}

port.on('message', ({ data, ports }) => {
  switch (data.type) {
    case 'start':
      try {
        start(data.settings);
      } catch (error) {
        port.postMessage(failure(error));
        process.exitCode = 1;
      }
      return;
    case 'port': {
      const [end] = ports;
      if (!end) return;
      if (handlers) serve(portTransport(end), handlers);
      else early.push(end);
      return;
    }
    case 'wake':
      return;
    case 'stop':
      port.postMessage({ type: 'stopped' });
      process.exit(0);
  }
});
