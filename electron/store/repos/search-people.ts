import type { SearchResult, ShownAddress } from '../../../shared/contract/api.ts';
import type { CustomerId } from '../../../shared/model/index.ts';
import type { ReadDb } from '../db.ts';
import { analyseQuery } from '../search/analyse.ts';
import { findCustomers } from '../search/fts.ts';
import { matchExpression } from '../search/query.ts';
import { otherReadings } from '../search/widen.ts';
import { contactsOf, displayName, membersOf } from './customer.repo.ts';

type Found = { customerId: CustomerId; name: string; addresses: ShownAddress[] };

/** FTS5 expression for people of a name or address in any spelling; undefined without a word. */
export function peopleExpression(db: ReadDb, words: string): string | undefined {
  const own = analyseQuery(words);
  if (own === undefined) return undefined;
  const others = otherReadings(words, (term) => {
    const match = matchExpression([term]);
    return match !== undefined && findCustomers(db.raw, match, 1).length > 0;
  });
  return [own, ...others.map(({ terms }) => matchExpression(terms))].map((match) => `(${match})`).join(' OR ');
}

/** People by name or address, for choosing whom to link with; by other spellings too when it is nobody's as typed. */
export function findByName(db: ReadDb, query: string, limit: number): Found[] {
  const match = analyseQuery(query);
  if (match === undefined) return [];
  const exact = findCustomers(db.raw, match, limit);
  const keys = exact.length > 0 ? exact : findCustomers(db.raw, peopleExpression(db, query) ?? match, limit);
  return keys.flatMap((key) => {
    const row = db.get<{ id: string; root_key: number }>('SELECT id, root_key FROM customers WHERE key = ?', key);
    if (!row || row.root_key !== key) return [];
    const addresses = membersOf(db, key).flatMap((member) =>
      contactsOf(db, member.key).map(({ kind, label, value }) => ({ kind, shown: label ?? value })),
    );
    return [{ customerId: row.id, name: displayName(db, key).name, addresses }];
  });
}

/** The people shown above what was said. */
export const findPeople = (db: ReadDb, query: string, limit: number): SearchResult['customers'] =>
  findByName(db, query, limit).map(({ customerId, name, addresses: [matched] }) => ({
    customerId,
    name,
    ...(matched === undefined ? {} : { matched }),
  }));
