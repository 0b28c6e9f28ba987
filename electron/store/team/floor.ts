import type { ReadDb } from '../db.ts';

/** Open and pending conversations of one agent or, where `assigneeId` is null, of nobody. */
export type FloorCount = { assigneeId: string | null; open: number; waiting: number; longestWaitingSince: number | null };

export const floorCounts = (db: ReadDb): FloorCount[] =>
  db.all<FloorCount>(
    `SELECT a.id AS assigneeId, COUNT(*) AS open, COUNT(i.waiting_since) AS waiting, MIN(i.waiting_since) AS longestWaitingSince
     FROM inbox i LEFT JOIN agents a ON a.key = i.assignee_key WHERE i.open = 1 GROUP BY i.assignee_key`,
  );

/** How many open and pending conversations each agent has. */
export const openByAgent = (db: ReadDb): ReadonlyMap<string, number> =>
  new Map(
    db
      .all<{ id: string; people: number }>(
        'SELECT a.id, n.people FROM inbox_counts n JOIN agents a ON a.key = n.assignee_key WHERE n.open = 1 AND n.people > 0',
      )
      .map(({ id, people }) => [id, people]),
  );
