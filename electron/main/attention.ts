import { join } from 'node:path';
import { app, type BrowserWindow, nativeImage } from 'electron';
import type { Attention, DesktopCommand } from '../../shared/contract/desktop.ts';
import { createTray } from './tray/tray.ts';
import { overlayName, type TrayAct, trayView } from './tray/view.ts';
import { type Language, wordsOf } from './words.ts';

export type AttentionOptions = {
  /** Drawings of the tray and the badge. */
  folder: string;
  language(): Language;
  window(): BrowserWindow | undefined;
  /** Brings the window before the person, opening one where there is none. */
  open(): void;
  /** Tells the window, which stays as it is. */
  tell(command: DesktopCommand): void;
};

/** The longest a timer of JavaScript can wait, in ms. */
const longestTimer = 2 ** 31 - 1;

/** Tray, dock and taskbar. They hint: the window says the same in full. */
export function createAttention({ folder, language, window, open, tell }: AttentionOptions): {
  /** The window says how things stand. */
  say(attention: Attention): void;
  /** The same in other words: the language has changed. */
  repeat(): void;
} {
  const act = (wanted: TrayAct): void => {
    if (wanted === 'open') open();
    else if (wanted === 'quit') app.quit();
    else tell(wanted === 'resume' ? { type: 'resume' } : { type: 'pause', pause: wanted });
  };
  const tray = createTray(folder, act);
  let now: Attention = { unread: 0, troubles: [] };
  let turn: NodeJS.Timeout | undefined;

  function show(): void {
    const words = wordsOf(language());
    const view = trayView(now, words, language(), Date.now());
    tray?.show(view);
    app.setBadgeCount(now.unread);
    if (process.platform === 'win32') {
      const name = overlayName(now.unread);
      const image = name === undefined ? null : nativeImage.createFromPath(join(folder, `${name}.png`));
      window()?.setOverlayIcon(image, name === undefined ? '' : words.trayUnread.replace('{{count}}', String(now.unread)));
    }
    clearTimeout(turn);
    if (view.until === undefined) return;
    turn = setTimeout(show, Math.min(view.until - Date.now(), longestTimer));
    turn.unref();
  }

  show();
  return {
    say: (attention) => {
      now = attention;
      show();
    },
    repeat: show,
  };
}

const most = 50;

/** What a window says, if it is that. */
export function readAttention(value: unknown): Attention | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { unread, troubles, pausedUntil } = value as Record<string, unknown>;
  if (!isCount(unread) || !Array.isArray(troubles)) return undefined;
  if (pausedUntil !== undefined && !isCount(pausedUntil)) return undefined;
  const sentences = troubles.filter((one): one is string => typeof one === 'string').slice(0, most);
  return { unread, troubles: sentences, ...(pausedUntil === undefined ? {} : { pausedUntil }) };
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
