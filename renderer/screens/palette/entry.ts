import type { TextMark } from '../../../shared/model/index.ts';

/** One line of the palette, and what choosing it does. */
export type PaletteEntry = {
  id: string;
  kind: 'action' | 'view' | 'customer' | 'canned' | 'settings';
  label: string;
  /** What it is called in the other language: whoever thinks in that finds it too. */
  also?: string;
  /** Shown to those who ask for it, and not among all there is. */
  asked?: true;
  hint?: string;
  keys?: string;
  /** What it would write. */
  preview?: { text: string; marks: TextMark[] };
  run: () => void;
};
