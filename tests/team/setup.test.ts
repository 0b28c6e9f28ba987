import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAgent } from '../../electron/team/admin/agents.ts';
import { asAdministrator } from '../../electron/team/admin/session.ts';
import { init } from '../../electron/team/admin/setup.ts';
import { type Cluster, startPostgres, type TeamDatabase } from '../servers/postgres/index.ts';
import { addressOf, codeOf, connectTo, teamCli, teamMigrations, value } from '../support/team.ts';

let cluster: Cluster;
let database: TeamDatabase;

beforeAll(async () => {
  cluster = await startPostgres();
  database = await cluster.createDatabase();
});
afterAll(() => cluster.stop());

const team = (args: string[], input = '') => teamCli([...args, '--url', database.adminUrl], input);
const add = (login: string, ...more: string[]) =>
  team(['add-agent', '--login', login, '--name', `${login} L`, '--role', 'agent', '--password-stdin', ...more], `${login}-pw\n`);

describe('setting up', () => {
  test('before init, everything else says what is to be done first', async () => {
    for (const command of ['status', 'check', 'migrate']) {
      expect(await team([command])).toEqual({
        status: 1,
        out: '',
        err: 'There is no team in the database throughline; run init first\n',
      });
    }
  });

  test('init makes everything once, and says so', async () => {
    const first = await team(['init', '--json']);
    expect(first).toMatchObject({ status: 0, err: '' });
    const answer = JSON.parse(first.out);
    expect(answer).toMatchObject({ ok: true, command: 'init', database: 'throughline', schema: 1, minSchema: 1 });
    expect(answer.did).toContain('Created the role throughline_owner');
    for (const { tag } of teamMigrations) expect(answer.did).toContain(`Applied ${tag}`);
    const again = await team(['init', '--json']);
    expect(JSON.parse(again.out)).toMatchObject({ ok: true, epoch: answer.epoch, did: ['Everything was there already'] });
    expect(await team(['migrate'])).toMatchObject({ status: 0, out: 'Everything was there already\n' });
  });

  test('two who start at the same time make one team', async () => {
    const other = await cluster.createDatabase('second');
    const both = await Promise.all([0, 1].map(() => teamCli(['init', '--json', '--url', other.adminUrl])));
    expect(both.map(({ status }) => status)).toEqual([0, 0]);
    const [a, b] = both.map(({ out }) => JSON.parse(out));
    expect(a.epoch).toBe(b.epoch);
    expect([a.did.length, b.did.length].sort((x, y) => x - y)[0]).toBe(1);
  });

  test('a command that another one, or somebody, keeps waiting says who it is', async () => {
    const busy = await connectTo(database.adminUrl);
    await busy.query('SELECT pg_advisory_lock(7421, 0)');
    const { status, err } = await team(['status']);
    expect(status).toBe(1);
    expect(err).toMatch(/^Another command is at work on this team: throughline_dba \(process \d+\); try again/);
    await busy.end();
    expect(await team(['status'])).toMatchObject({ status: 0 });
  });

  test('an agent is added, changed by adding again, and signs in with SCRAM', async () => {
    const added = await add('anna', '--department', 'support', '--json');
    expect(JSON.parse(added.out)).toMatchObject({ ok: true, login: 'anna', role: 'agent' });
    const again = await team(
      [
        'add-agent',
        '--login',
        'anna',
        '--name',
        'Anna Lebedeva',
        '--role',
        'lead',
        '--department',
        'support',
        '--department',
        'sales',
        '--password-stdin',
        '--json',
      ],
      'another pw\n',
    );
    expect(JSON.parse(again.out).id).toBe(JSON.parse(added.out).id);
    const anna = await connectTo(database.url('anna', 'another pw'));
    expect(await value(anna, 'SELECT role || visibility FROM throughline.agents')).toBe('leadall');
    expect(await value(anna, 'SELECT count(*)::int FROM throughline.memberships')).toBe(2);
    await anna.end();
    expect(await codeOf(connectTo(database.url('anna', 'anna-pw')))).toBe('28P01');
    await cluster.superuser(
      "CREATE TABLE kept AS SELECT rolpassword FROM pg_authid WHERE rolname = 'anna'; GRANT SELECT ON kept TO PUBLIC",
      'throughline',
    );
    const admin = await connectTo(database.adminUrl);
    expect(await value(admin, 'SELECT rolpassword FROM kept')).toMatch(/^SCRAM-SHA-256\$4096:/);
    await admin.end();
  });

  test('passwords of any letters work, and rotate changes them', async () => {
    await team(['add-agent', '--login', 'vera', '--name', 'Вера', '--role', 'agent', '--password-stdin'], 'пароль ₽\n');
    await (await connectTo(database.url('vera', 'пароль ₽'))).end();
    expect(await team(['rotate', '--login', 'vera', '--password-stdin'], 'второй\n')).toMatchObject({ status: 0 });
    expect(await codeOf(connectTo(database.url('vera', 'пароль ₽')))).toBe('28P01');
    await (await connectTo(database.url('vera', 'второй'))).end();
  });

  test('whoever is removed is out at once, also with an open connection', async () => {
    await add('boris');
    const boris = await connectTo(database.url('boris', 'boris-pw'));
    expect(await value(boris, 'SELECT count(*)::int FROM throughline.agents')).toBeGreaterThan(0);
    expect(await team(['remove-agent', '--login', 'boris'])).toMatchObject({ status: 0, out: 'Removed boris\n' });
    expect(await codeOf(boris.query('SELECT throughline.take_next()'))).toBe('42501');
    expect(['0', '42501']).toContain(
      await boris.query('SELECT * FROM throughline.agents').then(
        ({ rowCount }) => String(rowCount),
        (error: { code: string }) => error.code,
      ),
    );
    await boris.end();
    expect(await codeOf(connectTo(database.url('boris', 'boris-pw')))).toBe('28P01');
    expect(await team(['remove-agent', '--login', 'boris'])).toMatchObject({ status: 0, out: 'boris had left already\n' });
    expect(await add('boris')).toMatchObject({ status: 0 });
    await (await connectTo(database.url('boris', 'boris-pw'))).end();
  });

  test('one server may hold two teams: a login is shared, what it may do is not', async () => {
    const second = await cluster.createDatabase('third');
    await teamCli(['init', '--url', second.adminUrl]);
    const anna = await connectTo(second.url('anna', 'another pw'));
    expect(await codeOf(anna.query('SELECT * FROM throughline.agents'))).toBe('42501');
    await anna.end();
  });

  test('status and check tell what is there', async () => {
    const { out } = await team(['status', '--json']);
    const status = JSON.parse(out);
    expect(status).toMatchObject({ ok: true, database: 'throughline', pending: [], departments: ['sales', 'support'] });
    expect(status.agents.map(({ login }: { login: string }) => login).sort()).toEqual(['anna', 'boris', 'vera']);
    expect((await team(['status'])).out).toContain('anna: Anna Lebedeva, lead, sees all, in sales, support');
    const check = await team(['check', '--json']);
    expect(JSON.parse(check.out).findings.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
    expect(check.status).toBe(0);
  });

  test('check sees a right too many, a missing policy and an open search path', async () => {
    const admin = await connectTo(database.adminUrl);
    await admin.query('SET ROLE throughline_owner');
    await admin.query('GRANT UPDATE ON throughline.conversations TO throughline_agent');
    await admin.query('ALTER TABLE throughline.records DISABLE ROW LEVEL SECURITY');
    await admin.query('ALTER FUNCTION throughline.erase(uuid) RESET search_path');
    const check = await team(['check']);
    expect(check.status).toBe(1);
    expect(check.out).toContain('✗ Rights on tables: conversations (UPDATE)');
    expect(check.out).toContain('✗ Row-level security: records');
    expect(check.out).toContain('✗ Rights on functions: erase: open search path');
    await admin.query('ALTER TABLE throughline.records ENABLE ROW LEVEL SECURITY');
    await admin.query('ALTER FUNCTION throughline.erase(uuid) SET search_path = throughline, pg_catalog, pg_temp');
    await admin.end();
    await team(['migrate']);
    expect(await team(['check'])).toMatchObject({ status: 0 });
  });

  test('a team of an earlier program is migrated while its desks are connected', async () => {
    const older = await cluster.createDatabase('older');
    const address = addressOf(older.adminUrl);
    const earlier = teamMigrations.slice(0, -1);
    const { password = '' } = address;
    await asAdministrator(address, {}, (session) => init(session, earlier, password));
    await asAdministrator(address, {}, (session) =>
      addAgent(session, { login: 'olga', name: 'Olga', role: 'lead', password: 'pw' }, password),
    );
    const olga = await connectTo(older.url('olga', 'pw'));
    expect(await value(olga, 'SELECT throughline.take_next()')).toBeNull();
    expect(JSON.parse((await teamCli(['status', '--json', '--url', older.adminUrl])).out).pending).toEqual([
      teamMigrations.at(-1)?.tag,
    ]);
    const check = await teamCli(['check', '--url', older.adminUrl]);
    expect(check).toMatchObject({
      status: 1,
      out: expect.stringContaining(`✗ Steps of the schema: ${teamMigrations.at(-1)?.tag} is not applied`),
    });
    const migrated = await teamCli(['migrate', '--json', '--url', older.adminUrl]);
    expect(JSON.parse(migrated.out).did).toEqual([`Applied ${teamMigrations.at(-1)?.tag}`]);
    expect(await value(olga, 'SELECT throughline.take_next()')).toBeNull();
    expect(await value(olga, 'SELECT count(*)::int FROM throughline.audit_read()')).toBeGreaterThan(0);
    await olga.end();
    expect(await teamCli(['check', '--url', older.adminUrl])).toMatchObject({ status: 0 });
  });

  test('a step that fails leaves everything as it was', async () => {
    const broken = await cluster.createDatabase('broken');
    const address = addressOf(broken.adminUrl);
    const [first] = teamMigrations;
    if (first === undefined) throw new Error('no migrations');
    const failing = [
      first,
      { number: 2, tag: '0001_wrong', sql: 'CREATE TABLE throughline.half (id int); SELECT 1 / 0', hash: '' },
    ];
    await expect(asAdministrator(address, {}, (session) => init(session, failing, 'x'))).rejects.toThrow('division by zero');
    expect((await teamCli(['status', '--url', broken.adminUrl])).err).toContain('run init first');
    expect(await teamCli(['init', '--url', broken.adminUrl])).toMatchObject({ status: 0 });
  });

  test('a database of a newer program is left alone', async () => {
    const admin = await connectTo(database.adminUrl);
    await admin.query('SET ROLE throughline_owner');
    const before = await value(admin, 'SELECT count(*)::int FROM throughline.audit');
    await admin.query("INSERT INTO throughline.migrations (number, tag, hash) VALUES (1000, '0999_later', '')");
    const login = ['--login', 'newcomer'];
    for (const command of [
      ['init'],
      ['migrate'],
      ['add-agent', ...login, '--name', 'Newcomer', '--role', 'agent', '--password-stdin'],
      ['rotate', ...login, '--password-stdin'],
      ['reseal', ...login, '--password-stdin'],
      ['remove-agent', ...login],
      ['store'],
    ]) {
      expect(await team(command, 'a-password')).toEqual({
        status: 1,
        out: '',
        err: 'The database was set up by a newer version of Throughline; update this program first\n',
      });
    }
    await admin.query('DELETE FROM throughline.migrations WHERE number = 1000');
    expect(await value(admin, 'SELECT count(*)::int FROM throughline.audit')).toBe(before);
    await admin.end();
  });

  test('the audit comes out as lines of JSON and as CSV', async () => {
    const lines = (await team(['audit'])).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ action }) => action)).toContain('add-agent');
    expect(lines[0]).toMatchObject({ action: 'init', login: 'throughline_dba' });
    const csv = (await team(['audit', '--format', 'csv', '--words', 'vera'])).out.split('\r\n');
    expect(csv[0]).toBe('seq,at,login,agent_id,action,kind,subject,customer_id,detail');
    expect(csv.length).toBeGreaterThan(2);
    expect((await team(['audit', '--json', '--since', '2999-01-01'])).out).toBe('{"ok":true,"command":"audit","entries":[]}\n');
  });
});

describe('what goes wrong is one sentence', () => {
  const cases: Array<[string, string[], number, RegExp]> = [
    ['no command', [], 2, /^team: expected a command, one of init,/],
    ['unknown command', ['invite'], 2, /^invite: expected a command/],
    ['missing flag', ['add-agent', '--login', 'x', '--role', 'agent'], 2, /^--name: add-agent needs it/],
    [
      'no password',
      ['add-agent', '--login', 'x', '--name', 'X', '--role', 'agent', '--password-stdin'],
      2,
      /^--password-stdin: expected a password/,
    ],
    [
      'unknown role',
      ['add-agent', '--login', 'x', '--name', 'X', '--role', 'boss', '--password-stdin'],
      2,
      /^--role: expected agent, lead or admin/,
    ],
    [
      'the administrator',
      ['add-agent', '--login', 'throughline_dba', '--name', 'X', '--role', 'agent', '--password-stdin'],
      2,
      /administers this database/,
    ],
    ['unknown agent', ['remove-agent', '--login', 'nobody'], 1, /^There is no agent nobody in this team/],
    ['unknown agent to rotate', ['rotate', '--login', 'nobody', '--password-stdin'], 1, /^There is no agent nobody/],
  ];
  test.each(cases)('%s', async (_, args, status, words) => {
    const result = await team(
      args,
      args.includes('--password-stdin') && !args.includes('X') ? 'pw\n' : args.includes('throughline_dba') ? 'pw\n' : '',
    );
    expect(result.status).toBe(status);
    expect(result.err).toMatch(words);
    expect(result.err.trim().split('\n')).toHaveLength(1);
    expect(result.out).toBe('');
  });

  test('wrong addresses and passwords', async () => {
    const at = (url: string) => teamCli(['status', '--url', url]);
    expect(await at('http://x/y')).toMatchObject({ status: 2, err: '--url: expected an address that begins with postgres://\n' });
    expect((await at('postgres://x@db.acme.test/y?sslmode=disable')).err).toContain('sslmode: expected verify-full');
    expect((await at(database.url('throughline_dba', 'wrong'))).err).toContain('does not let throughline_dba in');
    expect((await at(`postgres://x:y@127.0.0.1:1/z`)).err).toBe('No PostgreSQL answers at 127.0.0.1:1\n');
    const admin = new URL(database.adminUrl);
    admin.pathname = '/nothing';
    expect((await at(admin.href)).err).toContain('There is no database nothing');
    expect((await at(database.url('anna', 'another pw'))).err).toContain('anna is no administrator of this team');
  });

  test('an administrator whose password changed opens the team key with an agent’s', async () => {
    const { user, password } = new pg.Client({ connectionString: database.adminUrl });
    const admin = await connectTo(database.adminUrl);
    await admin.query("ALTER ROLE throughline_dba PASSWORD 'changed'");
    await admin.end();
    const url = database.url(user ?? '', 'changed');
    const adding = ['add-agent', '--login', 'gleb', '--name', 'Gleb', '--role', 'agent', '--password-stdin', '--url', url];
    expect((await teamCli(adding, 'pw\n')).err).toContain('run reseal with the login and the password of any agent');
    expect((await teamCli(['reseal', '--login', 'vera', '--password-stdin', '--url', url], 'wrong\n')).status).toBe(1);
    expect((await teamCli(['reseal', '--login', 'vera', '--password-stdin', '--url', url], 'второй\n')).status).toBe(0);
    expect((await teamCli(adding, 'pw\n')).status).toBe(0);
    expect(password).not.toBe('changed');
  });

  test('an administrator whom the server asks for no password opens the team key with a file', async () => {
    const trusted = await cluster.createDatabase('trusted');
    const folder = await mkdtemp(join(tmpdir(), 'throughline-admin-'));
    const without = new URL(trusted.adminUrl);
    const { password } = without;
    without.password = '';
    // The password comes from where libpq looks for it too, and is passed over for the file that is named.
    const env = { PGPASSWORD: decodeURIComponent(password) };
    const file = ['--key-file', join(folder, 'team.key')];
    const made = await teamCli(['init', '--url', without.href, ...file], '', env);
    expect(made).toMatchObject({ status: 0, out: expect.stringContaining('team.key, which opens the team key; keep it') });
    expect((await stat(join(folder, 'team.key'))).mode & 0o777).toBe(0o600);
    const adding = [
      'add-agent',
      '--login',
      'dina',
      '--name',
      'Dina',
      '--role',
      'agent',
      '--password-stdin',
      '--url',
      without.href,
    ];
    expect(await teamCli([...adding, ...file], 'pw\n', env)).toMatchObject({ status: 0 });
    expect((await teamCli(adding, 'pw\n', env)).err).toContain('The team key does not open');
    expect((await teamCli([...adding, '--key-file', join(folder, 'other.key')], 'pw\n', env)).status).toBe(2);
    expect(await teamCli(['status', '--url', without.href], '', env)).toMatchObject({ status: 0 });
    await rm(folder, { recursive: true });
  });
});
