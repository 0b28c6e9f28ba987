import type { PlannedReply } from '../../../shared/contract/connector.ts';
import { captionLimit, textLimit } from './info.ts';
import { splitText } from './split.ts';

/**
 * The messages one reply becomes: a single file takes a short text as its caption; otherwise the text goes first,
 * cut where it is too long, and each file follows as a message of its own.
 */
export function plan({ text, files }: PlannedReply): PlannedReply[] {
  const [only] = files;
  if (only && files.length === 1 && text.length <= captionLimit) return [{ text: text.trim(), files: [only] }];
  return [
    ...splitText(text, textLimit).map((piece) => ({ text: piece, files: [] })),
    ...files.map((file) => ({ text: '', files: [file] })),
  ];
}
