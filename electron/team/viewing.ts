import type { TeamView } from '../../shared/contract/team.ts';
import type { AgentRole, Colleague, Department, Handoff, TeamPolicies, Whisper } from '../../shared/model/index.ts';
import type { ReadDb } from '../store/db.ts';
import { customerById, displayName, rootOf } from '../store/repos/customer.repo.ts';
import { me } from '../store/repos/settings.repo.ts';
import { openByAgent } from '../store/team/floor.ts';
import { thingOf, thingsOf } from '../store/team/things.ts';
import type { Company } from './company.ts';
import type { OwnPresence } from './presence.ts';
import { handoffsKeptMs } from './things.ts';
import type { ColleagueRow, DepartmentRow, HandoffRow, SettingRow, WhisperRow } from './wire-together.ts';

/** `together`: who is where, of colleagues and of this desk. */
export type ViewContext = { db: ReadDb; node: string; together: { company: Company; own: OwnPresence }; now: number };

/** What a window shows of the team. Answered from this desk alone, whether the server is there or not. */
export function teamView(ctx: ViewContext): TeamView {
  const { db, node, together, now } = ctx;
  const own = me(db);
  const row = thingOf<ColleagueRow>(db, 'agent', own.id);
  const departments = row?.departments ?? [];
  const names = namesOf(db);
  const handoffs = thingsOf<HandoffRow>(db, 'handoff').sort((a, b) => a.created_at - b.created_at);
  const offered = ({ by_id, to_id, to_department, state }: HandoffRow): boolean =>
    state === 'offered' &&
    by_id !== own.id &&
    (to_id === own.id || (to_id === null && departments.includes(to_department ?? '')));
  // What a lead gave of mine and nobody wanted is mine again: I am told as whoever gave it is.
  const given = ({ by_id, from_id, to_id, state, answered_at }: HandoffRow): boolean =>
    to_id !== own.id &&
    (state === 'offered'
      ? by_id === own.id
      : (by_id === own.id || from_id === own.id) &&
        (state === 'returned' || state === 'expired') &&
        (answered_at ?? 0) > now - handoffsKeptMs);
  return {
    me: { id: own.id, role: row?.role ?? 'agent', departments },
    colleagues: colleagues(ctx),
    departments: listDepartments(db),
    watchers: together.company
      .watchers(node)
      .map(({ customerId, agentId, doing }) => ({ customerId, agentId, doing, name: names.agent(agentId) })),
    handoffs: handoffs.filter(offered).map((handoff) => toHandoff(handoff, names)),
    given: handoffs.filter(given).map((handoff) => toHandoff(handoff, names)),
    whispers: thingsOf<WhisperRow>(db, 'whisper')
      .sort((a, b) => a.at - b.at)
      .map((whisper) => toWhisper(whisper, names)),
    takeOver: policy(db, 'takeOver') ?? 'anyone',
    capacity: policy(db, 'assignment')?.capacity ?? usualAssignment.capacity,
  };
}

export const roleOf = (db: ReadDb): AgentRole => thingOf<ColleagueRow>(db, 'agent', me(db).id)?.role ?? 'agent';

/** By name. Those who left are not among them, nor are relays. */
export function colleagues({ db, together, now }: ViewContext): Colleague[] {
  const own = me(db).id;
  const open = openByAgent(db);
  return thingsOf<ColleagueRow>(db, 'agent')
    .filter(({ removed_at, relay }) => removed_at === null && relay !== true)
    .map((row) => {
      const standing = together.company.of(row.id);
      const isMe = row.id === own;
      const customerId = isMe ? together.own.customerId : standing?.customerId;
      const presence = isMe ? together.own.state : (standing?.state ?? 'offline');
      const since = standing?.state === presence ? standing.since : isMe ? now : undefined;
      return {
        id: row.id,
        name: row.name,
        isMe,
        role: row.role,
        departments: row.departments,
        skills: row.skills,
        languages: row.languages,
        capacity: row.capacity,
        presence,
        open: open.get(row.id) ?? 0,
        ...(since === undefined ? {} : { since }),
        ...(customerId === undefined || !customerById(db, customerId) ? {} : { customerId }),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

export const listDepartments = (db: ReadDb): Department[] =>
  thingsOf<DepartmentRow>(db, 'department')
    .filter(({ removed_at }) => removed_at === null)
    .map(({ id, key, name, hours }) => ({ id, key, name, ...(hours ? { hours } : {}) }))
    .sort((a, b) => a.name.localeCompare(b.name));

type Rules = {
  takeOver: TeamPolicies['takeOver'];
  assignment: Partial<TeamPolicies['assignment']>;
  responseLease: { minutes?: number; absentMinutes?: number };
  handoff: { minutes?: number };
  sla: Partial<TeamPolicies['sla']>;
  hours: TeamPolicies['hours'] | null;
};

/** One rule of the team as it is set; none: the usual holds. */
export const policy = <N extends keyof Rules>(db: ReadDb, name: N): Rules[N] | undefined =>
  thingOf<SettingRow>(db, 'setting', name)?.value as Rules[N] | undefined;

/** How work is given where nobody has set it. */
export const usualAssignment: TeamPolicies['assignment'] = { by: 'queue', capacity: 20, lastAgentFirst: false, stickyDays: 0 };

type Names = { agent(id: string): string; department(id: string): string; customer(id: string): { id: string; name: string } };

/** Somebody as they are shown, whom they were joined with included. Nobody: this desk does not have them. */
export function customerNamed(db: ReadDb, id: string): { id: string; name: string } | undefined {
  const row = customerById(db, id);
  if (!row) return undefined;
  const root = rootOf(db, row.key);
  return { id: root.id, name: displayName(db, root.key).name };
}

export function namesOf(db: ReadDb): Names {
  return {
    agent: (id) => db.value<string>('SELECT name FROM agents WHERE id = ?', id) ?? '',
    department: (id) => thingOf<DepartmentRow>(db, 'department', id)?.name ?? '',
    customer: (id) => customerNamed(db, id) ?? { id, name: '' },
  };
}

function toHandoff(row: HandoffRow, names: Names): Handoff {
  const agent = (id: string) => ({ id, name: names.agent(id) });
  return {
    id: row.id,
    conversationId: row.conversation_id,
    customer: names.customer(row.customer_id),
    by: agent(row.by_id),
    note: row.note,
    state: row.state,
    createdAt: row.created_at,
    dueAt: row.due_at,
    ...(row.from_id === null ? {} : { from: agent(row.from_id) }),
    ...(row.to_id === null ? {} : { to: agent(row.to_id) }),
    ...(row.to_department === null ? {} : { toDepartment: { id: row.to_department, name: names.department(row.to_department) } }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.answer === null ? {} : { answer: row.answer }),
  };
}

const toWhisper = ({ id, customer_id, from_id, text, at }: WhisperRow, names: Names): Whisper => ({
  id,
  customer: names.customer(customer_id),
  from: { id: from_id, name: names.agent(from_id) },
  text,
  at,
});
