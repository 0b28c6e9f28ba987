import { readFileSync } from 'node:fs';
import { queryHandlers } from '../../electron/api/queries.ts';
import { capabilitiesOf } from '../../electron/engine/capabilities.ts';
import { startEngine } from '../../electron/engine/compose.ts';
import { serve } from '../../electron/engine/serve.ts';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import type { PortRequest } from '../../shared/contract/transport.ts';
import { migrations } from './store.ts';

/** The engine in a process of its own, to be killed: arguments are the profile and a provisioning file; talks over IPC. */
const [profile = '', provisionPath = ''] = process.argv.slice(2);
const provision = JSON.parse(readFileSync(provisionPath, 'utf8')) as ProvisionFile;

const engine = await startEngine(
  { profile, migrations, provision },
  { masterKey: new Uint8Array(32).fill(7), keyIsFile: true, onWake: () => undefined },
);
serve(
  {
    post: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', (message) => listener(message as PortRequest)),
  },
  { ...queryHandlers(engine.store.read, capabilitiesOf), ...engine.handlers },
);
engine.onChange((feed) => process.send?.({ feed }));
process.send?.({ ready: true });
