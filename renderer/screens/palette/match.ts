import { otherLayout } from '../../../shared/lib/keyboard-layout.ts';
import { isNear } from '../../../shared/lib/near-words.ts';
import type { PaletteEntry } from './entry.ts';

const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** What was typed, and what the same keys write on the other layout; one letter is on every second word of that. */
function wishes(query: string): string[] {
  const typed = plain(query.trim());
  return typed.length > 1 ? [typed, plain(otherLayout(typed))] : [typed];
}

/** Its name, and the same in the other language. */
const names = ({ label, also }: PaletteEntry): string[] => (also === undefined ? [label] : [label, also]).map(plain);

/** Entries with every word of the query in their name in either language; the beginning counts most. */
export function matching(entries: readonly PaletteEntry[], query: string): PaletteEntry[] {
  if (query.trim() === '') return entries.filter(({ asked }) => !asked);
  const wanted = wishes(query);
  const score = (entry: PaletteEntry): number => {
    const ranks = names(entry).flatMap((name) =>
      wanted.map((wish) => {
        if (name.startsWith(wish)) return 2;
        return wish.split(/\s+/).every((word) => name.includes(word)) ? 1 : 0;
      }),
    );
    return Math.max(...ranks);
  };
  return entries
    .map((entry) => ({ entry, rank: score(entry) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ entry }) => entry);
}

const most = 6;

/** Entries that are called so but for a slip of the finger. For when nothing is called what was typed. */
export function nearby(entries: readonly PaletteEntry[], query: string): PaletteEntry[] {
  const wanted = wishes(query);
  const near = entries.filter((entry) => names(entry).some((name) => wanted.some((wish) => wish !== '' && isNear(wish, name))));
  return near.slice(0, most);
}
