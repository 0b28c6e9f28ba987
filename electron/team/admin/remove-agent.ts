import pg from 'pg';
import { setGroup } from './membership.ts';
import { type AdminSession, becomeAdministrator, TeamCommandError } from './session.ts';
import { openTeam } from './setup.ts';

/**
 * `remove-agent`: out of the team at once, also where a desk is still connected. What they did stays; what they had goes to the queue,
 * and the channels they ran are free. The login goes too, unless another team of this server uses it.
 */
export async function removeAgent(session: AdminSession, login: string): Promise<{ conversations: number }> {
  await openTeam(session);
  const { db, did, groups } = session;
  const { rows } = await db.query<{ id: string; removed_at: string | null }>(
    'SELECT id, removed_at FROM throughline.agents WHERE login = $1',
    [login],
  );
  const agent = rows[0];
  if (agent === undefined) throw new TeamCommandError(`There is no agent ${login} in this team`);
  if (agent.removed_at !== null) {
    did.push(`${login} had left already`);
    return { conversations: 0 };
  }
  await db.query('UPDATE throughline.agents SET removed_at = throughline.now_ms(), version = version + 1 WHERE id = $1', [
    agent.id,
  ]);
  const { rowCount } = await db.query(
    `UPDATE throughline.conversations SET assignee_id = NULL, response_due = NULL, version = version + 1, changed_at = throughline.now_ms(), changed_by = NULL
     WHERE assignee_id = $1 AND status <> 'resolved'`,
    [agent.id],
  );
  await db.query('DELETE FROM throughline.memberships WHERE agent_id = $1', [agent.id]);
  await db.query('DELETE FROM throughline.key_boxes WHERE login = $1', [login]);
  await db.query('DELETE FROM throughline.presence WHERE agent_id = $1', [agent.id]);
  await db.query('DELETE FROM throughline.watchers WHERE agent_id = $1', [agent.id]);
  await db.query(
    'UPDATE throughline.leases SET node_id = NULL, agent_id = NULL, expires_at = NULL, wanted_by = NULL, fence = fence + 1 WHERE agent_id = $1',
    [agent.id],
  );
  await db.query("SELECT throughline.note_audit('remove-agent', 'agent', $1, NULL, $2)", [
    agent.id,
    { login, conversations: rowCount ?? 0 },
  ]);
  await becomeAdministrator(session);
  await setGroup(db, groups, login, undefined);
  const { rows: others } = await db.query(
    'SELECT 1 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = $1 LIMIT 1',
    [login],
  );
  if (others.length === 0) await db.query(`DROP ROLE IF EXISTS ${pg.escapeIdentifier(login)}`);
  did.push(`Removed ${login}${others.length === 0 ? '' : ', whose login another team of this server still uses'}`);
  if ((rowCount ?? 0) > 0) did.push(`Gave ${rowCount ?? 0} of their conversations back to the queue`);
  return { conversations: rowCount ?? 0 };
}
