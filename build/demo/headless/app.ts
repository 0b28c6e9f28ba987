import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { RuntimeInfo } from '../../runtime/index.ts';
import type { Stage } from '../stage.ts';

/** Pixels of the window's content. */
export type Size = { width: number; height: number };
export const laptop: Size = { width: 1366, height: 768 };
export const desktop: Size = { width: 1920, height: 1080 };

export type App = {
  page: Page;
  resize(size: Size): Promise<void>;
  /** As a person closes it. The profile stays. */
  close(): Promise<void>;
};

export type Start = { runtime: RuntimeInfo; display: string; language: 'en' | 'ru'; flags: readonly string[] };

/** Starts the built program as an administrator's shortcut would: by its flags. */
export async function startApp(
  { runtime, display, language, flags }: Start,
  profile: string,
  provisionFile?: string,
): Promise<App> {
  const provision = provisionFile === undefined ? [] : ['--provision', provisionFile];
  const electron = await _electron.launch({
    executablePath: runtime.executable,
    args: [...runtime.args, '--profile', profile, ...provision, '--lang', language, ...flags],
    env: { ...strings(process.env), ...runtime.env, ...(display === '' ? {} : { DISPLAY: display }) },
  });
  const page = await electron.firstWindow();
  const app: App = { page, resize: (size) => resize(electron, page, size), close: () => closed(electron) };
  await app.resize(laptop);
  return app;
}

export const startOnStage = (start: Start, stage: Stage): Promise<App> => startApp(start, stage.profile, stage.provisionFile);

/** In this time a program ends that has nothing to ask, ms. */
const closeLimitMs = 10_000;

/** Ends it; one that asks first, as while somebody is on the phone, has nobody to answer it here. */
async function closed(electron: ElectronApplication): Promise<void> {
  const child = electron.process();
  const asked = setTimeout(() => child.kill('SIGKILL'), closeLimitMs);
  await electron.close().finally(() => clearTimeout(asked));
}

async function resize(electron: ElectronApplication, page: Page, size: Size): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
  // As a string, because the window's own globals are unknown here. On a screen that is too small it stays smaller.
  await page.evaluate(`new Promise((done) => {
    let frames = 120;
    const look = () => {
      frames -= 1;
      if (frames === 0 || (innerWidth === ${size.width} && innerHeight === ${size.height})) done();
      else requestAnimationFrame(look);
    };
    look();
  })`);
}

function strings(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
