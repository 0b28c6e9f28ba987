import type { AgentRole } from '../../shared/model/index.ts';

/**
 * Whether recordings of calls may be taken out of the program by whoever sits here: in a team those who lead it, and at a lone desk
 * its only agent. Somebody whose role is not known yet may not.
 */
export const mayTakeRecordings = (team: { role?: AgentRole } | undefined): boolean =>
  team === undefined || team.role === 'lead' || team.role === 'admin';
