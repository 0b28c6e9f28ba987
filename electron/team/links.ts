import type { TeamRecord } from '../core/team/records.ts';
import type { WriteTx } from '../store/db.ts';
import { customerByKey, displayName, rootOf } from '../store/repos/customer.repo.ts';
import type { LinkRow } from '../store/repos/link.repo.ts';
import { redoLocalLink, undoLocalLink } from '../store/repos/linking.ts';
import { addNotice } from '../store/repos/notice.repo.ts';
import type { Store } from '../store/store.ts';
import { type Queued, settled, setVersion } from '../store/team/queue.ts';
import { bringPerson } from './person.ts';
import { Refused, type TeamServer } from './server.ts';

type Context = { store: Store; server: TeamServer; now(): number };

/**
 * Tells the server that two people were joined here, or taken apart. What it does not agree to is taken back here, both stand again as
 * they do there, and whoever did it is told.
 */
export async function tellLink(ctx: Context, row: Queued & { record: TeamRecord }): Promise<void> {
  const { record } = row;
  if (record.kind !== 'link') return;
  const { a, b, evidence, agent, undoneAt } = record.body;
  const joined = record.version > 0 || (await agreed(() => ctx.server.link(record.id, a, b, evidence, agent === null)));
  if (joined !== true) {
    // That they are one already is what was wanted.
    await takeBack(ctx, row, undoLocalLink, joined === 'linked' || agent === null ? undefined : 'not-joined');
    return;
  }
  const parted = undoneAt === null || (await agreed(() => ctx.server.unlink(record.id)));
  if (parted !== true && parted !== 'undone') {
    await takeBack(ctx, row, redoLocalLink, 'not-parted');
    return;
  }
  ctx.store.write(
    (tx) => {
      settled(tx, row);
      setVersion(tx, record, undoneAt === null ? 1 : 2);
    },
    { pulled: true },
  );
}

/** True, or why not. */
async function agreed(ask: () => Promise<{ ok: boolean; why?: string }>): Promise<true | string> {
  try {
    const { ok, why } = await ask();
    return ok || (why ?? 'refused');
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}

async function takeBack(
  ctx: Context,
  row: Queued,
  undo: (tx: WriteTx, key: number) => void,
  notice: 'not-joined' | 'not-parted' | undefined,
): Promise<void> {
  const link = ctx.store.read.get<LinkRow>('SELECT * FROM links WHERE key = ?', row.rowKey);
  ctx.store.write(
    (tx) => {
      settled(tx, row);
      undo(tx, row.rowKey);
      if (!link || notice === undefined) return;
      const root = rootOf(tx, link.a_key).key;
      addNotice(tx, { kind: notice, customerKey: root, text: displayName(tx, link.b_key).name, at: ctx.now() });
    },
    { pulled: true },
  );
  // What became of their conversations by it is only known there.
  for (const key of link ? [link.a_key, link.b_key] : []) {
    const customer = customerByKey(ctx.store.read, key);
    if (customer) await bringPerson(ctx, customer.id);
  }
}
