import type { Pause } from '../model/index.ts';

/** What the preload script lends a window as `window.throughline`, and nothing more. */
export type DesktopBridge = {
  /** `win32`, `darwin`, `linux`. */
  platform: string;
  /** From `--lang` or THROUGHLINE_LANG; wins over the saved choice and the system's. */
  forcedLanguage?: 'en' | 'ru';
  systemLanguage: string;
  version: string;
  /** False when the program was started with the sandbox of its pages switched off, in a packed program only. */
  sandboxed: boolean;
  /** Whether a practice workspace can be opened: where the program runs from its source tree. */
  practice: boolean;
  /** A telephone number (`tel:`) that was clicked in another program, for which this window was opened. */
  link?: string;
  /** Runtime versions for the about page. */
  runtime: { electron: string; chrome: string; node: string };
  /**
   * Asks for ports. Each time the main process hands some over (at start, and again after the engine or reader was
   * restarted) the window receives a `message` event whose data is a {@link PortsMessage} with one port in `ports`.
   */
  requestPorts(): void;
  /** Opens http(s), mailto and tel links outside, after the caller has shown the address to the person. */
  openExternal(url: string): void;
  /** Asks where to save a stored file, then copies it there. Resolves false when the person cancelled. */
  saveFile(hash: string, suggestedName: string): Promise<boolean>;
  /** Asks where to save a text that the window made, then writes it there as UTF-8. Resolves false when the person cancelled. */
  saveText(text: string, suggestedName: string): Promise<boolean>;
  /** Begins to drag a stored file out of the window, under this name; called while a page's own drag begins. */
  dragFile(hash: string, suggestedName: string): void;
  /** Shows the exact source of a message in a window of its own. */
  openSource(hash: string): void;
  /** Starts a copy of the program on a practice profile of its own. Rejects where `practice` is false. */
  openPractice(): Promise<void>;
  /** Main asks the window to do something: a menu item or notification was clicked. Returns a function that stops listening. */
  onCommand(listener: (command: DesktopCommand) => void): () => void;
  /** The language the window speaks now; menus and dialogs of the shell follow it. */
  setLanguage(language: 'en' | 'ru'): void;
  /** How things stand, for the tray, the dock and the taskbar. */
  setAttention(attention: Attention): void;
  /** How many calls there are on the softphone: the program asks before it is closed on one. */
  setCalls(count: number): void;
  /** A system notification; it only hints, clicking it sends `open-customer` back. */
  notify(notification: { title: string; body: string; customerId: string }): void;
};

export type DesktopCommand =
  | { type: 'open-customer'; customerId: string }
  | { type: 'settings' }
  | { type: 'search' }
  | { type: 'shortcuts' }
  | { type: 'tour' }
  /** A telephone number (`tel:`) was clicked in another program. */
  | { type: 'link'; link: string }
  /** The tray: no toasts and sounds for a while, or again. The window stays where it is. */
  | { type: 'pause'; pause: Pause }
  | { type: 'resume' }
  /** Nothing was touched at this machine for a while, or somebody is back. */
  | { type: 'idle'; idle: boolean };

export type Attention = {
  /** Customers with something unread. */
  unread: number;
  /** A sentence, in the window's language, for each channel in trouble. */
  troubles: string[];
  /** No toasts and sounds until then; epoch ms. */
  pausedUntil?: number;
};

export type PortsMessage = { throughline: 'port'; to: 'reader' | 'engine' };
