import { baseKeymap, chainCommands } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { undoInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import type { Command, Plugin } from 'prosemirror-state';
import { type Formatting, newLine, plainLine, toggle } from './commands.ts';

/** Keys of each formatting, as prosemirror-keymap names them; on a Cyrillic layout it goes by the place of the key. */
export const formattingKeys: Record<Formatting, string> = {
  bold: 'Mod-b',
  italic: 'Mod-i',
  underline: 'Mod-u',
  strike: 'Mod-Shift-x',
  code: 'Mod-e',
  spoiler: 'Mod-Shift-p',
  bullet: 'Mod-Shift-8',
  number: 'Mod-Shift-7',
  quote: 'Mod-Shift-9',
  pre: 'Mod-Shift-e',
};

/** `may` says at the moment of the press whether the chosen channel can show it. */
export function keys(may: (type: Formatting) => boolean): Plugin[] {
  const guarded = (type: Formatting): Command => {
    const command = toggle(type);
    return (state, dispatch, view) => (may(type) ? command(state, dispatch, view) : true);
  };
  const formatting = Object.entries(formattingKeys) as Array<[Formatting, string]>;
  return [
    keymap({
      ...Object.fromEntries(formatting.map(([type, key]): [string, Command] => [key, guarded(type)])),
      'Mod-z': undo,
      'Mod-y': redo,
      'Mod-Shift-z': redo,
      Enter: newLine,
      'Shift-Enter': newLine,
      Backspace: chainCommands(undoInputRule, plainLine),
    }),
    keymap(baseKeymap),
  ];
}
