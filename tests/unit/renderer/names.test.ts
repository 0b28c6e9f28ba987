import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';

type Texts = { readonly [key: string]: string | Texts };

const texts = (of: Texts): string[] => Object.values(of).flatMap((each) => (typeof each === 'string' ? [each] : texts(each)));
/** A name as the table writes it: what is shown in a place of its own stands as `<…>` there. */
const written = (text: string): string => text.replaceAll(/\{\{[^}]*\}\}/g, '<>');

it('every accessible name of the table is a text of the catalogue', () => {
  const readme = readFileSync(new URL('../../../renderer/README.md', import.meta.url), 'utf8');
  const [, table = ''] = readme.split('| what | role | accessible name |');
  const names = table
    .split('\n')
    .flatMap((line) => [...(line.split('|')[3] ?? '').matchAll(/`([^`]+)`/g)])
    .map(([, name = '']) => name.replaceAll(/<[^>]*>/g, '<>'));
  expect(names.length).toBeGreaterThan(40);
  const known = new Set(texts(en).map(written));
  // The name of a file follows the verb; elsewhere it has a place in the text.
  const missing = names.filter((name) => !known.has(name) && !known.has(name.replace(/ <>$/, '')));
  expect(missing).toEqual([]);
});
