import { expect, test } from './support/desk.ts';

test('how long an answer can be taken back is a setting, kept over a restart; switched off, answers leave at once', async ({
  open,
  servers,
}) => {
  let desk = await open({ provision: servers.provision });
  await desk.online();
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  maria.write('When does it come?');
  await desk.openCustomer('Maria');
  const choose = async (seconds: string): Promise<void> => {
    await desk.page.getByRole('button', { name: 'Settings' }).click();
    await desk.page.getByRole('button', { name: 'Writing', exact: true }).click();
    const setting = desk.page.getByRole('combobox', { name: 'Undo sending' });
    await setting.selectOption(seconds);
    await expect(setting).toHaveValue(seconds);
    await desk.page.getByRole('button', { name: 'Inbox' }).click();
  };
  const arrived = (text: string) => maria.waitFor((message) => message.text === text);
  const waiting = () => desk.article(/^Telegram message to Maria, /).filter({ hasText: /leaves in \d+ s/ });

  await choose('30');
  await desk.app.close();
  desk = await open({});
  await desk.online();
  await desk.openCustomer('Maria');
  const sent = Date.now();
  await desk.send('In a month');
  const shown = /leaves in (\d+) s/.exec((await waiting().textContent()) ?? '');
  expect(Number(shown?.[1]) * 1000).toBeGreaterThanOrEqual(30_000 - (Date.now() - sent));
  await waiting().getByRole('button', { name: 'Undo' }).click();
  await expect(desk.reply).toHaveText('In a month');
  await desk.reply.fill('');

  for (const seconds of [5, 10]) {
    await choose(String(seconds));
    await desk.openCustomer('Maria');
    const before = Date.now();
    await desk.send(`In ${seconds} days`);
    await arrived(`In ${seconds} days`);
    expect(Date.now() - before).toBeGreaterThanOrEqual(seconds * 1000);
  }

  await choose('0');
  await desk.openCustomer('Maria');
  await desk.send('Today');
  await arrived('Today');
  const left = desk.article(/^Telegram message to Maria, /).last();
  await expect(left).toContainText('Sent');
  await expect(left.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  expect(maria.received.map(({ text }) => text)).toEqual(['In 5 days', 'In 10 days', 'Today']);
});

test('what was promised stands on the row, brings it up when it is due, and is gone when it is done', async ({
  desk,
  servers,
}) => {
  test.setTimeout(300_000);
  const { page } = desk;
  for (const [id, firstName] of [
    [1, 'Anna'],
    [2, 'Boris'],
  ] as const) {
    const customer = servers.telegram.user(id, { firstName });
    customer.write('Where is my refund?');
    await desk.openCustomer(firstName);
    await desk.send('I shall see to it');
    await customer.waitFor(({ text }) => text === 'I shall see to it');
  }
  const rows = desk.inbox.getByRole('option');
  await expect(rows.first()).toHaveAccessibleName(/^Boris/);
  await desk.openCustomer('Anna');
  await desk.inbox.focus();
  await page.keyboard.press('KeyB');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox').first()).toBeFocused();
  await page.keyboard.type('Call back about the refund');
  // The field knows whole minutes: this one is half a minute to a minute and a half ahead.
  const at = await page.evaluate(() => {
    const time = new Date(Date.now() + 90_000);
    return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  });
  await dialog.getByLabel('Date and time').fill(at);
  await dialog.getByRole('button', { name: 'Remind' }).click();
  await expect(dialog).toHaveCount(0);
  const anna = desk.option('Anna');
  await expect(anna).toHaveAccessibleName(/, reminder /);
  await expect(rows.first()).toHaveAccessibleName(/^Boris/);
  await expect(desk.customer).toContainText('Call back about the refund');

  await expect(anna).toHaveAccessibleName(/, overdue reminder, /, { timeout: 150_000 });
  await expect(rows.first()).toHaveAccessibleName(/^Anna/);
  await expect(page.getByTitle(/^overdue reminder/)).toBeVisible();

  await desk.customer.getByRole('button', { name: 'Done: Call back about the refund' }).click();
  await expect(anna).not.toHaveAccessibleName(/reminder/);
  await page.keyboard.press('Escape');
  await desk.inbox.focus();
  await page.keyboard.press('KeyZ');
  await expect(anna).toHaveAccessibleName(/, overdue reminder, /);
});
