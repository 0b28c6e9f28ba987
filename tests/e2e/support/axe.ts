import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe holds to be serious or worse, WCAG 2.2 at both levels among it: everything in the light, and in the dark whatever colours
 * decide, for nothing else differs. The frame of a mail has a test of its own.
 */
export async function faults(page: Page, where: string): Promise<string[]> {
  const builder = () => new AxeBuilder({ page }).setLegacyMode().exclude('iframe');
  // Nothing is looked at halfway between two colours.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const light = await builder().analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await builder().withRules(['color-contrast', 'link-in-text-block']).analyze();
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light.violations, ...dark.violations]
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${where}, ${id}: ${node.html}`));
}
