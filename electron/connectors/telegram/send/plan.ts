import type { OutgoingFile, PlannedReply } from '../../../../shared/contract/connector.ts';
import { albumLimit, captionLimit, textLimit } from '../info.ts';
import { albumClass, methodFor, takesCaption } from './media.ts';
import { splitText } from './split.ts';
import { cutWords, trimWords, type Words } from './words.ts';

/**
 * The messages one reply becomes. Files that may stand together are an album; a single file or album takes a short text as
 * its caption. Otherwise the text goes first, cut where it is too long. An album has no buttons, so a text that has them goes
 * after it, and without a text the last file goes alone.
 */
export function plan({ text, marks, files, buttons }: PlannedReply): PlannedReply[] {
  const words = trimWords({ text, ...(marks === undefined ? {} : { marks }) });
  const albums = grouped(files);
  const [only] = albums;
  if (buttons === undefined || buttons.length === 0) {
    return only && captioned(words, albums) ? [{ ...words, files: only }] : [...pieces(words), ...bare(albums)];
  }
  if (only?.length === 1 && captioned(words, albums)) return [{ ...words, files: only, buttons }];
  const parts = words.text === '' ? bare(lastApart(albums)) : [...bare(albums), ...pieces(words)];
  return parts.map((part, index) => (index === parts.length - 1 ? { ...part, buttons } : part));
}

const bare = (albums: OutgoingFile[][]): PlannedReply[] => albums.map((files) => ({ text: '', files }));

function pieces(words: Words): PlannedReply[] {
  return splitText(words.text, textLimit).map((range) => ({ ...cutWords(words, range), files: [] }));
}

function captioned({ text }: Words, albums: OutgoingFile[][]): boolean {
  const [first] = albums.flat();
  if (!first || albums.length > 1) return false;
  return text === '' || (text.length <= captionLimit && takesCaption(methodFor(first)));
}

/** In their order; those that follow each other and may stand together are one group of at most ten. */
function grouped(files: readonly OutgoingFile[]): OutgoingFile[][] {
  const groups: OutgoingFile[][] = [];
  for (const file of files) {
    const group = groups.at(-1);
    const [first] = group ?? [];
    const kind = albumClass(methodFor(file));
    const together = first !== undefined && kind !== undefined && albumClass(methodFor(first)) === kind;
    if (group && together && group.length < albumLimit) group.push(file);
    else groups.push([file]);
  }
  return groups;
}

function lastApart(albums: OutgoingFile[][]): OutgoingFile[][] {
  const last = albums.at(-1);
  if (!last || last.length < 2) return albums;
  return [...albums.slice(0, -1), last.slice(0, -1), last.slice(-1)];
}
