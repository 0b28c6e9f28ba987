import { expect, test } from './support/desk.ts';

const people = ['Anna', 'Boris', 'Clara', 'Dmitry', 'Elena'] as const;

test('many at once: tagged, snoozed and resolved, and every one of it taken back', async ({ desk, servers }) => {
  const { page } = desk;
  for (const [index, firstName] of people.entries()) servers.telegram.user(index + 1, { firstName }).write('Hello');
  await expect(desk.inbox.getByRole('option')).toHaveCount(people.length);
  const selection = page.getByRole('toolbar', { name: 'Selection' });

  // Who began to wait in the same second stands in no order of their own, so each is picked by name.
  for (const name of ['Anna', 'Boris', 'Clara']) await desk.option(name).click({ modifiers: ['Control'] });
  await expect(selection).toContainText('3 picked');
  await selection.getByRole('button', { name: 'Tag' }).click();
  await page.getByRole('combobox', { name: 'Tag' }).fill('Refund');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('option', { name: 'Refund' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  for (const name of ['Anna', 'Boris', 'Clara']) {
    await expect(desk.inbox.getByRole('option', { name: new RegExp(`^${name}.*tags: Refund`) })).toBeVisible();
  }

  // Each thing done to many is taken back by itself, the last first.
  await selection.getByRole('button', { name: 'Reassign' }).click();
  const reassign = page.getByRole('dialog', { name: 'Reassign' });
  await reassign.getByRole('combobox', { name: 'To' }).selectOption({ label: 'Anna Lebedeva' });
  await reassign.getByRole('button', { name: 'Reassign', exact: true }).click();
  const mine = page.getByRole('tab', { name: 'Mine' });
  await expect(mine).toHaveAttribute('data-count', '3');
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  await expect(mine).not.toHaveAttribute('data-count', '3');
  await desk.inbox.focus();
  await page.keyboard.press('KeyZ');
  await expect(desk.inbox.getByRole('option', { name: /tags: Refund/ })).toHaveCount(0);

  for (const name of ['Anna', 'Boris', 'Clara']) await desk.option(name).click({ modifiers: ['Control'] });
  await expect(selection).toContainText('3 picked');
  await selection.getByRole('button', { name: 'Tag' }).click();
  await page.getByRole('dialog').getByRole('option', { name: 'Refund' }).click();
  await expect(page.getByRole('dialog').getByRole('option', { name: 'Refund' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(desk.inbox.getByRole('option', { name: /tags: Refund/ })).toHaveCount(3);
  await selection.getByRole('button', { name: 'Snooze' }).click();
  await page.getByRole('combobox', { name: 'Snooze' }).press('Enter');
  await expect(desk.inbox.getByRole('option')).toHaveCount(2);
  await page.getByRole('tab', { name: 'Snoozed' }).click();
  await expect(desk.inbox.getByRole('option')).toHaveCount(3);
  await expect(desk.inbox.getByTitle(/^snoozed until /)).toHaveCount(3);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(desk.inbox.getByRole('option')).toHaveCount(0);
  await page.getByRole('tab', { name: 'All' }).click();
  await expect(desk.inbox.getByRole('option')).toHaveCount(people.length);

  await desk.inbox.focus();
  await page.keyboard.press('Control+A');
  await expect(selection).toContainText('5 picked');
  await selection.getByRole('button', { name: 'Resolve' }).click();
  await expect(desk.inbox.getByRole('option')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(desk.inbox.getByRole('option')).toHaveCount(people.length);
  await expect(desk.inbox.getByRole('option', { name: /^Boris.*tags: Refund/ })).toBeVisible();

  // A range begins at whoever is open, is as long as the keys go, and is taken back by the key of every program.
  await desk.inbox.getByRole('option').first().click();
  await expect(desk.inbox.getByRole('option').first()).toHaveAttribute('aria-current', 'true');
  await desk.inbox.focus();
  for (const count of [2, 3]) {
    await page.keyboard.press('Shift+ArrowDown');
    await expect(selection).toContainText(`${count} picked`);
  }
  await page.keyboard.press('Shift+ArrowUp');
  await expect(selection).toContainText('2 picked');
  await selection.getByRole('button', { name: 'Resolve' }).click();
  await expect(desk.inbox.getByRole('option')).toHaveCount(people.length - 2);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await desk.inbox.focus();
  await page.keyboard.press('Control+KeyZ');
  await expect(desk.inbox.getByRole('option')).toHaveCount(people.length);
});

test('the list is narrowed to a channel, the view is kept under a name and marked while it is open, and all of it is there after a restart', async ({
  desk,
  open,
  servers,
}) => {
  const { page } = desk;
  servers.telegram.user(1, { firstName: 'Anna' }).write('Hello');
  await servers.mail.deliver({ from: '"Boris B" <boris@mail.test>', to: servers.address, subject: 'Order', text: 'Hello' });
  await expect(desk.inbox.getByRole('option')).toHaveCount(2);
  const telegram = servers.provision.channels?.find(({ kind }) => kind === 'telegram')?.name ?? '';
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitem', { name: telegram }).click();
  await expect(desk.inbox.getByRole('option')).toHaveCount(1);
  await expect(desk.option('Anna')).toBeVisible();
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('From the bot');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'All' }).click();
  await expect(desk.inbox.getByRole('option')).toHaveCount(2);
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const saved = page.getByRole('menuitem', { name: 'From the bot' });
  await expect(saved).not.toHaveAttribute('aria-current', 'true');
  await saved.click();
  await expect(desk.inbox.getByRole('option')).toHaveCount(1);
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await expect(saved).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await desk.app.close();

  const again = await open({ provision: servers.provision });
  await expect(again.option('Anna')).toBeVisible();
  await expect(again.page.getByRole('button', { name: `Without the filter ${telegram}` })).toBeVisible();
  await expect(again.inbox.getByRole('option')).toHaveCount(1);
  await again.page.getByRole('button', { name: 'Filter', exact: true }).click();
  await expect(again.page.getByRole('menuitem', { name: 'From the bot' })).toHaveAttribute('aria-current', 'true');
});

test('the palette does by name what keys do, on either layout, and finds people', async ({ desk, servers }) => {
  const { page } = desk;
  servers.telegram.user(1, { firstName: 'Anna' }).write('Hello');
  servers.telegram.user(2, { firstName: 'Мария' }).write('Привет');
  await expect(desk.option('Мария')).toBeVisible();
  await desk.openCustomer('Anna');
  await page.keyboard.press('Control+KeyK');
  const field = page.getByRole('combobox', { name: 'Commands' });
  const maria = page.getByRole('dialog').getByRole('option', { name: /Мария/ });
  // Words are found a moment after they have come.
  await expect(async () => {
    await field.fill('');
    await field.fill('Мари');
    await expect(maria).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await maria.click();
  await expect(desk.customer).toContainText('Мария');
  await page.keyboard.press('Control+KeyK');
  // "snooze" typed without leaving the Russian layout.
  await field.fill('ытщщяу');
  await expect(
    page
      .getByRole('dialog')
      .getByRole('option', { name: /Snooze/ })
      .first(),
  ).toBeVisible();
  await field.press('Enter');
  await page.getByRole('combobox', { name: 'Snooze' }).fill('until they');
  await page.keyboard.press('Enter');
  await expect(desk.inbox.getByRole('option')).toHaveCount(1);
  // Nothing but the customer ends that, and the row says so in place of a time.
  await page.getByRole('tab', { name: 'Snoozed' }).click();
  await expect(desk.option('Мария')).toHaveAccessibleName(/, snoozed until they write/);
  await expect(desk.option('Мария').getByTitle('snoozed until they write')).toHaveText('until they write');
  await expect(desk.customer).not.toContainText('Nothing is open');
  servers.telegram.user(2, { firstName: 'Мария' }).write('Я снова здесь');
  await expect(desk.inbox.getByRole('option')).toHaveCount(0);
  await page.getByRole('tab', { name: 'All' }).click();
  await expect(desk.inbox.getByRole('option')).toHaveCount(2);
  // Resolved without a word is not answered.
  await page.keyboard.press('KeyE');
  await expect(desk.option('Мария')).toHaveCount(0);
  await expect(desk.customer).toContainText('Nothing is open');
});

test('what is told: a notice for what is mine, with its reason', async ({ desk, servers }) => {
  const { page } = desk;
  const anna = servers.telegram.user(1, { firstName: 'Anna' });
  const boris = servers.telegram.user(2, { firstName: 'Boris' });
  anna.write('Hello');
  boris.write('Hello');
  await desk.openCustomer('Anna');
  const assignee = page.getByRole('combobox', { name: 'Assignee' });
  await assignee.selectOption({ index: 1 });
  await expect(page.getByRole('tab', { name: 'Mine' })).toHaveAttribute('data-count', '1');
  await desk.openCustomer('Boris');
  anna.write('Are you there?');
  const bell = page.getByRole('button', { name: 'Notices, 1 new' });
  await expect(bell).toBeVisible();
  await bell.click();
  const notice = page.getByRole('button', { name: /Anna.*Are you there\?.*Because the conversation is yours/ });
  await notice.click();
  await expect(desk.customer).toContainText('Anna');
  await expect(page.getByRole('button', { name: 'Notices', exact: true })).toBeVisible();
});
