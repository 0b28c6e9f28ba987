// npm run emoji: the emoji of the composer with the words they are found by, from emojibase-data (MIT; Unicode CLDR).
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

type Full = { emoji: string; label: string; tags?: string[]; hexcode: string; group?: number; order?: number; version: number };

/** Newer ones are boxes on systems that are in use. Emoji version. */
const newest = 15;
/** emojibase's group of skin tones and hair, which are nothing by themselves. */
const components = 2;

export const target = fileURLToPath(new URL('../renderer/screens/composer/emoji/emoji.txt', import.meta.url));

/** One line each, in Unicode's order: emoji, group, English words, Russian words; parted by tabs. */
export function emojiLines(): string {
  const read = (language: string): Full[] =>
    JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`emojibase-data/${language}/data.json`), 'utf8')) as Full[];
  const russian = new Map(read('ru').map((one) => [one.hexcode, one]));
  const lines = read('en')
    .filter(({ group, version }) => group !== undefined && group !== components && version > 0 && version <= newest)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map((one) => [one.emoji, one.group, words(one), words(russian.get(one.hexcode))].join('\t'));
  return `${lines.join('\n')}\n`;
}

function words(one: Full | undefined): string {
  if (!one) return '';
  return [...new Set([one.label, ...(one.tags ?? [])].map((word) => word.toLocaleLowerCase().replaceAll('ё', 'е')))].join(', ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, emojiLines());
