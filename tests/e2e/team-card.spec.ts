import { faults } from './support/axe.ts';
import { expect, test } from './support/office.ts';

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
