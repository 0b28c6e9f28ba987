import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanUpAfterUs, freePorts, startDaemon } from '../mail/process.ts';
import { unprivileged } from './binaries.ts';

export type Bouncer = { port: number; stop(): Promise<void> };

/**
 * Debian's PgBouncer in session mode before a cluster: a server connection belongs to a client until it leaves, so that LISTEN and
 * advisory locks work. It knows the passwords, as one that administrators set up with `auth_query` would know the verifiers.
 */
export async function startBouncer(
  server: { port: number; database: string },
  passwords: ReadonlyMap<string, string>,
): Promise<Bouncer> {
  const as = unprivileged();
  const dir = await mkdtemp(join(tmpdir(), 'throughline-bouncer-'));
  const [port = 0] = await freePorts(1);
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const files = {
    'users.txt': [...passwords].map(([login, password]) => `${quoted(login)} ${quoted(password)}\n`).join(''),
    'pgbouncer.ini': [
      '[databases]',
      `${server.database} = host=127.0.0.1 port=${server.port} dbname=${server.database}`,
      '[pgbouncer]',
      'pool_mode = session',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = scram-sha-256',
      `auth_file = ${join(dir, 'users.txt')}`,
      `pidfile = ${join(dir, 'pid')}`,
      'max_client_conn = 500',
      'default_pool_size = 50',
      '',
    ].join('\n'),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text, { mode: 0o600 });
  const { uid, gid } = as;
  if (uid !== undefined && gid !== undefined) {
    for (const path of [dir, ...Object.keys(files).map((name) => join(dir, name))]) await chown(path, uid, gid);
  }
  const daemon = await startDaemon('pgbouncer', ['-q', join(dir, 'pgbouncer.ini')], [port], {
    ...as,
    env: { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin` },
  });
  const callOff = cleanUpAfterUs(dir, [join(dir, 'pid')]);
  return {
    port,
    async stop() {
      await daemon.stop();
      callOff();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
