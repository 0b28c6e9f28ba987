/** White space that one line does not have, and more than one space in a row. */
const uneven = /[^\S ]| {2}/;

/** A text in one line of at most so many units, without the places of its pictures and without half a character at the end. */
export function oneLine(text: string, longest: number): string {
  const plain = text.includes('\uFFFC') ? text.replaceAll('\uFFFC', '') : text;
  // Most texts are one line already, and looking is far cheaper than replacing every space by itself.
  const line = (uneven.test(plain) ? plain.replace(/\s+/g, ' ') : plain).trim();
  const cut = line.slice(0, longest);
  const end = cut.charCodeAt(cut.length - 1);
  return end >= 0xd800 && end <= 0xdbff ? cut.slice(0, -1) : cut;
}
