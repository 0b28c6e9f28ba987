import { faults } from './support/axe.ts';
import { expect, test } from './support/office.ts';

test('the panel of the connections says how the desk stands with its team, there and away, without an accessibility fault', async ({
  office,
}, info) => {
  test.setTimeout(300_000);
  const { page, connections } = await office.sit(office.anna, { bot: true });
  const card = page.getByRole('region', { name: 'Team' });
  await expect(connections).toContainText('Team: connected');
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
});
