import { otherLayout } from '../../../shared/lib/keyboard-layout.ts';
import { isNear } from '../../../shared/lib/near-words.ts';
import type { SettingEntry, SettingKey } from './entries.ts';

type Key = SettingKey | `settings.${SettingEntry['section']}`;

/** Words in the language of the window, and in the other one. */
export type Dictionary = { ours(key: Key): string; other(key: Key): string };

const most = 12;
const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/**
 * Settings with every word of the query in their words, in either language, as typed or as the same keys write on the other
 * layout. Those whose name begins with it come first, then those that have it in their name.
 */
export function findSettings(entries: readonly SettingEntry[], query: string, { ours, other }: Dictionary): SettingEntry[] {
  const typed = plain(query.trim());
  if (typed === '') return [];
  const wishes = [typed, plain(otherLayout(typed))];
  const has = (text: string, wish: string) => wish.split(/\s+/).every((word) => text.includes(word));

  /** But for a slip of the finger or an ending; where nothing is called what was typed. */
  const nearly = (name: Key): boolean =>
    [ours(name), other(name)].some((text) => wishes.some((wish) => isNear(wish, plain(text))));

  const rank = (entry: SettingEntry): number => {
    const [first] = entry.words;
    const names = [ours(first), other(first)].map(plain);
    if (wishes.some((wish) => names.some((name) => name.startsWith(wish)))) return 3;
    if (wishes.some((wish) => names.some((name) => has(name, wish)))) return 2;
    const keys: Key[] = [...entry.words, `settings.${entry.section}`];
    const all = [keys.map(ours).join(' '), keys.map(other).join(' ')].map(plain);
    return wishes.some((wish) => all.some((text) => has(text, wish))) ? 1 : 0;
  };

  const known = entries.map((entry) => ({ entry, rank: rank(entry) })).filter((each) => each.rank > 0);
  if (known.length === 0) {
    const named = entries.filter(({ words: [first] }) => nearly(first));
    return (named.length > 0 ? named : entries.filter(({ words }) => words.some(nearly))).slice(0, most);
  }
  return known
    .sort((a, b) => b.rank - a.rank)
    .slice(0, most)
    .map(({ entry }) => entry);
}
