import type { TeamRecord } from '../core/team/records.ts';
import { attachmentById } from '../store/repos/attachment.repo.ts';
import { itemById } from '../store/repos/item.repo.ts';
import type { Store } from '../store/store.ts';
import { versionOf, type Waiting } from '../store/team/queue.ts';
import { takeIn } from '../store/team/take-in.ts';
import { Refused, type TeamServer } from './server.ts';
import { fromContact, fromCustomer, fromServer, type OrderPeople, type PushAnswer, type WantRow } from './wire.ts';

/**
 * What concerns a channel that this desk runs, about people whom its agent does not see: files and changes that colleagues ask of the
 * provider, and whom answers go to. Nothing of this comes with what the desk reads.
 */

type Want = TeamRecord & { kind: 'ask' | 'wish' };
type WantsContext = { store: Store; server: TeamServer; node: string };

const atOnce = 100;

/** An item that is not here, or was changed by whoever ran the channel meanwhile, cannot be acted on: that is the answer then. */
const blind = { ask: 'file-of-the-unseen', wish: 'the desk that runs the channel may not see this customer' } as const;

/**
 * Takes in what waits at the provider of a channel. What this desk knows nothing of is refused in words, so that whoever asked does not
 * wait for it.
 *
 * @throws LeaseLost when another desk runs the channel by now
 */
export async function hearWants(ctx: WantsContext, channel: { id: string; fence: number }): Promise<void> {
  const { store, server, node } = ctx;
  const rows = await server.channelWants(channel.id, node, channel.fence, atOnce);
  const wants = rows.flatMap((row) => wantOf(row) ?? []);
  const known = wants.filter(({ want, itemRev }) => isKnown(store, want, itemRev)).map(({ want }) => want);
  if (known.length > 0) store.write((tx) => void takeIn(tx, known, { historic: false }), { pulled: true });
  for (const { want } of wants) {
    if (known.includes(want)) continue;
    const { createdAt } = want.body;
    const refusal =
      want.kind === 'ask' ? { state: 'failed', detail: blind.ask } : { state: 'refused', code: 'refused', detail: blind.wish };
    await server.settleWant(channel.id, node, channel.fence, want.id, want.version + 1, { ...refusal, createdAt });
  }
}

function wantOf({ id, body }: WantRow): { want: Want; itemRev: number } | undefined {
  const want = fromServer({ kind: 'record', id, xid: '0', seq: '0', body });
  return want?.kind === 'ask' || want?.kind === 'wish' ? { want, itemRev: body.item_rev } : undefined;
}

function isKnown({ read }: Store, want: Want, itemRev: number): boolean {
  if (itemById(read, want.body.item) === undefined || versionOf(read, { kind: 'item', id: want.body.item }) < itemRev)
    return false;
  return want.kind === 'wish' || attachmentById(read, want.body.file) !== undefined;
}

/**
 * What the server does not take as a record from who may not see whom it is about, it takes as an answer from whoever runs the channel.
 * Answers what of it was refused all the same.
 *
 * @throws LeaseLost
 */
export async function tellAsHolder(
  ctx: WantsContext & { fence(channelId: string): number | undefined },
  rows: readonly Waiting[],
  answer: PushAnswer,
): Promise<PushAnswer> {
  const refused = new Set(answer.refused.filter(({ why }) => why === 'unseen' || why === 'not-author').map(({ id }) => id));
  const taken = new Set<string>();
  for (const { record } of rows) {
    if ((record.kind !== 'ask' && record.kind !== 'wish') || !refused.has(record.id)) continue;
    const channel = ctx.store.read.value<string>(
      'SELECT c.id FROM items i JOIN channels c ON c.key = i.channel_key WHERE i.id = ?',
      record.body.item,
    );
    const fence = channel === undefined ? undefined : ctx.fence(channel);
    if (channel === undefined || fence === undefined) continue;
    const { ok } = await ctx.server
      .settleWant(channel, ctx.node, fence, record.id, record.version + 1, record.body)
      .catch(unlessAway);
    if (ok) taken.add(record.id);
  }
  return { ...answer, refused: answer.refused.filter(({ id }) => !taken.has(id)) };
}

function unlessAway(error: unknown): { ok: false } {
  if (!(error instanceof Refused)) throw error;
  return { ok: false };
}

/** People as an answer in hand names them. A person shown as another is that one's here too. */
export const peopleOf = ({ customers, contactPoints }: OrderPeople): TeamRecord[] => [
  ...customers.map(fromCustomer),
  ...contactPoints.map(fromContact),
];
