import { type Emoji, readEmoji } from './find-emoji.ts';

/** The lines are a file of their own, read once, when they are first asked for. */
let lines: Promise<readonly Emoji[]> | undefined;
export function loadEmoji(): Promise<readonly Emoji[]> {
  lines ??= import('./emoji.txt?raw').then((file) => readEmoji(file.default));
  return lines;
}
