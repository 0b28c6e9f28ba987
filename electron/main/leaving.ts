import { app, type BrowserWindow } from 'electron';

export type Leaving = {
  mac: boolean;
  /** Calls that quitting would cut. */
  calls(): number;
  /** Asks the person. */
  meansIt(window: BrowserWindow): Promise<boolean>;
};

let quitting = false;

/** To be called once, before any window closes. */
export function noticeQuitting(): void {
  app.on('before-quit', () => {
    quitting = true;
  });
}

/**
 * What closing the window means. On macOS it is only put away, as its people expect: toasts, the dock's badge and the tray go on.
 * Elsewhere it ends the program, because a desk that is left must neither hold the one line of a bot nor take customers whom
 * nobody sees. Whoever talks is asked first.
 */
export function guardClosing(window: BrowserWindow, { mac, calls, meansIt }: Leaving): void {
  let asking = false;
  let meant = false;
  window.on('close', (event) => {
    if (mac && !quitting) {
      event.preventDefault();
      putAway(window);
      return;
    }
    if (calls() === 0 || meant) return;
    event.preventDefault();
    const all = quitting;
    quitting = false;
    if (asking) return;
    asking = true;
    void meansIt(window).then((yes) => {
      asking = false;
      if (!yes || window.isDestroyed()) return;
      meant = true;
      if (all) app.quit();
      else window.close();
    });
  });
}

function putAway(window: BrowserWindow): void {
  if (!window.isFullScreen()) {
    window.hide();
    return;
  }
  // A hidden window would leave its whole screen black.
  window.once('leave-full-screen', () => window.hide());
  window.setFullScreen(false);
}
