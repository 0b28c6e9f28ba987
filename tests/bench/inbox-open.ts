import { type InboxView, inboxSorts } from '../../shared/contract/api.ts';
import type { Bench, Finding } from './harness/bench.ts';
import { compare, microseconds } from './harness/compare.ts';
import { type Sized, withReaders } from './harness/readers.ts';

const limit = 50;
const calls = 60;
const growth = { atMost: 1.5 };
/** What the program's own way may cost over its statements alone. */
const tax = { atMost: 1.3 };
/** Asked for at every change of anybody. */
const refreshed = 100;

type Page = (reader: Sized) => () => unknown;

const views: readonly InboxView[] = ['all', 'mine', 'unassigned'];
const pages: ReadonlyArray<{ what: string; page: Page }> = [
  ...views.flatMap((view) =>
    inboxSorts.map((sort) => ({
      what: `${view}, ${sort} first`,
      page:
        ({ ask }: Sized) =>
        () =>
          ask('inbox.page', { view, sort, limit }),
    })),
  ),
  { what: 'all, a page at 85 % of the depth', page: deepPage },
  { what: `${refreshed} changed rows`, page: changedRows },
  {
    what: 'counts of the views',
    page:
      ({ ask }) =>
      () =>
        ask('inbox.counts', {}),
  },
];

/** The place is found beforehand: a person has scrolled there. */
function deepPage({ db, ask }: Sized): () => unknown {
  const count = db.value<number>('SELECT COUNT(*) FROM inbox WHERE open = 1') ?? 0;
  const place = db.get<{ at: number; key: number }>(
    'SELECT last_activity_at AS at, customer_key AS key FROM inbox WHERE open = 1 ORDER BY 1 DESC, 2 DESC LIMIT 1 OFFSET ?',
    Math.floor(count * 0.85),
  );
  const after = `${place?.at}:${place?.key}`;
  return () => ask('inbox.page', { view: 'all', sort: 'latest', limit, after });
}

function changedRows({ ask }: Sized): () => unknown {
  const { rows } = ask('inbox.page', { view: 'all', sort: 'latest', limit: refreshed });
  const customerIds = rows.map(({ customerId }) => customerId);
  return () => ask('inbox.rows', { view: 'all', customerIds });
}

export const inboxOpen: Bench = {
  name: 'inbox-open',
  goal: 'a page of the list costs the same at any size (1m ≤ 1.5x of 10k), and ≤ 1.3x of its raw prepared statements',
  run: (options) =>
    withReaders(options, async (readers) => {
      const [small, ...larger] = readers;
      const findings: Finding[] = [];
      for (const { what, page } of pages) {
        const base = microseconds(page(small), calls);
        for (const reader of larger) {
          const about = { what: `${what}, ${reader.name}`, against: small.name, unit: 'µs', goal: growth };
          findings.push(await compare(about, microseconds(page(reader), calls), base));
        }
      }
      for (const reader of readers) {
        const own = () => reader.ask('inbox.page', { view: 'all', sort: 'latest', limit });
        const about = { what: `all, latest first, ${reader.name}`, against: 'raw statements', unit: 'µs', goal: tax };
        findings.push(await compare(about, microseconds(own, calls), microseconds(reader.db.bare(own), calls)));
      }
      return findings;
    }),
};
