import type { ReassignRefusal } from '../../../shared/contract/team.ts';

/** Which sentence says why one was not given over: whoever was faster is named. */
export const refusalKey = ({ why, holder }: ReassignRefusal): ReassignRefusal['why'] | 'held' =>
  why === 'changed' && holder !== undefined ? 'held' : why;
