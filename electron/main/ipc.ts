import { app, BrowserWindow, type IpcMainEvent, ipcMain, Notification, shell } from 'electron';
import type { Attention } from '../../shared/contract/desktop.ts';
import { channels } from '../preload/channels.ts';
import { mayOpenOutside } from './addresses.ts';
import { readAttention } from './attention.ts';
import { dragFile, forgetDragged } from './drag-file.ts';
import { startPractice } from './practice.ts';
import { saveFile, saveText } from './save-file.ts';
import { fromOurPage } from './security.ts';
import { isHash } from './serve/route.ts';
import type { Switchboard } from './switchboard.ts';
import { openPlainWindow, present } from './window.ts';

export type BridgeOptions = {
  files: string;
  switchboard: Switchboard;
  /** Whether a stored file may leave the program. */
  mayLeave(hash: string): Promise<boolean>;
  sourceTitle(): string;
  setLanguage(language: 'en' | 'ru'): void;
  setAttention(attention: Attention): void;
  /** How many calls are on the softphone of the window. */
  setCalls(count: number): void;
};

/** Answers the preload script. Whoever else calls, or calls with something else, is not heard. */
export function answerBridge({
  files,
  switchboard,
  mayLeave,
  sourceTitle,
  setLanguage,
  setAttention,
  setCalls,
}: BridgeOptions): void {
  listen(channels.requestPorts, (window) => switchboard.request(window.webContents));
  listen(channels.openExternal, (_window, address) => {
    if (mayOpenOutside(address)) void shell.openExternal(address);
  });
  listen(channels.openSource, (window, hash) => {
    if (isHash(hash)) openPlainWindow(sourceTitle(), `/source/${hash}`, window);
  });
  void forgetDragged(files);
  listen(channels.dragFile, (window, given) => {
    // What cannot be copied is not dragged: nothing hangs at the pointer.
    if (!isNamedFile(given)) return;
    const drag = async (): Promise<void> => {
      if (await mayLeave(given.hash)) await dragFile(window.webContents, files, given.hash, given.name);
    };
    drag().catch(() => undefined);
  });
  listen(channels.setLanguage, (_window, language) => {
    if (language === 'en' || language === 'ru') setLanguage(language);
  });
  listen(channels.setAttention, (_window, given) => {
    const attention = readAttention(given);
    if (attention) setAttention(attention);
  });
  listen(channels.setCalls, (_window, count) => {
    if (typeof count === 'number' && Number.isSafeInteger(count) && count >= 0) setCalls(count);
  });
  listen(channels.notify, (window, given) => {
    if (isNotification(given)) notify(window, given);
  });
  ipcMain.handle(channels.saveFile, async (event, hash: unknown, name: unknown) => {
    const window = BrowserWindow.fromWebContents(event.sender);
    if (!fromOurPage(event) || window === null || !isHash(hash) || typeof name !== 'string')
      throw new Error('Not a stored file.');
    if (!(await mayLeave(hash))) return false;
    return saveFile(window, files, hash, name);
  });
  ipcMain.handle(channels.saveText, async (event, text: unknown, name: unknown) => {
    const window = BrowserWindow.fromWebContents(event.sender);
    if (!fromOurPage(event) || window === null || typeof text !== 'string' || typeof name !== 'string')
      throw new Error('Not a text.');
    return saveText(window, text, name);
  });
  // An error thrown here would be logged with its stack and reach the window wrapped in words of Electron's.
  ipcMain.handle(channels.openPractice, async (event): Promise<string | undefined> => {
    if (!fromOurPage(event)) return 'Not allowed.';
    return startPractice(app.getAppPath()).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  });
}

function listen(channel: string, act: (window: BrowserWindow, argument: unknown) => void): void {
  ipcMain.on(channel, (event: IpcMainEvent, argument: unknown) => {
    const window = BrowserWindow.fromWebContents(event.sender);
    if (window !== null && fromOurPage(event)) act(window, argument);
  });
}

function isNamedFile(value: unknown): value is { hash: string; name: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { hash, name } = value as Record<string, unknown>;
  return isHash(hash) && typeof name === 'string';
}

type Given = { title: string; body: string; customerId: string };

function isNotification(value: unknown): value is Given {
  if (typeof value !== 'object' || value === null) return false;
  const { title, body, customerId } = value as Record<string, unknown>;
  return [title, body, customerId].every((text) => typeof text === 'string');
}

/** Shown ones are held, or the garbage collector takes them and their click with them. */
const shown = new Set<Notification>();

function notify(window: BrowserWindow, { title, body, customerId }: Given): void {
  if (!Notification.isSupported()) return;
  // The window plays the sound that was chosen, or none.
  const notification = new Notification({ title, body, silent: true });
  shown.add(notification);
  const gone = () => shown.delete(notification);
  notification.once('close', gone);
  notification.once('failed', gone);
  notification.once('click', () => {
    gone();
    if (window.isDestroyed()) return;
    present(window);
    // It may be about several, or about nobody.
    if (customerId !== '') window.webContents.send(channels.command, { type: 'open-customer', customerId });
  });
  notification.show();
}
