import { app, protocol } from 'electron';
import { readLaunch } from '../host/launch.ts';
import { openProfile, type Profile } from './profile.ts';
import { startProgram } from './program.ts';

/** Wrong use of the command line or its files. */
const wrongUse = 2;

// Electron holds `ready` back until this module has been evaluated.
const outcome = await readLaunch(process.argv.slice(1), process.env, process.cwd());
if (outcome.ok) run(outcome.launch);
else refuse(outcome.message);

function run(launch: Parameters<typeof startProgram>[0]): void {
  let profile: Profile;
  try {
    profile = openProfile(launch.profile ?? `${app.getPath('userData')}/profile`);
  } catch (error) {
    refuse(`--profile: expected a folder that can be written (${error instanceof Error ? error.message : String(error)})`);
    return;
  }
  // Electron keeps its own things, and the lock that makes a profile's program one, beside ours.
  app.setPath('userData', profile.electron);
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
  const program = app.whenReady().then(() => startProgram(launch, profile));
  app.on('second-instance', () => void program.then(({ secondCopy }) => secondCopy()));
}

function refuse(message: string): void {
  process.stderr.write(`${message}\n`);
  // At once: a start that goes on would make folders of Electron's, and its complaints about the system would drown the sentence.
  app.exit(wrongUse);
}
