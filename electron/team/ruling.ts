import { DomainError } from '../../shared/contract/errors.ts';
import type { TeamCommands } from '../../shared/contract/team.ts';
import type { Duty, TeamPolicies } from '../../shared/model/index.ts';
import { dutyGaps } from '../core/team/duty-gaps.ts';
import type { ReadDb } from '../store/db.ts';
import { newId } from '../store/ids.ts';
import { listChannels } from '../store/repos/channel.repo.ts';
import type { Store } from '../store/store.ts';
import { type ThingKind, thingOf, thingsOf } from '../store/team/things.ts';
import type { TogetherPort } from '../sync/together-port.ts';
import type { TeamLink } from './link.ts';
import { guarded } from './refusal.ts';
import { refreshThings } from './things.ts';
import { listDepartments, policy, usualAssignment } from './viewing.ts';
import type { ColleagueRow, DepartmentRow, DutyRow, PutAnswer } from './wire-together.ts';

type Methods =
  | 'team.policies'
  | 'team.setPolicies'
  | 'team.saveDepartment'
  | 'team.removeDepartment'
  | 'team.saveAgent'
  | 'team.saveDuty'
  | 'team.removeDuty';

/** Rules, departments, duties and how agents work: read here, changed on the server, which says who may. */
export function ruling({ link, store, now }: { link: TeamLink; store: Store; now(): number }): Pick<TogetherPort, Methods> {
  const versionOf = (kind: ThingKind, id: string): number => thingOf<{ version: number }>(store.read, kind, id)?.version ?? 0;

  /** Changes one thing as it stands here, and has it here before it is answered. Answers its id, which may be that of an earlier one. */
  const put = (call: string, params: readonly unknown[], kind: ThingKind, id: string): Promise<string> =>
    guarded(async () => {
      const server = link.server();
      const answer = await server.call<PutAnswer>(call, ...params, versionOf(kind, id));
      const put = answer.id ?? id;
      await refreshThings(store, server, [{ kind, id: put }], now());
      if (!answer.ok)
        throw new DomainError('conflict', 'somebody changed this first, or there is one of this name', { retryable: true });
      return put;
    });

  return {
    'team.policies': () => ({ ...policies(store.read), ...matrix(store.read, now()) }),
    async 'team.setPolicies'(given) {
      for (const [name, value] of settingsOf(given, policies(store.read)))
        await put('policy_put', [name, JSON.stringify(value)], 'setting', name);
      return {};
    },
    async 'team.saveDepartment'({ id = newId(), key, name, hours }) {
      return { id: await put('department_put', [JSON.stringify({ id, key, name, hours: hours ?? null })], 'department', id) };
    },
    async 'team.removeDepartment'({ id, into = null }) {
      const row = thingOf<DepartmentRow>(store.read, 'department', id);
      if (!row || row.removed_at !== null) throw new DomainError('not-found', 'no such department');
      await put('department_remove', [id, into], 'department', id);
      return {};
    },
    async 'team.saveAgent'(agent) {
      if (!thingOf<ColleagueRow>(store.read, 'agent', agent.id)) throw new DomainError('not-found', 'no such agent');
      await put('agent_put', [JSON.stringify(agent)], 'agent', agent.id);
      return {};
    },
    async 'team.saveDuty'({ id = newId(), ...duty }) {
      return { id: await put('duty_put', [JSON.stringify({ ...duty, id })], 'duty', id) };
    },
    async 'team.removeDuty'({ id }) {
      const row = thingOf<DutyRow>(store.read, 'duty', id);
      if (!row || row.removed_at !== null) throw new DomainError('not-found', 'no such duty');
      await put('duty_put', [JSON.stringify({ ...toDuty(row), removed: true })], 'duty', id);
      return {};
    },
  };
}

/** Each part is one setting of the server, under the name its functions read it by. */
function settingsOf(given: TeamCommands['team.setPolicies']['in'], before: TeamPolicies): Array<[string, unknown]> {
  const { responseLeaseMinutes, absentLeaseMinutes, handoffMinutes } = given;
  const lease = {
    minutes: responseLeaseMinutes ?? before.responseLeaseMinutes,
    absentMinutes: absentLeaseMinutes ?? before.absentLeaseMinutes,
  };
  const named: Array<[string, unknown]> = [
    ['assignment', given.assignment],
    ['takeOver', given.takeOver],
    ['responseLease', responseLeaseMinutes === undefined && absentLeaseMinutes === undefined ? undefined : lease],
    ['handoff', handoffMinutes === undefined ? undefined : { minutes: handoffMinutes }],
    ['sla', given.sla],
    ['hours', given.hours],
  ];
  return named.filter(([, value]) => value !== undefined);
}

/** What nobody has set is as the server takes it to be. */
export function policies(db: ReadDb): TeamPolicies {
  const hours = policy(db, 'hours') ?? undefined;
  return {
    assignment: { ...usualAssignment, ...policy(db, 'assignment') },
    takeOver: policy(db, 'takeOver') ?? 'anyone',
    responseLeaseMinutes: policy(db, 'responseLease')?.minutes ?? 0,
    absentLeaseMinutes: policy(db, 'responseLease')?.absentMinutes ?? 0,
    handoffMinutes: policy(db, 'handoff')?.minutes ?? 30,
    sla: { firstAnswerMinutes: 0, nextAnswerMinutes: 0, resolutionMinutes: 0, ...policy(db, 'sla') },
    ...(hours ? { hours } : {}),
  };
}

function matrix(db: ReadDb, now: number): Pick<TeamCommands['team.policies']['out'], 'duties' | 'gaps'> {
  const hours = policy(db, 'hours') ?? undefined;
  const duties = thingsOf<DutyRow>(db, 'duty')
    .filter(({ removed_at }) => removed_at === null)
    .map(toDuty);
  const gaps = dutyGaps(
    {
      channels: listChannels(db).map(({ id }) => id),
      duties,
      departments: listDepartments(db),
      ...(hours ? { hours } : {}),
    },
    now,
  );
  return { duties, gaps };
}

const toDuty = (row: DutyRow): Duty => ({
  id: row.id,
  departmentId: row.department_id,
  version: row.version,
  ...(row.channel_id === null ? {} : { channelId: row.channel_id }),
  ...(row.topic === null ? {} : { topic: row.topic }),
  ...(row.owner_id === null ? {} : { ownerId: row.owner_id }),
  ...(row.deputy_id === null ? {} : { deputyId: row.deputy_id }),
  ...(row.hours ? { hours: row.hours } : {}),
});
