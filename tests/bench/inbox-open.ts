import { type InboxView, inboxSorts } from '../../shared/contract/api.ts';
import type { Bench, Finding } from './harness/bench.ts';
import { compare, microseconds } from './harness/compare.ts';
import { type Sized, withReaders } from './harness/readers.ts';

const limit = 50;
const calls = 60;
const growth = { atMost: 1.5 };
/** What the program's own way may cost over one prepared statement that reads the same rows. */
const tax = { atMost: 3 };

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

/** The fifty rows alone, by one prepared statement: what SQLite and its binding cost. */
const bare = `SELECT i.*, c.id, c.name, m.kind, m.direction, m.subject, substr(m.text, 1, 240) AS text FROM inbox i
  JOIN customers c ON c.key = i.customer_key JOIN items m ON m.key = i.last_item_key
  WHERE i.open = 1 ORDER BY i.last_activity_at DESC, i.customer_key DESC LIMIT ${limit}`;

export const inboxOpen: Bench = {
  name: 'inbox-open',
  goal: 'a page of the list costs the same at any size (1m ≤ 1.5x of 10k), and little over the bare statement',
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
      for (const { name, db, ask } of readers) {
        const statement = db.raw.prepare(bare);
        const about = { what: `all, latest first, ${name}`, against: 'bare statement', unit: 'µs', goal: tax };
        const own = microseconds(() => ask('inbox.page', { view: 'all', sort: 'latest', limit }), calls);
        findings.push(
          await compare(
            about,
            own,
            microseconds(() => statement.all(), calls),
          ),
        );
      }
      return findings;
    }),
};
