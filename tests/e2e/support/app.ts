import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test';
import { prepareRuntime } from '../../../build/runtime/index.ts';
import type { ProvisionFile } from '../../../shared/contract/provision.ts';

export type App = {
  electron: ElectronApplication;
  window: Page;
  profile: string;
  /** Gives the window's content this size, in pixels of an unzoomed page, and waits until the page has it. */
  resize(size: Size): Promise<void>;
  /** Closes the program as a person does; keeps the profile. */
  close(): Promise<void>;
};

export type Size = { width: number; height: number };

export type LaunchOptions = {
  profile: string;
  provision?: ProvisionFile;
  /** `saved`: whatever was chosen in the settings, else the system’s; no flag is given. */
  lang?: 'en' | 'ru' | 'saved';
  /** Switches of Chromium. */
  switches?: readonly string[];
  /** Set besides what the tests themselves run with. */
  env?: Readonly<Record<string, string>>;
  size?: Size;
  /** Another application folder than the work tree. */
  application?: string;
};

/** Starts the built program through the launcher's answer and the public flags only, and waits for its window. */
export async function launch({ size = { width: 1366, height: 768 }, ...options }: LaunchOptions): Promise<App> {
  const electron = await start(options);
  const { profile } = options;
  const window = await electron.firstWindow();
  const resize = async (wanted: Size): Promise<void> => {
    // A window that opens zoomed is so only once its page has come: both are asked anew each time.
    const ask = () =>
      electron.evaluate(({ BrowserWindow }, bounds) => {
        const [first] = BrowserWindow.getAllWindows();
        first?.setContentSize(bounds.width, bounds.height);
        return first?.webContents.getZoomFactor() ?? 1;
      }, wanted);
    await expect
      .poll(async () =>
        Math.abs((await ask()) * (await window.evaluate(() => globalThis.innerWidth).catch(() => 0)) - wanted.width),
      )
      .toBeLessThan(2);
  };
  await resize(size);
  return { electron, window, profile, resize, close: () => closed(electron) };
}

/** Whoever is asked whether they mean to leave a call does: there is nobody to answer later. */
async function closed(electron: ElectronApplication): Promise<void> {
  await electron
    .evaluate(({ dialog }) => {
      Object.assign(dialog, { showMessageBox: () => Promise.resolve({ response: 1, checkboxChecked: false }) });
    })
    // It has ended by itself.
    .catch(() => undefined);
  await electron.close();
}

type StartOptions = Omit<LaunchOptions, 'size'>;

/** Starts it and waits for main alone. */
export async function start(options: StartOptions): Promise<ElectronApplication> {
  return _electron.launch(await commandOf(options));
}

/** What to run, with the public flags only. */
export async function commandOf({
  profile,
  provision,
  application,
  lang = 'en',
  switches = [],
  env = {},
}: StartOptions): Promise<{
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}> {
  const runtime = await prepareRuntime();
  const flags = ['--profile', profile, ...(lang === 'saved' ? [] : ['--lang', lang])];
  if (provision) {
    const file = join(profile, '..', 'provision.json');
    await writeFile(file, JSON.stringify(provision));
    flags.push('--provision', file);
  }
  // The application folder is the last of the runtime's own arguments.
  const own = application === undefined ? runtime.args : [...runtime.args.slice(0, -1), application];
  return {
    executablePath: runtime.executable,
    args: [...own, ...flags, ...switches],
    env: { ...stringEnv(), ...runtime.env, ...env },
  };
}

function stringEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** A folder of this test alone: the profile lies in it, beside the provisioning files. */
export async function temporaryFolder(): Promise<{ profile: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-e2e-'));
  return { profile: join(folder, 'profile'), remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
