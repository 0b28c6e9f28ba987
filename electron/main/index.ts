import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, protocol } from 'electron';
import { linkIn, readCommand } from '../core/command-line.ts';
import { readLaunch } from '../host/launch.ts';
import { openProfile, type Profile } from './profile.ts';
import { startProgram } from './program.ts';
import { layWordLists } from './spelling.ts';

/** Wrong use of the command line or its files. */
const wrongUse = 2;

// From the source tree the arguments begin with what the runtime is to open, and every command is one of npm's.
const given = process.argv.slice(1);
const command = app.isPackaged ? readCommand(given, app.getVersion()) : { do: 'window' as const, args: given };
if (command.do === 'window') await openWindow(command.args);
else if (command.do === 'relay') await runInstead('relay', command.args);
else if (command.do === 'team') await runInstead('team', command.args);
else if (command.do === 'refuse') refuse(command.message);
else {
  process.stdout.write(`${command.text}\n`);
  app.exit(0);
}

// Electron holds `ready` back until this module has been evaluated.
async function openWindow(args: readonly string[]): Promise<void> {
  const outcome = await readLaunch(args, process.env, process.cwd());
  if (outcome.ok) run(outcome.launch);
  else refuse(outcome.message);
}

/** Never resolves: while this module is being evaluated, nothing asks for a display, which such a machine does not have. */
async function runInstead(entry: 'relay' | 'team', args: readonly string[]): Promise<never> {
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...args);
  await import(pathToFileURL(join(app.getAppPath(), 'out', 'engine', `${entry}.js`)).href);
  return new Promise(() => undefined);
}

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
  // What the platform draws itself, the fields of dates above all, follows the language that was asked for.
  const { language } = launch;
  if (
    language !== undefined &&
    !new Intl.Locale(new Intl.DateTimeFormat().resolvedOptions().locale).language.startsWith(language)
  )
    app.commandLine.appendSwitch('lang', language);
  // Before Electron is ready, because it looks for them then and takes what is missing for lost.
  if (process.platform === 'linux') layWordLists(join(app.getAppPath(), 'out', 'spelling'), profile.electron);
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
  let link = linkIn(given);
  const program = app.whenReady().then(() => startProgram(launch, profile, link));
  app.on('second-instance', (_event, args) => void program.then(({ secondCopy }) => secondCopy(linkIn(args))));
  // macOS tells of it by an event, which at the start comes before Electron is ready.
  app.on('open-url', (event, url) => {
    event.preventDefault();
    if (app.isReady()) void program.then(({ secondCopy }) => secondCopy(linkIn([url])));
    else link = linkIn([url]);
  });
  // An installer there cannot say it; the person chooses among programs the first time.
  if (process.platform === 'win32' && app.isPackaged) app.setAsDefaultProtocolClient('tel');
}

function refuse(message: string): void {
  process.stderr.write(`${message}\n`);
  // At once: a start that goes on would make folders of Electron's, and its complaints about the system would drown the sentence.
  app.exit(wrongUse);
}
