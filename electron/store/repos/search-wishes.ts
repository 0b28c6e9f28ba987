import type { SearchThing, SearchWish } from '../../../shared/lib/search-query.ts';
import type { ChannelKind } from '../../../shared/model/index.ts';
import type { Bind, ReadDb } from '../db.ts';
import { keyFloor } from '../keys.ts';
import { findCustomers } from '../search/fts.ts';
import { peopleExpression } from './search-people.ts';

/** About a row `i` of items. */
type Condition = { sql: string; params: Bind[] };
/** Items with keys from `floor` on and below `ceiling` that meet the conditions; `people` when only theirs can, and they are few. */
export type Wanted = { conditions: Condition[]; floor: number; ceiling: number; people?: number[]; files: boolean };
type Wish = SearchWish & { excluded: boolean };

/** More people than these are not gone through one by one. */
const few = 64;

const kindNames: Record<ChannelKind, readonly string[]> = {
  email: ['email', 'mail', 'почта', 'письмо', 'письма'],
  telegram: ['telegram', 'tg', 'телеграм', 'телеграмм', 'тг'],
};
const thingKinds: Record<SearchThing, readonly string[] | undefined> = {
  file: undefined,
  photo: ['image'],
  voice: ['voice', 'audio'],
  video: ['video', 'video-note', 'animation'],
};
const meNames = new Set(['me', 'я', 'меня', 'мне']);

const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');
const json = (values: readonly unknown[]): string => JSON.stringify(values);
const within = 'IN (SELECT value FROM json_each(?))';

/** Keys of channels of a kind, or with this in their name or address. */
function channelsNamed(db: ReadDb, value: string): number[] {
  const asked = plain(value);
  return db
    .all<{ key: number; kind: ChannelKind; name: string; address: string }>('SELECT key, kind, name, address FROM channels')
    .filter((row) => kindNames[row.kind].includes(asked) || plain(`${row.name}\n${row.address}`).includes(asked))
    .map(({ key }) => key);
}

function agentsNamed(db: ReadDb, value: string): number[] {
  const asked = plain(value);
  return db
    .all<{ key: number; name: string; email: string | null; is_me: number }>('SELECT key, name, email, is_me FROM agents')
    .filter((row) => (meNames.has(asked) ? row.is_me === 1 : plain(`${row.name}\n${row.email ?? ''}`).includes(asked)))
    .map(({ key }) => key);
}

const none: Condition = { sql: '0', params: [] };
const isPerson =
  'EXISTS (SELECT 1 FROM customers p CROSS JOIN search_customers ON search_customers.rowid = p.root_key WHERE p.key = i.customer_key AND search_customers MATCH ?)';

function person(db: ReadDb, value: string, direction: 'in' | 'out'): Condition {
  const match = meNames.has(plain(value)) ? undefined : peopleExpression(db, value);
  return match === undefined ? none : { sql: `(i.direction = '${direction}' AND ${isPerson})`, params: [match] };
}

function conditionOf(db: ReadDb, wish: SearchWish): Condition | undefined {
  switch (wish.operator) {
    case 'from': {
      const customer = person(db, wish.value, 'in');
      return {
        sql: `(${customer.sql} OR (i.direction <> 'in' AND i.agent_key ${within}))`,
        params: [...customer.params, json(agentsNamed(db, wish.value))],
      };
    }
    case 'to': {
      const customer = person(db, wish.value, 'out');
      return {
        sql: `(${customer.sql} OR (i.direction = 'in' AND i.channel_key ${within}))`,
        params: [...customer.params, json(channelsNamed(db, wish.value))],
      };
    }
    case 'channel':
      return { sql: `COALESCE(i.channel_key, 0) ${within}`, params: [json(channelsNamed(db, wish.value))] };
    case 'has': {
      const kinds = thingKinds[wish.thing];
      const file =
        'SELECT 1 FROM attachments a WHERE a.item_key = i.key AND a.inline = 0 AND a.version IS NULL AND a.deleted_at IS NULL';
      return kinds
        ? { sql: `EXISTS (${file} AND a.kind ${within})`, params: [json(kinds)] }
        : { sql: `EXISTS (${file} AND a.kind <> 'sticker')`, params: [] };
    }
    case 'is':
      return { sql: "i.kind = 'note'", params: [] };
    case 'in':
      return {
        sql: "COALESCE((SELECT COALESCE(o.status, c.status) = 'resolved' FROM conversations c LEFT JOIN conversations o ON o.key = c.merged_into WHERE c.key = i.conversation_key), 0)",
        params: [],
      };
    case 'tag':
      return {
        sql: `EXISTS (SELECT 1 FROM conversation_tags ct WHERE ct.conversation_key IN (i.conversation_key, (SELECT merged_into FROM conversations WHERE key = i.conversation_key)) AND ct.tag_key ${within})`,
        params: [json(tagsNamed(db, wish.value))],
      };
    case 'before':
    case 'after':
      return undefined;
  }
}

const tagsNamed = (db: ReadDb, value: string): number[] =>
  db
    .all<{ key: number; name: string }>('SELECT key, name FROM tags WHERE removed_at IS NULL')
    .filter(({ name }) => plain(name).includes(plain(value)))
    .map(({ key }) => key);

/** One author, one channel: several of these are any of them. Of tags and files all are wanted. */
const anyOf = new Set<string>(['from', 'to', 'channel']);

function joined(conditions: readonly Condition[], word: 'AND' | 'OR'): Condition {
  return { sql: `(${conditions.map(({ sql }) => sql).join(` ${word} `)})`, params: conditions.flatMap(({ params }) => params) };
}

/** What operators ask for, in terms of items. */
export function wantedBy(db: ReadDb, wishes: readonly Wish[]): Wanted {
  const wanted: Wanted = { conditions: [], floor: 0, ceiling: Number.MAX_SAFE_INTEGER, files: false };
  const by = new Map<string, Condition[]>();
  for (const wish of wishes) {
    if (wish.operator === 'before' || wish.operator === 'after') {
      // Before a day is until it begins, after it is from its beginning on; the other way round with a minus.
      const isEnd = (wish.operator === 'before') !== wish.excluded;
      const at = keyFloor(wish.period.from);
      if (isEnd) wanted.ceiling = Math.min(wanted.ceiling, at);
      else wanted.floor = Math.max(wanted.floor, at);
      continue;
    }
    const condition = conditionOf(db, wish);
    if (!condition) continue;
    if (wish.excluded) wanted.conditions.push({ sql: `NOT ${condition.sql}`, params: condition.params });
    else by.set(wish.operator, [...(by.get(wish.operator) ?? []), condition]);
    if (wish.operator === 'has' && !wish.excluded) wanted.files = true;
  }
  for (const [operator, conditions] of by) wanted.conditions.push(joined(conditions, anyOf.has(operator) ? 'OR' : 'AND'));
  const people = fewPeople(db, wishes);
  return people ? { ...wanted, people } : wanted;
}

/** Identities of whom alone the items can be, where one operator names few. */
function fewPeople(db: ReadDb, wishes: readonly Wish[]): number[] | undefined {
  for (const operator of ['from', 'to', 'tag'] as const) {
    const values = wishes.flatMap((wish) => (wish.operator === operator && !wish.excluded ? [wish.value] : []));
    if (values.length === 0) continue;
    const roots = values.map((value) => (operator === 'tag' ? tagged(db, value) : namedAlone(db, operator, value)));
    if (roots.some((found) => found === undefined)) continue;
    const all = [...new Set(roots.flatMap((found) => found ?? []))];
    if (all.length <= few) return db.values<number>(`SELECT key FROM customers WHERE root_key ${within}`, json(all));
  }
  return undefined;
}

/** People of this name, when it is no agent's or channel's of ours besides; undefined for very many. */
function namedAlone(db: ReadDb, operator: 'from' | 'to', value: string): number[] | undefined {
  const ours = operator === 'from' ? agentsNamed(db, value) : channelsNamed(db, value);
  if (ours.length > 0) return undefined;
  const match = peopleExpression(db, value);
  const found = match === undefined ? [] : findCustomers(db.raw, match, few + 1);
  return found.length > few ? undefined : found;
}

function tagged(db: ReadDb, value: string): number[] | undefined {
  const found = db.values<number>(
    `SELECT DISTINCT r.root_key FROM conversation_tags ct JOIN conversations c ON c.key = ct.conversation_key
     JOIN customers r ON r.key = c.customer_key WHERE ct.tag_key ${within} LIMIT ${few + 1}`,
    json(tagsNamed(db, value)),
  );
  return found.length > few ? undefined : found;
}
