import { openTeamKey } from './key.ts';
import type { Migration } from './migrations.ts';
import { functionRights, readable } from './rights.ts';
import { readStanding } from './schema-version.ts';
import type { AdminSession } from './session.ts';
import { openTeam } from './setup.ts';

/** One thing that must be so. `detail` says what is wrong. */
export type Finding = { name: string; ok: boolean; detail?: string };

/** `check`: whether the database is as `migrate` left it, and nobody has more rights than they should. */
export async function checkTeam(session: AdminSession, migrations: readonly Migration[], secret: string): Promise<Finding[]> {
  await openTeam(session);
  const findings: Finding[] = [];
  const find = (name: string, wrong: readonly string[]): void => {
    findings.push(wrong.length === 0 ? { name, ok: true } : { name, ok: false, detail: wrong.join(', ') });
  };
  find('Steps of the schema', await wrongSteps(session, migrations));
  find('Roles', await wrongRoles(session));
  find('Row-level security', await unprotected(session));
  find('Rights on tables', await wrongTableRights(session));
  find('Rights on functions', await wrongFunctionRights(session));
  find('Logins of the agents', await wrongLogins(session));
  find('Boxes with the team key', await withoutBox(session));
  find(
    'Team key',
    await openTeamKey(session, secret).then(
      () => [],
      (error: unknown) => [error instanceof Error ? error.message : String(error)],
    ),
  );
  return findings;
}

async function names({ db }: AdminSession, sql: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(sql, values);
  return rows.map(({ name }) => name);
}

async function wrongSteps(session: AdminSession, migrations: readonly Migration[]): Promise<string[]> {
  const { applied } = await readStanding(session);
  const missing = migrations.slice(applied.length).map(({ tag }) => `${tag} is not applied`);
  const strange = applied.flatMap(({ tag, hash }, at) => {
    const ours = migrations[at];
    if (ours?.tag !== tag) return [`${tag} is not known here`];
    return ours.hash === hash ? [] : [`${tag} was another one when it was applied`];
  });
  return [...missing, ...strange];
}

const wrongRoles = (session: AdminSession) =>
  names(
    session,
    `SELECT rolname || ' has rights over the whole server or can log in' AS name FROM pg_roles
     WHERE rolname = ANY ($1) AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolcanlogin)`,
    [Object.values(session.groups)],
  );

const unprotected = (session: AdminSession) =>
  names(
    session,
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'throughline'::regnamespace AND relkind IN ('r', 'p')
     AND NOT relrowsecurity AND relname <> 'migrations'`,
  );

/** Nothing but reading, of the readable tables. */
const wrongTableRights = (session: AdminSession) =>
  names(
    session,
    `SELECT c.relname || ' (' || p.kind || ')' AS name FROM pg_class c
     CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES'), ('TRIGGER')) AS p (kind)
     WHERE c.relnamespace = 'throughline'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
       AND has_table_privilege($1, c.oid, p.kind) <> (p.kind = 'SELECT' AND c.relname = ANY ($2))`,
    [session.groups.admin, [...readable]],
  );

async function wrongFunctionRights(session: AdminSession): Promise<string[]> {
  const { db, groups } = session;
  const { rows } = await db.query<{ name: string; agent: boolean; lead: boolean; admin: boolean; fixed: boolean }>(
    `SELECT p.proname AS name, has_function_privilege($1, p.oid, 'EXECUTE') AS agent, has_function_privilege($2, p.oid, 'EXECUTE') AS lead,
       has_function_privilege($3, p.oid, 'EXECUTE') AS admin,
       coalesce(array_to_string(p.proconfig, ',') LIKE 'search_path=%pg_temp%', false) AS fixed
     FROM pg_proc p WHERE p.pronamespace = 'throughline'::regnamespace ORDER BY 1`,
    [groups.agent, groups.lead, groups.admin],
  );
  return rows.flatMap(({ name, agent, lead, admin, fixed }) => {
    const who = functionRights[name];
    if (who === undefined) return [`${name}: nobody decided`];
    const right = agent === (who === 'agent') && lead === (who === 'agent' || who === 'lead') && admin === (who !== 'nobody');
    return [...(right ? [] : [name]), ...(fixed ? [] : [`${name}: open search path`])];
  });
}

const wrongLogins = (session: AdminSession) =>
  names(
    session,
    `SELECT a.login AS name FROM throughline.agents a LEFT JOIN pg_roles r ON r.rolname = a.login
     WHERE a.removed_at IS NULL AND (r.oid IS NULL OR NOT r.rolcanlogin OR r.rolsuper OR r.rolbypassrls OR r.rolcreaterole
       OR NOT EXISTS (SELECT 1 FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid
         AND g.rolname = CASE a.role WHEN 'admin' THEN $3 WHEN 'lead' THEN $2 ELSE $1 END))`,
    [session.groups.agent, session.groups.lead, session.groups.admin],
  );

const withoutBox = (session: AdminSession) =>
  names(
    session,
    'SELECT a.login AS name FROM throughline.agents a WHERE a.removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM throughline.key_boxes b WHERE b.login = a.login)',
  );
