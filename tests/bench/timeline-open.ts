import type { CustomerId } from '../../shared/model/index.ts';
import { seeded } from '../support/random.ts';
import { pickFrom } from './data/vocabulary.ts';
import type { Bench, Finding } from './harness/bench.ts';
import { compare, microseconds } from './harness/compare.ts';
import { type Sized, withReaders } from './harness/readers.ts';

const limit = 50;
const calls = 60;
const growth = { atMost: 1.5 };
const tax = { atMost: 1.3 };

function open({ ask }: Sized, customerId: CustomerId, before?: number): unknown {
  return ask('timeline.page', { customerId, limit, ...(before === undefined ? {} : { before }) });
}

type Walk = (reader: Sized) => (call: number) => unknown;

/** People with as many items as a page holds, so that both sizes read the same number of rows. */
function somebody({ db }: Sized): (call: number) => CustomerId {
  const full = db.values<CustomerId>(
    `SELECT c.id FROM customers c WHERE c.key = c.root_key AND
       (SELECT COUNT(*) FROM (SELECT 1 FROM items WHERE customer_key = c.key LIMIT ${limit})) = ${limit} LIMIT 2000`,
  );
  const random = seeded(50);
  const chosen = Array.from({ length: calls }, () => pickFrom(full, random));
  return (call) => chosen[call] ?? '';
}

type Somebody = { key: number; id: CustomerId };

function longest({ db }: Sized): Somebody {
  const found = db.get<Somebody>(
    `SELECT c.key, c.id FROM items i JOIN customers c ON c.key = i.customer_key GROUP BY c.key ORDER BY COUNT(*) DESC LIMIT 1`,
  );
  if (!found) throw new Error('nobody wrote anything');
  return found;
}

const walks: ReadonlyArray<{ what: string; walk: Walk }> = [
  {
    what: 'somebody by chance',
    walk: (reader) => {
      const who = somebody(reader);
      return (call) => open(reader, who(call));
    },
  },
  {
    what: 'the longest history',
    walk: (reader) => {
      const who = longest(reader);
      return () => open(reader, who.id);
    },
  },
  {
    what: 'the longest history, its middle',
    walk: (reader) => {
      const who = longest(reader);
      const keys = reader.db.values<number>('SELECT key FROM items WHERE customer_key = ? ORDER BY key', who.key);
      const middle = keys[Math.max(limit, keys.length >> 1)] ?? keys.at(-1) ?? 0;
      return () => open(reader, who.id, middle);
    },
  },
];

export const timelineOpen: Bench = {
  name: 'timeline-open',
  goal: 'fifty items of a person cost the same at any size (1m ≤ 1.5x of 10k), and ≤ 1.3x of its raw prepared statements',
  run: (options) =>
    withReaders(options, async (readers) => {
      const [small, ...larger] = readers;
      const findings: Finding[] = [];
      for (const { what, walk } of walks) {
        const base = microseconds(walk(small), calls);
        for (const reader of larger) {
          const about = { what: `${what}, ${reader.name}`, against: small.name, unit: 'µs', goal: growth };
          findings.push(await compare(about, microseconds(walk(reader), calls), base));
        }
      }
      for (const reader of readers) {
        const who = longest(reader);
        const own = () => open(reader, who.id);
        const about = { what: `the longest history, ${reader.name}`, against: 'raw statements', unit: 'µs', goal: tax };
        findings.push(await compare(about, microseconds(own, calls), microseconds(reader.db.bare(own), calls)));
      }
      return findings;
    }),
};
