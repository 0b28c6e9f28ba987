import type { Store } from '../store/store.ts';
import { takeIn } from '../store/team/take-in.ts';
import { bringOrders, completed, type PullContext } from './pull.ts';
import type { TeamServer } from './server.ts';
import { type Change, fromServer, type PersonRows } from './wire.ts';

/** Records of one call. */
const atOnce = 500;

/**
 * Brings one person whole, as the server has them now: what was not to be seen before, is not kept here any more, or went another way
 * than it was thought here. Answers false when the server shows this agent no such person.
 */
export async function bringPerson(ctx: Pick<PullContext, 'store' | 'server'>, customerId: string): Promise<boolean> {
  let before: number | null = null;
  for (;;) {
    const rows: PersonRows | null = await ctx.server.person(customerId, before, atOnce);
    if (rows === null) return false;
    await takePerson(ctx, rows);
    const oldest: number | undefined = rows.records.at(-1)?.sent_at;
    // Those of the same moment may be on either side of the page, so that it overlaps; a page of one moment only is the last.
    const next: number = (oldest ?? 0) + 1;
    if (rows.records.length < atOnce || next === before) return true;
    before = next;
  }
}

async function takePerson(ctx: { store: Store; server: TeamServer }, rows: PersonRows): Promise<void> {
  const changes: Change[] = [
    ...named('customer', rows.customers),
    ...named('contact-point', rows.contactPoints),
    ...named('link', rows.links),
    ...named('conversation', rows.conversations),
    ...named('record', rows.records),
  ];
  const records = await completed(
    ctx,
    changes.flatMap((change) => fromServer(change) ?? []),
  );
  ctx.store.write((tx) => void takeIn(tx, records, { historic: true }), { pulled: true });
  await bringOrders(ctx, rows.outbox);
}

const named = (kind: string, rows: ReadonlyArray<{ id: string }>): Change[] =>
  rows.map((body) => ({ kind, id: body.id, xid: '0', seq: '0', body }));
