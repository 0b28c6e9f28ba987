import type { TeamView } from '../../shared/contract/team.ts';

/** Pages of the settings, in the order in which they are listed. */
export const settingsSections = [
  'channels',
  'general',
  'conversations',
  'writing',
  'canned',
  'notices',
  'team',
  'audit',
  'keyboard',
] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** Of those who lead a team. */
const forLeads: ReadonlySet<SettingsSection> = new Set(['team', 'audit']);

/** Whether somebody leads: agents are led, and a desk in no team has nobody. */
export const leads = (team: TeamView | null): boolean => team !== null && team.me.role !== 'agent';

/** Pages that this desk has. */
export const sectionsOf = (team: TeamView | null): readonly SettingsSection[] =>
  settingsSections.filter((section) => leads(team) || !forLeads.has(section));
