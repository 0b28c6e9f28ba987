/** Everything a key does outside editors. The order is the order of the list of shortcuts. */
export const shortcuts = [
  'next',
  'previous',
  'reply',
  'note',
  'resolve',
  'take',
  'takeNext',
  'assign',
  'accept',
  'snooze',
  'remind',
  'tag',
  'choose',
  'undo',
  'unread',
  'mine',
  'unassigned',
  'all',
  'snoozed',
  'resolved',
  'search',
  'panel',
] as const;
export type Shortcut = (typeof shortcuts)[number] | 'help' | 'palette' | 'settings';

/** Keys by their place (`event.code`), so that they are the same on a Cyrillic layout. */
export type Keymap = Record<(typeof shortcuts)[number], string>;

export const defaultKeymap: Keymap = {
  next: 'KeyJ',
  previous: 'KeyK',
  reply: 'KeyR',
  note: 'KeyN',
  resolve: 'KeyE',
  take: 'KeyG',
  takeNext: 'KeyQ',
  assign: 'KeyA',
  accept: 'KeyY',
  snooze: 'KeyS',
  remind: 'KeyB',
  tag: 'KeyT',
  choose: 'KeyX',
  undo: 'KeyZ',
  unread: 'KeyU',
  mine: 'Digit1',
  unassigned: 'Digit2',
  all: 'Digit3',
  snoozed: 'Digit4',
  resolved: 'Digit5',
  search: 'Slash',
  panel: 'KeyI',
};

const names: Record<string, string> = {
  Slash: '/',
  Backslash: '\\',
  Comma: ',',
  Period: '.',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Minus: '-',
  Equal: '=',
  Backquote: '`',
};

/** What is printed on a key, on a Latin keyboard; `undefined` for one that cannot be a shortcut. */
export function keyName(code: string): string | undefined {
  return /^Key[A-Z]$/.exec(code)?.[0].slice(3) ?? /^Digit\d$/.exec(code)?.[0].slice(5) ?? names[code];
}

/** Gives a shortcut another key. Whoever had that key takes the old one, so that no two share one and none is without. */
export function rebind(keymap: Keymap, shortcut: keyof Keymap, code: string): Keymap {
  const holder = shortcuts.find((each) => keymap[each] === code);
  return { ...keymap, ...(holder ? { [holder]: keymap[shortcut] } : {}), [shortcut]: code };
}

/** A keymap as it was stored, with the usual key for whatever is missing or unusable. */
export function readKeymap(stored: unknown): Keymap {
  if (typeof stored !== 'object' || stored === null) return defaultKeymap;
  const given: Record<string, unknown> = { ...stored };
  // A shortcut that has come since has its usual key, or a free one where that was given away.
  for (const each of shortcuts) {
    if (given[each] === undefined) given[each] = freeKey(new Set(Object.values(given)), defaultKeymap[each]);
  }
  const codes = shortcuts.map((each) => given[each]);
  const whole = codes.every((code) => typeof code === 'string' && keyName(code) !== undefined);
  return whole && new Set(codes).size === shortcuts.length ? (given as Keymap) : defaultKeymap;
}

function freeKey(taken: ReadonlySet<unknown>, usual: string): string | undefined {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `Key${letter}`);
  const usuals = new Set(Object.values(defaultKeymap));
  return [usual, ...letters.filter((code) => !usuals.has(code)), ...letters].find((code) => !taken.has(code));
}
