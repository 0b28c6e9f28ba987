import type { BrowserWindow, WebContents } from 'electron';
import { load } from './window.ts';

/** How long a window may take to paint after a mail was given to it, in ms, before it counts as stuck. */
const patience = 15_000;
/** How long a window is watched after a mail, and the pause between two looks, in ms. */
const watchFor = 20_000;
const pause = 1_000;
/** More breakdowns than this within a minute, and loading the page again does not help. */
const tooMany = 5;
const minute = 60_000;

/** Asks a page whether it still paints; one that nobody sees need not. */
const beat = `document.visibilityState === 'hidden' ? 0 : new Promise((painted) => requestAnimationFrame(() => painted(0)))`;

/**
 * Brings a window back whose page has crashed, as a mail made for it can do to a browser, or that has stopped painting.
 * `onBroken` is told before the page loads again.
 */
export function recoverWindow(window: BrowserWindow, address: () => string, onBroken: () => void): void {
  const breakdowns: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (window.isDestroyed() || reason === 'clean-exit') return;
    const now = Date.now();
    breakdowns.push(now);
    if (breakdowns.filter((at) => now - at < minute).length > tooMany) return;
    onBroken();
    void load(window, address());
  });
}

/** When the last mail was given to a window that is being watched, epoch ms. */
const watched = new WeakMap<WebContents, { since: number }>();

/** To be called when a mail is given to a window: for a while it is watched, and ended if it cannot get over that mail. */
export async function watchPainting(window: BrowserWindow): Promise<void> {
  const contents = window.webContents;
  const known = watched.get(contents);
  if (known !== undefined) {
    known.since = Date.now();
    return;
  }
  const watch = { since: Date.now() };
  watched.set(contents, watch);
  while (!window.isDestroyed() && Date.now() - watch.since < watchFor) {
    if (await paints(contents)) await wait(pause);
    // A person with developer tools may have stopped it on purpose.
    else if (!window.isDestroyed() && !contents.isDevToolsOpened()) contents.forcefullyCrashRenderer();
  }
  watched.delete(contents);
}

async function paints(contents: WebContents): Promise<boolean> {
  // Refused when the page has gone meanwhile, which is not being stuck.
  const painted = contents.executeJavaScript(beat).then(
    () => true,
    () => true,
  );
  return Promise.race([painted, wait(patience).then(() => false)]);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
