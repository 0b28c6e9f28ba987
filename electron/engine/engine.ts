import { fileURLToPath } from 'node:url';
import type { ChildSettings } from '../../shared/contract/process.ts';
import { failure, parentPort, portTransport } from './child.ts';
import { type Engine, startEngine } from './compose.ts';
import { serve } from './serve.ts';

/** The engine as a utility process of the desktop program. */
const port = parentPort();
const wakeListeners: Array<() => void> = [];
const early: Parameters<typeof portTransport>[0][] = [];
let engine: Engine | undefined;

async function start({ profile, nativeBinding, masterKey, keyIsFile, languages, provision }: ChildSettings): Promise<void> {
  if (!masterKey) throw new Error('the engine was started without a key');
  engine = await startEngine(
    {
      profile,
      migrations: fileURLToPath(new URL('../../drizzle', import.meta.url)),
      ...(nativeBinding === undefined ? {} : { nativeBinding }),
      ...(languages === undefined ? {} : { languages }),
      ...(provision === undefined ? {} : { provision }),
    },
    {
      masterKey,
      keyIsFile: keyIsFile ?? false,
      onWake: (listener) => wakeListeners.push(listener),
      openBrowser: (url) => port.postMessage({ type: 'open', url }),
    },
  );
  tellSoftphone(engine);
  for (const end of early.splice(0)) connect(end, engine);
  port.postMessage({ type: 'ready' });
}

/** Main has to know before a window does, because the page of the softphone is loaded under a policy of main's. */
function tellSoftphone(running: Engine): void {
  let told: string | undefined;
  const tell = (): void => {
    const url = running.softphoneUrl();
    if (url !== told) port.postMessage({ type: 'softphone', ...(url === undefined ? {} : { url }) });
    told = url;
  };
  tell();
  running.onChange(({ channels }) => {
    if (channels.length > 0) tell();
  });
}

function connect(end: Parameters<typeof portTransport>[0], running: Engine): void {
  const transport = portTransport(end);
  serve(transport, running.handlers);
  transport.onClose(running.onChange((feed) => transport.post({ feed })));
}

port.on('message', ({ data, ports }) => {
  switch (data.type) {
    case 'start':
      start(data.settings).catch((error: unknown) => {
        port.postMessage(failure(error));
        process.exitCode = 1;
      });
      return;
    case 'port': {
      const [end] = ports;
      if (!end) return;
      if (engine) connect(end, engine);
      else early.push(end);
      return;
    }
    case 'wake':
      for (const listener of wakeListeners) listener();
      return;
    case 'stop':
      void (engine?.stop() ?? Promise.resolve()).finally(() => {
        port.postMessage({ type: 'stopped' });
        process.exit(0);
      });
  }
});
