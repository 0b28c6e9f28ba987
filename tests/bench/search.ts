import { analyseQuery } from '../../electron/store/search/analyse.ts';
import { forms } from '../../electron/store/search/forms.ts';
import { findItems } from '../../electron/store/search/fts.ts';
import { wordsBeginning } from '../../electron/store/search/known-words.ts';
import { quality } from './counters/findable.ts';
import type { Bench, Finding } from './harness/bench.ts';
import { compare, microseconds, percentile } from './harness/compare.ts';
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

/** Whatever else is typed: each has its first page, however few items it has and however old they are. */
const asked: readonly string[] = [
  ...['is:note', 'from:me', 'in:resolved', 'channel:telegram', 'channel:viber', 'tag:zzz', 'has:photo', 'has:voice'],
  ...['from:Мария', 'to:Мария', 'from:nobody', 'before:2025-06-01', 'after:2026-10-01', 'before:xx'],
  ...['-channel:telegram', '-has:file', '-заказ', '"возврат магазин"', 'заказ from:Мария', 'заказ channel:telegram'],
  ...['возврат from:Мария has:photo', 'заказ -from:Мария', 'заказ is:note', '8 916 100', '+7 (916) 100-00-77'],
  ...['ghbdtn', 'zakaz', 'repytwjd', 'Kuznetsova', 'ёлка', 'елка', 'qqqqqq'],
];
const askedCalls = 20;
const firstPage = { atMost: 50 };

export const search: Bench = {
  name: 'search',
  goal: 'the newest twenty at 1m ≤ 2.5x of 10k, also letter by letter; the first page of any query ≤ 50 ms; recall ≥ 0.99 at precision ≥ 0.95 by any form',
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
      for (const reader of readers) findings.push(...asked.map((query) => firstPageOf(reader, query)));
      for (const { size } of readers) if (size <= 100_000) findings.push(...(await quality(size)));
      return findings;
    }),
};

/** Ms within which 95 % of the first pages come. */
function firstPageOf({ ask, name }: Sized, query: string): Finding {
  const times = Array.from({ length: askedCalls }, () => {
    const started = performance.now();
    ask('search.run', { query, limit });
    return performance.now() - started;
  });
  return { what: `first page of ${query}, ${name}`, value: percentile(times, 0.95), unit: 'ms', goal: firstPage };
}

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
