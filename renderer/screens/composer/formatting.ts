import type { TextMarkType } from '../../../shared/model/index.ts';
import type { Formatting } from '../../editor/commands.ts';
import { formattingKeys } from '../../editor/keys.ts';
import { modifier } from '../shortcuts/keys.ts';

/** Buttons of the bar, in groups: letters, lines. */
export const letterButtons: readonly Formatting[] = ['bold', 'italic', 'underline', 'strike', 'code', 'spoiler'];
export const lineButtons: readonly Formatting[] = ['bullet', 'number', 'quote', 'pre'];

/** What a note may look like: colleagues see it in this program only. */
export const noteMarks: ReadonlySet<TextMarkType> = new Set<TextMarkType>([
  ...(['bold', 'italic', 'underline', 'strike', 'code', 'link'] as const),
  ...(['bullet', 'number', 'quote', 'pre', 'mention'] as const),
]);

/** `Ctrl+Shift+8`, as printed on the keys of this system. */
export function shownKeysOf(type: Formatting): string {
  const parts = formattingKeys[type].split('-').map((part) => (part === 'Mod' ? modifier : part.toUpperCase()));
  return parts.map((part) => (part === 'SHIFT' ? 'Shift' : part)).join('+');
}

/** What a text for any channel may look like; a channel that shows less gets less. */
export const replyMarks: ReadonlySet<TextMarkType> = new Set<TextMarkType>([
  ...(['bold', 'italic', 'underline', 'strike', 'code', 'link'] as const),
  ...(['bullet', 'number', 'quote', 'pre'] as const),
]);
