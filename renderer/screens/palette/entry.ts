import type { TextMark } from '../../../shared/model/index.ts';

/** One line of the palette, and what choosing it does. */
export type PaletteEntry = {
  id: string;
  kind: 'action' | 'view' | 'customer' | 'canned' | 'settings';
  label: string;
  hint?: string;
  keys?: string;
  /** What it would write. */
  preview?: { text: string; marks: TextMark[] };
  run: () => void;
};
