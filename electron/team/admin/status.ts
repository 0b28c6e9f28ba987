import { oldestDesk, teamVersion } from '../../core/team-handshake.ts';
import type { Migration } from './migrations.ts';
import { readStanding } from './schema-version.ts';
import type { AdminSession } from './session.ts';
import { openTeam } from './setup.ts';

export type TeamStatus = {
  database: string;
  server: string;
  epoch: string;
  /** Versions of desks this database works with, and of this program. */
  schema: number;
  minSchema: number;
  program: number;
  pending: string[];
  agents: Array<{ login: string; name: string; role: string; sees: string; departments: string[]; connections: number }>;
  departments: string[];
  channels: Array<{ id: string; kind: string; name: string; holder: string | null; remainingMs: number | null }>;
  waiting: number;
};

/** `status`: what is there. */
export async function readStatus(session: AdminSession, migrations: readonly Migration[]): Promise<TeamStatus> {
  await openTeam(session);
  const { db, address } = session;
  const standing = await readStanding(session);
  const { rows: server } = await db.query<{ version: string }>("SELECT current_setting('server_version') AS version");
  const { rows: agents } = await db.query<TeamStatus['agents'][number]>(
    `SELECT a.login, a.name, a.role, a.visibility AS sees,
       ARRAY(SELECT d.key FROM throughline.memberships m JOIN throughline.departments d ON d.id = m.department_id WHERE m.agent_id = a.id ORDER BY d.key) AS departments,
       (SELECT count(*)::int FROM pg_stat_activity s WHERE s.usename = a.login AND s.datname = current_database()) AS connections
     FROM throughline.agents a WHERE a.removed_at IS NULL ORDER BY a.name, a.login`,
  );
  const { rows: departments } = await db.query<{ key: string }>(
    'SELECT key FROM throughline.departments WHERE removed_at IS NULL ORDER BY key',
  );
  const { rows: channels } = await db.query<TeamStatus['channels'][number]>(
    `SELECT c.id, c.kind, c.name, n.name AS holder,
       greatest(0, (extract(epoch FROM l.expires_at - clock_timestamp()) * 1000)::int) AS "remainingMs"
     FROM throughline.channels c LEFT JOIN throughline.leases l ON l.channel_id = c.id AND l.expires_at > clock_timestamp()
     LEFT JOIN throughline.nodes n ON n.id = l.node_id WHERE c.removed_at IS NULL ORDER BY c.id`,
  );
  const { rows: waiting } = await db.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM throughline.conversations WHERE assignee_id IS NULL AND status = 'open' AND merged_into IS NULL",
  );
  return {
    database: address.database,
    server: server[0]?.version ?? '',
    epoch: standing.epoch ?? '',
    schema: standing.schema ?? 0,
    minSchema: standing.minSchema ?? oldestDesk,
    program: teamVersion,
    pending: migrations.slice(standing.applied.length).map(({ tag }) => tag),
    agents,
    departments: departments.map(({ key }) => key),
    channels,
    waiting: waiting[0]?.count ?? 0,
  };
}

/** The same for reading. */
export function statusLines(status: TeamStatus): string[] {
  const { agents, channels } = status;
  return [
    `Database ${status.database} on PostgreSQL ${status.server}, version ${status.schema} (desks from ${status.minSchema})`,
    ...(status.pending.length === 0 ? [] : [`To be migrated: ${status.pending.join(', ')}`]),
    `${agents.length} ${agents.length === 1 ? 'agent' : 'agents'}${agents.length === 0 ? '' : ':'}`,
    ...agents.map(
      ({ login, name, role, sees, departments, connections }) =>
        `  ${login}: ${name}, ${role}, sees ${sees}${departments.length === 0 ? '' : `, in ${departments.join(', ')}`}, ${connections === 0 ? 'not connected' : 'connected'}`,
    ),
    `${channels.length} ${channels.length === 1 ? 'channel' : 'channels'}${channels.length === 0 ? '' : ':'}`,
    ...channels.map(({ id, name, holder }) => `  ${id}: ${name}, ${holder === null ? 'run by nobody' : `run by ${holder}`}`),
    `${status.waiting} waiting in the queue`,
  ];
}
