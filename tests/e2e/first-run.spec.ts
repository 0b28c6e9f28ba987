import AxeBuilder from '@axe-core/playwright';
import { faults } from './support/axe.ts';
import { expect, test } from './support/desk.ts';

test('an empty profile greets, tests a connection with clear errors, and connects', async ({ open, servers }) => {
  const desk = await open({});
  const { page } = desk;
  await expect(page.getByRole('button', { name: /telegram/i })).toBeVisible();
  expect(await faults(page, 'a new profile')).toEqual([]);
  await page.getByRole('button', { name: /telegram/i }).click();
  await page.getByRole('textbox', { name: /name/i }).first().fill('Acme bot');
  await page.getByLabel(/token/i).fill('999:WRONG');
  await page.getByLabel(/server|api root|address of/i).fill(servers.telegram.apiRoot);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText(/token/i).last()).toBeVisible();
  await page.getByLabel(/token/i).fill(servers.telegram.token);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText(/acme_support_bot/)).toBeVisible();
  await page.locator('button[type=submit]').click();
  servers.telegram.user(5, { firstName: 'Ivan' }).write('Hello');
  await expect(desk.option('Ivan')).toBeVisible();
});

test('the window has no serious accessibility faults, in either language', async ({ open, servers }) => {
  for (const lang of ['en', 'ru'] as const) {
    const desk = await open({ provision: servers.provision, lang });
    servers.telegram.user(77, { firstName: 'Мария' }).write(`Привет ${lang}`);
    const inbox = desk.page.getByRole('listbox', { name: lang === 'en' ? 'Inbox' : 'Входящие' });
    await inbox.getByRole('option', { name: /^Мария/ }).click();
    await expect(desk.page.getByRole('log', { name: lang === 'en' ? 'Timeline' : 'Лента' })).toContainText(`Привет ${lang}`);
    const { violations } = await new AxeBuilder({ page: desk.page }).setLegacyMode().analyze();
    const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
    expect(serious.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
    await desk.app.close();
  }
});
