/**
 * Search as the index grows: `node tests/bench/search.ts [small] [large]` (numbers of messages; 10000 and 100000).
 * Both sizes are asked in turns, the first round is thrown away, and the ratio of each round is what counts: absolute
 * times belong to the machine and the day. Prints a table and, on the last line, the figures as JSON.
 */
import Database from 'better-sqlite3';
import { analyseDocument, analyseQuery } from '../../electron/store/search/analyse.ts';
import { createSearchIndexSql, findItems, indexItem } from '../../electron/store/search/fts.ts';

const rounds = 8;
const callsPerRound = 100;
const batch = 1_000;

const stems = [
  'заказ',
  'курьер',
  'телефон',
  'магазин',
  'возврат',
  'адрес',
  'размер',
  'вопрос',
  'ответ',
  'товар',
  'подарок',
  'отзыв',
];
const endings = ['', 'а', 'у', 'ом', 'е', 'ы', 'ов', 'ам', 'ами', 'ах'];
const consonants = 'бвгдзклмнпрст';
const vowels = 'аеиоу';

/** mulberry32: the same texts every time. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function texts(count: number): string[] {
  const random = generator(7);
  const pick = <T extends string>(from: readonly T[] | string): string => from[Math.floor(random() * from.length)] ?? '';
  const syllables = (): string => Array.from({ length: 3 }, () => pick(consonants) + pick(vowels)).join('');
  const vocabulary = Array.from({ length: 20_000 }, syllables);
  // A few words are most of any text, and most words are rare.
  const rare = (): string => vocabulary[Math.floor(vocabulary.length * random() ** 5)] ?? '';
  const word = (): string => (random() < 0.25 ? pick(stems) : rare()) + pick(endings);
  return Array.from(
    { length: count },
    () => `${Array.from({ length: 30 }, word).join(' ')} 8 916 ${100 + Math.floor(random() * 900)}-45-67`,
  );
}

function build(all: readonly string[]): { db: Database.Database; microsecondsPerMessage: number } {
  const db = new Database(':memory:');
  for (const sql of createSearchIndexSql) db.exec(sql);
  const put = db.transaction((from: number) => {
    for (const [at, text] of all.slice(from, from + batch).entries()) indexItem(db, from + at + 1, text);
  });
  const started = performance.now();
  for (let from = 0; from < all.length; from += batch) put(from);
  return { db, microsecondsPerMessage: ((performance.now() - started) * 1_000) / all.length };
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function medianCall(db: Database.Database, query: string): number {
  const times: number[] = [];
  for (let call = 0; call < callsPerRound; call += 1) {
    const started = performance.now();
    findItems(db, analyseQuery(query) ?? '', undefined, 20);
    times.push((performance.now() - started) * 1_000);
  }
  return median(times);
}

const [small = 10_000, large = 100_000] = process.argv.slice(2).map(Number);
const all = texts(large);
analyseDocument(all[0] ?? '');
const sizes = [build(all.slice(0, small)), build(all)] as const;
const queries = ['заказами ', 'возврат магазин ', 'зак', 'курьера', '8 916 555'];
const results = queries.map((query) => {
  const pairs = Array.from({ length: rounds }, () => sizes.map(({ db }) => medianCall(db, query))).slice(1);
  const ratios = pairs.map(([a = 1, b = 1]) => b / a);
  const at = (size: number): number => Math.round(median(pairs.map((pair) => pair[size] ?? 0)));
  return {
    query,
    small: at(0),
    large: at(1),
    growth: Number(median(ratios).toFixed(2)),
    lowest: Number(Math.min(...ratios).toFixed(2)),
    highest: Number(Math.max(...ratios).toFixed(2)),
  };
});
const indexing = sizes.map((size) => Math.round(size.microsecondsPerMessage));
console.table(results);
process.stdout.write(`${JSON.stringify({ small, large, unit: 'µs', indexing, results })}\n`);
