import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page, TestInfo } from '@playwright/test';
import { playTelegram } from '../../build/demo/play-telegram.ts';
import { practiceHistory } from '../../build/demo/story/history.ts';
import { expect, test } from './support/desk.ts';

/** The pictures of the README are made here, with `UPDATE_SCREENS=1`; otherwise they go with the test's results. */
const kept = fileURLToPath(new URL('./__screens__/', import.meta.url));
const customers = 240;
const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 1100, height: 680 },
];
const words = {
  en: { inbox: 'Inbox', timeline: 'Timeline', search: 'Search', results: 'Search results' },
  ru: { inbox: 'Входящие', timeline: 'Лента', search: 'Поиск', results: 'Результаты поиска' },
};

function picture(info: TestInfo, name: string): string {
  return process.env.UPDATE_SCREENS === '1' ? join(kept, `${name}.png`) : info.outputPath(`${name}.png`);
}

/** Nothing sticks out of the window, at any size. */
async function fits(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over).toBeLessThanOrEqual(0);
}

test('a day with many customers, in both languages, both themes and every size', async ({ open, servers }, info) => {
  test.setTimeout(180_000);
  const history = await practiceHistory(7, customers, { support: { name: 'Acme', address: servers.address } });
  for (const folder of ['INBOX', 'Sent'] as const) {
    await servers.mail.seed(
      servers.address,
      history.mails.filter((mail) => mail.folder === folder),
      folder,
    );
  }
  playTelegram(servers.telegram, history.telegram);

  for (const lang of ['en', 'ru'] as const) {
    const desk = await open({ provision: servers.provision, lang });
    const { page } = desk;
    const names = words[lang];
    const options = page.getByRole('listbox', { name: names.inbox }).getByRole('option');
    await expect(options.first()).toBeVisible();
    if (lang === 'en') await page.getByRole('button', { name: 'Understood' }).click();
    const search = page.getByRole('searchbox', { name: names.search });
    await expect(page.getByRole('status').first()).toHaveText(
      /mailbox: (connected|подключён)\. Acme bot: (connected|подключён)$/,
    );
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const { width, height } of sizes) {
        await desk.app.resize({ width, height });
        await options.nth(2).click();
        await expect(page.getByRole('log', { name: names.timeline }).getByRole('article').last()).toBeVisible();
        await fits(page);
        await page.screenshot({
          path: picture(info, `conversation-${lang}-${colorScheme}-${width}`),
          animations: 'disabled',
          caret: 'hide',
        });
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await desk.app.resize({ width: 1366, height: 768 });
    await search.fill('заказа');
    await expect(page.getByRole('listbox', { name: names.results }).getByRole('option').nth(3)).toBeVisible();
    await page.screenshot({ path: picture(info, `search-${lang}`), animations: 'disabled', caret: 'hide' });
    await desk.app.close();
  }
});
