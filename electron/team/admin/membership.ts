import pg from 'pg';
import type { Groups } from './rights.ts';

export type TeamRole = 'agent' | 'lead' | 'admin';

const name = pg.escapeIdentifier;

/** Puts a login into the group of its role, and out of every other group of this team; `undefined`: out of all. */
export async function setGroup(db: pg.ClientBase, groups: Groups, login: string, role: TeamRole | undefined): Promise<void> {
  const { rows } = await db.query<{ rolname: string }>(
    'SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = $1 AND g.rolname = ANY ($2)',
    [login, [groups.owner, groups.agent, groups.lead, groups.admin]],
  );
  const wanted = role === undefined ? undefined : groups[role];
  for (const { rolname } of rows) if (rolname !== wanted) await db.query(`REVOKE ${name(rolname)} FROM ${name(login)}`);
  if (wanted !== undefined && !rows.some(({ rolname }) => rolname === wanted))
    await db.query(`GRANT ${name(wanted)} TO ${name(login)}`);
}
