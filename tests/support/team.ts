import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { readTeamUrl, type TeamAddress } from '../../electron/core/team-url.ts';
import { newId } from '../../electron/store/ids.ts';
import { addAgent, type NewAgent } from '../../electron/team/admin/agents.ts';
import { readMigrations } from '../../electron/team/admin/migrations.ts';
import { asAdministrator } from '../../electron/team/admin/session.ts';
import { init } from '../../electron/team/admin/setup.ts';
import { type Cluster, type ClusterOptions, startPostgres, type TeamDatabase } from '../servers/postgres/index.ts';

export const teamMigrations = readMigrations(fileURLToPath(new URL('../../drizzle/team', import.meta.url)));
const cli = fileURLToPath(new URL('../../electron/team/admin/main.ts', import.meta.url));

export const addressOf = (url: string): TeamAddress => {
  const outcome = readTeamUrl(url);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.address;
};

/** A plain connection: what anybody with psql has. */
export async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The first column of the first row. */
export async function value<T>(client: pg.ClientBase, sql: string, values: unknown[] = []): Promise<T> {
  const { rows } = await client.query<unknown[]>({ text: sql, values, rowMode: 'array' });
  return rows[0]?.[0] as T;
}

/** The error code of PostgreSQL, or `ok` when there was none. */
export const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'ok',
    (error: { code?: string; message?: string }) => error.code ?? String(error.message),
  );

export type TestAgent = { id: string; login: string; url: string; node: string; connect(): Promise<pg.Client> };

export type Team = {
  cluster: Cluster;
  database: TeamDatabase;
  /** Adds an agent as the program does, with a node that has said hello. */
  add(login: string, options?: Partial<NewAgent>): Promise<TestAgent>;
  /** SQL as the owner of the tables, to set things up that only the functions of the team may. */
  owner<T extends pg.QueryResultRow = pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>;
  /** A customer with one waiting conversation. */
  conversation(fields?: {
    department?: string;
    assignee?: string;
    channel?: string;
    at?: number;
  }): Promise<{ id: string; customer: string }>;
  stop(): Promise<void>;
};

export const adminSecret = 'the administrator’s own';

/** A team on a real PostgreSQL of its own, whose administrator is no superuser. */
export async function startTeam(options: ClusterOptions = {}): Promise<Team> {
  const cluster = await startPostgres(options);
  const database = await cluster.createDatabase();
  const address = addressOf(database.adminUrl);
  await asAdministrator(address, {}, (session) => init(session, teamMigrations, adminSecret));
  const admin = await connectTo(database.adminUrl);
  await admin.query(`SET ROLE ${database.database}_owner`);
  const opened: pg.Client[] = [admin];
  const connect = async (url: string): Promise<pg.Client> => {
    const client = await connectTo(url);
    opened.push(client);
    return client;
  };
  const owner: Team['owner'] = async (sql, values = []) => (await admin.query(sql, values)).rows;
  return {
    cluster,
    database,
    owner,
    async add(login, given = {}) {
      const password = given.password ?? `${login}-пароль`;
      const agent: NewAgent = { login, name: given.name ?? login, role: 'agent', ...given, password };
      const { id } = await asAdministrator(address, {}, (session) => addAgent(session, agent, adminSecret));
      const url = database.url(login, password);
      const node = newId();
      const client = await connectTo(url);
      await client.query("SELECT throughline.hello($1, 'desk', $2, 1, 'test')", [node, `${login}’s desk`]);
      await client.end();
      return { id, login, url, node, connect: () => connect(url) };
    },
    async conversation({ department, assignee, channel, at = Date.now() } = {}) {
      const [id, customer] = [newId(), newId()];
      await owner(
        'INSERT INTO throughline.customers (id, root_id, name, name_rank, created_at, rev) VALUES ($1, $1, $2, 1, $3, 1)',
        [customer, `Customer ${customer.slice(-4)}`, at],
      );
      await owner(
        `INSERT INTO throughline.conversations (id, customer_id, status, department_id, assignee_id, channel_id, opened_at, waiting_since, changed_at)
         VALUES ($1, $2, 'open', (SELECT id FROM throughline.departments WHERE key = $3), $4, $5, $6, $6, $6)`,
        [id, customer, department ?? null, assignee ?? null, channel ?? null, at],
      );
      return { id, customer };
    },
    async stop() {
      await Promise.allSettled(opened.map((client) => client.end()));
      await cluster.stop();
    },
  };
}

export type CliResult = { status: number; out: string; err: string };

/** `throughline team …` as an administrator runs it. */
export function teamCli(args: readonly string[], input = '', env: NodeJS.ProcessEnv = {}): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { env: { ...process.env, ...env }, stdio: 'pipe' });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (status) => resolve({ status: status ?? -1, out, err }));
    child.stdin.end(input);
  });
}
