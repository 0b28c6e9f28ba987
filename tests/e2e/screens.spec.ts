import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page, TestInfo } from '@playwright/test';
import { en } from '../../renderer/i18n/en.ts';
import { ru } from '../../renderer/i18n/ru.ts';
import type { DeskPage } from './pages/desk.ts';
import { expect, test } from './support/desk.ts';
import { week } from './support/week.ts';

/** The pictures of the README are made here, with `UPDATE_SCREENS=1`; otherwise they go with the test's results. */
const kept = fileURLToPath(new URL('./__screens__/', import.meta.url));
const small = { width: 1366, height: 768 };
const sizes = [small, { width: 1920, height: 1080 }, { width: 1100, height: 680 }];
const catalogues = { en, ru };

function picture(info: TestInfo, name: string): string {
  return process.env.UPDATE_SCREENS === '1' ? join(kept, `${name}.png`) : info.outputPath(`${name}.png`);
}

/** Nothing sticks out of the window, at any size. */
async function fits(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over).toBeLessThanOrEqual(0);
}

type Words = typeof en | typeof ru;
type Shot = (name: string) => Promise<void>;

const rowsOf = (page: Page, words: Words): Locator => page.getByRole('listbox', { name: words.inbox.label }).getByRole('option');

async function conversation(desk: DeskPage, words: Words): Promise<void> {
  await rowsOf(desk.page, words).nth(2).click();
  await expect(desk.page.getByRole('log', { name: words.timeline.label }).getByRole('article').last()).toBeVisible();
  await fits(desk.page);
}

/** Each place and dialog as somebody meets it in the middle of work. */
async function places({ page }: DeskPage, words: Words, shot: Shot): Promise<void> {
  const search = page.getByRole('searchbox', { name: words.search.label });
  const results = page.getByRole('listbox', { name: words.search.results }).getByRole('option');
  const rows = rowsOf(page, words);
  await search.fill('заказа');
  await expect(results.nth(3)).toBeVisible();
  await shot('search');

  await search.fill('has:photo');
  await results.filter({ hasNotText: /@/ }).first().click();
  const picture = page
    .getByRole('log')
    .getByRole('article')
    .getByRole('button')
    .filter({ has: page.locator('img') });
  await picture.first().click();
  await expect(page.getByRole('dialog').locator('img').first()).toBeVisible();
  await shot('viewer');
  await page.keyboard.press('Escape');
  await search.fill('');

  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: words.palette.label }).fill('м');
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
  await shot('palette');
  await page.keyboard.press('Escape');

  // Back from a search the list stands at whoever is open, and the first rows drawn are not the first in sight.
  await page.getByRole('listbox', { name: words.inbox.label }).press('Home');
  await expect(rows.first()).toHaveAttribute('aria-posinset', '1');
  for (const index of [1, 2, 3]) await rows.nth(index).click({ modifiers: ['Control'] });
  await expect(page.getByRole('toolbar', { name: words.desk.selection })).toBeVisible();
  for (const index of [1, 2, 3]) await expect(rows.nth(index)).toBeInViewport({ ratio: 1 });
  await shot('selection');
  await page
    .getByRole('toolbar', { name: words.desk.selection })
    .getByRole('button', { name: words.desk.snooze, exact: true })
    .click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await shot('snooze');
  await page.keyboard.press('Escape');
  await rows.first().press('Escape');

  await page.getByRole('button', { name: new RegExp(`^${words.notices.label}`) }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await shot('notices');
  await page.keyboard.press('Escape');

  await page.getByRole('navigation', { name: words.places.label }).getByRole('button', { name: words.places.settings }).click();
  await expect(page.getByRole('heading').first()).toBeVisible();
  await shot('settings');
  await page.getByRole('navigation', { name: words.places.label }).getByRole('button', { name: words.places.inbox }).click();
}

for (const lang of ['en', 'ru'] as const) {
  test(`a week with many customers, in both themes and every size: ${lang}`, async ({ open, servers, folder }, info) => {
    test.setTimeout(600_000);
    await week(servers, folder.profile);
    const words = catalogues[lang];
    const desk = await open({ provision: servers.provision, lang });
    const { page } = desk;
    await expect(rowsOf(page, words).first()).toBeVisible();
    await page.getByRole('button', { name: words.keyFile.ok }).click();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const shot = async (name: string): Promise<void> => {
        const width = await page.evaluate(() => globalThis.innerWidth);
        await page.screenshot({
          path: picture(info, `${name}-${lang}-${colorScheme}-${width}`),
          animations: 'disabled',
          caret: 'hide',
        });
      };
      for (const size of sizes) {
        await desk.app.resize(size);
        await conversation(desk, words);
        await shot('conversation');
      }
      await desk.app.resize(small);
      await places(desk, words, shot);
    }
  });
}
