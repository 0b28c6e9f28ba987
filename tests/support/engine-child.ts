import { queryHandlers } from '../../electron/api/queries.ts';
import { capabilitiesOf } from '../../electron/engine/capabilities.ts';
import { startEngine } from '../../electron/engine/compose.ts';
import { serve } from '../../electron/engine/serve.ts';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import type { PortRequest } from '../../shared/contract/transport.ts';
import type { CrashPoints } from './crash-points.ts';
import { masterKeyOf } from './keyring.ts';
import { setSkew } from './skewed-clock.ts';
import { migrations } from './store.ts';

/**
 * The engine in a process of its own, to be killed: arguments are the profile and the text of a provisioning file; talks over IPC.
 * `DRILL_SKEW_MS` sets its clock wrong; `DRILL_REPORT` plants crash points, `DRILL_DIE_AT` arms them from the start, `DRILL_MIGRATIONS` is another set of migrations.
 */
const [profile = '', provisionText = ''] = process.argv.slice(2);
const { DRILL_REPORT, DRILL_DIE_AT, DRILL_MIGRATIONS } = process.env;
const provision = JSON.parse(provisionText) as ProvisionFile;

let points: CrashPoints | undefined;
if (DRILL_REPORT !== undefined) {
  const { plantCrashPoints } = await import('./crash-points.ts');
  points = plantCrashPoints(DRILL_REPORT);
  if (DRILL_DIE_AT !== undefined) points.arm(Number(DRILL_DIE_AT));
}

const wakes: Array<() => void> = [];
const engine = await startEngine(
  { profile, migrations: DRILL_MIGRATIONS ?? migrations, provision },
  { masterKey: masterKeyOf(profile), keyIsFile: true, onWake: (listener) => wakes.push(listener) },
).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

/** What a drill asks of the process itself. */
export type ChildOrder = { order: 'stop' } | { order: 'arm'; after: number } | { order: 'wake' } | { order: 'skew'; ms: number };

function obey(order: ChildOrder): void {
  switch (order.order) {
    case 'arm':
      points?.arm(order.after);
      return;
    case 'wake':
      for (const wake of wakes) wake();
      return;
    case 'skew':
      setSkew(order.ms);
      return;
    case 'stop':
      void engine.stop().finally(() => process.exit(0));
  }
}

serve(
  {
    post: (message) => process.send?.(message),
    onMessage: (listener) =>
      process.on('message', (message: PortRequest | ChildOrder) => {
        if ('order' in message) obey(message);
        else listener(message);
      }),
  },
  { ...queryHandlers(engine.store.read, capabilitiesOf), ...engine.handlers },
);
engine.onChange((feed) => process.send?.({ feed }));
process.send?.({ ready: true });
