import { faults } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { people, walk, writers } from './support/walk.ts';

test('no place has a serious accessibility fault, in either theme', async ({ desk, servers }, info) => {
  test.setTimeout(900_000);
  const { page } = desk;
  await people(servers);
  await expect(desk.inbox.getByRole('option')).toHaveCount(writers);
  const found: string[] = [];
  let places = 0;
  await walk(
    page,
    (text) => text,
    async (where) => {
      places += 1;
      found.push(...(await faults(page, where)));
    },
  );
  info.annotations.push({ type: 'figures', description: `${places} places, each in two themes` });
  expect(found).toEqual([]);
});
