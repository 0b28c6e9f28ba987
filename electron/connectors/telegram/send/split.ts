const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Longest grapheme we go out of our way for, in UTF-16 units; a family emoji has 11, stacked marks may have any. */
const graphemeReach = 64;

export type Range = { start: number; end: number };

/**
 * Cuts a text into pieces of at most `limit` UTF-16 units, told as ranges of it: at the end of a paragraph if that leaves a piece at least
 * half full, else of a line, else of a word, and only inside a word (or an address longer than the limit) between
 * graphemes. White space at a cut goes; pieces of white space alone are not made, because the Bot API refuses them.
 */
export function splitText(text: string, limit: number): Range[] {
  const pieces: Range[] = [];
  const end = text.trimEnd().length;
  let start = 0;
  while (end - start > limit) {
    const rest = text.slice(start, end);
    const cut = cutAt(rest, limit);
    pieces.push({ start, end: start + rest.slice(0, cut).trimEnd().length });
    start += cut + (/^\s*/.exec(rest.slice(cut))?.[0].length ?? 0);
  }
  return [...pieces, { start, end }].filter((piece) => text.slice(piece.start, piece.end).trim() !== '');
}

/** Index at which the first piece ends: 1 to `limit`. */
function cutAt(text: string, limit: number): number {
  // One more unit, so that a break right behind a full piece is seen.
  const window = text.slice(0, limit + 1);
  for (const boundary of ['\n\n', '\n']) {
    const at = window.lastIndexOf(boundary, limit);
    if (at >= limit / 2) return at;
  }
  const word = window.search(/\s\S*$/u);
  return word > 0 ? word : graphemeCut(text, limit);
}

function graphemeCut(text: string, limit: number): number {
  const from = codePointStart(text, Math.max(0, limit - graphemeReach));
  let cut = from;
  for (const { index, segment } of graphemes.segment(text.slice(from, limit + graphemeReach))) {
    const end = from + index + segment.length;
    if (end > limit) break;
    cut = end;
  }
  return cut > 0 ? cut : codePointStart(text, limit);
}

/** Steps back out of the middle of a surrogate pair. */
function codePointStart(text: string, index: number): number {
  const low = text.charCodeAt(index);
  return index > 0 && low >= 0xdc00 && low <= 0xdfff ? index - 1 : index;
}
