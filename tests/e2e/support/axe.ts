import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe holds to be serious or worse, WCAG 2.2 at both levels among it, in both themes. The frame of a mail has a test of its own. */
export async function faults(page: Page, where: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('iframe').analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    found.push(...serious.flatMap(({ id, nodes }) => nodes.map((node) => `${where}, ${colorScheme}, ${id}: ${node.html}`)));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}
