import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { DeskPage } from './pages/desk.ts';
import { FloorPage } from './pages/floor.ts';
import { faults } from './support/axe.ts';
import { expect, type Office, test } from './support/office.ts';
import { toast } from './support/toast.ts';

test.describe.configure({ timeout: 300_000 });

const handoff = ({ page }: DeskPage) => page.getByRole('region', { name: 'Handoff' });
const everybody = ({ page }: DeskPage) => page.getByRole('tab', { name: 'All' }).click();

type Box = { x: number; y: number; width: number; height: number };

/** Fields and buttons to write with that lie under this. */
async function under(page: Page, box: Box): Promise<string[]> {
  const fields = page.locator(
    'input:not([type=checkbox]):visible, textarea:visible, [contenteditable=true]:visible, form button:visible',
  );
  const found: string[] = [];
  for (const field of await fields.all()) {
    const at = await field.boundingBox();
    if (!at) continue;
    const beside = at.x + at.width <= box.x || box.x + box.width <= at.x;
    const above = at.y + at.height <= box.y || box.y + box.height <= at.y;
    if (!beside && !above)
      found.push(`${await field.evaluate((element) => element.outerHTML.slice(0, 120))} ${JSON.stringify({ at, box })}`);
  }
  return found;
}

async function covers(page: Page, toast: Locator): Promise<string[]> {
  const box = await toast.boundingBox();
  if (!box) throw new Error('no toast');
  return under(page, box);
}

/** What a toast would lie over here: the room that three lines of one need, at the place they are shown. */
async function coveredByToasts(page: Page): Promise<string[]> {
  const box = await page.locator('.mantine-Notifications-root[data-position="bottom-left"]').evaluate((root): Box => {
    const { left, width, top, bottom } = root.getBoundingClientRect();
    const height = 96;
    return { x: left, width, y: top > innerHeight / 2 ? bottom - height : top, height };
  });
  return under(page, box);
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
  expect(await faults(petr.page, 'the floor')).toEqual([]);
  // What a narrow column cuts is told by its title.
  await expect(floor.queues.getByRole('columnheader', { name: 'Waiting' })).toHaveAttribute('title', 'Waiting');
  await expect(floor.queue('No department').getByTitle('No department')).toBeVisible();
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

test('what is dropped on a department is theirs, with the reason in the audit, and undo brings it back', async ({ office }) => {
  const { anna, petr, floor } = await twoDesks(office, ['Мария', 'Иван', 'Олег']);
  await floor.queue('No department').click();
  await expect(floor.list.getByRole('option')).toHaveCount(3);
  const name = 'Мария';
  await floor.conversation(name).click({ modifiers: ['Control'] });
  await floor.conversation('Иван').click({ modifiers: ['Control'] });
  await expect(floor.selection).toContainText('2 picked');
  await floor.conversation(name).dragTo(floor.queue('Support'));
  const popover = petr.page.getByRole('dialog', { name: '2 conversations to Support' });
  await expect(popover.getByRole('textbox', { name: 'Handoff note' })).toBeFocused();
  await popover.getByRole('textbox', { name: 'Handoff note' }).fill('Ждут чайники');
  await popover.getByRole('textbox', { name: 'Reason, for the audit' }).fill('Это к поддержке');
  expect(await faults(petr.page, 'two given to a department')).toEqual([]);
  await petr.page.keyboard.press('Enter');
  await expect(popover).toHaveCount(0);
  await expect(floor.list.getByRole('option')).toHaveCount(1);
  await floor.queue('Support').click();
  await expect(floor.list.getByRole('option')).toHaveCount(2);
  await expect(floor.conversation(name)).toBeVisible();
  const reasons = async () =>
    (
      await office.team.owner<{ reason: string }>(
        "SELECT detail ->> 'reason' AS reason FROM throughline.audit WHERE action = 'reassign'",
      )
    ).map(({ reason }) => reason);
  expect(await reasons()).toEqual(['Это к поддержке', 'Это к поддержке']);

  // Whoever belongs to it is offered it, and sees whose it is.
  await anna.openCustomer(name);
  await expect(handoff(anna)).toContainText('Ждут чайники');
  await expect(anna.customer).toContainText('Department: Support');
  // It lies there already, and nothing happens.
  await floor.conversation(name).dragTo(floor.queue('Support'));
  await expect(petr.page.getByRole('dialog')).toHaveCount(0);

  await petr.page.getByRole('button', { name: 'Undo' }).click();
  await expect(floor.list).toHaveCount(0);
  await floor.queue('No department').click();
  await expect(floor.list.getByRole('option')).toHaveCount(3);
  await expect(anna.customer).toContainText('No department');
});

test('the whole way by keyboard: arrows, several picked, given over', async ({ office }) => {
  const people = ['Борис', 'Вера', 'Глеб', 'Дарья', 'Егор'];
  const { anna, petr, floor } = await twoDesks(office, people);
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

  // Many at once are one thing to be told of, and are accepted in one go.
  await anna.page.getByRole('button', { name: 'Notices, 1 new' }).click();
  await anna.page.getByRole('button', { name: /and 4 more/ }).click();
  await handoff(anna).getByRole('button', { name: 'Accept all 5' }).click();
  await expect(handoff(anna)).toHaveCount(0);
  await expect
    .poll(async () => (await office.team.owner("SELECT 1 FROM throughline.handoffs WHERE state = 'accepted'")).length)
    .toBe(5);

  await floor.agents.getByRole('row').nth(1).focus();
  await keyboard.press('ArrowRight');
  await expect(floor.agents.getByRole('row').nth(1).getByRole('button').first()).toBeFocused();
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

/** Goes there by Tab, as a hand without a mouse does. */
async function tabTo(page: Page, there: Locator): Promise<void> {
  await expect(there).toBeVisible();
  const isThere = () => there.evaluate((element) => element.contains(document.activeElement));
  for (let presses = 0; presses < 60 && !(await isThere()); presses += 1) await page.keyboard.press('Tab');
  expect(await isThere()).toBe(true);
}

test('stepping in, giving back, a department and going home: each by the keyboard alone', async ({ office }) => {
  const { anna, petr, floor } = await twoDesks(office, ['Мария', 'Зоя']);
  const { page } = petr;
  const { keyboard } = page;
  for (const name of ['Зоя', 'Мария']) {
    await anna.openCustomer(name);
    await anna.page.getByRole('button', { name: 'Take', exact: true }).click();
  }
  await expect(floor.agent('Anna Lebedeva')).toContainText('2 of 20');
  await floor.agent('Anna Lebedeva').focus();
  await keyboard.press('Enter');
  await tabTo(page, floor.list);
  await expect(floor.list.getByRole('option')).toHaveCount(2);
  await keyboard.press('Home');
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('textbox', { name: 'Whisper' }));
  await keyboard.type('Я помогу');
  await keyboard.press('Enter');
  await expect(anna.page.getByText('Я помогу').first()).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Step in' }));
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Give back' }));
  await keyboard.press('Enter');
  await expect(handoff(anna)).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Back to the floor' }));
  await keyboard.press('Enter');

  // One of hers to a department.
  await tabTo(page, floor.list);
  await keyboard.press('End');
  await keyboard.press('a');
  const dialog = page.getByRole('dialog');
  const to = dialog.getByRole('combobox', { name: 'To' });
  await tabTo(page, to);
  const department = await to.locator('option', { hasText: 'Support' }).first().getAttribute('value');
  while ((await to.inputValue()) !== department) await keyboard.press('ArrowDown');
  await tabTo(page, dialog.getByRole('button', { name: 'Reassign', exact: true }));
  await keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(floor.queue('Support')).toContainText('1');

  // What is left goes over with her.
  await floor.agent('Anna Lebedeva').focus();
  const actions = floor.agent('Anna Lebedeva').getByRole('button', { name: /^Actions/ });
  while (!(await actions.evaluate((button) => button === document.activeElement))) await keyboard.press('ArrowRight');
  await keyboard.press('Enter');
  const item = page.getByRole('menuitem', { name: 'Went home…' });
  await expect(item).toBeVisible();
  while (!(await item.evaluate((each) => each === document.activeElement))) await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('button', { name: /^Give over/ }));
  await keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('button', { name: 'Undo all' }));
  await keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(floor.agent('Anna Lebedeva')).toContainText('0 of 20');
});

test('whom somebody has on screen is said on the floor, and followed from there by the keyboard alone', async ({ office }) => {
  const { anna, petr, floor } = await twoDesks(office, ['Мария']);
  const { keyboard } = petr.page;
  const row = floor.agent('Anna Lebedeva');
  const open = row.getByRole('button', { name: 'Follow: Мария' });
  await anna.openCustomer('Мария');
  await expect(open).toBeVisible();
  expect(await faults(petr.page, 'who is in which conversation')).toEqual([]);
  await row.focus();
  await keyboard.press('ArrowRight');
  await expect(open).toBeFocused();
  await keyboard.press('ArrowRight');
  await expect(row.getByRole('button', { name: /^Actions/ })).toBeFocused();
  await keyboard.press('ArrowLeft');
  await keyboard.press('Enter');
  await expect(anna.page.getByRole('list', { name: 'Also viewing' })).toContainText('Petr Volkov is following');
  await petr.page.getByRole('button', { name: 'Back to the floor' }).click();
  await anna.page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Settings' }).click();
  await expect(open).toHaveCount(0);
});

test('more than somebody takes at a time is said before it is given; what they have is told as it is now', async ({ office }) => {
  const people = ['Мария', 'Иван', 'Ольга'];
  const { anna, petr, floor } = await twoDesks(office, people);
  const { page } = petr;
  await office.team.owner("UPDATE throughline.agents SET capacity = '{\"total\": 2}' WHERE login = 'anna'");
  await expect(floor.agent('Anna Lebedeva')).toContainText('0 of 2');
  await floor.queue('No department').click();
  for (const name of ['Мария', 'Иван']) await floor.conversation(name).click({ modifiers: ['Control'] });
  await floor.conversation('Мария').dragTo(floor.agent('Anna Lebedeva'));
  const popover = page.getByRole('dialog', { name: '2 conversations to Anna Lebedeva' });
  const warning = 'Anna Lebedeva would have 3 of 2: more than they take at a time';
  await expect(popover).toBeVisible();
  await expect(popover).not.toContainText('more than they take');
  await anna.openCustomer('Ольга');
  await anna.page.getByRole('button', { name: 'Take', exact: true }).click();
  await expect(popover).toContainText(warning);
  expect(await faults(page, 'more than somebody takes')).toEqual([]);
  await page.keyboard.press('Escape');

  // By the keyboard it is said too, and goes on being true while it is read.
  await floor.list.focus();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Reassign', exact: true });
  await dialog.getByRole('combobox', { name: 'To' }).selectOption({ label: 'Anna Lebedeva' });
  await expect(dialog).toContainText('1 of 2 open');
  await expect(dialog).toContainText(warning);
  await anna.page.getByRole('combobox', { name: 'Assignee' }).selectOption({ label: 'Nobody' });
  await expect(dialog).toContainText('0 of 2 open');
  await expect(dialog).not.toContainText('more than they take');
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
  // Two have room for one each; the third goes to the queue.
  await office.team.owner("UPDATE throughline.agents SET capacity = '{\"total\": 1}' WHERE login IN ('oleg', 'petr')");
  await expect(floor.agent('Oleg Orlov')).toContainText('0 of 1');
  await floor.menu('Anna Lebedeva', 'Went home…');
  const dialog = petr.page.getByRole('dialog');
  await expect(dialog).toContainText('3 open conversations');
  await dialog.getByRole('button', { name: 'Give over 3' }).click();
  await expect(dialog).toContainText('3 conversations of Anna Lebedeva were given over');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'To the queue' })).toContainText('1');
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
  // What is the team's is not an agent's to change or to take away.
  await anna.page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Settings' }).click();
  await expect(anna.page.getByRole('button', { name: 'Edit Acme bot' })).toBeVisible();
  for (const name of ['Remove Acme bot', 'Team', 'Audit'])
    await expect(anna.page.getByRole('button', { name, exact: true })).toHaveCount(0);
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
  expect(await faults(page, 'the hours of a line')).toEqual([]);
  await hours.getByRole('button', { name: 'Save' }).click();
  await duty.getByRole('button', { name: 'Save' }).click();
  expect(await faults(page, 'the rules of a team')).toEqual([]);
  await expect(page.getByRole('list', { name: 'Times without an owner' })).toContainText(/Nobody owns Acme bot/);

  await new FloorPage(petr).open();
  await expect(new FloorPage(petr).agent('Anna Lebedeva')).toContainText('0 of 7');
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Audit', exact: true }).click();
  const table = page.getByRole('table', { name: 'Audit' });
  await expect(table).toContainText('Changed the rules');
  expect(await faults(page, 'the audit')).toEqual([]);
  await page.getByRole('searchbox', { name: 'Search in the audit' }).fill('nothing is called this');
  await expect(page.getByText('Nothing is found')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search in the audit' }).fill('changed the rules');
  await expect(table.getByRole('row')).toHaveCount(2);

  // What is found is what is saved, where the system's dialog says.
  const folder = join(petr.app.profile, '..');
  const saved = async (kind: string, name: string): Promise<string> => {
    await petr.app.electron.evaluate(
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath });
      },
      join(folder, name),
    );
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: kind }).click();
    await (await toast(page, '1 line is saved')).getByRole('button', { name: 'Close' }).click();
    return readFile(join(folder, name), 'utf8');
  };
  const [head = '', line = '', ...rest] = (await saved('As CSV', 'audit.csv')).split('\r\n');
  expect([head.startsWith('\uFEFFseq,at,login,'), rest]).toEqual([true, ['']]);
  expect(line).toContain('petr');
  const entry: unknown = JSON.parse(await saved('As JSON Lines', 'audit.jsonl'));
  expect(entry).toMatchObject({ action: 'settings', login: 'petr', detail: { value: { capacity: 7 } } });

  // Whoever thinks better of it is not told that anything was saved.
  await petr.app.electron.evaluate(({ dialog }) => {
    dialog.showSaveDialog = async () => ({ canceled: true, filePath: '' });
  });
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'As CSV' }).click();
  await expect(page.getByRole('menuitem')).toHaveCount(0);
  await expect(page.getByText(/is saved/)).toHaveCount(0);
});

test('departments and hours can be removed, and it is said what follows from it', async ({ office }) => {
  const { anna, petr, floor } = await twoDesks(office, ['Мария']);
  await floor.queue('No department').click();
  await floor.conversation('Мария').dragTo(floor.queue('Support'));
  await petr.page.keyboard.press('Enter');
  await anna.openCustomer('Мария');
  await expect(anna.customer).toContainText('Department: Support');
  const { page } = petr;
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Team', exact: true }).click();
  await page.getByRole('button', { name: 'Set…' }).click();
  await page.getByRole('dialog', { name: 'Working hours' }).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/^Mon–Fri 09:00–18:00/)).toBeVisible();
  await page.getByRole('button', { name: 'Remove the hours' }).click();
  const question = page.getByRole('dialog', { name: 'Remove these hours?' });
  await expect(question).toContainText('around the clock');
  await question.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('None: the team works around the clock')).toBeVisible();

  await page.getByRole('button', { name: 'Remove Support' }).click();
  const end = page.getByRole('dialog', { name: 'Remove the department Support?' });
  await expect(end).toContainText('1 open conversation stands without a department');
  await expect(end).toContainText('2 agents do not belong to it any more');
  expect(await faults(page, 'the end of a department')).toEqual([]);
  await end.getByRole('button', { name: 'Remove' }).click();
  await expect(end).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Remove Support' })).toHaveCount(0);
  await expect(anna.customer).not.toContainText('Department');
  await expect(handoff(anna)).toHaveCount(0);
  await page.getByRole('button', { name: 'Audit', exact: true }).click();
  const table = page.getByRole('table', { name: 'Audit' });
  await expect(table).toContainText('Removed a department');
  await page.getByRole('searchbox', { name: 'Search in the audit' }).fill('мария');
  await expect(table.getByRole('button', { name: 'Open Мария' }).first()).toBeVisible();
  await expect(table).not.toContainText('Removed a department');
});

test('toasts stand where nothing is written, in every place', async ({ office }) => {
  const { petr, floor, anna } = await twoDesks(office, ['Мария']);
  const { page } = petr;
  await floor.queue('No department').click();
  await expect(floor.conversation('Мария')).toBeVisible();
  expect(await coveredByToasts(page)).toEqual([]);
  await floor.conversation('Мария').dragTo(floor.agent('Anna Lebedeva'));
  await page.keyboard.press('Enter');
  const toast = page.getByRole('alert').filter({ hasText: 'Мария handed over to Anna Lebedeva' });
  await expect(toast).toBeVisible();
  expect(await covers(page, toast)).toEqual([]);
  await floor.agent('Anna Lebedeva').click();
  await floor.conversation('Мария').dblclick();
  await expect(page.getByRole('textbox', { name: 'Whisper' })).toBeVisible();
  expect(await coveredByToasts(page)).toEqual([]);
  await page.getByRole('button', { name: 'Step in' }).click();
  await expect(petr.reply).toBeVisible();
  expect(await coveredByToasts(page)).toEqual([]);

  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Settings' }).click();
  for (const section of ['General', 'Team', 'Audit']) {
    await page.getByRole('button', { name: section, exact: true }).click();
    await expect(page.getByRole('heading', { name: section, exact: true, level: 2 })).toBeVisible();
    expect(await coveredByToasts(page)).toEqual([]);
  }
  await anna.openCustomer('Мария');
  await expect(anna.reply).toBeVisible();
  expect(await coveredByToasts(anna.page)).toEqual([]);
  // The least there is room for.
  await anna.app.resize({ width: 1100, height: 680 });
  await expect(anna.reply).toBeVisible();
  expect(await coveredByToasts(anna.page)).toEqual([]);
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
    /** How long frames take while this is done before each, the shortest first. */
    const frames = async (before: () => void): Promise<number[]> => {
      const times: number[] = [];
      let last = await frame();
      for (let n = 0; n < 120; n += 1) {
        before();
        const now = await frame();
        times.push(now - last);
        last = now;
      }
      return times.sort((a, b) => a - b);
    };
    const resting = await frames(() => undefined);
    const times = await frames(() => {
      body.scrollTop += 60;
    });
    return { moved: body.scrollTop, resting: resting[60] ?? 0, median: times[60] ?? Number.NaN, p95: times[114] };
  });
  info.annotations.push({ type: 'figures', description: JSON.stringify(figures) });
  expect(figures.moved).toBeGreaterThan(5_000);
  // 50 ms where a frame at rest takes its 17: a machine that is busy otherwise draws nothing faster.
  expect(figures.median - figures.resting).toBeLessThan(33);
});
