import { inOrder, namedBy, type RecordRef, type TeamRecord } from '../core/team/records.ts';
import type { WriteTx } from '../store/db.ts';
import { storageError } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';
import type { Imported } from '../store/team/import.ts';
import { baseOf, keyOf, versionOf } from '../store/team/queue.ts';
import { type Place, setTeamState, type TeamState, teamState } from '../store/team/state.ts';
import { takeIn } from '../store/team/take-in.ts';
import { namedByOrder } from './outgoing.ts';
import type { TeamServer } from './server.ts';
import { type Change, type ConversationRow, fromServer, type OutboxRow, refOnServer } from './wire.ts';

export type PullContext = {
  store: Store;
  server: TeamServer;
  /** What concerns no timeline: agents, channels, leases, messages on their way. In the order of change. */
  others(changes: readonly Change[]): Promise<void>;
  /** Of these people there may be more than the page says: they were not this agent's to see before. Brings them whole. */
  appeared(customerIds: readonly string[]): Promise<void>;
  /** What could not be taken in. */
  unfit(record: TeamRecord, error: unknown): void;
  /** New here, in the transaction that put it here. */
  arrived(tx: WriteTx, imported: Imported): void;
};

const atOnce = 400;
/** So many of the last changes are kept to know the server by; it seals as many of each page. */
const witnesses = 3;
/** More than this since we last looked, and the newest come first. */
const longGap = 2_000;

const bound = (xid: string): Place => ({ xid, seq: '0' });

/**
 * Begins to catch up: everything below the present bound that was not read yet is a gap. A short one is read in order; of a long one
 * the newest pages come first, because people work with what is new. The channels of the team come before all of it: they are as
 * old as the team, and nothing can be answered without them.
 */
export async function openGap({ store, server, others }: PullContext): Promise<void> {
  if (teamState(store.read, 'gap')) return;
  const from = teamState(store.read, 'cursor');
  const to = bound(await server.horizon());
  const left = await server.count(from, to);
  if (left <= longGap && from !== null) return;
  await others(
    await server.rows<Change>(
      `SELECT kind, id, xid::text AS xid, seq::text AS seq, throughline.body_of(kind, id) AS body
       FROM throughline.changes WHERE kind = 'channel' AND xid < $1::xid8 ORDER BY changes.xid, changes.seq`,
      to.xid,
    ),
  );
  keep(store, { gap: { from, to, left }, cursor: to });
}

/** Reads one page of the gap, the newest first. Answers whether more of it is left. */
export async function readGap(ctx: PullContext): Promise<boolean> {
  const gap = teamState(ctx.store.read, 'gap');
  if (!gap) return false;
  const page = await ctx.server.pull(gap.from, gap.to, true, atOnce);
  const last = page.at(-1);
  const next =
    last === undefined || page.length < atOnce
      ? null
      : { ...gap, to: { xid: last.xid, seq: last.seq }, left: Math.max(1, gap.left - page.length) };
  await apply(ctx, page, { gap: next });
  return next !== null;
}

/** Reads what was changed since the cursor. Answers whether there may be more. */
export async function readNews(ctx: PullContext): Promise<boolean> {
  const page = await ctx.server.pull(teamState(ctx.store.read, 'cursor'), null, false, atOnce);
  const last = page.at(-1);
  if (!last) return false;
  await ctx.appeared(intoView(ctx.store, page));
  await apply(ctx, page, { cursor: { xid: last.xid, seq: last.seq } });
  return page.length === atOnce;
}

/**
 * Answers of colleagues that have not left yet, put on the timelines with what they name. `whom`: people they go to, of whom this agent
 * is told nothing else.
 */
export async function bringOrders(
  ctx: Pick<PullContext, 'store' | 'server'>,
  rows: readonly OutboxRow[],
  whom?: () => Promise<TeamRecord[]>,
): Promise<void> {
  const { store } = ctx;
  const strange = rows.filter(({ id }) => keyOf(store.read, { kind: 'item', id }) === undefined);
  if (strange.length === 0) return;
  const records = await completed(ctx, [...((await whom?.()) ?? []), ...strange.map(namedByOrder)]);
  store.write((tx) => void takeIn(tx, records, { historic: false }), { pulled: true });
}

/** Whose conversations are new here, have another assignee now, or have gone through states that were not told here. */
function intoView({ read }: Store, page: readonly Change[]): string[] {
  const people = page.flatMap(({ kind, body }) => {
    if (kind !== 'conversation' || body === null) return [];
    const row = body as ConversationRow;
    const base = baseOf(read, row.id);
    const known = base?.assignee === row.assignee_id && row.version - versionOf(read, { kind: 'conversation', id: row.id }) <= 1;
    return known ? [] : [row.customer_id];
  });
  return [...new Set(people)];
}

async function apply(ctx: PullContext, page: readonly Change[], state: Partial<TeamState>): Promise<void> {
  const { store } = ctx;
  // Agents and channels first: records name them.
  await ctx.others(page.filter(({ kind }) => kind === 'agent' || kind === 'channel'));
  const records = await completed(
    ctx,
    page.flatMap((change) => fromServer(change) ?? []),
  );
  const witness = page.slice(-witnesses).map(({ kind, id, xid, seal }) => ({ kind, id, xid, ...(seal ? { seal } : {}) }));
  try {
    takePage(ctx, records);
  } catch (error) {
    if (storageError(error) !== undefined) throw error;
    // One that cannot be taken in must not keep the others out; one may name another that comes after it.
    const left = inOrder(records).filter((record) => takenAlone(ctx, record) !== undefined);
    for (const record of left) {
      const unfit = takenAlone(ctx, record);
      if (unfit !== undefined) ctx.unfit(record, unfit);
    }
  }
  keep(store, { ...state, ...(witness.length > 0 ? { witness } : {}) });
  await bringOrders(
    ctx,
    page.flatMap(({ kind, body }) => (kind === 'outbox' && body !== null ? [body as OutboxRow] : [])),
  );
  await ctx.others(page.filter(({ kind }) => kind !== 'agent' && kind !== 'channel'));
}

/** Answers why it cannot be taken in. */
function takenAlone(ctx: PullContext, record: TeamRecord): unknown {
  try {
    takePage(ctx, [record]);
    return undefined;
  } catch (error) {
    if (storageError(error) !== undefined) throw error;
    return error;
  }
}

function takePage(ctx: PullContext, records: readonly TeamRecord[]): void {
  ctx.store.write(
    (tx) => {
      const joinedAt = teamState(tx, 'joinedAt') ?? 0;
      const isHistory = (record: TeamRecord) => record.kind === 'item' && record.body.receivedAt < joinedAt;
      const imported = takeIn(
        tx,
        records.filter((record) => !isHistory(record) && !isOfItem(record)),
        { historic: false },
      );
      takeIn(tx, records.filter(isHistory), { historic: true });
      takeIn(tx, records.filter(isOfItem), { historic: false });
      ctx.arrived(tx, imported);
    },
    { pulled: true },
  );
}

/** Has no place before its item is here. */
const isOfItem = ({ kind }: TeamRecord): boolean => kind === 'wish' || kind === 'ask';

/**
 * Adds what records name and is neither here nor among them. What names something that this agent may not see is left out with it.
 */
export async function completed(
  { store, server }: Pick<PullContext, 'store' | 'server'>,
  records: TeamRecord[],
): Promise<TeamRecord[]> {
  const all = new Map(records.map((record) => [`${record.kind} ${record.id}`, record]));
  const asked = new Set<string>();
  for (;;) {
    const missing = new Map<string, RecordRef>();
    for (const record of all.values()) {
      for (const ref of namedBy(record)) {
        const name = `${ref.kind} ${ref.id}`;
        if (!all.has(name) && !asked.has(name) && keyOf(store.read, ref) === undefined) missing.set(name, ref);
      }
    }
    if (missing.size === 0) break;
    for (const name of missing.keys()) asked.add(name);
    for (const change of await server.bodies([...missing.values()].map(refOnServer))) {
      const record = fromServer(change);
      if (record) all.set(`${record.kind} ${record.id}`, record);
    }
  }
  return withoutStrangers(store, [...all.values()]);
}

function withoutStrangers(store: Store, records: readonly TeamRecord[]): TeamRecord[] {
  let kept = [...records];
  for (;;) {
    const names = new Set(kept.map(({ kind, id }) => `${kind} ${id}`));
    const known = (ref: RecordRef) => names.has(`${ref.kind} ${ref.id}`) || keyOf(store.read, ref) !== undefined;
    const next = kept.filter((record) => namedBy(record).every((ref) => !needed(record, ref) || known(ref)));
    if (next.length === kept.length) return kept;
    kept = next;
  }
}

/** Without its customer a thing has no place; without the rest it has. */
const needed = (record: TeamRecord, ref: RecordRef): boolean =>
  ref.kind === 'customer' || isOfItem(record) || (record.kind === 'conversation' && ref.kind === 'conversation');

function keep(store: Store, state: Partial<TeamState>): void {
  store.write(
    (tx) => {
      for (const [name, value] of Object.entries(state)) setTeamState(tx, name as keyof TeamState, value as never);
    },
    { pulled: true },
  );
}
