import { once } from 'node:events';
import { startPostgres, type TeamDatabase } from '../../servers/postgres/index.ts';
import { ownedFolder } from './support/account.ts';
import { type Desk, expect, type Machine, test } from './support/bench.ts';
import { spawnProgram } from './support/program.ts';

/** What Chromium complains of on standard error begins with a bracket; the rest is the program's. */
type Answer = { status: number | null; stdout: string; stderr: string[] };

/** `throughline team …`, as an administrator runs it on a machine without a display. `input` is what is written into it. */
async function team(machine: Machine, args: readonly string[], input?: string): Promise<Answer> {
  const { child } = spawnProgram({ ...machine, env: { DISPLAY: '' }, ...(input === undefined ? {} : { input }) }, [
    'team',
    ...args,
  ]);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk: string) => {
    stderr += chunk;
  });
  await once(child, 'close');
  return { status: child.exitCode, stdout, stderr: stderr.split('\n').filter((line) => line !== '' && !line.startsWith('[')) };
}

const people = [
  { login: 'anna', name: 'Anna Lebedeva', role: 'agent', password: 'Анна и ключ' },
  { login: 'petr', name: 'Petr Volkov', role: 'lead', password: 'petr:secret@1' },
] as const;

/** Makes the team with both people, by the program alone. */
async function setUp(machine: Machine, { adminUrl }: TeamDatabase): Promise<void> {
  const made = await team(machine, ['init', '--url', adminUrl]);
  expect(made, made.stderr.join('\n')).toMatchObject({ status: 0, stderr: [] });
  expect(made.stdout).toContain('Created the role throughline_owner');
  expect(made.stdout).toContain('Made the team key');
  for (const { login, name, role, password } of people) {
    const about = ['--login', login, '--name', name, '--role', role, '--sees', 'all', '--password-stdin'];
    const added = await team(machine, ['add-agent', '--url', adminUrl, ...about, '--json'], `${password}\n`);
    expect(added, added.stderr.join('\n')).toMatchObject({ status: 0, stderr: [] });
    expect(JSON.parse(added.stdout)).toMatchObject({ ok: true, command: 'add-agent', login, role });
  }
}

test('the packed program sets up a team, says how it stands, and what it could not do', async ({ machine }) => {
  const cluster = await startPostgres();
  try {
    const database = await cluster.createDatabase();
    const { adminUrl } = database;
    const early = await team(machine, ['status', '--url', adminUrl]);
    expect(early).toMatchObject({ status: 1, stdout: '', stderr: [expect.stringContaining('init')] });
    await setUp(machine, database);
    const status = await team(machine, ['status', '--url', adminUrl]);
    expect(status).toMatchObject({ status: 0, stderr: [] });
    expect(status.stdout).toMatch(/^Database throughline on PostgreSQL \d+/);
    expect(status.stdout).toContain('  anna: Anna Lebedeva, agent, sees all, not connected\n');
    expect(status.stdout).toContain('  petr: Petr Volkov, lead, sees all, not connected\n');
    const check = await team(machine, ['check', '--url', adminUrl]);
    expect(check, check.stdout).toMatchObject({ status: 0, stderr: [] });
    expect(check.stdout).toContain('✓ Rights on functions');
    const stranger = await team(machine, ['status', '--url', database.url('anna', 'guessed')]);
    expect(stranger).toMatchObject({ status: 1, stdout: '', stderr: [expect.any(String)] });
    const wrong = await team(machine, ['add-agent', '--url', adminUrl, '--login', 'ivan']);
    expect(wrong).toEqual({ status: 2, stdout: '', stderr: ['--name: add-agent needs it'] });
  } finally {
    await cluster.stop();
  }
});

test('what an agent takes and answers in one packed program, a lead sees in another', async ({ machine, open, servers }) => {
  const cluster = await startPostgres();
  const folder = await ownedFolder();
  try {
    const database = await cluster.createDatabase();
    await setUp(machine, database);
    const of = ({ login, password }: (typeof people)[number]) => ({
      workspace: { name: 'Acme', country: 'RU' },
      team: { url: `postgres://${login}@127.0.0.1:${cluster.port}/${database.database}`, password },
    });
    const holder = ({ page }: Desk) => page.getByRole('combobox', { name: 'Assignee' }).locator('option:checked');
    const anna = await open({ provision: { ...of(people[0]), channels: servers.provision.channels ?? [] } });
    const petr = await open({ home: folder.path, provision: { ...of(people[1]), channels: [] } });
    for (const { page } of [anna, petr]) await page.getByRole('tab', { name: 'All' }).click();
    const maria = servers.telegram.user(77, { firstName: 'Мария' });
    maria.write('Где заказ?');
    for (const desk of [anna, petr]) await desk.openCustomer('Мария');
    await expect(petr.timeline.getByText('Где заказ?', { exact: true })).toBeVisible();
    await anna.page.getByRole('button', { name: 'Take', exact: true }).click();
    for (const desk of [anna, petr]) await expect(holder(desk)).toHaveText('Anna Lebedeva');
    await anna.send('Курьер уже едет');
    await maria.waitFor(({ text }) => text === 'Курьер уже едет');
    await expect(petr.timeline.getByText('Курьер уже едет', { exact: true })).toBeVisible();
    const status = await team(machine, ['status', '--url', database.adminUrl, '--json']);
    expect(JSON.parse(status.stdout)).toMatchObject({
      ok: true,
      agents: [
        { login: 'anna', connections: expect.any(Number) },
        { login: 'petr', connections: expect.any(Number) },
      ],
      channels: [
        { id: 'acme-bot', holder: expect.any(String) },
        { id: 'support-mail', holder: expect.any(String) },
      ],
      waiting: 0,
    });
    for (const desk of [petr, anna]) expect(await desk.app.close()).toBe(0);
  } finally {
    await folder.remove();
    await cluster.stop();
  }
});
