import { newId } from '../../electron/store/ids.ts';
import { noteBody } from '../support/note-body.ts';
import { faults } from './support/axe.ts';
import { expect, type Office, test } from './support/office.ts';

test('the panel of the connections says how the desk stands with its team, there and away, without an accessibility fault', async ({
  office,
}, info) => {
  test.setTimeout(300_000);
  const anna = await office.sit(office.anna, { bot: true });
  const { page, connections } = anna;
  const card = page.getByRole('region', { name: 'Team' });
  await expect(connections).toContainText('Team: connected');
  office.telegram.user(90, { firstName: 'Мария' }).write('Где мой заказ?');
  await page.getByRole('tab', { name: 'All' }).click();
  await expect(anna.option('Мария')).toBeVisible();
  await connections.getByRole('button').click();
  await expect(card).toContainText('connected');
  expect(await faults(page, 'connected')).toEqual([]);
  await page.screenshot({ path: info.outputPath('connected.png') });

  await office.team.cluster.stopServer();
  await expect(card).toContainText(/server away since/);
  await expect(card).toContainText('Reading, notes, drafts and replies on channels of this desk go on.');
  await card.getByText('Details').click();
  expect(await faults(page, 'away')).toEqual([]);
  await page.screenshot({ path: info.outputPath('away.png') });

  // What waits for the others is said where it was decided, as long as it waits.
  await page.keyboard.press('Escape');
  await anna.openCustomer('Мария');
  const waits = page.getByRole('note').filter({ hasText: 'Waits for the team’s server' });
  await expect(waits).toHaveCount(0);
  await page.getByRole('button', { name: 'Take', exact: true }).click();
  await expect(waits).toContainText('assigned to you');
  await page.screenshot({ path: info.outputPath('waits.png') });
});

test('whoever was off for long works with what is new while the rest is read, and sees how much of it is left', async ({
  office,
}, info) => {
  test.setTimeout(300_000);
  const anna = await office.sit(office.anna, { bot: true });
  await anna.page.getByRole('tab', { name: 'All' }).click();
  office.telegram.user(91, { firstName: 'Иван' }).write('Много всего');
  await expect(anna.option('Иван')).toBeVisible();
  const ivan = async () =>
    (await office.team.owner<{ id: string }>("SELECT id FROM throughline.customers WHERE name = 'Иван'"))[0]?.id;
  await expect.poll(ivan).toBeDefined();
  await writeHistory(office, (await ivan()) ?? '', 30_000);
  office.telegram.user(92, { firstName: 'Мария' }).write('Где мой заказ?');
  await expect(anna.option('Мария')).toBeVisible();

  const oleg = await office.sit(office.oleg);
  const { page, connections } = oleg;
  await page.getByRole('tab', { name: 'All' }).click();
  await oleg.openCustomer('Мария');
  await expect(oleg.timeline).toContainText('Где мой заказ?');
  await expect(connections).toContainText(/catching up, \d/);
  await connections.getByRole('button').click();
  await expect(page.getByRole('progressbar', { name: 'catching up…' })).toBeVisible();
  await page.screenshot({ path: info.outputPath('catching-up.png') });
  await page.keyboard.press('Escape');
  await oleg.reply.fill('Он уже в пути');
  await expect(oleg.reply).toHaveText('Он уже в пути');
  await page.getByRole('button', { name: 'Take', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Assignee' }).locator('option:checked')).toHaveText('Oleg Orlov');
  await expect(connections).toContainText('Team: connected');
});

/** Notes of years about one person, as another desk told of them. */
async function writeHistory({ anna }: Office, customerId: string, count: number): Promise<void> {
  const db = await anna.connect();
  const at = Date.now() - 30 * 86_400_000;
  for (let done = 0; done < count; done += 1000) {
    const records = Array.from({ length: 1000 }, (_, n) => ({
      id: newId(),
      kind: 'note',
      customerId,
      conversationId: null,
      direction: 'none',
      sentAt: at + done + n,
      receivedAt: at + done + n,
      rev: 1,
      files: [],
      payload: noteBody(customerId, `Заметка ${done + n}`),
    }));
    await db.query('SELECT throughline.push($1)', [JSON.stringify({ node: anna.node, records })]);
  }
}
