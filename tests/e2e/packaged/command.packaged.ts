import { join } from 'node:path';
import { writeOwned } from './support/account.ts';
import { expect, test } from './support/bench.ts';
import { exitOf, spawnProgram } from './support/program.ts';

/** Everything here works where there is no display, as on a machine that only runs connections. */
const noDisplay = { DISPLAY: '' };

/** What the program itself wrote; Chromium's own complaints about the system begin with a bracket. */
const own = (output: string) => output.split('\n').filter((line) => line !== '' && !line.startsWith('['));

test('a wrong use is one sentence and status 2, and nothing has changed', async ({ machine }) => {
  const wrong = [
    [['repair'], 'repair: expected relay, team or a flag'],
    [['--lang', 'xx'], '--lang: expected "en" or "ru", got "xx"'],
    [['--profile'], '--profile: expected a folder after it'],
    [['--provision', '/nowhere.json'], '--provision: expected a readable JSON file at /nowhere.json (ENOENT)'],
    [['relay'], '--profile: expected a folder after it'],
    [['team', 'status'], '--url: expected the PostgreSQL address of an administrator after it'],
    [['relay', '--profile', join(machine.home, 'p'), '--provision='], '--provision: expected a JSON file after it'],
  ] as const;
  for (const [args, sentence] of wrong) {
    const { child, output } = spawnProgram({ ...machine, env: noDisplay }, [...args]);
    expect(await exitOf(child), args.join(' ')).toBe(2);
    // What it said may be read a moment after its end.
    await expect.poll(() => own(output())).toEqual([sentence]);
  }
});

test('a mistake in the provisioning file is named by its place', async ({ machine }) => {
  const file = join(machine.home, 'provision.json');
  await writeOwned(file, JSON.stringify({ channels: [{ id: 'x', kind: 'email', name: 'X', address: 'x@shop.test', imap: {} }] }));
  const { child, output } = spawnProgram({ ...machine, env: noDisplay }, ['--provision', file]);
  expect(await exitOf(child)).toBe(2);
  await expect.poll(() => own(output())).toEqual([expect.stringMatching(/^--provision .*provision\.json: .*channels.*imap/)]);
});

test('--help and --version answer and end', async ({ machine }) => {
  for (const [flag, words] of [
    ['--help', ['relay', '--profile', '--provision', '--lang', 'THROUGHLINE_PROFILE']],
    ['--version', ['Throughline 0.1.0']],
  ] as const) {
    const { child, output } = spawnProgram({ ...machine, env: noDisplay }, [flag]);
    expect(await exitOf(child)).toBe(0);
    for (const word of words) await expect.poll(output).toContain(word);
  }
});

test('the relay in the packed program keeps a channel connected without a display, and a window finds what came', async ({
  machine,
  open,
  servers,
}) => {
  const profile = join(machine.home, 'profile');
  const file = join(machine.home, 'provision.json');
  await writeOwned(file, JSON.stringify(servers.provision));
  const relay = spawnProgram({ ...machine, env: noDisplay }, ['relay', '--profile', profile, '--provision', file]);
  await expect.poll(() => own(relay.output())).toEqual(expect.arrayContaining(['Support mailbox: online', 'Acme bot: online']));
  servers.telegram.user(77, { firstName: 'Мария' }).write('Есть кто?');
  await expect.poll(() => servers.telegram.pending).toEqual([]);
  relay.child.kill('SIGTERM');
  expect(await exitOf(relay.child)).toBe(0);
  // What the window shows now can only come from the profile.
  await servers.telegram.down();
  const desk = await open();
  await desk.openCustomer('Мария');
  await expect(desk.timeline.getByText('Есть кто?', { exact: true })).toBeVisible();
});

test('a sandbox that is switched off is told in the window, and only then', async ({ desk, open }) => {
  const notice = (page: typeof desk.page) => page.getByRole('complementary', { name: 'The sandbox is off' });
  await expect(desk.inbox).toBeVisible();
  await expect(notice(desk.page)).toHaveCount(0);
  await desk.app.close();
  const { page } = await open({ flags: ['--no-sandbox'] });
  await expect(notice(page)).toContainText('--no-sandbox');
  await notice(page).getByRole('button', { name: 'Understood' }).click();
  await expect(notice(page)).toHaveCount(0);
});

test('the first window offers what can be connected, and no practice that an installed program does not have', async ({
  open,
}) => {
  const { page } = await open();
  await expect(page.getByRole('main').getByRole('button')).toHaveText([/^Connect email/, /^Connect Telegram/]);
});
