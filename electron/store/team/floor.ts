import type { ReadDb } from '../db.ts';

/** Open and pending conversations of one agent, or of nobody (`assigneeId` null), within one department, or none (empty). */
export type FloorCount = {
  assigneeId: string | null;
  departmentId: string;
  open: number;
  waiting: number;
  atRisk: number;
  late: number;
  longestWaitingSince?: number;
};

type Counted = { assignee: number; assigneeId: string | null; departmentId: string; open: number; waiting: number };
type Risky = { assignee: number; departmentId: string; atRisk: number; late: number };

/**
 * How much everybody has, from sums that triggers keep. Whose service is at risk is looked up in an index that has those alone, and who
 * has waited longest at the beginning of one in that order: it costs the same at a hundred thousand open conversations.
 */
export function floorCounts(db: ReadDb, now: number): FloorCount[] {
  const risky = new Map(
    db
      .all<Risky>(
        `SELECT assignee_key AS assignee, department_id AS departmentId, SUM(due_at > ?) AS atRisk, SUM(due_at <= ?) AS late
         FROM inbox INDEXED BY inbox_risk WHERE risk_at IS NOT NULL AND risk_at <= ? GROUP BY assignee_key, department_id`,
        now,
        now,
        now,
      )
      .map((row) => [`${row.assignee} ${row.departmentId}`, row]),
  );
  return db
    .all<Counted>(
      `SELECT n.assignee_key AS assignee, a.id AS assigneeId, n.department_id AS departmentId, n.people AS open, n.waiting
       FROM inbox_counts n LEFT JOIN agents a ON a.key = n.assignee_key WHERE n.open = 1 AND n.people > 0`,
    )
    .map(({ assignee, ...count }) => {
      const { atRisk = 0, late = 0 } = risky.get(`${assignee} ${count.departmentId}`) ?? {};
      const since = count.waiting === 0 ? undefined : longestWaiting(db, assignee, count.departmentId);
      return { ...count, atRisk, late, ...(since === undefined ? {} : { longestWaitingSince: since }) };
    });
}

/** Those who wait stand first in the order of waiting. */
function longestWaiting(db: ReadDb, assignee: number, departmentId: string): number | undefined {
  const way =
    departmentId === ''
      ? 'INDEXED BY inbox_assignee_waiting WHERE i.assignee_key = ? AND i.department_id = ?'
      : "INDEXED BY inbox_department_waiting WHERE i.assignee_key = ? AND i.department_id = ? AND i.department_id <> ''";
  return db.value<number>(
    `SELECT i.waiting_since FROM inbox i ${way} AND i.open = 1 AND i.open > 0 AND i.waiting_since IS NOT NULL
     ORDER BY i.waiting_order LIMIT 1`,
    assignee,
    departmentId,
  );
}

/** How many open and pending conversations each agent has. */
export const openByAgent = (db: ReadDb): ReadonlyMap<string, number> =>
  new Map(
    db
      .all<{ id: string; people: number }>(
        'SELECT a.id, SUM(n.people) AS people FROM inbox_counts n JOIN agents a ON a.key = n.assignee_key WHERE n.open = 1 GROUP BY a.id',
      )
      .map(({ id, people }) => [id, people]),
  );
