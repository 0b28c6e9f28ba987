import { beginsHistory, introductionLines, isQuoted } from '../../../shared/lib/mail-parts.ts';

/**
 * The author's own new words: quoted lines and everything after a marker of quoted history are cut. An answer written below
 * or between quoted lines stays, and so does the signature.
 */
export function ownText(text: string): string {
  const lines = text.split(/\r?\n/);
  const kept: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const introduced = introductionLines(lines, index);
    if (beginsHistory(lines, index) || introduced > 0) {
      // A "wrote:" line before quoted lines introduces only those: what stands below them may still be the answer.
      if (!lines.slice(index + 1, index + 4).some(isQuoted)) break;
      index += Math.max(0, introduced - 1);
      continue;
    }
    if (!isQuoted(line)) kept.push(line);
  }
  return kept.join('\n').trim();
}
