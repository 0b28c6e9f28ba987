import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, screen } from 'electron';
import { writeFileAtomic } from '../host/write-file.ts';
import { factsToArgument, type WindowFacts } from '../preload/channels.ts';
import { placeWindow, smallest } from './bounds.ts';
import { origin } from './serve/route.ts';
import { savedZoom } from './zoom.ts';
import { keepZoom, zoomOf } from './zoom-keys.ts';

/** The one place where windows are made: nothing of Node in them, a process of their own in a sandbox, whatever else is asked for. */
function createWindow({ webPreferences, ...options }: BrowserWindowConstructorOptions): BrowserWindow {
  return new BrowserWindow({
    ...options,
    backgroundColor: background(),
    autoHideMenuBar: true,
    ...icon(),
    webPreferences: {
      ...webPreferences,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
      // Fields of dates and times are written as the language of the page says, not as that of the system.
      enableBlinkFeatures: 'LangAttributeAwareFormControlUI',
    },
  });
}

/** Opens the program's window, hidden until it has something to show, where it was left the last time. */
export function openMainWindow(options: { facts: WindowFacts; placementFile: string; address: string }): BrowserWindow {
  const saved = readJson(options.placementFile);
  const { maximized, ...bounds } = placeWindow(saved, workAreas());
  const window = createWindow({
    ...bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Throughline',
    webPreferences: {
      preload: join(app.getAppPath(), 'out', 'preload', 'index.cjs'),
      additionalArguments: [factsToArgument(options.facts)],
      spellcheck: true,
    },
  });
  keepZoom(window.webContents, savedZoom(saved));
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  window.on('close', () => remember(window, options.placementFile));
  void load(window, options.address);
  return window;
}

/** A plain window on one page without any bridge: the source of a mail. */
export function openPlainWindow(title: string, path: string, parent: BrowserWindow): void {
  const window = createWindow({ width: 900, height: 700, title, webPreferences: { javascript: false } });
  window.on('page-title-updated', (event) => event.preventDefault());
  parent.once('closed', () => {
    if (!window.isDestroyed()) window.close();
  });
  void load(window, origin + path);
}

/** Brings a window before the person's eyes. */
export function present(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** A load that another one overtook is refused; that is not an error of ours. */
export async function load(window: BrowserWindow, address: string): Promise<void> {
  await window.loadURL(address).catch((error: unknown) => {
    if (!window.isDestroyed()) process.stderr.write(`The window could not load ${address}: ${String(error)}\n`);
  });
}

function background(): string {
  return nativeTheme.shouldUseDarkColors ? '#17171A' : '#FFFFFF';
}

function icon(): { icon?: string } {
  const path = join(app.getAppPath(), 'out', 'icon.png');
  return process.platform === 'linux' && existsSync(path) ? { icon: path } : {};
}

function workAreas() {
  const primary = screen.getPrimaryDisplay();
  return [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)].map(({ workArea }) => workArea);
}

function remember(window: BrowserWindow, file: string): void {
  writeFileAtomic(
    file,
    JSON.stringify({ ...window.getNormalBounds(), maximized: window.isMaximized(), zoom: zoomOf(window.webContents) }),
  );
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
