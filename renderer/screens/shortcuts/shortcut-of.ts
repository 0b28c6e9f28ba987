import { type Keymap, type Shortcut, shortcuts } from '../../state/keymap.ts';

type Pressed = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * What a key press asks for, by the place of the key (`event.code`), so that it works on a Cyrillic layout.
 * `typing`: the focus is in an editor, where only combinations with Ctrl or Cmd are ours.
 */
export function shortcutOf(pressed: Pressed, typing: boolean, keymap: Keymap): Shortcut | undefined {
  const command = pressed.ctrlKey || pressed.metaKey;
  if (command && !pressed.altKey && !pressed.shiftKey && pressed.code === 'KeyK') return 'palette';
  // The menu has the same key, by what it writes: on a Cyrillic layout that is a letter.
  if (command && !pressed.altKey && !pressed.shiftKey && pressed.code === 'Comma') return 'settings';
  // As in every program; in a field it takes back what was typed there.
  if (!typing && command && !pressed.altKey && !pressed.shiftKey && pressed.code === 'KeyZ') return 'undo';
  if (typing || command || pressed.altKey) return undefined;
  if (pressed.shiftKey) return pressed.code === 'Slash' ? 'help' : undefined;
  return shortcuts.find((each) => keymap[each] === pressed.code);
}
