import { expect, it } from 'vitest';
import { sources } from './imports.ts';

/** Where words for people live: every other file asks them by their name. */
const catalogues = /^(renderer\/i18n\/|electron\/main\/words\.ts$)/;
/** What is drawn or said to people. Elsewhere words are errors for the log and facts of protocols. */
const rooms = /^(renderer\/(components|screens|state)|electron\/main)\//;

/** Names that are the same in every language, letters that are compared, and the name of a frame that nobody sees or hears. */
const names = new Set(['Русский', 'ё', 'е', 'softphone']);

/** A text in quotes, and what stands before it on its line. */
const quoted = /(.*?)(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g;
/** What a developer or a log reads. */
const technical = /(Error\(|write\(|console\.|throw |fromOurPage\(event\)\) return )\s*$/;
const attribute = /\b(?:aria-label|aria-description|title|placeholder|label|alt)="([^"]*\p{L}{2}[^"]*)"/gu;
/** Addresses as they are written, and keys as they are printed. */
const untranslated = /^([a-z]+:\S*|(Ctrl|Shift)\+\S+)$/;

const withoutComments = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[^:'"`])\/\/.*$/gm, '$1');

/** Sentences, and anything in Russian. */
const spoken = (text: string): boolean => /\p{Script=Cyrillic}/u.test(text) || /(^|[^\p{L}-])\p{Lu}\p{Ll}+ \p{L}/u.test(text);

function wordsIn(text: string): string[] {
  const code = withoutComments(text);
  const literals = [...code.matchAll(quoted)].flatMap(([, before = '', single, double, template]) => {
    const said = (single ?? double ?? template ?? '').replaceAll(/\$\{[^}]*\}/g, ' ');
    return spoken(said) && !names.has(said) && !technical.test(before) && !said.startsWith('<!doctype') ? [said] : [];
  });
  return [
    ...literals,
    ...[...code.matchAll(attribute)].flatMap(([, said = '']) => (untranslated.test(said) || names.has(said) ? [] : [said])),
  ];
}

it('no words for people stand in code', () => {
  const found = sources()
    .filter(({ path }) => rooms.test(path) && !catalogues.test(path))
    .flatMap(({ path, text }) => wordsIn(text).map((said) => `${path}: ${said}`));
  expect(found).toEqual([]);
});

it('words in code are seen, in quotes and in attributes, in either language', () => {
  expect(wordsIn("showDone('Saved for later');")).toEqual(['Saved for later']);
  expect(wordsIn('const label = `Отправить`;')).toEqual(['Отправить']);
  expect(wordsIn('<input title="Name" />')).toEqual(['Name']);
  expect(wordsIn("throw new Error('Not a stored file.');")).toEqual([]);
});
