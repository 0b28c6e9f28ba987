import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopCommand } from '../../shared/contract/desktop.ts';
import type { Words } from './words.ts';
import type { ZoomStep } from './zoom.ts';

type Item = MenuItemConstructorOptions;

export type MenuOptions = {
  mac: boolean;
  development: boolean;
  words: Words;
  command(command: DesktopCommand): void;
  zoom(step: ZoomStep): void;
};

/** The application menu. Roles carry their own shortcuts, and on macOS copy and paste work only by them. */
export function menuTemplate(options: MenuOptions): Item[] {
  const { mac, words, command } = options;
  const settings: Item = { label: words.settings, accelerator: 'CmdOrCtrl+,', click: () => command({ type: 'settings' }) };
  const search: Item = { label: words.search, click: () => command({ type: 'search' }) };
  const separator: Item = { type: 'separator' };
  const quit: Item = { role: 'quit', label: words.quit };
  const application: Item = {
    label: 'Throughline',
    submenu: [
      { role: 'about', label: words.about },
      separator,
      settings,
      separator,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.showAll },
      separator,
      quit,
    ],
  };
  const file: Item = {
    label: words.file,
    submenu: mac ? [search, separator, { role: 'close', label: words.close }] : [search, settings, separator, quit],
  };
  return [
    ...(mac ? [application] : []),
    file,
    { label: words.edit, submenu: editItems(words) },
    { label: words.view, submenu: viewItems(options) },
    {
      label: words.window,
      role: 'window',
      submenu: [
        { role: 'minimize', label: words.minimize },
        { role: 'close', label: words.close },
      ],
    },
    {
      label: words.help,
      role: 'help',
      submenu: [
        { label: words.tour, click: () => command({ type: 'tour' }) },
        { label: words.shortcuts, click: () => command({ type: 'shortcuts' }) },
      ],
    },
  ];
}

function editItems(words: Words): Item[] {
  return [
    { role: 'undo', label: words.undo },
    { role: 'redo', label: words.redo },
    { type: 'separator' },
    { role: 'cut', label: words.cut },
    { role: 'copy', label: words.copy },
    { role: 'paste', label: words.paste },
    { role: 'pasteAndMatchStyle', label: words.pastePlain },
    { role: 'selectAll', label: words.selectAll },
  ];
}

function viewItems({ words, development, zoom }: MenuOptions): Item[] {
  const tools: Item[] = [
    { type: 'separator' },
    { role: 'reload', label: words.reload },
    { role: 'toggleDevTools', label: words.devTools },
  ];
  return [
    { label: words.zoomIn, accelerator: 'CmdOrCtrl+Plus', click: () => zoom('in') },
    { label: words.zoomOut, accelerator: 'CmdOrCtrl+-', click: () => zoom('out') },
    { label: words.resetZoom, accelerator: 'CmdOrCtrl+0', click: () => zoom('reset') },
    { type: 'separator' },
    { role: 'togglefullscreen', label: words.fullScreen },
    ...(development ? tools : []),
  ];
}

/** What was under the pointer, of what Electron tells. */
export type ContextTarget = {
  isEditable: boolean;
  selectionText: string;
  linkURL: string;
  misspelledWord: string;
  dictionarySuggestions: string[];
};

export type ContextActions = { replace(word: string): void; learn(word: string): void; copyText(text: string): void };

/** The menu of the right button; empty where there is nothing to offer. */
export function contextTemplate(target: ContextTarget, words: Words, actions: ContextActions): Item[] {
  const spelling: Item[] = target.misspelledWord === '' ? [] : spellingItems(target, words, actions);
  const selected = target.selectionText !== '';
  if (target.isEditable) return [...spelling, ...editItems(words)];
  const link: Item = { label: words.copyLink, click: () => actions.copyText(target.linkURL) };
  return [...(selected ? [{ role: 'copy', label: words.copy } satisfies Item] : []), ...(target.linkURL === '' ? [] : [link])];
}

function spellingItems(target: ContextTarget, words: Words, { replace, learn }: ContextActions): Item[] {
  const suggestions = target.dictionarySuggestions.map((word): Item => ({ label: word, click: () => replace(word) }));
  return [
    ...(suggestions.length > 0 ? suggestions : [{ label: words.noSuggestions, enabled: false } satisfies Item]),
    { type: 'separator' },
    { label: words.addToDictionary, click: () => learn(target.misspelledWord) },
    { type: 'separator' },
  ];
}
