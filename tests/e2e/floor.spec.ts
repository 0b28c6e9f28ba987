import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { DeskPage } from './pages/desk.ts';
import { FloorPage } from './pages/floor.ts';
import { expect, type Office, test } from './support/office.ts';

test.describe.configure({ timeout: 300_000 });

const handoff = ({ page }: DeskPage) => page.getByRole('region', { name: 'Handoff' });
const everybody = ({ page }: DeskPage) => page.getByRole('tab', { name: 'All' }).click();

/** Serious and worse, by WCAG 2.2 and what axe holds to be good besides. */
async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** Anna, who brings the bot along, and Petr, who leads and stands on the floor; so many people have written. */
async function twoDesks(
  office: Office,
  people: readonly string[],
): Promise<{ anna: DeskPage; petr: DeskPage; floor: FloorPage }> {
  const anna = await office.sit(office.anna, { bot: true });
  const petr = await office.sit(office.petr);
  await everybody(anna);
  for (const [n, firstName] of people.entries()) office.telegram.user(300 + n, { firstName }).write('Где мой заказ?');
  for (const name of people) await expect(anna.option(name)).toBeVisible();
  const floor = new FloorPage(petr);
  await floor.open();
  return { anna, petr, floor };
}

test('a lead drags who waits to an agent, with a note; the agent accepts, and undo brings them back', async ({ office }) => {
  const { anna, petr, floor } = await twoDesks(office, ['Мария', 'Иван']);
  await anna.openCustomer('Мария');
  await floor.queue('No department').click();
  await expect(floor.list.getByRole('option')).toHaveCount(2);
  expect(await barriers(petr.page)).toEqual([]);
  await floor.conversation('Мария').dragTo(floor.agent('Anna Lebedeva'));
  const note = petr.page.getByRole('textbox', { name: 'Handoff note' });
  await expect(note).toBeFocused();
  await note.fill('Ждёт чайник к субботе');
  await petr.page.keyboard.press('Enter');

  await expect(handoff(anna)).toContainText('Ждёт чайник к субботе');
  await handoff(anna).getByRole('button', { name: 'Accept' }).click();
  await expect(handoff(anna)).toHaveCount(0);
  await expect(floor.agent('Anna Lebedeva')).toContainText('1 of 20');
  await expect(floor.list.getByRole('option')).toHaveCount(1);

  // Nothing is given to who is not here, and dragging there does nothing.
  await floor.conversation('Иван').dragTo(floor.agent('Oleg Orlov'));
  await expect(petr.page.getByRole('dialog')).toHaveCount(0);

  await floor.agent('Anna Lebedeva').click();
  await expect(floor.conversation('Мария')).toBeVisible();
  await floor.queue('No department').click();
  await floor.conversation('Иван').dragTo(floor.agent('Anna Lebedeva'));
  await expect(note).toBeFocused();
  await petr.page.keyboard.press('Enter');
  await expect(floor.agent('Anna Lebedeva')).toContainText('2 of 20');
  await petr.page.getByRole('button', { name: 'Undo' }).click();
  await expect(floor.agent('Anna Lebedeva')).toContainText('1 of 20');
  await expect(floor.conversation('Иван')).toBeVisible();
});

test('the whole way by keyboard: arrows, several picked, given over', async ({ office }) => {
  const people = ['Борис', 'Вера', 'Глеб', 'Дарья', 'Егор'];
  const { petr, floor } = await twoDesks(office, people);
  const { keyboard } = petr.page;
  await floor.queues.getByRole('row').nth(1).focus();
  await keyboard.press('End');
  await keyboard.press('Home');
  const queue = floor.queue('No department');
  while (!(await queue.evaluate((row) => row === document.activeElement))) await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(floor.list.getByRole('option')).toHaveCount(people.length);
  await expect(queue).toHaveAttribute('aria-selected', 'true');

  await floor.list.focus();
  await keyboard.press('Home');
  await keyboard.press('Shift+ArrowDown');
  await keyboard.press('Shift+ArrowDown');
  await expect(floor.selection).toContainText('3 picked');
  await keyboard.press('Escape');
  await expect(floor.selection).toHaveCount(0);
  await keyboard.press('Control+a');
  await expect(floor.selection).toContainText('5 picked');
  await keyboard.press('a');
  const dialog = petr.page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'To' }).selectOption({ label: 'Anna Lebedeva' });
  await dialog.getByRole('button', { name: 'Reassign', exact: true }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(floor.agent('Anna Lebedeva')).toContainText('5 of 20');
  await expect(floor.list).toHaveCount(0);

  await floor.agents.getByRole('row').nth(1).focus();
  await keyboard.press('ArrowRight');
  await expect(floor.agents.getByRole('row').nth(1).getByRole('button')).toBeFocused();
  await keyboard.press('ArrowLeft');
  await expect(floor.agents.getByRole('row').nth(1)).toBeFocused();
});

test('a lead follows a conversation, whispers, steps in and gives it back', async ({ office }) => {
  const { anna, petr, floor } = await twoDesks(office, ['Мария']);
  await anna.openCustomer('Мария');
  await anna.page.getByRole('button', { name: 'Take', exact: true }).click();
  await floor.agent('Anna Lebedeva').click();
  await floor.conversation('Мария').dblclick();
  await expect(anna.page.getByRole('list', { name: 'Also viewing' })).toContainText('Petr Volkov');
  await expect(petr.reply).toHaveCount(0);
  // What goes on is seen as it goes on, and is not marked as read by who only looks.
  office.telegram.user(300, { firstName: 'Мария' }).write('Алло?');
  await expect(petr.article(/^Telegram message from Мария/).filter({ hasText: 'Алло?' })).toBeVisible();

  const whisper = petr.page.getByRole('textbox', { name: 'Whisper' });
  await whisper.fill('Курьер уже в пути');
  await whisper.press('Enter');
  await expect(anna.page.getByText('Курьер уже в пути').first()).toBeVisible();

  await petr.page.getByRole('button', { name: 'Step in' }).click();
  await expect(petr.reply).toBeVisible();
  const holder = anna.page.getByRole('combobox', { name: 'Assignee' }).locator('option:checked');
  await expect(holder).toHaveText('Petr Volkov');
  await petr.page.getByRole('button', { name: 'Give back' }).click();
  await expect(handoff(anna)).toBeVisible();
  await handoff(anna).getByRole('button', { name: 'Accept' }).click();
  await expect(holder).toHaveText('Anna Lebedeva');
  await petr.page.getByRole('button', { name: 'Back to the floor' }).click();
  await expect(floor.agents).toBeVisible();
});

test('who went home leaves everything to those who are here, and all of it can be taken back', async ({ office }) => {
  const people = ['Жанна', 'Зоя', 'Илья'];
  const { anna, petr, floor } = await twoDesks(office, people);
  const oleg = await office.sit(office.oleg);
  for (const name of people) {
    await anna.openCustomer(name);
    await anna.page.getByRole('button', { name: 'Take', exact: true }).click();
  }
  await expect(floor.agent('Anna Lebedeva')).toContainText('3 of 20');
  await expect(floor.agent('Oleg Orlov')).toContainText('Ready');
  await floor.menu('Anna Lebedeva', 'Went home…');
  const dialog = petr.page.getByRole('dialog');
  await expect(dialog).toContainText('3 open conversations');
  await dialog.getByRole('button', { name: 'Give over 3' }).click();
  await expect(dialog).toContainText('3 conversations of Anna Lebedeva were given over');
  await expect(floor.agent('Anna Lebedeva')).toContainText('0 of 20');
  await everybody(oleg);
  await dialog.getByRole('button', { name: 'Undo all' }).click();
  await expect(floor.agent('Anna Lebedeva')).toContainText('3 of 20');

  // A dialog is closed by the key, and what lies under it stays as it is.
  await floor.agent('Anna Lebedeva').click();
  await floor.menu('Anna Lebedeva', 'Went home…');
  await petr.page.keyboard.press('Escape');
  await expect(petr.page.getByRole('dialog')).toHaveCount(0);
  await expect(floor.list.getByRole('option')).toHaveCount(3);
});

test('the rules of a team are set by those who lead, and what was done is read and saved', async ({ office }) => {
  const { anna, petr } = await twoDesks(office, ['Мария']);
  await expect(anna.page.getByRole('button', { name: 'Floor' })).toHaveCount(0);
  const { page } = petr;
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Team', exact: true }).click();

  const limit = page.getByRole('textbox', { name: 'Conversations at a time' });
  await limit.fill('7');
  await limit.press('Enter');
  await page.getByRole('button', { name: 'Add a line' }).click();
  const duty = page.getByRole('dialog', { name: 'Add a line' });
  await duty.getByRole('combobox', { name: 'Channel', exact: true }).selectOption({ label: 'Acme bot' });
  await duty.getByRole('button', { name: 'Set…' }).click();
  const hours = page.getByRole('dialog', { name: 'Working hours' });
  await hours.getByRole('textbox', { name: 'Saturday' }).fill('10-15');
  await hours.getByRole('button', { name: 'Save' }).click();
  await duty.getByRole('button', { name: 'Save' }).click();
  expect(await barriers(page)).toEqual([]);
  await expect(page.getByRole('list', { name: 'Times without an owner' })).toContainText(/Nobody owns Acme bot/);

  await new FloorPage(petr).open();
  await expect(new FloorPage(petr).agent('Anna Lebedeva')).toContainText('0 of 7');
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Audit', exact: true }).click();
  const table = page.getByRole('table', { name: 'Audit' });
  await expect(table).toContainText('Changed the rules');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('searchbox', { name: 'Search in the audit' }).fill('nothing is called this');
  await expect(page.getByText('Nothing is found')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search in the audit' }).fill('changed the rules');
  await expect(table.getByRole('row')).toHaveCount(2);
});

test('two hundred agents scroll smoothly, and stay in place under the hand', async ({ office }, info) => {
  await office.team.owner(
    `INSERT INTO throughline.agents (id, login, name, role, visibility, created_at)
     SELECT gen_random_uuid(), 'agent' || n, 'Agent ' || n, 'agent', 'all', 0 FROM generate_series(1, 200) n`,
  );
  const { floor } = await twoDesks(office, ['Мария']);
  await expect(floor.agents).toHaveAttribute('aria-rowcount', /20\d/);
  const figures = await floor.agents.locator('tbody').evaluate(async (body) => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const times: number[] = [];
    let last = await frame();
    for (let n = 0; n < 120; n += 1) {
      body.scrollTop += 60;
      const now = await frame();
      times.push(now - last);
      last = now;
    }
    times.sort((a, b) => a - b);
    return { moved: body.scrollTop, median: times[60], p95: times[114] };
  });
  info.annotations.push({ type: 'figures', description: JSON.stringify(figures) });
  expect(figures.moved).toBeGreaterThan(5_000);
  expect(figures.median).toBeLessThan(50);
});
