import type { SearchHit, SearchResult } from '../../../shared/contract/api.ts';
import type { ChannelKind, CustomerId, Direction, ItemKind } from '../../../shared/model/index.ts';
import { itemWords } from '../../core/card-text.ts';
import { anyKey, type ReadDb } from '../db.ts';
import { type Asked, hasPhrases, readAsked } from '../search/asked.ts';
import { findItems } from '../search/fts.ts';
import { excerptOf } from '../search/highlight.ts';
import { wordsBeginning } from '../search/known-words.ts';
import { matchExpression, type Term } from '../search/query.ts';
import { otherReadings, type Reading } from '../search/widen.ts';
import { membersOfAll, nameOf } from './customer.repo.ts';
import { readExtra } from './item-extra.ts';
import { findPeople } from './search-people.ts';
import { filesOf, type Scanned, scan } from './search-scan.ts';
import { type Wanted, wantedBy } from './search-wishes.ts';

export { findByName } from './search-people.ts';

const customersShown = 8;
/** One answer looks no longer for items, in ms, so that whatever else a window asks is answered between two of them. */
const budgetMs = 25;
/** So few hits are little enough to look for what else may have been meant. */
const little = 3;
/** Marks a cursor of a search that went on with other readings. */
const wide = 'w';

type HitRow = {
  key: number;
  id: string;
  kind: ItemKind;
  direction: Direction;
  sent_at: number;
  subject: string | null;
  text: string;
  extra: string | null;
  root_key: number;
  customer_id: CustomerId;
  channel_kind: ChannelKind | null;
};

type Page = { before: number | undefined; limit: number; until: number };

/** People and items that match, newest first. The first page also looks for people by name and address. */
export function search(
  db: ReadDb,
  input: { query: string; limit: number; after?: string },
  now: number = Date.now(),
): SearchResult {
  const asked = readAsked(input.query, now);
  const isFirst = input.after === undefined;
  const page = {
    before: isFirst ? undefined : Number.parseInt(input.after ?? '', 10),
    limit: input.limit,
    until: performance.now() + budgetMs,
  };
  const wanted = wantedBy(db, asked.wishes, page);
  const own = input.after?.endsWith(wide) ? undefined : items(db, asked, wanted, [], page);
  const isLittle = !own || (isFirst && !own.partial && own.keys.length < little);
  const readings = isLittle ? readingsOf(db, asked) : [];
  const found = own && readings.length === 0 ? own : items(db, asked, wanted, readings, page);
  const unmet = [...wanted.unmet.map(({ operator, value }) => ({ operator, value })), ...asked.unfinished];
  const terms = [...asked.terms, ...readings.flatMap((reading) => reading.terms)];
  return {
    customers: isFirst ? people(db, asked) : [],
    hits: toHits(db, found.keys, terms),
    ...(found.next === undefined ? {} : { next: `${found.next}${readings.length > 0 ? wide : ''}` }),
    ...(found.partial ? { partial: true } : {}),
    ...(unmet.length === 0 ? {} : { unmet }),
    ...(readings.length === 0 ? {} : { also: [...new Set(readings.map(({ shown }) => shown))] }),
  };
}

/** A search whose answer nobody wants: the dictionary, the stems, the statements and the tops of the indexes are there for the next. */
export function prepareSearch(db: ReadDb): void {
  for (const query of ['заказ', 'order from:me']) search(db, { query, limit: 20 });
}

/** Keys of a page. Plain words are answered by the index alone, all else by going through what it or another one offers. */
function items(db: ReadDb, asked: Asked, wanted: Wanted, readings: readonly Reading[], page: Page): Scanned {
  const beginning = (typed: string) => wordsBeginning(db.raw, typed);
  const own = matchExpression(asked.terms, beginning, asked.without);
  const others = readings.map(({ terms }) => matchExpression(terms, beginning, asked.without));
  const match = others.length === 0 ? own : [own, ...others].map((each) => `(${each})`).join(' OR ');
  if (asked.wishes.length > 0 || hasPhrases(asked) || (own === undefined && asked.without.length > 0)) {
    const without = own === undefined ? asked.without.map((term) => matchExpression([term], beginning)).join(' OR ') : '';
    return scan(db, asked, wanted, { words: match, ...(without === '' ? {} : { without }) }, page.limit);
  }
  if (match === undefined) return { keys: [] };
  const keys = findItems(db.raw, match, page.before, page.limit);
  const last = keys.at(-1);
  return last !== undefined && keys.length === page.limit ? { keys, next: last } : { keys };
}

/** What else plain words may have been meant as, where something is found by it. */
function readingsOf(db: ReadDb, asked: Asked): Reading[] {
  if (asked.wishes.length > 0 || hasPhrases(asked) || asked.terms.length === 0) return [];
  const occurs = (terms: readonly Term[]): boolean => {
    const match = matchExpression(terms, (typed) => wordsBeginning(db.raw, typed));
    return match !== undefined && findItems(db.raw, match, undefined, 1).length > 0;
  };
  return otherReadings(asked.words, (term) => occurs([term])).filter(({ terms }) => occurs(terms));
}

/** People by the words, or by whom alone it is to be from or to. */
function people(db: ReadDb, asked: Asked): SearchResult['customers'] {
  if (asked.wishes.length === 0) return findPeople(db, asked.words, customersShown);
  const [wish, ...more] = asked.wishes;
  const isByName = wish && (wish.operator === 'from' || wish.operator === 'to') && !wish.excluded;
  return isByName && more.length === 0 && asked.terms.length === 0 ? findPeople(db, wish.value, customersShown) : [];
}

/** What was found, read for all of it together, in the order of the keys. */
function toHits(db: ReadDb, keys: readonly number[], terms: readonly Term[]): SearchHit[] {
  if (keys.length === 0) return [];
  const found = db.all<HitRow>(
    `SELECT i.key, i.id, i.kind, i.direction, i.sent_at, i.subject, i.text, i.extra, r.key AS root_key, r.id AS customer_id, ch.kind AS channel_kind
     FROM items i JOIN customers c ON c.key = i.customer_key JOIN customers r ON r.key = c.root_key
     LEFT JOIN channels ch ON ch.key = i.channel_key WHERE i.key ${anyKey}`,
    JSON.stringify(keys),
  );
  const rows = new Map(found.map((row) => [row.key, row]));
  const files = filesOf(db, keys);
  const members = membersOfAll(db, new Set(found.map((row) => row.root_key)));
  return keys.flatMap((key): SearchHit[] => {
    const row = rows.get(key);
    if (!row) return [];
    return [
      {
        customerId: row.customer_id,
        customerName: nameOf(members.get(row.root_key) ?? []).name,
        item: {
          id: row.id,
          key: row.key,
          kind: row.kind,
          direction: row.direction,
          sentAt: row.sent_at,
          ...(row.subject === null ? {} : { subject: row.subject }),
          ...(row.channel_kind === null ? {} : { channelKind: row.channel_kind }),
        },
        ...excerptOf(itemWords({ ...row, ...readExtra(row), files: files.get(key) ?? [] }), terms),
      },
    ];
  });
}
