import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareRuntime } from '../../build/runtime/index.ts';
import { faults } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { descendants } from './support/processes.ts';

/** Utility processes of the program under test: reader and engine. */
const utilityProcesses = (main: number): number[] =>
  descendants(main)
    .filter(({ args }) => args.includes('node.mojom.NodeService'))
    .map(({ pid }) => pid);

test('reader and engine killed while messages arrive: the window recovers and each message is there once', async ({
  desk,
  servers,
}) => {
  const maria = servers.telegram.user(77, { firstName: 'Мария' });
  maria.write('сообщение 0');
  await desk.openCustomer('Мария');
  const main = desk.app.electron.process().pid ?? 0;
  for (let round = 1; round <= 3; round += 1) {
    await expect.poll(() => utilityProcesses(main).length).toBeGreaterThanOrEqual(2);
    const pids = utilityProcesses(main);
    maria.write(`сообщение ${round}`);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await expect(desk.timeline.getByText(`сообщение ${round}`, { exact: true })).toBeVisible({ timeout: 60_000 });
  }
  await expect(desk.article(/^Telegram message from Мария/)).toHaveCount(4);
  await desk.send('Ответ после всего');
  await maria.waitFor((message) => message.text === 'Ответ после всего');
});

test('the server goes away and comes back: it is told, and nothing is lost', async ({ desk, servers }) => {
  const maria = servers.telegram.user(77, { firstName: 'Мария' });
  maria.write('Привет');
  await desk.openCustomer('Мария');
  await servers.telegram.down();
  await expect(desk.connections).not.toHaveText(/^[^\n]*Acme bot: connected/i);
  await desk.send('Ответ в офлайне');
  await expect(desk.article(/^Telegram message to /)).toContainText('Queued');
  await desk.connections.getByRole('button').click();
  await expect(desk.page.getByRole('dialog', { name: 'Connections' })).toContainText('not synced since');
  expect(await faults(desk.page, 'a channel that is away')).toEqual([]);
  await desk.page.keyboard.press('Escape');
  await servers.telegram.up();
  await maria.waitFor((message) => message.text === 'Ответ в офлайне');
  await expect(desk.article(/^Telegram message to /)).toContainText('Sent', { timeout: 60_000 });
  expect(maria.received).toHaveLength(1);
});

test('an answer whose fate is not known says so and waits for a person', async ({ desk, servers }) => {
  const maria = servers.telegram.user(77, { firstName: 'Мария' });
  maria.write('Привет');
  await desk.openCustomer('Мария');
  servers.telegram.faults.next('send', { kind: 'drop', when: 'after' });
  await desk.send('Ответ');
  const article = desk.article(/^Telegram message to /);
  await expect(article).toContainText('Unknown');
  await article.getByRole('button', { name: 'Check' }).click();
  await expect(article).toContainText('Unknown');
  await article.getByRole('button', { name: 'Send again' }).click();
  await expect(article).toContainText('Sent');
  expect(maria.received).toHaveLength(2);
});

test('a wrong password asks for the right one, and goes on with it', async ({ open, servers }) => {
  const [mailbox, bot] = servers.provision.channels ?? [];
  if (mailbox?.kind !== 'email' || !bot) throw new Error('the provisioning has a mailbox first');
  const wrong = { ...mailbox, imap: { ...mailbox.imap, password: 'wrong' } };
  const desk = await open({ provision: { ...servers.provision, channels: [wrong, bot] } });
  await expect(desk.connections).toContainText(/password/i);
});

test.describe('a wrong start', () => {
  const start = async (flags: string[]) => {
    const runtime = await prepareRuntime();
    const { status, stderr } = spawnSync(runtime.executable, [...runtime.args, ...flags], {
      env: { ...process.env, ...runtime.env },
      encoding: 'utf8',
      timeout: 60_000,
    });
    return { status, stderr };
  };

  test('a provisioning file with a mistake: one sentence, status 2, nothing changed', async ({ folder, servers }) => {
    const file = join(folder.profile, '..', 'wrong.json');
    const [mailbox] = servers.provision.channels ?? [];
    writeFileSync(
      file,
      JSON.stringify({ channels: [{ ...mailbox, imap: { host: '127.0.0.1', port: 'abc', tls: 'none', user: 'x' } }] }),
    );
    const { status, stderr } = await start(['--profile', folder.profile, '--provision', file]);
    expect(status).toBe(2);
    expect(stderr).toContain('channels[0].imap.port');
    expect(existsSync(folder.profile)).toBe(false);
  });

  test('a file that is not there, one that is not JSON, an unknown language', async ({ folder }) => {
    const broken = join(folder.profile, '..', 'broken.json');
    writeFileSync(broken, '{ "channels": [ }');
    for (const [flags, words] of [
      [['--provision', join(folder.profile, 'absent.json')], '--provision'],
      [['--provision', broken], 'line 1'],
      [['--lang', 'de'], '--lang'],
    ] as const) {
      const { status, stderr } = await start(['--profile', folder.profile, ...flags]);
      expect(status, stderr).toBe(2);
      expect(stderr).toContain(words);
    }
  });
});
