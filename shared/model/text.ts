import type { AgentId, FileHash } from './ids.ts';

/**
 * Formatting of a plain text: ranges [start, end) in UTF-16 code units. What a person reads, searches and copies is the
 * text alone; marks only dress it, so a program that knows none of them loses no word. Ranges may nest and never cross.
 * Mails are made from it as HTML with the text as its alternative, messengers get their own notation.
 *
 * `bullet` and `number` cover one line each, `quote` and `pre` whole lines. `image` covers one U+FFFC and stands for a
 * picture inside the text, by hash of the staged file. `mention` covers `@` and the name of a colleague, in notes alone.
 */
export type TextMark = { start: number; end: number } & (
  | { type: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'code' | 'bullet' | 'number' }
  | { type: 'quote'; collapsed?: true }
  | { type: 'pre'; language?: string }
  | { type: 'link'; url: string }
  | { type: 'mention'; agentId: AgentId }
  | { type: 'image'; hash: FileHash; mime: string; width?: number; height?: number }
);
export type TextMarkType = TextMark['type'];
