import { BrowserWindow, clipboard, Menu, type WebContents } from 'electron';
import { contextTemplate } from './menu.ts';
import type { Words } from './words.ts';

/** Gives a window its right-button menu: spelling in editors, copy and paste. */
export function addContextMenu(contents: WebContents, words: () => Words): void {
  contents.on('context-menu', (_event, target) => {
    const template = contextTemplate(target, words(), {
      replace: (word) => contents.replaceMisspelling(word),
      learn: (word) => contents.session.addWordToSpellCheckerDictionary(word),
      copyText: (text) => clipboard.writeText(text),
    });
    const window = BrowserWindow.fromWebContents(contents);
    if (template.length > 0) Menu.buildFromTemplate(template).popup(window === null ? {} : { window });
  });
}
