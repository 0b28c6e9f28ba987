/** A text in one line of at most so many units, without the places of its pictures and without half a character at the end. */
export const oneLine = (text: string, longest: number): string =>
  text
    .replaceAll('\uFFFC', '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
    .replace(/[\uD800-\uDBFF]$/, '');
