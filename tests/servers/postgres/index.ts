import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { cleanUpAfterUs, type Daemon, freePorts, startDaemon } from '../mail/process.ts';
import { type Binaries, findBinaries, type RunAs, unprivileged } from './binaries.ts';

/** `adminUrl` is of a role that may create roles and owns `database`: what a service gives its customer, and no superuser. */
export type TeamDatabase = { adminUrl: string; database: string; url(login: string, password: string): string };

export type Cluster = {
  port: number;
  pid: number;
  version: string;
  origin: Binaries['origin'];
  dir: string;
  createDatabase(name?: string): Promise<TeamDatabase>;
  /** Until it is stopped for good: its data and its port stay. */
  stopServer(): Promise<void>;
  /** Stops and starts the server on its data; the port stays. */
  restart(): Promise<void>;
  /** SQL of the superuser, which makes administrators and breaks things; it never plays a part of the program. */
  superuser(sql: string, database?: string): Promise<void>;
  stop(): Promise<void>;
};

export type ClusterOptions = { settings?: Readonly<Record<string, string>>; binaries?: Binaries };

/** A real PostgreSQL of its own on a free loopback port, gone with us. It keeps nothing safe from a power cut, which makes it fast. */
export async function startPostgres(options: ClusterOptions = {}): Promise<Cluster> {
  const as = unprivileged();
  const binaries = options.binaries ?? findBinaries(as);
  const dir = await mkdtemp(join(tmpdir(), 'throughline-pg-'));
  const data = join(dir, 'data');
  const superPassword = randomBytes(18).toString('base64url');
  await giveTo(dir, as);
  const pwfile = join(dir, 'pw');
  await writeFile(pwfile, superPassword, { mode: 0o600 });
  await giveTo(pwfile, as);
  const locale = process.platform === 'win32' ? 'C' : 'C.UTF-8';
  const init = [
    '-D',
    data,
    '-U',
    'cluster',
    `--pwfile=${pwfile}`,
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
    `--locale=${locale}`,
    '--no-sync',
  ];
  await finished(binaries.initdb, init, as);
  const [port = 0] = await freePorts(1);
  const pidFile = join(dir, 'pid');
  const superUrl = (database: string) => `postgres://cluster:${superPassword}@127.0.0.1:${port}/${database}`;
  const start = async (): Promise<Daemon> => {
    const args = postgresArgs({ dir, data, port, pidFile, settings: options.settings ?? {} });
    const started = await startDaemon(binaries.postgres, args, [port], as);
    await accepts(superUrl('postgres'));
    return started;
  };
  let daemon: Daemon | undefined = await start();
  const { pid } = daemon;
  const callOff = cleanUpAfterUs(dir, [pidFile]);
  const stopServer = async (): Promise<void> => {
    if (!daemon) return;
    const stopping = daemon;
    daemon = undefined;
    // "Fast": sessions are ended rather than waited for.
    process.kill(stopping.pid, 'SIGINT');
    await stopping.stop();
  };
  return {
    port,
    pid,
    version: binaries.version,
    origin: binaries.origin,
    dir,
    async createDatabase(name = 'throughline') {
      const admin = `${name}_dba`;
      const password = randomBytes(18).toString('base64url');
      await runSql(superUrl('postgres'), `CREATE ROLE "${admin}" LOGIN CREATEROLE NOSUPERUSER PASSWORD '${password}'`);
      await runSql(superUrl('postgres'), `CREATE DATABASE "${name}" OWNER "${admin}"`);
      const url = (login: string, secret: string) =>
        `postgres://${encodeURIComponent(login)}:${encodeURIComponent(secret)}@127.0.0.1:${port}/${name}`;
      return { adminUrl: url(admin, password), database: name, url };
    },
    stopServer,
    async restart() {
      await stopServer();
      daemon = await start();
    },
    superuser: (sql, database = 'postgres') => runSql(superUrl(database), sql),
    async stop() {
      await stopServer();
      callOff();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function postgresArgs(o: {
  dir: string;
  data: string;
  port: number;
  pidFile: string;
  settings: Readonly<Record<string, string>>;
}): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: process.platform === 'win32' ? '' : o.dir,
    external_pid_file: o.pidFile,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '300',
    shared_buffers: '64MB',
    ...o.settings,
  };
  return ['-D', o.data, '-p', String(o.port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** It listens before it lets anybody in: 57P03 says that it is starting up. */
async function accepts(url: string): Promise<void> {
  for (;;) {
    try {
      return await runSql(url, 'SELECT 1');
    } catch (error) {
      if ((error as { code?: string }).code !== '57P03') throw error;
    }
  }
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function giveTo(path: string, { uid, gid }: RunAs): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

function finished(command: string, args: string[], as: RunAs): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...as, stdio: ['ignore', 'ignore', 'pipe'], cwd: tmpdir() });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-4_000);
    });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}: ${errors}`))));
  });
}
