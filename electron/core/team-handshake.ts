/**
 * Version of what desks and server have agreed on, grown by every release that changes it. A server is migrated first: it goes on
 * working with desks one version back, and refuses older ones; a desk that is newer than its server waits for `team migrate`.
 */
export const teamVersion = 1;

/** The oldest desk that a database of this version works with. */
export const oldestDesk = Math.max(1, teamVersion - 1);

/** `desk-old`: this program must be updated; `server-old`: an administrator must run `team migrate`. */
export type Handshake = 'fits' | 'desk-old' | 'server-old';

/** Whether a desk of this version may work with a database of that. */
export function shakeHands(desk: number, server: { schema: number; minSchema: number }): Handshake {
  if (desk < server.minSchema) return 'desk-old';
  return desk > server.schema ? 'server-old' : 'fits';
}
