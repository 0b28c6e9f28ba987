import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/desk.ts';
import { people, walk, writers } from './support/walk.ts';

/** WCAG 2.2 at both levels, and what axe holds to be good besides; serious and worse. Mails are looked at by their own frame's rules. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('iframe').analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

test('no place has a serious accessibility fault, in either theme', async ({ desk, servers }, info) => {
  test.setTimeout(280_000);
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
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        found.push(...(await faults(page)).map((fault) => `${where}, ${colorScheme}: ${fault}`));
      }
      await page.emulateMedia({ colorScheme: 'light' });
    },
  );
  info.annotations.push({ type: 'figures', description: `${places} places, each in two themes` });
  expect(found).toEqual([]);
});
