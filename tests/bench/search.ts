import { analyseQuery } from '../../electron/store/search/analyse.ts';
import { forms } from '../../electron/store/search/forms.ts';
import { findItems } from '../../electron/store/search/fts.ts';
import { wordsBeginning } from '../../electron/store/search/known-words.ts';
import { quality } from './counters/findable.ts';
import type { Bench, Finding } from './harness/bench.ts';
import { compare, microseconds } from './harness/compare.ts';
import { type Sized, withReaders } from './harness/readers.ts';

const limit = 20;
const calls = 60;
const growth = { atMost: 2.5 };

/** Each has more than twenty answers at every size. A space at the end says that the word is whole. */
const queries: ReadonlyArray<{ what: string; query: string }> = [
  { what: 'a common word', query: 'заказами ' },
  { what: 'a less common word', query: 'отзыва ' },
  { what: 'two words', query: 'возврат магазин ' },
  { what: 'three letters', query: 'зак' },
  { what: 'three letters of very many words', query: 'при' },
  { what: 'four letters', query: 'дост' },
  { what: 'five letters', query: 'возвр' },
  { what: 'six letters', query: 'достав' },
  { what: 'a word and a beginning', query: 'возврат дос' },
  { what: 'an English beginning', query: 'par' },
];

export const search: Bench = {
  name: 'search',
  goal: 'the newest twenty at 1m ≤ 2.5x of 10k, also letter by letter; recall ≥ 0.99 at precision ≥ 0.95 by any form',
  run: (options) =>
    withReaders(options, async (readers) => {
      const [small, ...larger] = readers;
      const findings: Finding[] = [];
      for (const { what, query } of queries) {
        const base = microseconds(page(small, query), calls);
        for (const reader of larger) {
          const about = { what: `${what}, ${reader.name}`, against: small.name, unit: 'µs', goal: growth };
          findings.push(await compare(about, microseconds(page(reader, query), calls), base));
        }
      }
      for (const reader of larger) {
        const about = { what: `three letters in the index alone, ${reader.name}`, against: small.name, unit: 'µs' };
        findings.push(await compare(about, microseconds(index(reader, 'зак'), calls), microseconds(index(small, 'зак'), calls)));
      }
      for (const { size } of readers) if (size <= 100_000) findings.push(...(await quality(size)));
      return findings;
    }),
};

/** Keys, texts, excerpts, people. */
function page({ ask, name }: Sized, query: string): () => unknown {
  const { hits } = ask('search.run', { query, limit });
  if (hits.length < limit) throw new Error(`${query}: only ${hits.length} answers at ${name}`);
  return () => ask('search.run', { query, limit });
}

const index =
  ({ db }: Sized, query: string): (() => unknown) =>
  () =>
    findItems(db.raw, analyseQuery(query, forms(), (from) => wordsBeginning(db.raw, from)) ?? '', undefined, limit);
