export type Shortcut =
  | 'next'
  | 'previous'
  | 'reply'
  | 'note'
  | 'resolve'
  | 'assign'
  | 'snooze'
  | 'tag'
  | 'remind'
  | 'choose'
  | 'undo'
  | 'search'
  | 'panel'
  | 'help';

type Pressed = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const plain: Record<string, Shortcut> = {
  KeyJ: 'next',
  KeyK: 'previous',
  KeyR: 'reply',
  KeyN: 'note',
  KeyE: 'resolve',
  KeyA: 'assign',
  KeyS: 'snooze',
  KeyT: 'tag',
  KeyB: 'remind',
  KeyX: 'choose',
  KeyZ: 'undo',
  KeyI: 'panel',
  Slash: 'search',
};

/**
 * What a key press asks for, by the place of the key (`event.code`), so that it works on a Cyrillic layout.
 * `typing`: the focus is in an editor, where only combinations with Ctrl or Cmd are ours.
 */
export function shortcutOf(pressed: Pressed, typing: boolean): Shortcut | undefined {
  const command = pressed.ctrlKey || pressed.metaKey;
  if (command && !pressed.altKey && !pressed.shiftKey && pressed.code === 'KeyK') return 'search';
  if (typing || command || pressed.altKey) return undefined;
  if (pressed.shiftKey) return pressed.code === 'Slash' ? 'help' : undefined;
  return plain[pressed.code];
}
