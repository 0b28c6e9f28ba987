/** A word of a text: its normalised form and where it stands, in UTF-16 units, `end` exclusive. */
export type Word = { text: string; start: number; end: number };

/** A run of digit groups that may be a phone number: its groups, and whether a plus sign stood before it. */
export type DigitRun = { groups: string[]; plus: boolean; start: number; end: number };

/** Longer words are cut, on both sides alike: an encoded blob must not fill the index. */
const maxWordLength = 64;

// Soft hyphens, zero-width signs and stress marks occur inside words of HTML mails and pasted texts.
const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00AD\u200B-\u200D\u2060\uFEFF]*/gu;
/** What nearly every word is once in lower case; nothing is left to normalise in it. */
const simple = /^[a-zа-я\d]{1,64}$/;
const invisible = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;
const digitRunPattern = /\+?\d(?:[ \t\u00A0\u202F().\-\u2010-\u2015/]{0,3}\d)*/g;

/**
 * Lower case, compatibility forms folded (NFKC), ё as е, accents and stress marks dropped. й stays: it is a letter of
 * its own, and NFKC has composed it.
 */
export function normaliseWord(raw: string): string {
  const lower = raw.toLowerCase();
  if (simple.test(lower)) return lower;
  let word = raw.replace(invisible, '').normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
  if (/[\u00C0-\u024F\u1E00-\u1EFF]|[\u0300-\u036F]/.test(word)) {
    word = word.replace(/[^\u0400-\u04FF]+/g, (part) => part.normalize('NFD').replace(/[\u0300-\u036F]/g, ''));
  }
  return word.length <= maxWordLength ? word : word.slice(0, maxWordLength).replace(/[\uD800-\uDBFF]$/, '');
}

/** Words of a text in order. The `s` of an English possessive (`customer's`) is no word. */
export function* scanWords(text: string): Generator<Word> {
  for (const found of text.matchAll(wordPattern)) {
    const start = found.index;
    const end = start + found[0].length;
    const normal = normaliseWord(found[0]);
    if (normal === 's' && /['’]/.test(text.charAt(start - 1))) continue;
    if (simple.test(normal)) {
      yield { text: normal, start, end };
      continue;
    }
    // A compatibility form may unfold into several words: ½ becomes 1⁄2.
    const parts = normal.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
    for (const part of parts) yield { text: part, start, end };
  }
}

/** Runs of digits with the separators people put into phone numbers between them. A line end or a letter ends a run. */
export function* scanDigitRuns(text: string): Generator<DigitRun> {
  for (const found of text.matchAll(digitRunPattern)) {
    const before = text.charAt(found.index - 1);
    const after = text.charAt(found.index + found[0].length);
    if (/\p{L}/u.test(before) || /\p{L}/u.test(after)) continue;
    yield {
      groups: found[0].match(/\d+/g) ?? [],
      plus: found[0].startsWith('+'),
      start: found.index,
      end: found.index + found[0].length,
    };
  }
}
