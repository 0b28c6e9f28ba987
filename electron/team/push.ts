import { isHistoric } from '../core/conversation.ts';
import { claimOf } from '../core/team/claims.ts';
import { languageOf } from '../core/team/language.ts';
import type { TeamRecord } from '../core/team/records.ts';
import type { WriteTx } from '../store/db.ts';
import type { OutboxState } from '../store/repos/outbox.repo.ts';
import { adoptConversation, adoptItem } from '../store/team/adopt.ts';
import { beginningOf } from '../store/team/beginning.ts';
import { exportRecord } from '../store/team/export.ts';
import { unsharedOf } from '../store/team/files.ts';
import {
  baseOf,
  enqueueRecord,
  goesBeyond,
  keyOf,
  lastQueued,
  type Queued,
  queued,
  setToldProgress,
  settled,
  setVersion,
  type Waiting,
} from '../store/team/queue.ts';
import { countGivenBack } from '../store/team/restoring.ts';
import { takeIn } from '../store/team/take-in.ts';
import { tellLeftFiles } from './asked.ts';
import { type FileContext, shareAhead } from './files.ts';
import { tellLink } from './links.ts';
import { Refused } from './server.ts';
import { forgetTold, isOfUntold } from './told-by-others.ts';
import { tellAsHolder } from './wants.ts';
import { fromConversation, type PushAnswer, type PushBatch, toContact, toCustomer, toItem, toOther } from './wire.ts';

export type PushContext = FileContext & {
  node: string;
  /** Number of our lease of a channel while it holds. */
  fence(channelId: string): number | undefined;
  /** This desk hears the calls of that PBX by itself, whoever tells them. */
  listens(channelId: string): boolean;
  /** The server went back to an older state and takes what it lacks from whoever has it. */
  recovering: boolean;
  now(): number;
  log: { warn(fields: Record<string, unknown>, message: string): void };
};

const atOnce = 300;
/** Telling a thing can make it to be told again, as an answer to what came back. What goes on longer than this waits for the next round. */
const passes = 4;

/**
 * Tells the server what was changed here, in the order in which that can be taken in. Everything is named by its own id, so that
 * telling it twice is telling it once. What is not this desk's to tell now stays in the queue.
 *
 * @throws ServerAway, LeaseLost
 */
export async function pushAll(ctx: PushContext): Promise<void> {
  let after = 0;
  for (let pass = 0; pass < passes; pass += 1) {
    const until = lastQueued(ctx.store.read);
    if (until <= after) return;
    while (after < until) {
      const rows = queued(ctx.store.read, atOnce, after).filter(({ seq }) => seq <= until);
      await pushSome(ctx, rows);
      after = rows.at(-1)?.seq ?? until;
    }
  }
}

async function pushSome(ctx: PushContext, rows: readonly Queued[]): Promise<void> {
  const now = rows.filter((row) => !isForLater(ctx, row));
  await forgetTold(
    ctx,
    rows.filter((row) => !now.includes(row)),
  );
  await shareFilesOf(ctx, now);
  const waiting = now.map((row) => ({ ...row, record: exportRecord(ctx.store.read, row.kind, row.rowKey) }));
  const gone = waiting.filter(({ record }) => record === undefined);
  const there = waiting.filter((row): row is Waiting => row.record !== undefined);
  const plan = planOf(ctx, there);
  await tellLeftFiles(
    ctx,
    plan.idle.map(({ record }) => record),
  );
  ctx.store.write(
    (tx) => {
      for (const row of [...gone, ...plan.idle]) settled(tx, row);
    },
    { pulled: true },
  );
  for (const { batch, rows: of } of plan.batches) {
    const answer = await tellAsHolder(ctx, of, await ctx.server.push(batch));
    ctx.store.write(
      (tx) => {
        recordAnswer(tx, of, answer);
        countGivenBack(tx, of.length - answer.refused.length);
      },
      { pulled: true },
    );
  }
  for (const row of plan.alone) await tellAlone(ctx, row);
  for (const row of plan.links) await tellLink(ctx, row);
  for (const row of plan.claims) await tellClaim(ctx, row);
}

type Plan = {
  batches: Array<{ batch: PushBatch; rows: Waiting[] }>;
  links: Waiting[];
  claims: Waiting[];
  /** Answers that nobody who runs their channel tells. */
  alone: Waiting[];
  /** Of no concern to the server, from this desk. */
  idle: Waiting[];
};

function planOf(ctx: PushContext, rows: readonly Waiting[]): Plan {
  const of = <K extends TeamRecord['kind']>(kind: K) =>
    rows.filter((row): row is Queued & { record: TeamRecord & { kind: K } } => row.record.kind === kind);
  const plan: Plan = { batches: [], links: of('link'), claims: [], alone: [], idle: [] };
  const opens: Waiting[] = [];
  const opening = new Set<string>();
  for (const row of of('conversation')) {
    if (baseOf(ctx.store.read, row.record.id)) plan.claims.push(row);
    else if (row.record.body.mergedInto !== null) plan.idle.push(row);
    else if (!opening.has(row.record.body.customer)) {
      opening.add(row.record.body.customer);
      opens.push(row);
    }
  }
  const byChannel = new Map<string | undefined, Waiting[]>();
  for (const row of of('item')) {
    const channel = row.record.body.channel ?? undefined;
    if (channel !== undefined && ctx.fence(channel) === undefined && !ctx.recovering) {
      // Whoever runs the channel tells what its provider says; what never came from there is told by whom it is known to.
      if (row.record.version > 0) plan.idle.push(row);
      else plan.alone.push(row);
      continue;
    }
    byChannel.set(channel, [...(byChannel.get(channel) ?? []), row]);
  }
  const others = [...of('tag'), ...of('canned'), ...of('reminder'), ...of('wish'), ...of('ask')];
  const people = [...of('customer'), ...of('contact')];
  const [first, ...rest] = [...byChannel.keys()].sort((a, b) => Number(a === undefined) - Number(b === undefined));
  if (people.length + opens.length + others.length + byChannel.size === 0) return plan;
  const items = byChannel.get(first) ?? [];
  plan.batches.push({
    batch: {
      ...header(ctx, first),
      customers: of('customer').map(({ record }) => toCustomer(record, record.version + 1)),
      contactPoints: of('contact').map(({ record }) => toContact(record, record.version + 1)),
      opens: opens.map((row) => opening_(ctx, row)),
      records: [...others.map(({ record }) => toOther(record, record.version + 1)), ...items.map((row) => itemOf(ctx, row))],
    },
    rows: [...people, ...opens, ...others, ...items],
  });
  for (const channel of rest) {
    const own = byChannel.get(channel) ?? [];
    plan.batches.push({ batch: { ...header(ctx, channel), records: own.map((row) => itemOf(ctx, row)) }, rows: own });
  }
  return plan;
}

function header({ node, fence }: PushContext, channel: string | undefined): PushBatch {
  const held = channel === undefined ? undefined : fence(channel);
  if (channel === undefined) return { node };
  return held === undefined ? { node, recover: true } : { node, channel, fence: held };
}

function opening_({ store }: PushContext, { record, rowKey }: Waiting): object {
  if (record.kind !== 'conversation') return {};
  const { customer, openedAt, imported } = record.body;
  const began = beginningOf(store.read, rowKey);
  const language = began && languageOf(began.text);
  return {
    id: record.id,
    customerId: customer,
    at: openedAt,
    imported,
    reopen: !imported,
    ...(began ? { channelId: began.channelId } : {}),
    ...(language === undefined ? {} : { language }),
  };
}

function itemOf({ store }: PushContext, { record }: Waiting): object {
  if (record.kind !== 'item') return {};
  const { channel, sentAt } = record.body;
  const connectedAt =
    channel === null ? 0 : (store.read.value<number>('SELECT created_at FROM channels WHERE id = ?', channel) ?? 0);
  return toItem(record, record.version + 1, isHistoric(sentAt, connectedAt));
}

type Told = { kind: string; channel: string; version: number | null; state: OutboxState | null; fence: number | null };

/**
 * Not this desk's to tell now. An answer that waits for the server to say who sends it is told as an order, not as something that was
 * said. What came or left by a channel that another desk runs, and the server has never seen, is told from there, or waits for the
 * channel to be ours; unless nothing more can come of it, because it left alone, was withdrawn, or its sending was broken off. Of a call
 * that went on since it was told, whoever heard it keeps what they know, in case that whoever tells it has fallen silent.
 */
function isForLater({ store, fence, listens, recovering }: PushContext, { kind, rowKey }: Queued): boolean {
  if (kind === 'wish') return isOfUntold(store.read, fence, rowKey);
  if (kind !== 'item') return false;
  const item = store.read.get<Told>(
    `SELECT i.kind, c.id AS channel, v.version, o.state, o.fence FROM items i JOIN channels c ON c.key = i.channel_key
     LEFT JOIN team_versions v ON v.kind = 'item' AND v.id = i.id LEFT JOIN outbox o ON o.item_key = i.key WHERE i.key = ?`,
    rowKey,
  );
  if (!item) return false;
  const { channel, version, state } = item;
  // What was to leave alone is handed back as soon as the channel is run again.
  if (fence(channel) !== undefined || recovering) return state === 'handed' || (state === 'queued' && item.fence === null);
  if (item.kind === 'call' && listens(channel)) return goesBeyond(store.read, rowKey);
  if (version !== null && version > 0) return false;
  return state === null || item.fence !== null || state === 'handed' || state === 'queued' || state === 'sending';
}

async function tellAlone(ctx: PushContext, row: Waiting): Promise<void> {
  const told = await ctx.server.sentAlone(itemOf(ctx, row)).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    return error;
  });
  if (told instanceof Refused) {
    // Its customer was erased meanwhile, or is not this agent's any more: it stays known here alone.
    ctx.log.warn({ item: row.record.id, code: told.code }, 'the server does not take what was sent without it');
    ctx.store.write((tx) => settled(tx, row), { pulled: true });
    return;
  }
  const { id, wait } = told;
  if (wait === true) return;
  ctx.store.write(
    (tx) => {
      settled(tx, row);
      if (id === row.record.id) setVersion(tx, row.record, row.record.version + 1);
      else adoptItem(tx, row.rowKey, id);
    },
    { pulled: true },
  );
}

function recordAnswer(tx: WriteTx, rows: readonly Waiting[], answer: PushAnswer): void {
  const refused = new Map(answer.refused.map(({ id, why }) => [id, why]));
  for (const row of rows) {
    const { record } = row;
    // Whoever has lost the channel meanwhile is told by the lease; the rest is not for this desk to say.
    if (refused.get(record.id) === 'not-holder') continue;
    settled(tx, row);
    if (refused.has(record.id)) continue;
    if (record.kind === 'conversation') {
      const theirs = answer.conversations[record.body.customer];
      if (!theirs) continue;
      const opened = fromConversation(theirs);
      const moved = adoptConversation(tx, row.rowKey, opened.id);
      setVersion(tx, opened, opened.version, opened.body);
      const ours = exportRecord(tx, 'conversation', keyOf(tx, opened) ?? row.rowKey);
      tx.run('UPDATE conversations SET version = ? WHERE id = ?', opened.version, opened.id);
      if (ours?.kind === 'conversation' && claimOf(opened.body, ours.body))
        enqueueRecord(tx, 'conversation', keyOf(tx, opened) ?? row.rowKey);
      for (const item of moved) enqueueRecord(tx, 'item', item);
      continue;
    }
    const canonical = answer.records[record.id];
    if (record.kind === 'item' && canonical !== undefined) {
      // The server knows it from somebody else: how it stands there comes with the next pull, and is brought together then.
      adoptItem(tx, row.rowKey, canonical);
      enqueueRecord(tx, 'item', row.rowKey);
      continue;
    }
    setVersion(tx, record, record.version + 1);
    if (record.kind === 'item' && record.body.call) setToldProgress(tx, record.id, record.body.call.told);
  }
}

async function tellClaim(ctx: PushContext, row: Waiting): Promise<void> {
  // What was told before it in the same round may have brought it on: only as it stands now can it be claimed, or put back.
  const record = exportRecord(ctx.store.read, 'conversation', row.rowKey);
  const base = record?.kind === 'conversation' ? baseOf(ctx.store.read, record.id) : undefined;
  if (record?.kind !== 'conversation' || !base) return;
  const change = claimOf(base, record.body);
  if (!change) {
    ctx.store.write((tx) => settled(tx, row), { pulled: true });
    return;
  }
  try {
    const answer = await ctx.server.claim(record.id, record.version, change);
    ctx.store.write((tx) => void takeIn(tx, [fromConversation(answer.conversation)], { historic: false }), { pulled: true });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    ctx.log.warn({ conversation: record.id, code: error.code }, 'the server refused a change of a conversation');
    ctx.store.write(
      (tx) => {
        settled(tx, row);
        void takeIn(tx, [{ kind: 'conversation', id: record.id, version: record.version, body: base }], { historic: false });
      },
      { pulled: true },
    );
  }
}

/** Small files go ahead of what names them, so that a colleague never sees a name without its bytes; the others follow. */
async function shareFilesOf(ctx: PushContext, rows: readonly Queued[]): Promise<void> {
  const keys = (kind: string) => rows.filter((row) => row.kind === kind).map(({ rowKey }) => rowKey);
  await shareAhead(ctx, unsharedOf(ctx.store.read, { items: keys('item'), contacts: keys('contact') }));
}
