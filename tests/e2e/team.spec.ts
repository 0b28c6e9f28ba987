import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import type { DeskPage } from './pages/desk.ts';
import { faults } from './support/axe.ts';
import { expect, type Office, test } from './support/office.ts';

test.describe.configure({ timeout: 300_000 });

const assignee = ({ page }: DeskPage): Locator => page.getByRole('combobox', { name: 'Assignee' });
const holder = (desk: DeskPage): Locator => assignee(desk).locator('option:checked');
const viewing = ({ page }: DeskPage): Locator => page.getByRole('list', { name: 'Also viewing' });
const handoff = ({ page }: DeskPage): Locator => page.getByRole('region', { name: 'Handoff' });
const button = ({ page }: DeskPage, name: string): Locator => page.getByRole('button', { name, exact: true });

/** Everybody, whoever has them. */
async function all({ page }: DeskPage): Promise<void> {
  await page.getByRole('tab', { name: 'All' }).click();
}

/** Anna, who brings the bot along, and Oleg, both before somebody who waits. */
async function twoDesks(office: Office): Promise<{ anna: DeskPage; oleg: DeskPage }> {
  const anna = await office.sit(office.anna, { bot: true });
  const oleg = await office.sit(office.oleg);
  for (const desk of [anna, oleg]) await all(desk);
  return { anna, oleg };
}

async function bothOpen(office: Office, name: string, id: number): Promise<{ anna: DeskPage; oleg: DeskPage }> {
  const desks = await twoDesks(office);
  office.telegram.user(id, { firstName: name }).write('Где мой заказ?');
  for (const desk of [desks.anna, desks.oleg]) await desk.openCustomer(name);
  return desks;
}

async function give(desk: DeskPage, to: string, note: string): Promise<void> {
  await button(desk, 'Reassign').click();
  const dialog = desk.page.getByRole('dialog', { name: 'Reassign', exact: true });
  await dialog.getByRole('combobox', { name: 'To' }).selectOption({ label: to });
  await dialog.getByRole('textbox', { name: 'Handoff note', exact: true }).fill(note);
  await dialog.getByRole('button', { name: 'Reassign', exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('what one takes, the other sees at once, and may take over', async ({ office }) => {
  const { anna, oleg } = await bothOpen(office, 'Мария', 71);
  await button(anna, 'Take').click();
  await expect(holder(anna)).toHaveText('Anna Lebedeva');
  await expect(holder(oleg)).toHaveText('Anna Lebedeva');
  await expect(oleg.option('Мария')).toHaveAccessibleName(/assigned to Anna Lebedeva/);
  await expect(oleg.page.getByText('Anna Lebedeva has this conversation')).toBeVisible();
  await expect(button(oleg, 'Take')).toHaveCount(0);

  await button(oleg, 'Take over').click();
  await expect(holder(oleg)).toHaveText('Oleg Orlov');
  await expect(holder(anna)).toHaveText('Oleg Orlov');
  await expect(button(oleg, 'Take over')).toHaveCount(0);
  await button(oleg, 'Undo').click();
  await expect(holder(anna)).toHaveText('Anna Lebedeva');

  // What the rules of the team keep for leads is said in words.
  const lead = await office.petr.connect();
  await lead.query(`SELECT throughline.policy_put('takeOver', '"lead"', 0)`);
  await button(oleg, 'Take over').click();
  await expect(oleg.page.getByText('Only a lead may take over what a colleague has')).toBeVisible();
  await expect(holder(oleg)).toHaveText('Anna Lebedeva');
});

test('who looks and who types is seen; an answer that would cross another is sent only once that was said', async ({
  office,
}) => {
  const { anna, oleg } = await bothOpen(office, 'Мария', 72);
  await expect(viewing(anna)).toContainText('Oleg Orlov is looking');
  await oleg.reply.pressSequentially('Сейчас посмотрю');
  // He goes on until she has been asked: whoever rests for some seconds is not writing.
  let writing = true;
  const written = (async () => {
    while (writing) await oleg.reply.pressSequentially('.', { delay: 300 });
  })();
  await expect(viewing(anna)).toContainText('Oleg Orlov is typing');
  await expect(anna.page.getByText('Oleg Orlov is answering')).toBeVisible();

  await anna.send('Уже у курьера');
  const question = anna.page.getByRole('dialog', { name: 'Send all the same?' });
  await expect(question).toContainText('Oleg Orlov is writing to Мария right now');
  writing = false;
  await written;
  await question.getByRole('button', { name: 'Send all the same' }).click();
  await office.telegram.user(72, { firstName: 'Мария' }).waitFor(({ text }) => text === 'Уже у курьера');

  // Oleg is told of her answer before his own goes.
  await expect(oleg.page.getByText(/Anna Lebedeva answered since you began/)).toBeVisible();
  await button(oleg, 'Send').click();
  await expect(oleg.page.getByRole('dialog', { name: 'Send all the same?' })).toContainText('Anna Lebedeva has answered');
  await oleg.page.keyboard.press('Escape');
  await expect(oleg.reply).toHaveText(/^Сейчас посмотрю\.+$/);

  // From elsewhere nobody looks any more.
  await oleg.page.getByRole('button', { name: 'Settings' }).click();
  await expect(viewing(anna)).toHaveCount(0);
});

test('what was promised is told beside who looks, also where there is little room', async ({ office }) => {
  await office.team.owner(
    `INSERT INTO throughline.settings (name, value) VALUES ('sla', '{"firstAnswerMinutes": 30, "nextAnswerMinutes": 60, "resolutionMinutes": 0}')`,
  );
  const { anna } = await bothOpen(office, 'Мария', 79);
  await expect(viewing(anna)).toContainText('Oleg Orlov is looking');
  const promise = anna.page.getByText(/First answer due in/).first();
  for (const width of [1366, 1100]) {
    await anna.app.resize({ width, height: 680 });
    await expect(promise).toBeInViewport();
  }
});

test('what the customer writes meanwhile is said at the answer', async ({ office }) => {
  const anna = await office.sit(office.anna, { bot: true });
  await all(anna);
  const maria = office.telegram.user(73, { firstName: 'Мария' });
  maria.write('Где мой заказ?');
  await anna.openCustomer('Мария');
  await anna.reply.fill('Он в пути');
  maria.write('Уже не нужен, отмените');
  const said = anna.page.getByText(/^Мария wrote since you began: “Уже не нужен, отмените”$/);
  await expect(said).toBeVisible();
  await button(anna, 'I have seen it').click();
  await expect(said).toBeHidden();
});

test('an answer that crossed with a colleague’s while the server was away waits for its author', async ({ office }) => {
  const door = await office.door();
  const anna = await office.sit(office.anna, { bot: true });
  const oleg = await office.sit(office.oleg, { through: door });
  const maria = office.telegram.user(70, { firstName: 'Мария' });
  maria.write('Где мой заказ?');
  for (const desk of [anna, oleg]) {
    await all(desk);
    await desk.openCustomer('Мария');
  }
  await door.down();
  await expect(oleg.connections).toContainText('server away');
  await button(oleg, 'Reassign').click();
  const dialog = oleg.page.getByRole('dialog', { name: 'Reassign', exact: true });
  await expect(dialog.getByRole('status')).toContainText('The team’s server cannot be reached');
  await oleg.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await oleg.send('Он уже в пути');
  const onItsWay = oleg.timeline.locator('article:not([data-held])', { hasText: 'Он уже в пути' });
  await expect(onItsWay).toContainText('Queued');
  await anna.send('Его ещё не отправили');
  await maria.waitFor(({ text }) => text === 'Его ещё не отправили');
  await door.up();

  const held = oleg.page.locator('[data-held]');
  await expect(held).toContainText(/Он уже в пути.*Anna Lebedeva answered meanwhile \(\d\d:\d\d\)/);
  await expect(held.getByRole('button')).toHaveText(['Send anyway', 'Edit', 'Discard']);
  await expect(onItsWay).toHaveCount(0);
  expect(await faults(oleg.page, 'an answer that is held')).toEqual([]);
  await oleg.page.getByRole('button', { name: /^Notices/ }).click();
  await expect(oleg.page.getByText('Answer not sent: Anna Lebedeva answered meanwhile')).toBeVisible();
  await oleg.page.keyboard.press('Escape');

  await held.getByRole('button', { name: 'Discard' }).click();
  await expect(held).toHaveCount(0);
  await button(oleg, 'Undo').click();
  await expect(oleg.reply).toHaveText('Он уже в пути');
  expect(maria.received.map(({ text }) => text)).toEqual(['Его ещё не отправили']);
});

test('handed over with a note, accepted; handed back, returned with a word why', async ({ office }) => {
  const { anna, oleg } = await bothOpen(office, 'Мария', 74);
  await button(anna, 'Take').click();
  await expect(holder(oleg)).toHaveText('Anna Lebedeva');
  await give(anna, 'Oleg Orlov', 'Обещали привезти до пятницы');

  await expect(handoff(oleg)).toContainText('Anna Lebedeva hands this over to you');
  await expect(handoff(oleg)).toContainText('Обещали привезти до пятницы');
  await expect(handoff(oleg)).toContainText(/left to accept/);
  await expect(oleg.option('Мария')).toHaveAccessibleName(/handed to you by Anna Lebedeva/);
  await expect(anna.page.getByText('Handed over to Oleg Orlov, who has not accepted yet')).toBeVisible();
  const { violations } = await new AxeBuilder({ page: oleg.page }).setLegacyMode().analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual([]);
  await handoff(oleg).getByRole('button', { name: 'Accept' }).click();
  await expect(handoff(oleg)).toHaveCount(0);
  await expect(oleg.article(/^Note from Anna Lebedeva, /)).toContainText('Обещали привезти до пятницы');
  await expect(holder(anna)).toHaveText('Oleg Orlov');
  await expect(anna.page.getByText('Handed over to Oleg Orlov, who has not accepted yet')).toBeHidden();

  await give(oleg, 'Anna Lebedeva', 'Ваш клиент, вы знаете заказ');
  // Under the pointer it stays as long as it is of use.
  await button(oleg, 'Undo').hover();
  await expect(handoff(anna)).toContainText('Ваш клиент, вы знаете заказ');
  await handoff(anna).getByRole('textbox').fill('Я ухожу через десять минут');
  await handoff(anna).getByRole('button', { name: 'Return' }).click();
  await expect(handoff(anna)).toHaveCount(0);
  await expect(oleg.page.getByText('Anna Lebedeva returned it: Я ухожу через десять минут')).toBeVisible();
  // It is back by itself: there is nothing to take back.
  await expect(button(oleg, 'Undo')).toHaveCount(0);
  await expect(holder(oleg)).toHaveText('Oleg Orlov');
});

test('what was handed over is taken back; who stayed of several is told with the reason', async ({ office }) => {
  const { anna, oleg } = await twoDesks(office);
  for (const [id, name] of [
    [75, 'Мария'],
    [76, 'Иван'],
  ] as const)
    office.telegram.user(id, { firstName: name }).write('Здравствуйте');
  await oleg.openCustomer('Иван');
  await button(oleg, 'Take').click();
  await expect(anna.option('Иван')).toHaveAccessibleName(/assigned to Oleg Orlov/);
  await anna.openCustomer('Мария');
  await anna.inbox.focus();
  await anna.page.keyboard.press('ControlOrMeta+KeyA');
  await anna.page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Reassign' }).click();
  const dialog = anna.page.getByRole('dialog', { name: 'Reassign', exact: true });
  await dialog.getByRole('combobox', { name: 'To' }).selectOption({ label: 'Support' });
  await dialog.getByRole('button', { name: 'Reassign', exact: true }).click();
  await expect(dialog).toContainText('1 was not handed over');
  await expect(dialog.getByRole('listitem')).toContainText('Иван');
  await expect(dialog.getByRole('listitem')).toContainText('only a lead may give what a colleague has');
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await oleg.openCustomer('Мария');
  await expect(handoff(oleg)).toContainText('hands this over to Support');
  // By the key, which does not go with the toast.
  await anna.inbox.focus();
  await anna.page.keyboard.press('KeyZ');
  await expect(handoff(oleg)).toHaveCount(0);
});

test('of many picked, what a colleague holds stays as it is: it is not counted as done, and who has it is said', async ({
  office,
}) => {
  const { anna, oleg } = await twoDesks(office);
  const people = ['Мария', 'Иван', 'Ольга'];
  for (const [n, firstName] of people.entries()) office.telegram.user(81 + n, { firstName }).write('Где мой заказ?');
  for (const desk of [anna, oleg]) await expect(desk.inbox.getByRole('option')).toHaveCount(people.length);
  await oleg.openCustomer('Ольга');
  await button(oleg, 'Take').click();
  await expect(anna.option('Ольга')).toHaveAccessibleName(/assigned to Oleg Orlov/);

  for (const name of people) await anna.option(name).click({ modifiers: ['Control'] });
  await anna.page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Snooze' }).click();
  await anna.page.getByRole('combobox', { name: 'Snooze' }).press('Enter');
  const said = anna.page.getByRole('alert');
  await expect(said.filter({ hasText: /^2 snoozed until / })).toBeVisible();
  await expect(said.filter({ hasText: '1 was not changed' })).toContainText('In the hands of Oleg Orlov');
  await expect(anna.inbox.getByRole('option')).toHaveCount(1);
  await expect(anna.option('Ольга')).toBeVisible();
  await button(anna, 'Undo').click();
  await expect(anna.inbox.getByRole('option')).toHaveCount(people.length);
});

test('of two who take at once one has it, and the other is told who', async ({ office }) => {
  const { anna, oleg } = await twoDesks(office);
  const told = (desk: DeskPage): Locator => desk.page.getByText(/(Anna Lebedeva|Oleg Orlov) took it \d+ s ago/);
  // Whether two presses meet is for the machine to say: it is tried until they do.
  for (let id = 100; id < 130; id += 1) {
    const name = `Клиент ${id}`;
    office.telegram.user(id, { firstName: name }).write('Добрый день');
    for (const desk of [anna, oleg]) {
      await desk.openCustomer(name);
      await expect(button(desk, 'Take')).toBeVisible();
    }
    await Promise.all(
      [anna, oleg].map((desk) =>
        desk.page
          .getByRole('button', { name: 'Take', exact: true })
          .click({ timeout: 2000 })
          .catch(() => undefined),
      ),
    );
    await expect(holder(anna)).not.toHaveText('Nobody');
    const winner = (await holder(anna).textContent()) ?? '';
    await expect(holder(oleg)).toHaveText(winner);
    const loser = winner === 'Oleg Orlov' ? anna : oleg;
    // The answer to a press comes a moment after the news of who has it.
    const met = await told(loser)
      .first()
      .waitFor({ timeout: 2000 })
      .then(
        () => true,
        () => false,
      );
    if (!met) continue;
    await expect(told(loser).first()).toContainText(winner);
    return;
  }
  throw new Error('no two presses met');
});

test('the next of the queue is who has waited longest; a lead whispers to whoever has them', async ({ office }) => {
  const anna = await office.sit(office.anna, { bot: true });
  await all(anna);
  for (const [id, name] of [
    [77, 'Первая'],
    [78, 'Второй'],
  ] as const) {
    office.telegram.user(id, { firstName: name }).write('Здравствуйте');
    await expect(anna.option(name)).toBeVisible();
  }
  const queue = () =>
    office.team.owner("SELECT id FROM throughline.conversations WHERE status = 'open' AND waiting_since IS NOT NULL");
  await expect.poll(async () => (await queue()).length).toBe(2);
  await anna.inbox.focus();
  await anna.page.keyboard.press('KeyQ');
  await expect(anna.customer).toContainText('Первая');
  await expect(holder(anna)).toHaveText('Anna Lebedeva');

  const lead = await office.petr.connect();
  const [row] = await office.team.owner<{ id: string }>("SELECT id FROM throughline.customers WHERE name = 'Первая'");
  await lead.query('SELECT throughline.whisper(gen_random_uuid(), $1, $2, $3)', [row?.id, office.anna.id, 'Предложите замену']);
  const whisper = anna.page.getByRole('region', { name: 'Whisper' });
  await expect(whisper).toContainText('Petr Volkov whispers: Предложите замену');
  await whisper.getByRole('button', { name: 'Got it' }).click();
  await expect(whisper).toHaveCount(0);

  await anna.page.getByRole('tab', { name: 'Unassigned' }).click();
  await button(anna, 'Take next').click();
  await expect(anna.customer).toContainText('Второй');
});
