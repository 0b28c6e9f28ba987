import type { CannedLanguage } from '../../../../shared/contract/api.ts';

/** `words` of both languages, to be found by; `names`: what it is called in each. */
export type Emoji = { emoji: string; group: number; words: string; names: Record<CannedLanguage, string> };

/** Groups in Unicode's order; the number is theirs in the data. */
export const emojiGroups = [
  { group: 0, name: 'smileys', face: '🙂' },
  { group: 1, name: 'people', face: '👋' },
  { group: 3, name: 'nature', face: '🌿' },
  { group: 4, name: 'food', face: '🍎' },
  { group: 5, name: 'travel', face: '🚚' },
  { group: 6, name: 'activities', face: '⚽' },
  { group: 7, name: 'objects', face: '📦' },
  { group: 8, name: 'symbols', face: '✅' },
  { group: 9, name: 'flags', face: '🏁' },
] as const;

export function readEmoji(lines: string): Emoji[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [emoji = '', group = '', english = '', russian = ''] = line.split('\t');
      const [en = ''] = english.split(', ', 1);
      const [ru = ''] = russian.split(', ', 1);
      return { emoji, group: Number(group), words: ` ${english}, ${russian}`, names: { en, ru } };
    });
}

/** Those of which every typed word begins some word, in either language; ё counts as е. */
export function findEmoji(all: readonly Emoji[], query: string): Emoji[] {
  const typed = query.toLocaleLowerCase().replaceAll('ё', 'е').split(/\s+/).filter(Boolean);
  if (typed.length === 0) return [...all];
  return all.filter(({ words, emoji }) => typed.every((word) => words.includes(` ${word}`) || emoji === word));
}

const offered = 24;
/** Some of those that are found, for a list beneath the hand: the recently used first, then those named so, or with that whole word. */
export function offeredEmoji(all: readonly Emoji[], query: string, recent: readonly string[]): Emoji[] {
  const typed = query.trim().toLocaleLowerCase().replaceAll('ё', 'е');
  const rank = ({ emoji, words, names }: Emoji): number => {
    if (recent.includes(emoji)) return recent.indexOf(emoji) - recent.length;
    const named = Object.values(names).some((name) => name.toLocaleLowerCase().startsWith(typed));
    return named || `${words},`.includes(` ${typed},`) ? 0 : 1;
  };
  return findEmoji(all, query)
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, offered)
    .map(({ one }) => one);
}

const kept = 24;
/** What was used last comes first. */
export function withRecent(recent: readonly string[], used: string): string[] {
  return [used, ...recent.filter((one) => one !== used)].slice(0, kept);
}

const storageKey = 'throughline.emoji';
export function readRecent(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(stored) ? stored.filter((one): one is string => typeof one === 'string').slice(0, kept) : [];
  } catch {
    return [];
  }
}
export function rememberRecent(used: string): void {
  localStorage.setItem(storageKey, JSON.stringify(withRecent(readRecent(), used)));
}
