import type { ReadDb } from '../store/db.ts';
import type { Store } from '../store/store.ts';
import { type Queued, settled } from '../store/team/queue.ts';
import type { TeamServer } from './server.ts';

type Waiting = { channel: string; version: number | null };

/** Said of a call that the server has not been told of: it could be understood by nobody. */
export function isOfUntold(db: ReadDb, fence: (channelId: string) => number | undefined, wishKey: number): boolean {
  const call = db.get<Waiting>(
    `SELECT c.id AS channel, v.version FROM remote_actions a JOIN items i ON i.key = a.item_key JOIN channels c ON c.key = i.channel_key
     LEFT JOIN team_versions v ON v.kind = 'item' AND v.id = i.id WHERE a.key = ? AND i.kind = 'call'`,
    wishKey,
  );
  return call !== undefined && (call.version ?? 0) === 0 && fence(call.channel) === undefined;
}

/** So many calls kept back are looked into. */
const worthAsking = 20;

/**
 * Calls that were heard here, told by a colleague's desk, and never came from the server, because they are of people whom this agent may
 * not see: nothing is left to be told of them. Who sees everybody is told of each, and keeps none for long.
 */
export async function forgetTold(
  { store, server }: { store: Store; server: Pick<TeamServer, 'missing'> },
  kept: readonly Queued[],
): Promise<void> {
  const over = kept.flatMap((row) => {
    const id = store.read.value<string>(
      `SELECT i.id FROM items i JOIN calls c ON c.item_key = i.key LEFT JOIN team_versions v ON v.kind = 'item' AND v.id = i.id
       WHERE i.key = ? AND c.live = 0 AND v.version IS NULL`,
      row.rowKey,
    );
    return row.kind !== 'item' || id === undefined ? [] : [{ row, id }];
  });
  if (over.length < worthAsking) return;
  const missing = new Set(
    await server.missing(
      'record',
      over.map(({ id }) => id),
    ),
  );
  store.write(
    (tx) => {
      for (const { row, id } of over) if (!missing.has(id)) settled(tx, row);
    },
    { pulled: true },
  );
}
