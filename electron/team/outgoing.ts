import type { SendIntent } from '../../shared/contract/connector.ts';
import type { DeliveryCode, DeliveryNote } from '../../shared/model/index.ts';
import type { ItemBody, TeamRecord } from '../core/team/records.ts';
import type { WriteTx } from '../store/db.ts';
import { itemById, setDelivery } from '../store/repos/item.repo.ts';
import { intentOf, type OutboxRow as LocalRow, toOthers } from '../store/repos/outbox.repo.ts';
import type { Store } from '../store/store.ts';
import { exportRecord } from '../store/team/export.ts';
import { isToShare } from '../store/team/files.ts';
import {
  isPutOff,
  markOffered,
  markTaken,
  noteOrder,
  putBack,
  settleOrder,
  takeOrder,
  unoffered,
  unsettled,
} from '../store/team/orders.ts';
import { keyOf } from '../store/team/queue.ts';
import { type FileContext, fetchFile, shareAhead } from './files.ts';
import { LeaseLost, Refused } from './server.ts';
import { FileRefused, StoreAway, StoreRefused, WrongBytes } from './stores/contract.ts';
import type { OrderPeople, OutboxRow } from './wire.ts';

export type OutgoingContext = FileContext & {
  node: string;
  /** This desk runs the channel, so that it needs no bytes of its own from anywhere. */
  holds(channelId: string): boolean;
  now(): number;
  /** Puts answers of colleagues on the timelines, with what they name. */
  bring(rows: readonly OutboxRow[], whom: () => Promise<OrderPeople>): Promise<void>;
};

/** An answer as it travels: what is to be sent, and the item it is shown as until then. */
type Order = { send: SendIntent; item: ItemBody; copies: boolean };

/**
 * Offers the server what was answered at this desk. From the moment of asking the answer is the server's, even if the asking is
 * never answered, so that two desks cannot both believe that it is theirs to send.
 */
export async function offerAnswers(ctx: OutgoingContext): Promise<void> {
  const { store, server } = ctx;
  for (const row of unoffered(store.read)) {
    const record = exportRecord(store.read, 'item', row.item_key);
    if (record?.kind !== 'item') continue;
    const send = intentOf(row);
    await shareAhead(
      ctx,
      send.files.map(({ hash }) => ({ hash, kind: 'item', rowKey: row.item_key })),
    );
    // Its files are on their way: whoever sends it is to find them there.
    const { channel } = record.body;
    if (send.files.some(({ hash }) => isToShare(store.read, hash)) && (channel === null || !ctx.holds(channel))) continue;
    const item = exportRecord(store.read, 'item', row.item_key);
    if (item?.kind !== 'item') continue;
    const order: Order = { send, item: item.body, copies: row.after_send === 'pending' };
    if (!store.write((tx) => markOffered(tx, row.key), { durable: true, pulled: true })) continue;
    await refusedAsFailure(store, row, () =>
      server.enqueue({
        id: record.id,
        channelId: record.body.channel,
        customerId: record.body.customer,
        conversationId: record.body.conversation,
        createdAt: row.created_at,
        intent: order,
      }),
    );
    store.write((tx) => markTaken(tx, row.key), { pulled: true });
  }
}

async function refusedAsFailure(store: Store, row: LocalRow, ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    store.write(
      (tx) => {
        tx.run("UPDATE outbox SET state = 'rejected' WHERE key = ?", row.key);
        setDelivery(tx, row.item_key, 'failed', { note: { code: 'refused', detail: error.message, attempts: 0 } });
      },
      { durable: true, pulled: true },
    );
  }
}

/**
 * Takes what may leave now by a channel that this desk runs. Each is written down as under way on the server before it is handed
 * to the runner here. Answers how many there were.
 *
 * @throws LeaseLost when another desk runs the channel by now
 */
export async function takeOrders(
  ctx: OutgoingContext,
  channel: { id: string; key: number; fence: number },
  max: number,
): Promise<number> {
  const flying = unsettled(ctx.store.read)
    .filter((row) => row.channel_key === channel.key && row.fence === channel.fence)
    .map((row) => row.item_id);
  const rows = await ctx.server.claimOutbox(channel.id, ctx.node, channel.fence, max, flying);
  await ctx.bring(rows, () =>
    ctx.server.ordersGoTo(
      channel.id,
      ctx.node,
      channel.fence,
      rows.map(({ id }) => id),
    ),
  );
  for (const row of rows) {
    const order = row.intent as Order;
    const lacks = await lackedBy(ctx, order.send);
    if (lacks !== undefined) {
      await ctx.server.settle(row.id, ctx.node, channel.fence, lacks.outcome, lacks.detail, storeRestMs);
      continue;
    }
    ctx.store.write((tx) => accept(tx, ctx, row, order, channel), { durable: true, pulled: true });
  }
  return rows.length;
}

/** So long a message waits for a store that does not answer before its channel is asked for it again. */
const storeRestMs = 5_000;

type Lack = { outcome: 'retry' | 'rejected'; detail: { code: DeliveryCode; detail: string } };

/** What keeps a message from leaving because of its files, which are brought here. Nothing of it has left. */
async function lackedBy(ctx: OutgoingContext, { files }: SendIntent): Promise<Lack | undefined> {
  const lack = (outcome: Lack['outcome'], detail: string): Lack => ({
    outcome,
    detail: { code: outcome === 'retry' ? 'offline' : 'refused', detail },
  });
  for (const { hash, name } of files) {
    try {
      if ((await fetchFile(ctx, hash)) === undefined) return lack('rejected', `${name}: the team has no such file`);
    } catch (error) {
      if (error instanceof StoreAway || error instanceof StoreRefused) return lack('retry', error.message);
      if (error instanceof WrongBytes || error instanceof FileRefused) return lack('rejected', `${name}: ${error.message}`);
      throw error;
    }
  }
  return undefined;
}

function accept(tx: WriteTx, ctx: OutgoingContext, row: OutboxRow, order: Order, channel: { key: number; fence: number }): void {
  const item = itemById(tx, row.id);
  const contact = order.item.contact === null ? toOthers : keyOf(tx, { kind: 'contact', id: order.item.contact });
  if (!item || contact === undefined) return;
  const { key: channelKey, fence } = channel;
  takeOrder(tx, {
    itemKey: item.key,
    channelKey,
    contactKey: contact,
    intent: order.send,
    fence,
    copies: order.copies,
    now: ctx.now(),
  });
}

/** The item that a colleague's answer is, as it stood when it was written. */
export const namedByOrder = (row: OutboxRow): TeamRecord => ({
  kind: 'item',
  id: row.id,
  version: 0,
  body: { ...(row.intent as Order).item, agent: row.author_id },
});

/** Brings an answer on the timeline to how it stands with the server. */
export function showOrder(tx: WriteTx, row: OutboxRow): void {
  const key = itemById(tx, row.id)?.key;
  if (key === undefined) return;
  noteOrder(tx, key, { state: row.state, fence: row.fence, attempts: 1, ...(row.result ?? {}) });
}

/** `handed`: it certainly has not left, and is to be given back. */
const outcomes = {
  handed: 'retry',
  accepted: 'accepted',
  rejected: 'rejected',
  unknown: 'unknown',
  cancelled: 'rejected',
} as const;

type Settling = Pick<OutgoingContext, 'store' | 'server' | 'node' | 'now'>;

/**
 * Tells the server how what was taken from it ended. What ended under a lease that is over is told as a finding: it can only make
 * sure of an answer whose fate the server does not know.
 */
export async function settleOrders(ctx: Settling, fenceOf: (channelKey: number) => number | undefined): Promise<void> {
  const { store } = ctx;
  // From the moment the server may give it to another desk, nothing here may send it.
  if (unsettled(store.read).some(isPutOff)) store.write(putBack, { durable: true, pulled: true });
  for (const row of unsettled(store.read)) {
    if (!(row.state in outcomes)) continue;
    const outcome = outcomes[row.state as keyof typeof outcomes];
    const note = row.note === null ? undefined : (JSON.parse(row.note) as DeliveryNote);
    const told = await tellOutcome(ctx, row, outcome, note, fenceOf(row.channel_key));
    if (told === 'later') continue;
    // What the server made of it meanwhile was not listened to while it was ours.
    const [order] = told === 'void' ? await ctx.server.bodies([{ kind: 'outbox', id: row.item_id }]) : [];
    ctx.store.write(
      (tx) => {
        settleOrder(tx, row.key);
        if (order?.body) showOrder(tx, order.body as OutboxRow);
      },
      { durable: true, pulled: true },
    );
  }
}

/** `later`: it has to be told again; `void`: the lease it ended under is over, and the server has judged it otherwise. */
async function tellOutcome(
  ctx: Settling,
  row: LocalRow & { item_id: string },
  outcome: 'accepted' | 'rejected' | 'unknown' | 'retry',
  note: DeliveryNote | undefined,
  fence: number | undefined,
): Promise<'told' | 'void' | 'later'> {
  const detail = note === undefined ? {} : { code: note.code, detail: note.detail ?? '' };
  const retryMs = note?.retryAt === undefined ? 0 : Math.max(0, note.retryAt - ctx.now());
  if (row.fence !== null && fence === row.fence) {
    try {
      const { ok } = await ctx.server.settle(row.item_id, ctx.node, row.fence, outcome, detail, retryMs);
      if (ok) return 'told';
    } catch (error) {
      if (!(error instanceof LeaseLost) && !(error instanceof Refused)) throw error;
    }
  }
  if (outcome !== 'accepted') return 'void';
  const told = await ctx.server.decide(row.item_id, 'accepted').catch(unlessAway);
  // It becomes unknown there, and ours to make sure of, only when the channel is run by somebody again.
  return told?.state === 'sending' ? 'later' : 'void';
}

/** What the server will not have any more is not for this desk to insist on. */
function unlessAway(error: unknown): undefined {
  if (!(error instanceof Refused)) throw error;
}
