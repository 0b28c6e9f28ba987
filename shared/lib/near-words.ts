/** How many slips of the finger a word of this length may hold and still be known: none in a short one. */
const slips = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : 2);

/**
 * Letters put in, left out, exchanged, or swapped with their neighbour (Damerau and Levenshtein, each place once), between what was
 * typed and the nearest beginning of the word.
 */
function distanceToBeginning(typed: string, word: string): number {
  let before: number[] = [];
  let last = Array.from({ length: word.length + 1 }, (_, column) => column);
  for (let row = 1; row <= typed.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= word.length; column += 1) {
      const same = typed[row - 1] === word[column - 1];
      const swapped = row > 1 && column > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      now[column] = Math.min(
        (last[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = last;
    last = now;
  }
  return Math.min(...last);
}

/** Letters that words of one stem begin with together at least, and that an ending of Russian or English has at most. */
const stem = 4;
const ending = 3;

/** Whether both are forms of one word, as far as their letters tell: they part in no more than an ending. */
function isOtherForm(typed: string, word: string): boolean {
  let together = 0;
  while (together < typed.length && typed[together] === word[together]) together += 1;
  const apart = Math.max(typed.length, word.length) - together;
  return together >= stem && apart <= ending && together > apart;
}

/**
 * Whether each word that was typed is a word of the text, or its beginning, but for a slip or two, or another form of one. Both in
 * lower case.
 */
export function isNear(typed: string, text: string): boolean {
  const words = text.split(/[^\p{L}\p{N}]+/u);
  return typed
    .split(/\s+/)
    .filter((wanted) => wanted !== '')
    .every((wanted) =>
      words.some((word) => isOtherForm(wanted, word) || distanceToBeginning(wanted, word) <= slips(wanted.length)),
    );
}
