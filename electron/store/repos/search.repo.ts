import type { SearchHit, SearchResult } from '../../../shared/contract/api.ts';
import type { ChannelKind, CustomerId, Direction, ItemKind } from '../../../shared/model/index.ts';
import { itemWords } from '../../core/card-text.ts';
import { anyKey, type ReadDb } from '../db.ts';
import { analyseQuery } from '../search/analyse.ts';
import { forms } from '../search/forms.ts';
import { findCustomers, findItems } from '../search/fts.ts';
import { excerpt } from '../search/highlight.ts';
import { wordsBeginning } from '../search/known-words.ts';
import { contactsOf, displayName, membersOf, membersOfAll, nameOf } from './customer.repo.ts';
import { readExtra } from './item-extra.ts';

const customersShown = 8;

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

/** People and items that match, newest first. The first page also looks for people by name and address. */
export function search(db: ReadDb, input: { query: string; limit: number; after?: string }): SearchResult {
  const match = analyseQuery(input.query);
  const itemMatch = analyseQuery(input.query, forms(), (beginning) => wordsBeginning(db.raw, beginning));
  if (match === undefined || itemMatch === undefined) return { customers: [], hits: [] };
  const keys = findItems(db.raw, itemMatch, input.after === undefined ? undefined : Number(input.after), input.limit);
  const hits = toHits(db, keys, input.query);
  const last = keys.at(-1);
  return {
    customers: input.after === undefined ? findPeople(db, match) : [],
    hits,
    ...(last !== undefined && keys.length === input.limit ? { next: String(last) } : {}),
  };
}

/** What was found, read for all of it together, in the order of the keys. */
function toHits(db: ReadDb, keys: readonly number[], query: string): SearchHit[] {
  if (keys.length === 0) return [];
  const found = db.all<HitRow>(
    `SELECT i.key, i.id, i.kind, i.direction, i.sent_at, i.subject, i.text, i.extra, r.key AS root_key, r.id AS customer_id, ch.kind AS channel_kind
     FROM items i JOIN customers c ON c.key = i.customer_key JOIN customers r ON r.key = c.root_key
     LEFT JOIN channels ch ON ch.key = i.channel_key WHERE i.key ${anyKey}`,
    JSON.stringify(keys),
  );
  const rows = new Map(found.map((row) => [row.key, row]));
  const files = db.grouped(
    `SELECT item_key, name FROM attachments WHERE item_key ${anyKey}`,
    keys,
    (file: { item_key: number; name: string }) => file.item_key,
  );
  const members = membersOfAll(db, new Set(found.map((row) => row.root_key)));
  return keys.flatMap((key): SearchHit[] => {
    const row = rows.get(key);
    if (!row) return [];
    const names = (files.get(key) ?? []).map(({ name }) => name);
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
        ...excerpt(itemWords({ ...row, ...readExtra(row), files: names }), query),
      },
    ];
  });
}

function findPeople(db: ReadDb, match: string): SearchResult['customers'] {
  const people: SearchResult['customers'] = [];
  for (const key of findCustomers(db.raw, match, customersShown)) {
    const row = db.get<{ id: string; root_key: number }>('SELECT id, root_key FROM customers WHERE key = ?', key);
    if (!row || row.root_key !== key) continue;
    const address = membersOf(db, key).flatMap((member) => contactsOf(db, member.key))[0];
    people.push({
      customerId: row.id,
      name: displayName(db, key).name,
      ...(address ? { matched: address.label ?? address.value } : {}),
    });
  }
  return people;
}

/** People by name or address, for choosing whom to link with. */
export function findByName(
  db: ReadDb,
  query: string,
  limit: number,
): Array<{ customerId: CustomerId; name: string; addresses: string[] }> {
  const match = analyseQuery(query);
  if (match === undefined) return [];
  return findCustomers(db.raw, match, limit).flatMap((key) => {
    const row = db.get<{ id: string; root_key: number }>('SELECT id, root_key FROM customers WHERE key = ?', key);
    if (!row || row.root_key !== key) return [];
    const addresses = membersOf(db, key).flatMap((member) =>
      contactsOf(db, member.key).map((contact) => contact.label ?? contact.value),
    );
    return [{ customerId: row.id, name: displayName(db, key).name, addresses }];
  });
}
