import type { DeskPage } from './pages/desk.ts';
import { expect, test } from './support/desk.ts';

/** Arrival has to show within this time of it; a promise of the product, so it is asserted. */
const promptly = { timeout: 3000 };

/** A search asks once: what was said just before is found a moment later, and is then searched for again. */
const soon = { timeout: 2000 };
async function searchUntil({ page }: DeskPage, words: string, found: () => Promise<void>): Promise<void> {
  const field = page.getByRole('searchbox', { name: 'Search' });
  await expect(async () => {
    await field.fill('');
    await field.fill(words);
    await found();
  }).toPass();
}

test('mail and Telegram arrive within three seconds, become one person, and are answered by either', async ({
  desk,
  servers,
}) => {
  const { mail, telegram, address } = servers;
  const messageId = await mail.deliver({
    from: '"Мария Кузнецова" <maria@mail.test>',
    to: address,
    subject: 'Заказ 10452 не пришёл',
    text: 'Здравствуйте! Обещали вчера, заказа нет.\n\n-- \nМария Кузнецова\nтел. +7 916 123-45-67',
  });
  await expect(desk.option('Мария Кузнецова')).toBeVisible(promptly);
  await desk.openCustomer('Мария Кузнецова');
  await expect(desk.article(/^Email from Мария Кузнецова, /)).toContainText('Обещали вчера');

  const maria = telegram.user(77, { firstName: 'Маша', username: 'mariak' });
  maria.write('А теперь пишу сюда');
  await expect(desk.option('Маша')).toBeVisible(promptly);
  maria.shareContact('+79161234567');
  await expect(desk.inbox.getByRole('option')).toHaveCount(1);
  await expect(desk.article(/^Telegram message from /).first()).toContainText('А теперь пишу сюда');

  await desk.chooseReplyBy('Telegram');
  await desk.send('Курьер будет сегодня до 18:00');
  await maria.waitFor((message) => message.text === 'Курьер будет сегодня до 18:00');
  await expect(desk.article(/^Telegram message to /)).toContainText('Sent');

  await desk.chooseReplyBy('maria@mail.test');
  await desk.send('Извините за задержку.');
  const received = await mail.waitForMail('maria@mail.test', (one) => one.parsed.inReplyTo === messageId);
  expect(received.parsed.text?.trim()).toBe('Извините за задержку.');
  await expect(desk.article(/^Email to /)).toContainText('Sent');
  await expect(desk.reply).toHaveText('');
});

test('a note stays inside; a file goes out with the answer', async ({ desk, servers }) => {
  const maria = servers.telegram.user(77, { firstName: 'Мария' });
  maria.write('Пришлите счёт');
  await desk.openCustomer('Мария');
  await desk.note.fill('Счёт уже выставлен, см. 1С');
  await desk.page.getByRole('button', { name: 'Add note' }).click();
  await expect(desk.article(/^Note from Anna Lebedeva, /)).toContainText('Счёт уже выставлен');
  const chooser = desk.page.waitForEvent('filechooser');
  await desk.page.getByRole('button', { name: /attach/i }).click();
  await (await chooser).setFiles({ name: 'счёт.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 счёт') });
  await expect(desk.page.getByRole('list', { name: 'Files to send' })).toContainText('счёт.pdf');
  await desk.send('Вот счёт');
  const message = await maria.waitFor((one) => one.document !== undefined);
  expect(message.document?.file_name).toBe('счёт.pdf');
  expect(maria.received.filter((one) => one.text?.includes('1С'))).toEqual([]);
});

test('status, assignee and a search by word form', async ({ desk, servers }) => {
  servers.telegram.user(77, { firstName: 'Мария' }).write('Когда приедут мои заказы?');
  await desk.openCustomer('Мария');
  await expect(desk.page.getByRole('combobox', { name: 'Assignee' })).toHaveValue('');
  await desk.page.getByRole('combobox', { name: 'Assignee' }).selectOption({ label: 'Anna Lebedeva' });
  await desk.page.getByRole('tablist', { name: 'Inbox views' }).getByRole('tab', { name: 'Mine' }).click();
  await expect(desk.option('Мария')).toBeVisible();
  const results = desk.page.getByRole('listbox', { name: 'Search results' });
  await searchUntil(desk, 'заказа', () => expect(results.getByRole('option').first()).toContainText('заказы', soon));
  await results.getByRole('option').first().click();
  await expect(desk.article(/^Telegram message from Мария/)).toBeVisible();
  await desk.page.getByRole('searchbox', { name: 'Search' }).fill('');
  await desk.page.getByRole('combobox', { name: 'Status' }).selectOption({ label: 'Resolved' });
  await desk.page.getByRole('tablist', { name: 'Inbox views' }).getByRole('tab', { name: 'Resolved' }).click();
  await expect(desk.option('Мария')).toBeVisible();
});

test('operators narrow a search, are offered while typed and taken out again; the other keyboard layout is understood', async ({
  desk,
  servers,
}) => {
  servers.telegram.user(78, { firstName: 'Мария' }).write('Привет, где мои заказы?');
  await desk.openCustomer('Мария');
  const search = desk.page.getByRole('searchbox', { name: 'Search' });
  const results = desk.page.getByRole('listbox', { name: 'Search results' });
  await searchUntil(desk, 'ghbdtn', () => expect(results.getByRole('option').first()).toContainText('Привет', soon));
  await expect(desk.page.getByText('Also searched for: привет')).toBeVisible();
  await search.fill('заказ from:Maria channel:');
  await results.getByRole('option', { name: 'Acme bot' }).click();
  await expect(search).toHaveValue('заказ from:Maria channel:"Acme bot" ');
  await expect(results.getByRole('option').first()).toContainText('заказы');
  await search.fill('заказ from:Maria is:note');
  await expect(desk.page.getByText(/^Nothing found/)).toBeVisible();
  await desk.page.getByRole('button', { name: 'Take out: Notes' }).click();
  await expect(search).toHaveValue('заказ from:Maria');
  await expect(results.getByRole('option').first()).toContainText('заказы');
});

test('an HTML mail is shown whole, without scripts, and remote pictures only when allowed', async ({ desk, servers }) => {
  await servers.mail.deliver({
    from: '"Иван Петров" <ivan@mail.test>',
    to: servers.address,
    subject: 'Рассылка',
    html: '<h1>Большой заголовок</h1><script>document.title="owned"</script><p onclick="alert(1)">Абзац</p><img src="http://127.0.0.1:9/x.png">',
  });
  await desk.openCustomer('Иван Петров');
  const frame = desk.timeline.locator('iframe').contentFrame();
  await expect(frame.getByRole('heading', { name: 'Большой заголовок' })).toBeVisible();
  expect(await desk.timeline.locator('iframe').getAttribute('sandbox')).not.toContain('allow-scripts');
  expect(await desk.page.title()).not.toBe('owned');
  await expect(desk.timeline.getByRole('button', { name: /show once/i })).toBeVisible();
});

test('what a draft says survives a restart and belongs to its customer', async ({ open, servers }) => {
  let desk = await open({ provision: servers.provision });
  await desk.online();
  servers.telegram.user(77, { firstName: 'Мария' }).write('Привет');
  servers.telegram.user(78, { firstName: 'Иван' }).write('Привет');
  await desk.openCustomer('Мария');
  await desk.reply.fill('Начало ответа');
  await desk.openCustomer('Иван');
  await expect(desk.reply).toHaveText('');
  await desk.app.close();
  desk = await open({});
  await desk.openCustomer('Мария');
  await expect(desk.reply).toHaveText('Начало ответа');
});

test('alone at the desk one takes who is open, and then whoever has waited longest', async ({ desk, servers }) => {
  const names = ['Мария', 'Иван', 'Ольга'];
  for (const [n, firstName] of names.entries()) {
    servers.telegram.user(80 + n, { firstName }).write('Здравствуйте');
    await expect(desk.option(firstName)).toBeVisible();
  }
  const holder = desk.page.getByRole('combobox', { name: 'Assignee' }).locator('option:checked');
  await desk.openCustomer('Иван');
  await desk.page.getByRole('button', { name: 'Take', exact: true }).click();
  await expect(holder).toHaveText('Anna Lebedeva');
  await expect(desk.page.getByRole('button', { name: 'Take', exact: true })).toHaveCount(0);
  await desk.page.getByRole('tab', { name: 'Unassigned' }).click();
  await desk.page.getByRole('button', { name: 'Take next', exact: true }).click();
  await expect(desk.customer).toContainText('Мария');
  await expect(holder).toHaveText('Anna Lebedeva');
});
