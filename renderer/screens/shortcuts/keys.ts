import { desktop } from '../../bridge/desktop.ts';
import type { Shortcut } from './shortcut-of.ts';

/** Shown names of keys, as printed on this system's keyboards. */
export const modifier = desktop.platform === 'darwin' ? '⌘' : 'Ctrl';
export const sendKeys = desktop.platform === 'darwin' ? '⌘↵' : 'Ctrl+Enter';

export const shownKeys: Record<Shortcut, string> = {
  next: 'J',
  previous: 'K',
  reply: 'R',
  note: 'N',
  resolve: 'E',
  assign: 'A',
  snooze: 'S',
  tag: 'T',
  remind: 'B',
  choose: 'X',
  undo: 'Z',
  search: '/',
  panel: 'I',
  help: '?',
};

/** Whether keys pressed there write text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement
  );
}
