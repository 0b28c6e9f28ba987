import type { ReadDb } from '../../electron/store/db.ts';
import { analyseQuery } from '../../electron/store/search/analyse.ts';
import { findItems } from '../../electron/store/search/fts.ts';
import { seeded } from '../support/random.ts';
import type { Lemma } from './data/hunspell.ts';
import { pickFrom, vocabularies } from './data/vocabulary.ts';

export type Quality = {
  lemmas: number;
  /** Means over the lemmas, asked for by the lemma itself and by any of its forms. */
  recall: { lemma: number; form: number };
  precision: { lemma: number; form: number };
};

const frequentAsked = 400;
const rareAsked = 200;
const seed = 290;
const fold = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/**
 * What search finds against what it should: a message is right for a lemma when any form of it that Hunspell knows stands in
 * it. Hunspell has no part in the program, and the words are split here by other means.
 */
export function searchQuality(db: ReadDb): Quality {
  const random = seeded(seed);
  const asked = chosen(random);
  const right = holders(db, asked);
  const sums = { lemma: [0, 0], form: [0, 0] };
  let counted = 0;
  for (const lemma of asked) {
    const wanted = right.get(lemma) ?? new Set();
    if (wanted.size === 0) continue;
    counted += 1;
    const queries = { lemma: lemma.word, form: pickFrom(lemma.forms, random) };
    for (const by of ['lemma', 'form'] as const) {
      const found = findItems(db.raw, analyseQuery(`${queries[by]} `) ?? '', undefined, Number.MAX_SAFE_INTEGER);
      const hits = found.filter((key) => wanted.has(key)).length;
      sums[by][0] = (sums[by][0] ?? 0) + hits / wanted.size;
      sums[by][1] = (sums[by][1] ?? 0) + (found.length === 0 ? 0 : hits / found.length);
    }
  }
  const mean = (by: 'lemma' | 'form', at: 0 | 1): number => (sums[by][at] ?? 0) / counted;
  return {
    lemmas: counted,
    recall: { lemma: mean('lemma', 0), form: mean('form', 0) },
    precision: { lemma: mean('lemma', 1), form: mean('form', 1) },
  };
}

/** Words of both kinds, none of them picked by hand: the frequent ones that inflect, and rare ones by lot. */
function chosen(random: () => number): Lemma[] {
  const inflected = vocabularies().ru.lemmas.filter(({ forms }) => forms.length >= 4);
  const rare = inflected.slice(frequentAsked);
  return [...inflected.slice(0, frequentAsked), ...Array.from({ length: rareAsked }, () => pickFrom(rare, random))];
}

function holders(db: ReadDb, asked: readonly Lemma[]): Map<Lemma, Set<number>> {
  const byForm = new Map<string, Lemma[]>();
  for (const lemma of asked) {
    for (const form of new Set(lemma.forms.map(fold))) byForm.set(form, [...(byForm.get(form) ?? []), lemma]);
  }
  const right = new Map<Lemma, Set<number>>(asked.map((lemma) => [lemma, new Set()]));
  const rows = db.all<{ key: number; subject: string | null; text: string }>(
    "SELECT key, subject, text FROM items WHERE kind <> 'event'",
  );
  for (const { key, subject, text } of rows) {
    for (const word of fold(`${subject ?? ''} ${text}`).split(/[^\p{L}]+/u)) {
      for (const lemma of byForm.get(word) ?? []) right.get(lemma)?.add(key);
    }
  }
  return right;
}
