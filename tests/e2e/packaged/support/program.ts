import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { ProvisionFile } from '../../../../shared/contract/provision.ts';
import { account, writeOwned } from './account.ts';
import type { Outside } from './outside.ts';

export type Program = {
  readonly window: Page;
  child: ChildProcess;
  /** Everything it has written on its two outputs. */
  output(): string;
  /** File of `--log-net-log`. */
  netLog: string;
  /** Closes the window as a person does, and resolves with the exit status. */
  close(): Promise<number | null>;
  /** Looks at the window afresh, after its page has crashed and come back. */
  lookAgain(): Promise<Page>;
};

export type StartOptions = {
  executable: string;
  home: string;
  display: string;
  outside: Outside;
  provision?: ProvisionFile;
  lang?: 'en' | 'ru';
  flags?: string[];
  env?: Record<string, string>;
};

let starts = 0;

/**
 * Starts the packed program by its public flags. It has no door for a debugger of Node, so the window is driven through Chromium's
 * own; the port is the system's choice and is read from what the program says.
 */
export async function startProgram(options: StartOptions): Promise<Program> {
  const { home, lang = 'en', provision, flags = [] } = options;
  starts += 1;
  const netLog = join(home, `net-${starts}.json`);
  const own = ['--profile', join(home, 'profile'), '--lang', lang];
  if (provision !== undefined) {
    const file = join(home, 'provision.json');
    await writeOwned(file, JSON.stringify(provision));
    own.push('--provision', file);
  }
  const { child, output } = spawnProgram(options, ['--remote-debugging-port=0', `--log-net-log=${netLog}`, ...own, ...flags]);
  const address = await debuggerAddress(child, output);
  let seen = await look(address);
  return {
    get window() {
      return seen.window;
    },
    child,
    output,
    netLog,
    async close() {
      const gone = exitOf(child);
      await seen.window.close().catch(() => undefined);
      await seen.browser.close();
      return gone;
    },
    async lookAgain() {
      await seen.browser.close();
      seen = await look(address);
      return seen.window;
    },
  };
}

async function look(address: string): Promise<{ browser: Browser; window: Page }> {
  const browser = await chromium.connectOverCDP(address);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('the program has no window');
  return { browser, window: context.pages()[0] ?? (await context.waitForEvent('page')) };
}

/** Starts it without looking at it. `input`: all that it finds on its standard input, which is empty otherwise. */
export function spawnProgram(
  {
    executable,
    home,
    display,
    outside,
    env = {},
    input,
  }: Omit<StartOptions, 'provision' | 'lang' | 'flags'> & { input?: string },
  args: string[],
): { child: ChildProcess; output(): string } {
  const child = spawn(executable, args, {
    ...account,
    cwd: home,
    env: { PATH: `${outside.folder}:/usr/bin:/bin`, HOME: home, DISPLAY: display, LANG: 'C.UTF-8', ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(input);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return { child, output: () => text };
}

/** Resolves with the exit status when the process has ended, also if it already has. */
export async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

function debuggerAddress(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = /DevTools listening on (ws:\S+)/.exec(output())?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stderr?.on('data', look);
    child.once('exit', (code, signal) => reject(new Error(`the program ended with ${code ?? signal}:\n${output()}`)));
  });
}
