import type { TFunction } from 'i18next';
import type { TeamView } from '../../../shared/contract/team.ts';
import type { AgentId, Colleague, Department, DepartmentId } from '../../../shared/model/index.ts';
import { presenceOrder } from '../../state/team-view.ts';
import { limitOf } from './room.ts';

/** People or departments under a common heading, as a choice shows them. */
export type Receivers = { heading: string; options: Array<{ value: string; label: string; disabled?: boolean }> };

export type Place = { agentId?: AgentId; departmentId?: DepartmentId };

const departmentMark = 'department:';
const departmentValue = ({ id }: Department): string => `${departmentMark}${id}`;

/** What a value of a choice stands for; neither: nobody. */
export function placeOf(value: string): Place {
  if (value === '') return {};
  return value.startsWith(departmentMark) ? { departmentId: value.slice(departmentMark.length) } : { agentId: value };
}

/**
 * Colleagues by their names alone under how they stand, whoever can answer now first; then departments. `hereOnly`: who is not here
 * is shown and cannot be chosen, oneself aside.
 */
export function peopleGroups(team: TeamView, t: TFunction, without?: AgentId, hereOnly = false): Receivers[] {
  const groups = presenceOrder.map((presence) => ({
    heading: t(`team.presence.${presence}`),
    options: team.colleagues
      .filter((one) => one.presence === presence && one.id !== without)
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(({ id, name }) => ({ value: id, label: name, disabled: hereOnly && presence === 'offline' && id !== team.me.id })),
  }));
  const departments = team.departments.map((one) => ({ value: departmentValue(one), label: one.name }));
  return [...groups, { heading: t('team.departments'), options: departments }].filter(({ options }) => options.length > 0);
}

/** Who is ready and has most room, oneself aside; of equal room by their names. */
export function roomiest(team: TeamView, most: number): Colleague[] {
  return team.colleagues
    .filter(({ isMe, presence }) => !isMe && presence === 'ready')
    .toSorted((a, b) => roomOf(team, b) - roomOf(team, a) || a.name.localeCompare(b.name))
    .slice(0, most);
}

const roomOf = (team: TeamView, one: Colleague): number => limitOf(team, one) - (one.open ?? 0);

/** How many of a department are ready now. */
export const readyIn = (team: TeamView, departmentId: DepartmentId): number =>
  team.colleagues.filter(({ departments, presence }) => presence === 'ready' && departments.includes(departmentId)).length;

/** `3 of 8 open`, `ru, en`, `Support`: what helps to choose, quietly. */
export function facts(team: TeamView, one: Colleague, t: TFunction): string[] {
  const { open, languages, departments } = one;
  const load = open === undefined ? [] : [t('team.reassign.openOf', { count: open, limit: limitOf(team, one) })];
  const names = departments.flatMap((id) => team.departments.find((each) => each.id === id)?.name ?? []);
  return [...load, ...(languages.length === 0 ? [] : [languages.join(', ')]), ...names];
}
