import { spawnSync } from 'node:child_process';
import { chownSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../electron/team/connect.ts';
import { unprivileged } from '../servers/postgres/binaries.ts';
import { addressOf, codeOf, startTeam, type Team, teamCli, value } from '../support/team.ts';

let team: Team;
let dir: string;

/** A certificate for `localhost`, which is its own authority. */
function makeCertificate(): { key: string; cert: string } {
  const [key, cert] = [join(dir, 'server.key'), join(dir, 'server.crt')];
  const { status, stderr } = spawnSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=DNS:localhost',
      '-keyout',
      key,
      '-out',
      cert,
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return { key, cert };
}

beforeAll(async () => {
  team = await startTeam();
  dir = mkdtempSync(join(tmpdir(), 'throughline-tls-'));
  const made = makeCertificate();
  const { uid, gid } = unprivileged();
  for (const [name, path] of Object.entries({ key: made.key, crt: made.cert })) {
    const inside = join(team.cluster.dir, `server.${name}`);
    copyFileSync(path, inside);
    if (uid !== undefined && gid !== undefined) chownSync(inside, uid, gid);
  }
  for (const [name, setting] of [
    ['ssl_cert_file', 'server.crt'],
    ['ssl_key_file', 'server.key'],
  ] as const) {
    await team.cluster.superuser(`ALTER SYSTEM SET ${name} = '${join(team.cluster.dir, setting)}'`);
  }
  await team.cluster.superuser('ALTER SYSTEM SET ssl = on');
  await team.cluster.superuser('SELECT pg_reload_conf()');
  const admin = addressOf(`${team.database.adminUrl}?sslmode=verify-full`);
  // The server reads its settings anew a moment after it was told to.
  for (;;) {
    const code = await codeOf(connect({ ...admin, host: 'localhost' }, { ca: made.cert }).then((client) => client.end()));
    if (code === 'ok') break;
    if (!code.includes('does not support SSL')) throw new Error(code);
  }
});
afterAll(async () => {
  await team.stop();
  rmSync(dir, { recursive: true, force: true });
});

const at = (host: string, more = '') => {
  const url = new URL(team.database.adminUrl);
  url.hostname = host;
  return `${url.href}?sslmode=verify-full${more}`;
};

test('an unknown authority is refused in a sentence, a known one is let in, and the line is encrypted', async () => {
  const refused = await teamCli(['status', '--url', at('localhost')]);
  expect(refused).toMatchObject({ status: 1, out: '' });
  expect(refused.err).toMatch(/^The certificate of localhost:\d+ could not be verified .*; give its authority with --ca\n$/);
  expect(await teamCli(['status', '--json', '--url', at('localhost'), '--ca', join(dir, 'server.crt')])).toMatchObject({
    status: 0,
  });
  const client = await connect(addressOf(at('localhost', `&sslrootcert=${join(dir, 'server.crt')}`)));
  expect(await value(client, 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')).toBe(true);
  await client.end();
});

test('a certificate for another name is refused unless only the chain is to be checked', async () => {
  const ca = readFileSync(join(dir, 'server.crt'), 'utf8');
  const refused = await teamCli(['status', '--url', at('127.0.0.1'), '--ca', join(dir, 'server.crt')]);
  expect(refused.status).toBe(1);
  expect(refused.err).toContain('could not be verified');
  const chain = addressOf(at('127.0.0.1').replace('verify-full', 'verify-ca'));
  const client = await connect(chain, { ca });
  expect(await value(client, 'SELECT 1')).toBe(1);
  await client.end();
});
