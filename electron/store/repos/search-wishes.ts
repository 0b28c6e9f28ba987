import type { SearchWish } from '../../../shared/lib/search-query.ts';
import type { Bind, ReadDb } from '../db.ts';
import { keyFloor } from '../keys.ts';
import { agentsNamed, channelsNamed, type Named, peopleNamed, tagsNamed, thingKinds } from './search-names.ts';
import { type Bounds, itemsOf, mostOwners, type Stream, streamOf, unionOf } from './search-streams.ts';

/** About a row `i` of items. */
type Condition = { sql: string; params: Bind[] };
/** What one operator asks for: what its items must meet, and where they are; without a stream they are nearly everywhere. */
type Meaning = { condition: Condition; stream?: Stream | undefined; names: boolean };
export type Wish = SearchWish & { excluded: boolean };

/** Items within the bounds that are in all the streams and meet the conditions. */
export type Wanted = Bounds & {
  conditions: Condition[];
  streams: Stream[];
  /** Operators whose value is the name of nothing there is. */
  unmet: Wish[];
};

const json = (values: readonly unknown[]): string => JSON.stringify(values);
const within = 'IN (SELECT value FROM json_each(?))';
const nothing: Stream = () => [];

const isPerson =
  'EXISTS (SELECT 1 FROM customers p CROSS JOIN search_customers ON search_customers.rowid = p.root_key WHERE p.key = i.customer_key AND search_customers MATCH ?)';
/** One more than have a stream. */
const enough = mostOwners + 1;

/** Identities of the people of some conversations, as many as have a stream and one more. */
const identitiesOf = (db: ReadDb, conversations: string, ...params: Bind[]): number[] => [
  ...new Set(
    db.values<number>(
      `SELECT m.key FROM (${conversations}) v CROSS JOIN customers c ON c.key = v.customer_key CROSS JOIN customers m ON m.root_key = c.root_key LIMIT ${enough}`,
      ...params,
    ),
  ),
];

const personIs = (named: Named): Condition =>
  'keys' in named
    ? { sql: `i.customer_key ${within}`, params: [json(named.keys)] }
    : { sql: isPerson, params: [named.expression] };

/** Where items with one of these in a column are; each value has a part of an index of its own. */
function valued(db: ReadDb, column: 'channel_key' | 'agent_key', keys: readonly number[]): Stream {
  const sql = `SELECT key FROM items WHERE ${column} = ? AND key < ? AND key >= ? ORDER BY key DESC LIMIT ?`;
  return keys.length === 0 ? nothing : unionOf(keys.map((key) => streamOf(db, sql, key)));
}

/** Of the person's side and of ours: what is said by a customer, or to them, is told apart by its direction. */
function either(
  db: ReadDb,
  value: string,
  theirs: { direction: 'in' | 'out' },
  ours: { keys: number[]; column: 'channel_key' | 'agent_key'; direction: string },
  bounds: Bounds,
): Meaning {
  const named = peopleNamed(db, value);
  const person = personIs(named);
  const side = theirs.direction === 'out' ? 'out' : 'both';
  const people = 'keys' in named ? itemsOf(db, side, named.keys, bounds) : undefined;
  const own = valued(db, ours.column, ours.keys);
  return {
    condition: {
      sql: `((i.direction = '${theirs.direction}' AND ${person.sql}) OR (${ours.direction} AND i.${ours.column} ${within}))`,
      params: [...person.params, json(ours.keys)],
    },
    stream: people && (ours.keys.length === 0 ? people : unionOf([people, own])),
    names: ours.keys.length > 0 || !('keys' in named) || named.keys.length > 0,
  };
}

function tagged(db: ReadDb, value: string, bounds: Bounds): Meaning {
  const tags = tagsNamed(db, value);
  const people = identitiesOf(
    db,
    `SELECT c.customer_key FROM conversation_tags ct CROSS JOIN conversations c ON c.key = ct.conversation_key WHERE ct.tag_key ${within}`,
    json(tags),
  );
  return {
    condition: {
      sql: `EXISTS (SELECT 1 FROM conversation_tags ct WHERE ct.conversation_key IN (i.conversation_key, (SELECT merged_into FROM conversations WHERE key = i.conversation_key)) AND ct.tag_key ${within})`,
      params: [json(tags)],
    },
    stream: itemsOf(db, 'both', people, bounds),
    names: tags.length > 0,
  };
}

function having(db: ReadDb, kinds: readonly string[]): Meaning {
  const current = 'inline = 0 AND version IS NULL AND deleted_at IS NULL';
  const sql = `SELECT DISTINCT item_key FROM attachments WHERE kind = ? AND ${current} AND item_key < ? AND item_key >= ? ORDER BY item_key DESC LIMIT ?`;
  return {
    condition: {
      sql: `EXISTS (SELECT 1 FROM attachments a WHERE a.item_key = i.key AND ${current} AND a.kind ${within})`,
      params: [json(kinds)],
    },
    stream: unionOf(kinds.map((kind) => streamOf(db, sql, kind))),
    names: true,
  };
}

function resolved(db: ReadDb, bounds: Bounds): Meaning {
  // By name: of a subquery SQLite drops the order, and then prefers the whole table where most of it is resolved.
  const people = identitiesOf(
    db,
    "SELECT customer_key FROM conversations INDEXED BY conversations_resolved WHERE status = 'resolved' ORDER BY closed_at DESC",
  );
  return {
    condition: {
      sql: "COALESCE((SELECT COALESCE(o.status, c.status) = 'resolved' FROM conversations c LEFT JOIN conversations o ON o.key = c.merged_into WHERE c.key = i.conversation_key), 0)",
      params: [],
    },
    stream: itemsOf(db, 'both', people, bounds),
    names: true,
  };
}

function meaningOf(db: ReadDb, wish: SearchWish, bounds: Bounds): Meaning | undefined {
  switch (wish.operator) {
    case 'from': {
      const keys = agentsNamed(db, wish.value);
      return either(db, wish.value, { direction: 'in' }, { keys, column: 'agent_key', direction: "i.direction <> 'in'" }, bounds);
    }
    case 'to': {
      const keys = channelsNamed(db, wish.value);
      return either(
        db,
        wish.value,
        { direction: 'out' },
        { keys, column: 'channel_key', direction: "i.direction = 'in'" },
        bounds,
      );
    }
    case 'channel': {
      const keys = channelsNamed(db, wish.value);
      const condition = { sql: `COALESCE(i.channel_key, 0) ${within}`, params: [json(keys)] };
      return { condition, stream: valued(db, 'channel_key', keys), names: keys.length > 0 };
    }
    case 'has':
      return having(db, thingKinds[wish.thing]);
    case 'is': {
      const sql = "SELECT key FROM items WHERE kind = 'note' AND key < ? AND key >= ? ORDER BY key DESC LIMIT ?";
      return { condition: { sql: "i.kind = 'note'", params: [] }, stream: streamOf(db, sql), names: true };
    }
    case 'in':
      return resolved(db, bounds);
    case 'tag':
      return tagged(db, wish.value, bounds);
    case 'before':
    case 'after':
      return undefined;
  }
}

/** One author, one channel: several of these are any of them. Of tags and files all are wanted. */
const anyOf = new Set<string>(['from', 'to', 'channel']);

const or = (conditions: readonly Condition[]): Condition => ({
  sql: `(${conditions.map(({ sql }) => sql).join(' OR ')})`,
  params: conditions.flatMap(({ params }) => params),
});

/** Before a day is until it begins, after it is from its beginning on; the other way round with a minus. */
function boundsOf(wishes: readonly Wish[], page: { before: number | undefined; until: number }): Bounds {
  let [ceiling, floor] = [page.before ?? Number.MAX_SAFE_INTEGER, 0];
  for (const wish of wishes) {
    if (wish.operator !== 'before' && wish.operator !== 'after') continue;
    const key = keyFloor(wish.period.from);
    if ((wish.operator === 'before') !== wish.excluded) ceiling = Math.min(ceiling, key);
    else floor = Math.max(floor, key);
  }
  return { ceiling, floor, until: page.until };
}

/** What operators ask for, in terms of items. */
export function wantedBy(db: ReadDb, wishes: readonly Wish[], page: { before: number | undefined; until: number }): Wanted {
  const bounds = boundsOf(wishes, page);
  const wanted: Wanted = { ...bounds, conditions: [], streams: [], unmet: [] };
  const groups = new Map<string, Meaning[]>();
  for (const [at, wish] of wishes.entries()) {
    const meaning = meaningOf(db, wish, bounds);
    if (!meaning) continue;
    if (!meaning.names) wanted.unmet.push(wish);
    const group = anyOf.has(wish.operator) ? wish.operator : String(at);
    if (!wish.excluded) groups.set(group, [...(groups.get(group) ?? []), meaning]);
    else wanted.conditions.push({ sql: `NOT ${meaning.condition.sql}`, params: meaning.condition.params });
  }
  for (const meanings of groups.values()) {
    wanted.conditions.push(or(meanings.map(({ condition }) => condition)));
    const streams = meanings.map(({ stream }) => stream);
    if (!streams.includes(undefined)) wanted.streams.push(unionOf(streams.flatMap((stream) => stream ?? [])));
  }
  return wanted;
}
