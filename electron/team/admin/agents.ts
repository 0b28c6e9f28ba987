import pg from 'pg';
import { newId } from '../../store/ids.ts';
import { sealBox } from '../team-key.ts';
import { openTeamKey } from './key.ts';
import { setGroup, type TeamRole } from './membership.ts';
import { scramVerifier } from './scram.ts';
import { type AdminSession, becomeAdministrator, becomeOwner, TeamCommandError } from './session.ts';
import { openTeam } from './setup.ts';

export type Visibility = 'own' | 'department' | 'all';

/** `departments` by their short names; absent: as they are. */
export type NewAgent = {
  login: string;
  name: string;
  role: TeamRole;
  departments?: readonly string[];
  visibility?: Visibility;
  email?: string;
  password: string;
};

const name = pg.escapeIdentifier;

/** `add-agent`: a login, its rights, its row and its box with the team key. Again for the same login: brings it to what is said now. */
export async function addAgent(session: AdminSession, agent: NewAgent, secret: string): Promise<{ id: string }> {
  await openTeam(session);
  const key = await openTeamKey(session, secret);
  await becomeAdministrator(session);
  await makeLogin(session, agent);
  await becomeOwner(session);
  const id = await putRow(session, agent);
  await putDepartments(session, id, agent);
  await putBox(session, agent.login, await sealBox(key, agent.login, agent.password));
  await session.db.query("SELECT throughline.note_audit('add-agent', 'agent', $1, NULL, $2)", [
    id,
    { login: agent.login, role: agent.role, departments: agent.departments ?? null, visibility: agent.visibility ?? null },
  ]);
  return { id };
}

/** `rotate`: another password, and the box sealed with it. */
export async function rotate(session: AdminSession, login: string, password: string, secret: string): Promise<void> {
  await openTeam(session);
  const { rows } = await session.db.query<{ id: string }>(
    'SELECT id FROM throughline.agents WHERE login = $1 AND removed_at IS NULL',
    [login],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new TeamCommandError(`There is no agent ${login} in this team`);
  const key = await openTeamKey(session, secret);
  await putBox(session, login, await sealBox(key, login, password));
  await session.db.query("SELECT throughline.note_audit('rotate', 'agent', $1, NULL, $2)", [id, { login }]);
  await becomeAdministrator(session);
  await session.db.query(`ALTER ROLE ${name(login)} PASSWORD ${pg.escapeLiteral(scramVerifier(password))}`);
  session.did.push(`Changed the password of ${login}`);
}

/** A role with SCRAM, in the one group that fits and in no other of this team. */
async function makeLogin(session: AdminSession, { login, role, password }: NewAgent): Promise<void> {
  const { db, groups, address, did } = session;
  if (login === address.user || Object.values(groups).includes(login)) {
    throw new TeamCommandError(`${login} administers this database and cannot be an agent as well`, true);
  }
  const { rows } = await db.query<{ strong: boolean }>(
    'SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication AS strong FROM pg_roles WHERE rolname = $1',
    [login],
  );
  if (rows[0]?.strong === true)
    throw new TeamCommandError(`${login} is a role with rights over the whole server and cannot be an agent`);
  const verifier = pg.escapeLiteral(scramVerifier(password));
  const verb = rows.length === 0 ? 'CREATE' : 'ALTER';
  await db.query(`${verb} ROLE ${name(login)} LOGIN INHERIT PASSWORD ${verifier}`);
  if (rows.length === 0) did.push(`Created the login ${login}`);
  // A desk that froze in the middle of something must not hold the others up.
  for (const limit of ["idle_in_transaction_session_timeout = '10s'", "lock_timeout = '10s'", "statement_timeout = '60s'"]) {
    await db.query(`ALTER ROLE ${name(login)} SET ${limit}`);
  }
  await setGroup(db, groups, login, role);
}

async function putRow({ db, did }: AdminSession, agent: NewAgent): Promise<string> {
  const { rows } = await db.query<{ id: string; role: TeamRole; visibility: Visibility; removed_at: string | null }>(
    'SELECT id, role, visibility, removed_at FROM throughline.agents WHERE login = $1',
    [agent.login],
  );
  const known = rows[0];
  const visibility =
    agent.visibility ?? (known?.role === agent.role && known.removed_at === null ? known.visibility : usualVisibility(agent));
  if (known === undefined) {
    const id = newId(Date.now());
    await db.query(
      'INSERT INTO throughline.agents (id, login, name, email, role, visibility, created_at) VALUES ($1, $2, $3, $4, $5, $6, throughline.now_ms())',
      [id, agent.login, agent.name, agent.email ?? null, agent.role, visibility],
    );
    did.push(`Added ${agent.name} (${agent.login}) as ${agent.role}, who sees ${shown[visibility]}`);
    return id;
  }
  await db.query(
    'UPDATE throughline.agents SET name = $2, email = coalesce($3, email), role = $4, visibility = $5, removed_at = NULL, version = version + 1 WHERE id = $1',
    [known.id, agent.name, agent.email ?? null, agent.role, visibility],
  );
  did.push(`${agent.name} (${agent.login}) is ${agent.role} and sees ${shown[visibility]}`);
  return known.id;
}

const shown: Record<Visibility, string> = {
  own: 'their own conversations',
  department: 'those of their departments',
  all: 'all conversations',
};

const usualVisibility = ({ role, departments }: NewAgent): Visibility =>
  role === 'agent' && (departments?.length ?? 0) > 0 ? 'department' : 'all';

async function putDepartments({ db, did }: AdminSession, id: string, { departments }: NewAgent): Promise<void> {
  if (departments === undefined) return;
  for (const key of departments) {
    const { rowCount } = await db.query(
      'INSERT INTO throughline.departments (id, key, name) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING',
      [newId(Date.now()), key, key.charAt(0).toUpperCase() + key.slice(1)],
    );
    if ((rowCount ?? 0) > 0) did.push(`Made the department ${key}`);
  }
  await db.query('UPDATE throughline.departments SET removed_at = NULL WHERE key = ANY ($1) AND removed_at IS NOT NULL', [
    departments,
  ]);
  await db.query(
    'DELETE FROM throughline.memberships WHERE agent_id = $1 AND department_id NOT IN (SELECT id FROM throughline.departments WHERE key = ANY ($2))',
    [id, departments],
  );
  await db.query(
    'INSERT INTO throughline.memberships (agent_id, department_id) SELECT $1, id FROM throughline.departments WHERE key = ANY ($2) ON CONFLICT DO NOTHING',
    [id, departments],
  );
}

const putBox = ({ db }: AdminSession, login: string, box: string): Promise<unknown> =>
  db.query(
    'INSERT INTO throughline.key_boxes (login, box) VALUES ($1, $2) ON CONFLICT (login) DO UPDATE SET box = excluded.box',
    [login, box],
  );
