import { join } from 'node:path';
import { app, type BrowserWindow, Menu, protocol, session, shell } from 'electron';
import type { DesktopCommand } from '../../shared/contract/desktop.ts';
import type { Launch } from '../host/launch.ts';
import { loadMasterKey } from '../host/master-key.ts';
import { channels, type WindowFacts } from '../preload/channels.ts';
import { createAttention } from './attention.ts';
import { addContextMenu } from './context-menu.ts';
import { lendHeadsets } from './headsets.ts';
import { watchIdle } from './idle.ts';
import { answerBridge } from './ipc.ts';
import { systemKeyring } from './keyring.ts';
import { guardClosing, noticeQuitting } from './leaving.ts';
import { menuTemplate } from './menu.ts';
import { watchNetwork } from './network.ts';
import { practiceIsThere } from './practice.ts';
import { type Problem, problemPage } from './problem.ts';
import { createProcesses, type Processes } from './processes.ts';
import type { Profile } from './profile.ts';
import { recoverWindow, watchPainting } from './recovery.ts';
import { guardSession, guardWindows } from './security.ts';
import { createHandler } from './serve/handler.ts';
import { origin } from './serve/route.ts';
import { createSuspects } from './serve/suspects.ts';
import { meansToHangUp } from './softphone.ts';
import { createSoftphone } from './telephone-rights.ts';
import { load, openMainWindow, present } from './window.ts';
import { languageOf, wordsOf } from './words.ts';
import { zoom } from './zoom-keys.ts';

/** The engine waits for the first paint and leaves the processor to the first conversation, yet not longer than this, in ms. */
const engineAfterPaint = 500;
const engineAtLatest = 1_500;
const mac = process.platform === 'darwin';

/**
 * Runs the program in a ready Electron. `secondCopy` is to be called when the person starts it once more. `link`: a telephone number
 * that was clicked in another program, for which it was started.
 */
export function startProgram(launch: Launch, profile: Profile, link?: string): { secondCopy(link?: string): void } {
  const systemLanguage = systemLocale();
  let language = launch.language ?? languageOf(systemLanguage);
  const languages = { system: languageOf(systemLanguage), ...(launch.language && { given: launch.language }) };
  const forced = launch.language === undefined ? {} : { forcedLanguage: launch.language };
  const facts: WindowFacts = {
    systemLanguage,
    version: app.getVersion(),
    // Said of the program as people have it: who develops as root has no other way to start it.
    sandboxed: !app.isPackaged || !app.commandLine.hasSwitch('no-sandbox'),
    practice: practiceIsThere(app.getAppPath()),
    ...forced,
  };
  let window: BrowserWindow | undefined;
  let problem: Problem | undefined;
  let calls = 0;
  const softphone = createSoftphone();

  const suspects = createSuspects(Date.now, () => window !== undefined && void watchPainting(window));
  const address = () => (problem === undefined ? `${origin}/` : `${origin}/problem`);

  const open = (more: Pick<WindowFacts, 'link'> = {}): BrowserWindow => {
    const opened = openMainWindow({ facts: { ...facts, ...more }, placementFile: profile.windowFile, address: address() });
    recoverWindow(opened, address, suspects.accuse);
    addContextMenu(opened.webContents, () => wordsOf(language));
    guardClosing(opened, { mac, calls: () => calls, meansIt: (asked) => meansToHangUp(asked, wordsOf(language)) });
    opened.once('closed', () => {
      window = undefined;
      calls = 0;
    });
    window = opened;
    return opened;
  };
  const command = (what: DesktopCommand) => {
    const target = window ?? open();
    present(target);
    target.webContents.send(channels.command, what);
  };
  const onProblem = (code: Problem['code'], message: string) => {
    if (problem !== undefined) return;
    problem = { code, message, profile: profile.home };
    process.stderr.write(`${message}\n`);
    if (window !== undefined) void load(window, `${origin}/problem`);
  };

  const processes = createProcesses({
    settings: { profile: profile.home, ...nativeBinding(), languages, ...(launch.provision && { provision: launch.provision }) },
    masterKey: () => loadMasterKey(profile.keys, systemKeyring),
    onProblem,
    onSoftphone: softphone.configure,
  });
  guardWindows((action) => (action === 'quit' ? app.quit() : void shell.openPath(profile.home)));
  guardSession(session.defaultSession, softphone);
  lendHeadsets(session.defaultSession, profile.headsetFile);
  noticeQuitting();
  const page = () => (problem === undefined ? '' : problemPage(problem, language));
  protocol.handle(
    'app',
    createHandler({
      renderer: join(app.getAppPath(), 'out', 'renderer'),
      files: profile.files,
      problemPage: page,
      phoneSocket: softphone.socket,
      suspects,
      suspectNotice: () => wordsOf(language).suspectMail,
    }),
  );
  const setMenu = () => {
    const template = menuTemplate({
      mac,
      development: !app.isPackaged,
      words: wordsOf(language),
      command,
      zoom: (step) => window && zoom(window.webContents, step),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  const attention = createAttention({
    folder: join(app.getAppPath(), 'out', 'tray'),
    language: () => language,
    window: () => window,
    open: () => present(window ?? open()),
    tell: (what) => window?.webContents.send(channels.command, what),
  });
  answerBridge({
    files: profile.files,
    switchboard: processes.switchboard,
    mayLeave: processes.mayLeave,
    sourceTitle: () => wordsOf(language).source,
    setLanguage: (spoken) => {
      if (spoken === language) return;
      language = spoken;
      setMenu();
      attention.repeat();
    },
    setAttention: attention.say,
    setCalls: (count) => {
      calls = count;
    },
  });
  // The page's own process is what the first paint waits for longest, so it is asked for first; spelling and menu wait for all.
  const first = open(link === undefined ? {} : { link });
  processes.startReader();
  setTimeout(processes.startEngine, engineAtLatest).unref();
  first.once('ready-to-show', () => setTimeout(processes.startEngine, engineAfterPaint).unref());
  if (!mac) session.defaultSession.setSpellCheckerLanguages(['ru', 'en-US']);
  setMenu();
  watchNetwork(processes.wake);
  watchIdle((idle) => window?.webContents.send(channels.command, { type: 'idle', idle } satisfies DesktopCommand));
  app.on('activate', () => present(window ?? open()));
  quitCleanly(processes, () => (problem === undefined ? 0 : 1));
  return {
    secondCopy: (clicked) => {
      if (clicked === undefined) present(window ?? open());
      else if (window) command({ type: 'link', link: clicked });
      else present(open({ link: clicked }));
    },
  };
}

/** The system's first language, such as `ru-RU`. A bare Linux calls its own `c`, which is none. */
function systemLocale(): string {
  return app.getPreferredSystemLanguages().find((tag) => /^[a-z]{2,3}(-|$)/i.test(tag)) ?? app.getLocale();
}

/** The last window closed ends the program, but on macOS; reader and engine finish what is under way first. */
function quitCleanly(processes: Processes, exitCode: () => number): void {
  app.on('window-all-closed', () => {
    if (!mac) app.quit();
  });
  app.once('will-quit', (event) => {
    event.preventDefault();
    void processes.stop().then(() => app.exit(exitCode()));
  });
}

/** The launcher of a development runtime names an addon built for it. A packed program loads no code that a variable names. */
function nativeBinding(): { nativeBinding?: string } {
  const path = app.isPackaged ? undefined : process.env.THROUGHLINE_SQLITE_BINDING;
  return path ? { nativeBinding: path } : {};
}
