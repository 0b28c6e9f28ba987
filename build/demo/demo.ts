// npm run demo: the program itself on a throw-away profile, with servers on this machine and customers who write and answer.
// With a display it opens its window and plays until that is closed; without one, or with --headless, it is driven on a
// virtual display and photographed. Further flags: --lang en|ru, --pictures <folder>, --phone (a real exchange, on which Maria
// rings; as root on Debian), --team (an agent and a lead before one PostgreSQL, alone).
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../program/build.ts';
import { ensureDisplay, MissingSystemPackages, missingPackagesStatus, prepareRuntime } from '../runtime/index.ts';
import { hasDisplay } from '../runtime/libraries.ts';
import { say } from '../runtime/terminal.ts';
import { withoutMicrophone } from './exchange.ts';
import { phoneTour } from './headless/phone-tour.ts';
import { StoryStopped, type Tour } from './headless/steps.ts';
import { tour } from './headless/tour.ts';
import { type DemoOptions, readOptions } from './options.ts';
import { forPerson } from './person-mode.ts';
import { customers, setStage } from './stage.ts';
import { runTeam } from './team/run.ts';
import { languageOf, type Words, words } from './words.ts';

const interrupted = 130;

/** Until the program runs and takes signals itself, one ends the demo at once; what it has made is removed on exit. */
function endOnSignal(): () => void {
  const end = () => process.exit(interrupted);
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, end);
  return () => {
    for (const signal of signals) process.off(signal, end);
  };
}

async function run(options: DemoOptions, text: Words): Promise<number> {
  const release = endOnSignal();
  say(text.preparing);
  if (!options.practice) await ensureBuilt();
  const runtime = await prepareRuntime();
  const driven = options.mode === 'driven';
  const { display, stop } = await ensureDisplay(driven ? { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' } : process.env);
  try {
    if (options.team) return await runTeam({ options, text, runtime, display, release });
    const stage = await setStage(customers[driven ? 'driven' : 'person'], { phone: options.phone });
    try {
      say(text.stage(stage.history.mails.length, stage.history.customers.length));
      if (!driven) {
        release();
        return await forPerson({ stage, runtime, display, options, text });
      }
      say(text.driving);
      const pictures = options.pictures ?? (await mkdtemp(join(tmpdir(), 'throughline-pictures-')));
      const told: Tour = {
        stage,
        start: { runtime, display, flags: stage.pbx ? [...withoutMicrophone, ...options.rest] : options.rest },
        pictures,
        told: () => {},
        done: (step) => say(`  ✓ ${text.steps[step]}`),
      };
      const count = stage.pbx ? await phoneTour(told, stage.pbx) : await tour(told);
      process.stdout.write(`${text.pictures(count, pictures)}\n`);
      return 0;
    } finally {
      await stage.close();
    }
  } finally {
    await stop();
  }
}

const outcome = readOptions(process.argv.slice(2), process.env, process.platform !== 'linux' || hasDisplay());
let status: number;
if (outcome.ok) {
  const text = words[languageOf(outcome.options.language, process.env)];
  try {
    status = await run(outcome.options, text);
  } catch (error) {
    say(error instanceof StoryStopped ? text.stopped(text.steps[error.step], error.reason) : messageOf(error));
    if (error instanceof StoryStopped && error.picture !== undefined) say(text.picture(error.picture));
    status = error instanceof MissingSystemPackages ? missingPackagesStatus : 1;
  }
} else {
  say(outcome.message);
  status = 2;
}
// Customers still wait for answers that will never come; they must not keep us here.
process.exit(status);

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
