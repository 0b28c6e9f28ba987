import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { oldestDesk, teamVersion } from '../../core/team-handshake.ts';
import { keyId, newTeamKey, sealBox } from '../team-key.ts';
import type { Migration } from './migrations.ts';
import { type Groups, grantRights } from './rights.ts';
import { pending, readStanding, type Standing } from './schema-version.ts';
import { type AdminSession, becomeOwner, TeamCommandError } from './session.ts';

const name = pg.escapeIdentifier;

/**
 * `init`: roles, tables, rights and the team key, as far as they are not there. The key is put into a box for the administrator,
 * opened with `secret`, so that agents can be added later.
 */
export async function init(session: AdminSession, migrations: readonly Migration[], secret: string): Promise<Standing> {
  await makeGroups(session);
  await becomeOwner(session);
  const before = await readStanding(session);
  await bringUp(session, before, migrations);
  if (before.keyId === undefined) await makeTeam(session, secret);
  if (session.did.length === 0) session.did.push('Everything was there already');
  return readStanding(session);
}

/** `migrate`: a team that is there, brought to this version. Desks one version back go on working with it. */
export async function migrate(session: AdminSession, migrations: readonly Migration[]): Promise<Standing> {
  await openTeam(session);
  await bringUp(session, await readStanding(session), migrations);
  if (session.did.length === 0) session.did.push('Everything was there already');
  return readStanding(session);
}

/** Becomes the owner of a team that is there. @throws TeamCommandError when there is none, or this administrator has no part in it */
export async function openTeam(session: AdminSession): Promise<void> {
  const { db, groups, address } = session;
  const { rows } = await db.query<{ may: boolean | null }>(
    "SELECT (SELECT pg_has_role(current_user, r.oid, 'MEMBER') FROM pg_roles r WHERE r.rolname = $1) AS may",
    [groups.owner],
  );
  const may = rows[0]?.may ?? null;
  if (may === null) throw new TeamCommandError(`There is no team in the database ${address.database}; run init first`);
  if (!may) throw new TeamCommandError(`${address.user} is no administrator of this team; be granted the role ${groups.owner}`);
  await becomeOwner(session);
  const { rows: found } = await db.query<{ there: boolean }>("SELECT to_regclass('throughline.meta') IS NOT NULL AS there");
  if (found[0]?.there !== true)
    throw new TeamCommandError(`There is no team in the database ${address.database}; run init first`);
}

async function makeGroups(session: AdminSession): Promise<void> {
  const { db, groups, address, did } = session;
  const { rows } = await db.query<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE rolname = ANY ($1)', [
    Object.values(groups),
  ]);
  const present = new Set(rows.map(({ rolname }) => rolname));
  for (const role of Object.values(groups)) {
    if (present.has(role)) continue;
    await db.query(`CREATE ROLE ${name(role)} NOLOGIN`);
    did.push(`Created the role ${role}`);
  }
  for (const statement of memberships(groups)) await db.query(statement);
  const { rows: may } = await db.query<{ member: boolean }>("SELECT pg_has_role(current_user, $1, 'MEMBER') AS member", [
    groups.owner,
  ]);
  if (may[0]?.member !== true || !present.has(groups.owner)) await db.query(`GRANT ${name(groups.owner)} TO CURRENT_USER`);
  await db.query(`GRANT CREATE ON DATABASE ${name(address.database)} TO ${name(groups.owner)}`);
}

/** Leads have the rights of agents, admins those of leads. */
const memberships = ({ agent, lead, admin }: Groups): string[] => [
  `GRANT ${name(agent)} TO ${name(lead)}`,
  `GRANT ${name(lead)} TO ${name(admin)}`,
];

async function bringUp(session: AdminSession, standing: Standing, migrations: readonly Migration[]): Promise<void> {
  const { db, groups, did } = session;
  for (const { number, tag, sql, hash } of pending(standing, migrations)) {
    await db.query(sql);
    await db.query(
      'CREATE TABLE IF NOT EXISTS throughline.migrations (number integer PRIMARY KEY, tag text NOT NULL, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    await db.query('INSERT INTO throughline.migrations (number, tag, hash) VALUES ($1, $2, $3)', [number, tag, hash]);
    did.push(`Applied ${tag}`);
  }
  await grantRights(db, groups);
  const { rowCount } = await db.query(
    'UPDATE throughline.meta SET schema = $1, min_schema = $2 WHERE schema <> $1 OR min_schema <> $2',
    [teamVersion, oldestDesk],
  );
  if ((rowCount ?? 0) > 0) did.push(`The team works with desks of version ${oldestDesk} to ${teamVersion}`);
}

async function makeTeam(session: AdminSession, secret: string): Promise<void> {
  const { db, address, did } = session;
  const key = newTeamKey();
  await db.query(
    'INSERT INTO throughline.meta (schema, min_schema, epoch, key_id, created_at) VALUES ($1, $2, $3, $4, throughline.now_ms())',
    [teamVersion, oldestDesk, randomUUID(), keyId(key)],
  );
  await db.query('INSERT INTO throughline.key_boxes (login, box) VALUES ($1, $2)', [
    address.user,
    await sealBox(key, address.user, secret),
  ]);
  await db.query("SELECT throughline.note_audit('init', 'meta', NULL, NULL)");
  did.push('Made the team key, which this administrator opens for others');
}
