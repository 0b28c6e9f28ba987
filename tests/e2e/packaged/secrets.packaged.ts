import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTelegramEmulator } from '../../servers/telegram/index.ts';
import { expect, test } from './support/bench.ts';
import { filesWith, found } from './support/planted.ts';

const password = 'Planted-mail-password-7f3c9e';
const later = 'Planted-second-password-b81d04';
const token = '110201543:PLANTEDtokenQvzT0xWm4yLk8JdR2sNfHcA';
const mistyped = '999:PLANTEDmistypedTokenAAAAAAAAAAAAAAAA';
const secrets = [password, later, token, mistyped, token.split(':')[1] ?? ''];

const words = {
  name: 'Аглая Потаённая',
  subject: 'Потаённый предмет 4711',
  mail: 'потаённые слова письма 91c4',
  chat: 'потаённые слова в чате 58aa',
  file: 'потаённый-договор.pdf',
  reply: 'потаённый ответ оператора 3d07',
  note: 'потаённая заметка 6ee1',
  draft: 'потаённый черновик 0b52',
  query: 'потаённый поиск 77f8',
};

test('planted secrets are nowhere in clear, and nothing a customer or an agent says is in a log', async ({
  machine,
  mail,
  open,
}) => {
  test.setTimeout(360_000);
  const address = 'planted@shop.test';
  await mail.setPassword(address, password);
  const telegram = await startTelegramEmulator({ token });
  const login = { host: '127.0.0.1', user: address, password, tls: 'none' as const };
  const desk = await open({
    provision: {
      agent: { name: 'Anna Lebedeva' },
      channels: [
        {
          id: 'mail',
          kind: 'email',
          name: 'Mail',
          address,
          imap: { ...login, port: mail.imapPort },
          smtp: { ...login, port: mail.smtpPort },
        },
        { id: 'bot', kind: 'telegram', name: 'Bot', token, apiRoot: telegram.apiRoot },
      ],
    },
  });
  await desk.online();
  const attachments = [{ filename: words.file, content: '%PDF-1.4', contentType: 'application/pdf' }];
  await mail.deliver({
    from: `"${words.name}" <maria@mail.test>`,
    to: address,
    subject: words.subject,
    html: `<p>${words.mail}</p>`,
    attachments,
  });
  await desk.openCustomer(words.name);
  const maria = telegram.user(77, { firstName: 'Мария' });
  maria.write(words.chat);
  await desk.openCustomer('Мария');

  // Everything that goes wrong here is something a log would like to tell about.
  telegram.faults.next('send', { kind: 'drop', when: 'after' });
  await desk.send(words.reply);
  await expect(desk.article(/^Telegram message to /)).toContainText('Unknown');
  await telegram.down();
  await expect(desk.connections).not.toHaveText(/^[^\n]*Bot: connected/i);
  await desk.note.fill(words.note);
  await desk.page.getByRole('button', { name: 'Add note' }).click();
  await telegram.up();
  await desk.online();
  telegram.faults.next('getUpdates', { kind: 'garbage', when: 'before', body: `${words.chat} ${token}` });
  telegram.faults.next('getUpdates', { kind: 'error', code: 400, description: `Bad Request: ${words.chat}` });
  const from = telegram.calls.length;
  maria.write('ещё');
  await telegram.waitForCall(({ method }) => method === 'getUpdates', from);
  await expect(desk.timeline.getByText('ещё', { exact: true })).toBeVisible({ timeout: 60_000 });
  await mail.setPassword(address, later);
  mail.signalConnections('SIGKILL');
  await expect(desk.connections).toContainText(/password/i);
  await desk.page.getByRole('searchbox', { name: 'Search' }).fill(words.query);
  await expect(desk.page.getByRole('listbox', { name: 'Search results' }).getByRole('option')).toHaveCount(0);
  await desk.page.getByRole('searchbox', { name: 'Search' }).fill('');
  await desk.openCustomer('Мария');
  await desk.reply.fill(words.draft);
  await desk.page.evaluate(async (text) => {
    // An error in the page itself, with a customer's words in it.
    setTimeout(() => {
      throw new Error(text);
    }, 0);
    await new Promise((resolve) => setTimeout(resolve, 0));
    console.error(text);
  }, words.chat);
  expect(await desk.app.close()).toBe(0);
  await telegram.stop();

  const profile = join(machine.home, 'profile');
  expect(filesWith(profile, secrets)).toEqual({});
  expect(found(Buffer.from(desk.app.output()), secrets)).toEqual([]);
  const said = Object.values(words);
  const places = Object.keys(filesWith(profile, said)).map((path) => path.split('/')[0]);
  // The search of this test can find: what was said is where it belongs, and there is a log that tells of the troubles.
  expect(new Set(places)).toEqual(new Set(['data', 'files']));
  expect(readFileSync(join(profile, 'logs', 'engine.log'), 'utf8').split('\n').length).toBeGreaterThan(2);
  expect(found(Buffer.from(desk.app.output()), said)).toEqual([]);
});

test('a token typed wrongly into the window is not written down either', async ({ machine, open, servers }) => {
  const desk = await open();
  const { page } = desk;
  await page.getByRole('button', { name: /telegram/i }).click();
  await page.getByRole('textbox', { name: /name/i }).first().fill('Acme bot');
  await page.getByLabel(/token/i).fill(mistyped);
  await page.getByLabel(/server|api root|address of/i).fill(servers.telegram.apiRoot);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText(/token/i).last()).toBeVisible();
  await page.getByLabel(/token/i).fill(servers.telegram.token);
  await page.locator('button[type=submit]').click();
  await expect(desk.connections).toContainText(/connected/i);
  await desk.app.close();
  expect(filesWith(join(machine.home, 'profile'), [mistyped, servers.telegram.token])).toEqual({});
  expect(found(Buffer.from(desk.app.output()), [mistyped, servers.telegram.token])).toEqual([]);
});
