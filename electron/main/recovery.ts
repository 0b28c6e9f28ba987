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

/** How long a page that does not paint may take to answer at all, in ms. */
const lastChance = 5_000;

/** Answered when the page has painted; one that nobody sees need not paint. */
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
  let touched = 0;
  const touch = () => {
    touched = Date.now();
  };
  contents.on('input-event', touch);
  while (!window.isDestroyed() && Date.now() - watch.since < watchFor) {
    const asked = Date.now();
    if (await answers(contents, beat, patience)) {
      await wait(pause);
    } else if (!window.isDestroyed() && (touched > asked || !(await answers(contents, '0', lastChance)))) {
      // Nothing is painted either where the display is off; but then nobody touches the window, and the page still answers.
      end(contents);
    }
  }
  if (!contents.isDestroyed()) contents.off('input-event', touch);
  watched.delete(contents);
}

function end(contents: WebContents): void {
  // A person with developer tools may have stopped it on purpose.
  if (!contents.isDestroyed() && !contents.isDevToolsOpened()) contents.forcefullyCrashRenderer();
}

async function answers(contents: WebContents, question: string, limit: number): Promise<boolean> {
  // Refused when the page has gone meanwhile, which is not being stuck.
  const answered = contents.executeJavaScript(question).then(
    () => true,
    () => true,
  );
  return Promise.race([answered, wait(limit).then(() => false)]);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
