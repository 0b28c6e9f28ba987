import type { Sla, TeamPolicies, WorkingHours } from '../../../shared/model/index.ts';
import { type Clock, clockOf, shownSla, type Turn } from '../../core/team/sla.ts';
import type { ReadDb } from '../db.ts';
import { keyFloor } from '../keys.ts';
import { thingOf } from './things.ts';

type Subject = { key: number; status: string; department_id: string | null; opened_at: number };
/** As the row of the list keeps it. */
export type StoredClock = { clock: string | null; due_at: number | null; risk_at: number | null; left_ms: number | null };

export const noClock: StoredClock = { clock: null, due_at: null, risk_at: null, left_ms: null };

/** What the team has promised; `undefined` of a desk alone, or of a team that promises nothing. */
function promises(db: ReadDb): TeamPolicies['sla'] | undefined {
  const setting = thingOf<{ value: Partial<TeamPolicies['sla']> | null }>(db, 'setting', 'sla')?.value;
  if (!setting) return undefined;
  const { firstAnswerMinutes = 0, nextAnswerMinutes = 0, resolutionMinutes = 0 } = setting;
  return firstAnswerMinutes + nextAnswerMinutes + resolutionMinutes > 0
    ? { firstAnswerMinutes, nextAnswerMinutes, resolutionMinutes }
    : undefined;
}

/** When a department works: by its own hours, or by those of the team. */
export function hoursOf(db: ReadDb, departmentId: string | null): WorkingHours | undefined {
  const own =
    departmentId === null || departmentId === ''
      ? undefined
      : thingOf<{ hours: WorkingHours | null }>(db, 'department', departmentId)?.hours;
  return own ?? thingOf<{ value: WorkingHours | null }>(db, 'setting', 'hours')?.value ?? undefined;
}

/** The clock of an open conversation, to be kept in its row of the list. Put off or waiting for the customer, it rests. */
export function storedClock(
  db: ReadDb,
  conversation: Subject,
  members: readonly number[],
  waitingSince: number | null,
): StoredClock {
  const sla = promises(db);
  if (!sla) return noClock;
  const waits = conversation.status === 'open' ? waitingSince : null;
  const { turns, answered } = courseOf(db, conversation, members, sla.resolutionMinutes > 0);
  const open = turns.filter(({ from }) => waits === null || from < waits);
  const clock = clockOf(sla, hoursOf(db, conversation.department_id), { turns: open, waitingSince: waits, answered });
  if (!clock) return noClock;
  return 'leftMs' in clock
    ? { ...noClock, clock: clock.clock, left_ms: clock.leftMs }
    : { ...noClock, clock: clock.clock, due_at: clock.dueAt, risk_at: clock.riskAt };
}

type Said = { direction: string; sent_at: number; answers: number };

/** Turns of ours that are over, and whether we have said anything. Without `whole` the latter alone is looked for. */
function courseOf(
  db: ReadDb,
  { key, opened_at }: Subject,
  members: readonly number[],
  whole: boolean,
): { turns: Turn[]; answered: boolean } {
  const from = keyFloor(opened_at);
  const said = members.flatMap((member) =>
    db.all<Said & { key: number }>(
      `SELECT i.key, i.direction, i.sent_at, (i.direction = 'out' OR c.answered IS 1) AS answers FROM items i LEFT JOIN calls c ON c.item_key = i.key
       WHERE i.customer_key = ? AND i.key >= ? AND i.conversation_key = ? AND (i.automatic = 0 OR c.answered IS 1)
         AND i.direction ${whole ? "IN ('in', 'out')" : "= 'out'"} AND COALESCE(i.delivery, 'sent') NOT IN ('failed', 'cancelled')
       ORDER BY i.key ${whole ? '' : 'DESC LIMIT 1'}`,
      member,
      from,
      key,
    ),
  );
  const turns: Turn[] = [];
  let began: number | undefined;
  for (const one of members.length > 1 ? said.sort((a, b) => a.key - b.key) : said) {
    if (one.answers === 0) began ??= one.sent_at;
    else if (began !== undefined) {
      turns.push({ from: began, to: Math.max(began, one.sent_at) });
      began = undefined;
    }
  }
  return { turns, answered: said.some(({ answers }) => answers !== 0) };
}

/** Reads kept clocks as they stand at one moment. */
export function slaReader(db: ReadDb, now: number): (stored: StoredClock, departmentId: string | null) => Sla | undefined {
  const known = new Map<string, WorkingHours | undefined>();
  return (stored, departmentId) => {
    const clock = toClock(stored);
    if (!clock) return undefined;
    const department = departmentId ?? '';
    if (!known.has(department)) known.set(department, hoursOf(db, department));
    return shownSla(clock, known.get(department), now);
  };
}

function toClock({ clock, due_at, risk_at, left_ms }: StoredClock): Clock | undefined {
  if (clock === null) return undefined;
  if (left_ms !== null) return { clock: 'resolution', leftMs: left_ms };
  return { clock: clock as Sla['clock'], dueAt: due_at ?? 0, riskAt: risk_at ?? 0 };
}
