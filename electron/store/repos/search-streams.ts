import type { ReadDb } from '../db.ts';

/** Keys of items from `floor` on and below `ceiling`, newest first, the newest `limit` of them and none twice. */
export type Stream = (ceiling: number, floor: number, limit: number) => number[];

const oldest = -1;
const smallestStep = 64;
const largestStep = 1_024;
/** So few are asked one by one. */
const fewOwners = 8;
/** So many are looked up between two looks at the clock. */
const ownersAtOnce = 200;
/** What so many own is met often enough on the way through all. */
export const mostOwners = 6_000;

const byNewest = (a: number, b: number): number => b - a;

/** A statement over `items` or `attachments` that takes its own parameters, the ceiling, the floor and the limit. */
export const streamOf =
  (db: ReadDb, sql: string, ...params: Array<number | string>): Stream =>
  (ceiling, floor, limit) =>
    db.values<number>(sql, ...params, ceiling, floor, limit);

/** Everything, in the order of the timeline. */
export const everything = (db: ReadDb): Stream =>
  streamOf(db, 'SELECT key FROM items WHERE key < ? AND key >= ? ORDER BY key DESC LIMIT ?');

/** What is in any of the streams. */
export function unionOf(streams: readonly Stream[]): Stream {
  const [only] = streams;
  if (only && streams.length === 1) return only;
  return (ceiling, floor, limit) =>
    [...new Set(streams.flatMap((stream) => stream(ceiling, floor, limit)))].sort(byNewest).slice(0, limit);
}

/** All items of somebody, or what we sent them. */
export type Side = 'both' | 'out';

const ownedBy = (side: Side, owner: string): string =>
  `i.customer_key = ${owner}${side === 'both' ? '' : ` AND i.direction = '${side}'`}`;

/** From where on a search goes down, and until when (`performance.now`) it may look. */
export type Bounds = { ceiling: number; floor: number; until: number };

/**
 * Items of these identities, to be asked for from above downwards; undefined where the owners are so many that theirs are met everywhere, or cannot be
 * looked up in half of the time there is, as on a disk that nothing was read from yet.
 */
export function itemsOf(db: ReadDb, side: Side, owners: readonly number[], bounds: Bounds): Stream | undefined {
  if (owners.length > mostOwners) return undefined;
  if (owners.length > fewOwners) return itemsOfMany(db, side, owners, bounds);
  return unionOf(owners.map((owner) => itemsOfOne(db, side, owner)));
}

const itemsOfOne = (db: ReadDb, side: Side, owner: number): Stream =>
  streamOf(
    db,
    `SELECT i.key FROM items i WHERE ${ownedBy(side, '?')} AND i.key < ? AND i.key >= ? ORDER BY i.key DESC LIMIT ?`,
    owner,
  );

type Newest = { owner: number; key: number };

/**
 * Each owner's newest item is looked up once, and again only where the ceiling has passed it. The newest `limit` of all are
 * not older than the newest of the `limit`-th owner.
 */
function itemsOfMany(db: ReadDb, side: Side, owners: readonly number[], { ceiling: start, until }: Bounds): Stream | undefined {
  const newest = `SELECT o.value AS owner, (SELECT i.key FROM items i WHERE ${ownedBy(side, 'o.value')} AND i.key < ? ORDER BY i.key DESC LIMIT 1) AS key FROM json_each(?) o`;
  const newestOf = (asked: readonly number[], ceiling: number): Newest[] =>
    db
      .all<{ owner: number; key: number | null }>(newest, ceiling, JSON.stringify(asked))
      .flatMap(({ owner, key }) => (key === null ? [] : [{ owner, key }]));
  const inOrder = (all: Newest[]): Newest[] => all.sort((a, b) => b.key - a.key);

  const half = (performance.now() + until) / 2;
  let known: Newest[] = [];
  for (let from = 0; from < owners.length; from += ownersAtOnce) {
    if (performance.now() >= half) return undefined;
    known.push(...newestOf(owners.slice(from, from + ownersAtOnce), start));
  }
  known = inOrder(known);
  return (ceiling, floor, limit) => {
    const passed = known.findIndex(({ key }) => key < ceiling);
    const stale = known.slice(0, passed < 0 ? known.length : passed);
    if (stale.length > 0) {
      const again = newestOf(
        stale.map(({ owner }) => owner),
        ceiling,
      );
      known = inOrder([...again, ...known.slice(stale.length)]);
    }
    const lowest = Math.max(floor, known[limit - 1]?.key ?? 0);
    const leading = known.slice(0, limit).flatMap(({ owner, key }) => (key < lowest ? [] : [owner]));
    return unionOf(leading.map((owner) => itemsOfOne(db, side, owner)))(ceiling, lowest, limit);
  };
}

/** Where a piece of the intersection ended: what is in all streams so far down, and the next ceiling, unless that was all. */
type Piece = { keys: number[]; next?: number };

/**
 * What is in all the streams, piece by piece from the newest on. Each leaps to where another one goes on, so that the
 * rarest sets the pace.
 */
export function* inAll(streams: readonly Stream[], { ceiling: from, floor }: Bounds): Generator<Piece> {
  let ceiling = from;
  for (let step = smallestStep; ; step = Math.min(largestStep, step * 2)) {
    const piece = oneStep(streams, ceiling, floor, step);
    yield piece;
    if (piece.next === undefined) return;
    ceiling = piece.next;
  }
}

function oneStep(streams: readonly Stream[], from: number, floor: number, step: number): Piece {
  let ceiling = from;
  const chunks: Array<{ keys: number[]; isAll: boolean }> = [];
  for (const stream of streams) {
    const keys = stream(ceiling, floor, step);
    const [first] = keys;
    if (first === undefined) return { keys: [] };
    chunks.push({ keys, isAll: keys.length < step });
    ceiling = Math.min(ceiling, first + 1);
  }
  const bound = Math.max(...chunks.map(({ keys, isAll }) => (isAll ? floor : (keys.at(-1) ?? floor))));
  const [lead, ...others] = chunks.map(({ keys }) => keys);
  const sets = others.map((keys) => new Set(keys));
  const common = (lead ?? []).filter((key) => key >= bound && sets.every((set) => set.has(key)));
  const nexts = chunks.map(({ keys, isAll }) => keys.find((key) => key < bound) ?? (isAll ? undefined : bound - 1));
  const next = nexts.includes(undefined) ? undefined : Math.min(...nexts.map((key) => key ?? oldest)) + 1;
  return next === undefined || next <= floor ? { keys: common } : { keys: common, next };
}
