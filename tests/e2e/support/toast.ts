import type { Locator, Page } from '@playwright/test';

/** The toast with these words, under the mouse: it waits as long as that. */
export async function toast(page: Page, words: string): Promise<Locator> {
  const found = page.getByRole('alert').filter({ hasText: words });
  await found.hover();
  return found;
}
