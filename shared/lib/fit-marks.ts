import type { FileHash, TextMark, TextMarkType } from '../model/index.ts';
import { tidyMarks } from './marks.ts';

type Marked = { text: string; marks: TextMark[] };
type Picture = { hash: FileHash; mime: string };
/** Characters to put at a place of the text, or one to take away there. */
type Change = { at: number; add: string; remove: number };

const onLines: ReadonlySet<TextMarkType> = new Set(['bullet', 'number', 'quote', 'pre']);

/**
 * A marked text for a channel that shows only some marks. What would be lost with a mark is written out: the sign of a list,
 * the address of a link. Pictures inside the text are taken out of it and returned, to travel as files. Bold and the like
 * are left off, their words stay.
 */
export function fitMarks({ text, marks }: Marked, shown: readonly TextMarkType[]): Marked & { pictures: Picture[] } {
  const may = new Set(shown);
  const tidy = tidyMarks(text, marks);
  const pictures: Picture[] = [];
  const changes: Change[] = [];
  let number = 0;
  let lastNumber = -2;
  for (const mark of tidy) {
    if (mark.type === 'number') {
      number = mark.start === lastNumber + 1 ? number + 1 : 1;
      lastNumber = mark.end;
    }
    if (may.has(mark.type)) continue;
    if (mark.type === 'bullet') changes.push({ at: mark.start, add: '• ', remove: 0 });
    if (mark.type === 'number') changes.push({ at: mark.start, add: `${number}. `, remove: 0 });
    if (mark.type === 'link' && text.slice(mark.start, mark.end) !== mark.url)
      changes.push({ at: mark.end, add: ` (${mark.url.replace(/^(?:mailto|tel):/i, '')})`, remove: 0 });
    if (mark.type === 'image') {
      pictures.push({ hash: mark.hash, mime: mark.mime });
      changes.push({ at: mark.start, add: '', remove: 1 });
    }
  }
  changes.sort((a, b) => a.at - b.at);
  const kept = tidy.filter(({ type }) => may.has(type));
  const moved = kept.map((mark) => {
    const wide = onLines.has(mark.type);
    // The sign of a list belongs to its line; an address that follows a word is not part of what dresses the word.
    return { ...mark, start: placeOf(mark.start, changes, !wide), end: placeOf(mark.end, changes, wide) };
  });
  const fitted = applied(text, changes);
  return { text: fitted, marks: tidyMarks(fitted, moved), pictures };
}

/** Where a place of the old text is in the new one; `after` what was added right there, or before it. */
function placeOf(at: number, changes: readonly Change[], after: boolean): number {
  let shift = 0;
  for (const change of changes) {
    if (change.at > at || (change.at === at && (!after || change.remove > 0))) break;
    shift += change.add.length - change.remove;
  }
  return at + shift;
}

function applied(text: string, changes: readonly Change[]): string {
  let result = '';
  let from = 0;
  for (const { at, add, remove } of changes) {
    result += text.slice(from, at) + add;
    from = at + remove;
  }
  return result + text.slice(from);
}
