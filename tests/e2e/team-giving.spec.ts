import type { Page } from '@playwright/test';
import type { DeskPage } from './pages/desk.ts';
import { FloorPage } from './pages/floor.ts';
import { faults } from './support/axe.ts';
import { expect, type Office, test } from './support/office.ts';

test.describe.configure({ timeout: 300_000 });

type Three = { anna: DeskPage; oleg: DeskPage; petr: DeskPage; floor: FloorPage };

const stand = ({ page }: DeskPage, label: string) => page.getByRole('combobox', { name: 'My status' }).selectOption({ label });
const rules = async (page: Page): Promise<void> => {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Team', exact: true }).click();
};
const way = (page: Page) => page.getByRole('combobox', { name: 'Conversations that wait' });

/** Two agents who are ready, and a lead who is not to be given anything and stands in the rules of the team. */
async function threeDesks(office: Office): Promise<Three> {
  const anna = await office.sit(office.anna, { bot: true });
  const [oleg, petr] = [await office.sit(office.oleg), await office.sit(office.petr)];
  for (const { page } of [anna, oleg]) await page.getByRole('tab', { name: 'All' }).click();
  await stand(petr, 'Break');
  const floor = new FloorPage(petr);
  await floor.open();
  for (const name of ['Anna Lebedeva', 'Oleg Orlov']) await expect(floor.agent(name)).toContainText('Ready');
  await expect(floor.agent('Petr Volkov')).toContainText('Break');
  await rules(petr.page);
  return { anna, oleg, petr, floor };
}

/** What somebody can do, as their lead writes it down. */
async function describeAgent({ page }: DeskPage, name: string, skills: string, languages: string): Promise<void> {
  await page.getByRole('button', { name: `Edit ${name}` }).click();
  const dialog = page.getByRole('dialog', { name });
  await dialog.getByRole('textbox', { name: 'Skills' }).fill(skills);
  await dialog.getByRole('textbox', { name: 'Languages' }).fill(languages);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
}

test('what waits is given by language and by skill; where nobody has them it stays in the queue, and it is said why', async ({
  office,
}) => {
  const { anna, oleg, petr, floor } = await threeDesks(office);
  await describeAgent(petr, 'Anna Lebedeva', '', 'en');
  await describeAgent(petr, 'Oleg Orlov', 'Возврат', 'en, ru');
  await way(petr.page).selectOption({ label: 'Are given to who has least' });
  await floor.open();

  office.telegram.user(401, { firstName: 'Мария' }).write('Здравствуйте, где мой заказ?');
  await expect(floor.agent('Oleg Orlov')).toContainText('1 of 20');
  office.telegram.user(402, { firstName: 'John' }).write('Hello, where is my order please?');
  await expect(floor.agent('Anna Lebedeva')).toContainText('1 of 20');
  await expect(oleg.option('Мария')).toBeVisible();

  // Nobody who speaks it is here.
  await stand(oleg, 'Break');
  await expect(floor.agent('Oleg Orlov')).toContainText('Break');
  office.telegram.user(403, { firstName: 'Вера' }).write('Добрый день, хочу вернуть чайник');
  await floor.queue('No department').click();
  const reasons = petr.page.getByRole('list', { name: 'Why they are given to nobody' });
  await expect(reasons).toContainText('nobody who is ready speaks the language: Russian');
  expect(await faults(petr.page, 'why they wait')).toEqual([]);
  await anna.openCustomer('Вера');
  const queued = (desk: DeskPage) => desk.page.getByRole('note').filter({ hasText: 'In the queue' });
  await expect(queued(anna)).toContainText('nobody who is ready speaks the language: Russian');

  // Anna learns it, and is not good at what it turns out to be about.
  await stand(anna, 'Break');
  await expect(queued(anna)).toContainText('nobody is ready to take it');
  await anna.inbox.focus();
  await anna.page.keyboard.press('KeyT');
  await anna.page.getByRole('combobox', { name: 'Tag' }).fill('возврат');
  await anna.page.keyboard.press('Enter');
  await anna.page.keyboard.press('Escape');
  await expect(anna.option('Вера')).toHaveAccessibleName(/возврат/);
  const topics = () => office.team.owner('SELECT topic FROM throughline.conversations WHERE topic IS NOT NULL');
  await expect.poll(topics).toEqual([{ topic: 'Возврат' }]);
  await rules(petr.page);
  await describeAgent(petr, 'Anna Lebedeva', '', 'en, ru');
  await stand(anna, 'Ready');
  await expect(queued(anna)).toContainText('nobody who is ready is good at “Возврат”');
  await stand(oleg, 'Ready');
  await expect(anna.option('Вера')).toHaveAccessibleName(/assigned to Oleg Orlov/);
  await expect(queued(anna)).toHaveCount(0);
});

test('nobody is given more of a channel at a time than they take, and it is said why the rest wait', async ({ office }) => {
  const { anna, petr, floor } = await threeDesks(office);
  await stand(anna, 'Break');
  await petr.page.getByRole('button', { name: 'Edit Oleg Orlov' }).click();
  const dialog = petr.page.getByRole('dialog', { name: 'Oleg Orlov' });
  const ofTelegram = dialog
    .getByRole('group', { name: 'Of them at most, by channel' })
    .getByRole('textbox', { name: 'Telegram' });
  await ofTelegram.fill('1');
  expect(await faults(petr.page, 'what an agent takes')).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(petr.page.getByRole('listitem').filter({ hasText: 'Oleg Orlov' })).toContainText('Telegram ≤ 1');
  await way(petr.page).selectOption({ label: 'Are given to who has least' });
  await floor.open();

  office.telegram.user(411, { firstName: 'Мария' }).write('Где мой заказ?');
  await expect(floor.agent('Oleg Orlov')).toContainText('1 of 20');
  office.telegram.user(412, { firstName: 'Вера' }).write('И мой где?');
  await floor.queue('No department').click();
  const reasons = petr.page.getByRole('list', { name: 'Why they are given to nobody' });
  await expect(reasons).toContainText('whoever could take it has as many as they take at a time');
  await expect(floor.agent('Oleg Orlov')).toContainText('1 of 20');

  // An empty field is no limit.
  await rules(petr.page);
  await petr.page.getByRole('button', { name: 'Edit Oleg Orlov' }).click();
  await expect(ofTelegram).toHaveValue('1');
  await ofTelegram.fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await floor.open();
  await expect(floor.agent('Oleg Orlov')).toContainText('2 of 20');
});

test('in turn, to who has least, to who had them last and for some days: each is set in the window and holds', async ({
  office,
}) => {
  const { anna, oleg, petr, floor } = await threeDesks(office);
  const { page } = petr;
  let people = 500;
  const writes = (name: string) => office.telegram.user(people++, { firstName: name }).write('Где заказ?');
  const have = async (annas: number, olegs: number): Promise<void> => {
    await expect(floor.agent('Anna Lebedeva')).toContainText(`${annas} of 20`);
    await expect(floor.agent('Oleg Orlov')).toContainText(`${olegs} of 20`);
  };
  const resolve = async (desk: DeskPage, name: string): Promise<void> => {
    await desk.openCustomer(name);
    await desk.inbox.focus();
    await desk.page.keyboard.press('KeyE');
    await expect(desk.option(name)).toHaveCount(0);
  };

  await way(page).selectOption({ label: 'Are given in turn' });
  await floor.open();
  for (const name of ['А1', 'А2', 'А3', 'А4']) writes(name);
  await have(2, 2);
  await stand(anna, 'Break');
  await expect(floor.agent('Anna Lebedeva')).toContainText('Break');
  for (const name of ['Б1', 'Б2']) writes(name);
  await have(2, 4);
  await rules(page);
  await way(page).selectOption({ label: 'Are given to who has least' });
  await stand(anna, 'Ready');
  await floor.open();
  for (const name of ['В1', 'В2']) writes(name);
  await have(4, 4);

  // Whoever had them last is asked first, though another has less.
  await rules(page);
  await page.getByRole('checkbox', { name: 'Whoever had the customer last comes first' }).check();
  await floor.open();
  for (const name of ['В1', 'В2']) await resolve(anna, name);
  await resolve(oleg, 'Б1');
  await have(2, 3);
  office.telegram.user(504, { firstName: 'Б1' }).write('И ещё вопрос');
  await have(2, 4);

  // The same for some days only.
  await rules(page);
  await page.getByRole('checkbox', { name: 'Whoever had the customer last comes first' }).uncheck();
  const days = page.getByRole('textbox', { name: 'A customer stays with the same agent' });
  await days.fill('3');
  await days.press('Enter');
  await floor.open();
  await resolve(oleg, 'Б2');
  await have(2, 3);
  office.telegram.user(505, { firstName: 'Б2' }).write('Ещё я забыл спросить');
  await have(2, 4);
  await rules(page);
  await days.fill('0');
  await days.press('Enter');
  await floor.open();
  await resolve(oleg, 'Б2');
  await have(2, 3);
  office.telegram.user(505, { firstName: 'Б2' }).write('И последнее');
  await have(3, 3);
});
