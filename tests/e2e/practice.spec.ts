import type { Locator, Page } from '@playwright/test';
import type { DeskPage } from './pages/desk.ts';
import { expect, test } from './support/desk.ts';
import { week } from './support/week.ts';

/** What is done about one customer after the other, by the keys everybody has. */
const turns = ['answer', 'resolve', 'snooze', 'tag', 'assign', 'note', 'remind'] as const;
type Turn = (typeof turns)[number];

const press = (page: Page, ...keys: string[]): Promise<void> =>
  keys.reduce(async (before, key) => {
    await before;
    await page.keyboard.press(key);
  }, Promise.resolve());

const dialogOf = (page: Page): Locator => page.getByRole('dialog');

async function closed(page: Page): Promise<void> {
  await dialogOf(page).waitFor({ state: 'detached' });
}

/** Leaves an editor. What is written is let go of by then. */
async function leave({ page, inbox }: DeskPage, editor: Locator): Promise<void> {
  await expect(editor).toHaveText('');
  await page.keyboard.press('Escape');
  await expect(inbox).toBeFocused();
}

const acts: Record<Turn, (desk: DeskPage, name: string) => Promise<void>> = {
  answer: async (desk, name) => {
    await press(desk.page, 'KeyR');
    await expect(desk.reply).toBeFocused();
    await desk.page.keyboard.insertText(`Good day, ${name}. It is on its way.`);
    await press(desk.page, 'Control+Enter');
    await leave(desk, desk.reply);
  },
  note: async (desk, name) => {
    await press(desk.page, 'KeyN');
    await expect(desk.note).toBeFocused();
    await desk.page.keyboard.insertText(`Asked the warehouse about ${name}`);
    await press(desk.page, 'Control+Enter');
    await expect(desk.article(/^Note from /).last()).toContainText(name);
    await leave(desk, desk.note);
  },
  resolve: async ({ page }) => press(page, 'KeyE'),
  snooze: async ({ page }) => {
    await press(page, 'KeyS');
    await expect(page.getByRole('combobox', { name: 'Snooze' })).toBeFocused();
    await press(page, 'Enter');
    await closed(page);
  },
  tag: async ({ page }) => {
    await press(page, 'KeyT');
    const field = page.getByRole('combobox', { name: 'Tag' });
    await expect(field).toBeFocused();
    // The first time it is made, from then on it is found; whoever has it keeps it.
    await page.keyboard.insertText('Checked');
    await press(page, 'Enter');
    await expect(dialogOf(page).getByRole('option', { name: 'Checked', selected: true })).toBeVisible();
    await press(page, 'Escape');
    await closed(page);
  },
  assign: async ({ page }) => {
    await press(page, 'KeyA');
    await expect(dialogOf(page).getByRole('combobox', { name: 'To' })).toBeFocused();
    await press(page, 'ArrowDown');
    const give = dialogOf(page).getByRole('button', { name: 'Reassign', exact: true });
    for (let step = 0; step < 6 && !(await give.evaluate((button) => button === document.activeElement)); step += 1)
      await press(page, 'Tab');
    await press(page, 'Enter');
    await closed(page);
    await expect(page.getByRole('combobox', { name: 'Assignee' })).not.toHaveValue('');
  },
  remind: async ({ page }) => {
    await press(page, 'KeyB');
    await expect(dialogOf(page).getByRole('textbox').first()).toBeFocused();
    await press(page, 'Enter');
    await closed(page);
  },
};

/** The first line of a view, by its key; it says how many there are. */
async function first({ page, inbox }: DeskPage, view: string, key: string): Promise<Locator> {
  await press(page, key);
  await expect(page.getByRole('tab', { name: view, selected: true })).toBeVisible();
  const line = inbox.getByRole('option').first();
  await expect(line).toBeVisible();
  return line;
}
const sizeOf = async (desk: DeskPage, view: string, key: string): Promise<number> =>
  Number(await (await first(desk, view, key)).getAttribute('aria-setsize'));
const sizeIs = async (desk: DeskPage, view: string, key: string, size: number): Promise<void> =>
  expect(await first(desk, view, key)).toHaveAttribute('aria-setsize', String(size));

test('the practice workspace is worked through from its first customer to its last with the keyboard alone', async ({
  open,
  servers,
  folder,
}, info) => {
  test.setTimeout(900_000);
  await week(servers, folder.profile);
  const desk = await open({ provision: servers.provision });
  const { page, inbox } = desk;
  await desk.online();
  await page.getByRole('listbox', { name: 'Inbox' }).focus();
  const before = {
    resolved: await sizeOf(desk, 'Resolved', 'Digit5'),
    snoozed: await sizeOf(desk, 'Snoozed', 'Digit4'),
    all: await sizeOf(desk, 'All', 'Digit3'),
  };

  // By their line in the list: there are people of one name.
  const current = inbox.locator('[role=option][aria-current=true]');
  const opened = page.getByRole('heading', { level: 2 }).first();
  const worked = new Map<string, Turn>();
  const started = Date.now();
  let last = '';
  while (worked.size < before.all) {
    await press(page, 'KeyJ');
    await expect(current, `after ${worked.size}`).not.toHaveAttribute('id', last);
    last = (await current.getAttribute('id')) ?? '';
    if (worked.has(last)) continue;
    const line = (await current.textContent()) ?? '';
    await expect.poll(async () => line.startsWith((await opened.textContent()) ?? line)).toBe(true);
    const name = (await opened.textContent()) ?? '';
    await expect(desk.timeline.getByRole('article').first()).toBeVisible();
    const turn = turns[worked.size % turns.length] ?? 'resolve';
    worked.set(last, turn);
    await acts[turn](desk, name);
  }
  const seconds = (Date.now() - started) / 1_000;
  const did = (turn: Turn): number => [...worked.values()].filter((done) => done === turn).length;
  const figures = `${worked.size} customers in ${seconds.toFixed(0)} s, ${(seconds / worked.size).toFixed(2)} s each`;
  info.annotations.push({ type: 'figures', description: figures });
  process.stdout.write(`${figures}\n`);

  await sizeIs(desk, 'Resolved', 'Digit5', before.resolved + did('resolve'));
  await sizeIs(desk, 'Snoozed', 'Digit4', before.snoozed + did('snooze'));
  await sizeIs(desk, 'All', 'Digit3', before.all - did('resolve') - did('snooze'));
  await press(page, 'Slash');
  await expect(page.getByRole('searchbox', { name: 'Search' })).toBeFocused();
  await page.keyboard.insertText('tag:Checked');
  await expect(page.getByRole('listbox', { name: 'Search results' }).getByRole('option').first()).toBeVisible();
  await press(page, 'Escape');
  await expect(inbox).toBeFocused();
});
