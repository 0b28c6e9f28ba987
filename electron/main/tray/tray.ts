import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Menu, type MenuItemConstructorOptions, type NativeImage, nativeImage, Tray } from 'electron';
import type { TrayAct, TrayFace, TrayLine, TrayView } from './view.ts';

export type TrayIcon = { show(view: TrayView): void };

/** Puts the program into the tray. Where the system has none, nothing is said: everything is in the window as well. */
export function createTray(folder: string, act: (act: TrayAct) => void): TrayIcon | undefined {
  let tray: Tray;
  try {
    tray = new Tray(face(folder, 'connected'));
  } catch {
    return undefined;
  }
  // macOS opens the menu by the same press, and a second meaning would only get in its way.
  if (process.platform !== 'darwin') tray.on('click', () => act('open'));
  let shown: TrayFace = 'connected';
  return {
    show: (view) => {
      if (view.face !== shown) tray.setImage(face(folder, view.face));
      shown = view.face;
      tray.setToolTip(view.tooltip);
      // Linux takes changes of a menu only with the whole menu.
      tray.setContextMenu(Menu.buildFromTemplate(view.lines.map((line) => item(line, act))));
    },
  };
}

function item(line: TrayLine, act: (act: TrayAct) => void): MenuItemConstructorOptions {
  if (line === 'separator') return { type: 'separator' };
  if ('lines' in line) return { label: line.label, submenu: line.lines.map((each) => item(each, act)) };
  if ('act' in line) return { label: line.label, click: () => act(line.act) };
  return { label: line.label, enabled: false };
}

/** macOS draws its own colours over a template; elsewhere the drawing has the program's. */
function face(folder: string, name: TrayFace): NativeImage {
  if (process.platform === 'darwin') return nativeImage.createFromPath(join(folder, `${name}Template.png`));
  if (process.platform === 'win32') return nativeImage.createFromPath(join(folder, `${name}.png`));
  // Panels of Linux scale for themselves, and down looks better than up.
  return nativeImage.createFromBuffer(readFileSync(join(folder, `${name}@2x.png`)));
}
