import type { Page } from '@playwright/test';
import { expect, test } from './support/desk.ts';
import { descendants } from './support/processes.ts';

/** Process id of a practice workspace that this program has opened; 0 when there is none. */
const practiceBelow = (main: number): number =>
  descendants(main).find((one) => one.args.includes('demo.ts --practice'))?.pid ?? 0;

/** Hands the page a file as the system's clipboard or a drag would. */
async function give(page: Page, kind: 'paste' | 'drop', name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Reply', exact: true }).evaluate(
    (target, { event, fileName }) => {
      const data = new DataTransfer();
      data.items.add(new File(['picture'], fileName, { type: 'image/png' }));
      const over = new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true });
      if (event === 'drop') target.dispatchEvent(over);
      const made =
        event === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
      target.dispatchEvent(made);
    },
    { event: kind, fileName: name },
  );
}

test('two people are linked by hand, are one, and are taken apart exactly', async ({ desk, servers }) => {
  const { page } = desk;
  servers.telegram.user(77, { firstName: 'Maria', lastName: 'Kuznetsova' }).write('Hello from Telegram');
  await servers.mail.deliver({ from: '"Mary K" <mary@mail.test>', to: servers.address, subject: 'Order', text: 'Hello by mail' });
  await expect(desk.inbox.getByRole('option')).toHaveCount(2);
  await desk.openCustomer('Maria Kuznetsova');
  await page.getByRole('button', { name: /^Link with another customer/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Link two customers' });
  await dialog.getByRole('textbox', { name: /name or address/i }).fill('mary@');
  await dialog.getByText('Mary K').click();
  await dialog.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(desk.inbox.getByRole('option')).toHaveCount(1);
  await expect(desk.article(/^Email from /)).toContainText('Hello by mail');
  await expect(desk.article(/^Telegram message from /)).toContainText('Hello from Telegram');
  await expect(desk.customer.getByRole('list', { name: 'Contact points' }).getByRole('listitem')).toHaveCount(2);

  await desk.customer.getByRole('button', { name: 'Unlink' }).click();
  await expect(desk.inbox.getByRole('option')).toHaveCount(2);
  await desk.openCustomer('Mary K');
  await expect(desk.article(/^Email from Mary K/)).toBeVisible();
  await expect(desk.article(/^Telegram message/)).toHaveCount(0);
});

test('files come by paste and by drag, and leave with the answer', async ({ desk, servers }) => {
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  maria.write('Send me the pictures');
  await desk.openCustomer('Maria');
  await give(desk.page, 'paste', 'pasted.png');
  await expect(desk.page.getByText('pasted.png')).toBeVisible();
  await give(desk.page, 'drop', 'dropped.png');
  await expect(desk.page.getByText('dropped.png')).toBeVisible();
  await expect(desk.page.getByText('Drop files to attach them to the reply')).toHaveCount(0);
  await desk.page.getByRole('button', { name: 'Send', exact: true }).click();
  await maria.waitFor((message) => message.photo !== undefined || message.document !== undefined);
  await expect(desk.article(/^Telegram message to /).last()).toContainText('Sent');
  await expect.poll(() => maria.received.length).toBe(2);
});

test('everything by keyboard, on a Cyrillic layout too', async ({ desk, servers }) => {
  const { page } = desk;
  for (const [id, firstName] of [
    [1, 'Anna'],
    [2, 'Boris'],
  ] as const) {
    servers.telegram.user(id, { firstName }).write('Hello');
  }
  await expect(desk.inbox.getByRole('option')).toHaveCount(2);
  await desk.openCustomer('Anna');
  // The physical key R: on a Russian layout it writes к, and still means reply.
  await page.locator('body').evaluate((body) => {
    (document.activeElement as HTMLElement | null)?.blur();
    body.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyR', key: 'к', bubbles: true }));
  });
  await expect(desk.reply).toBeFocused();
  await page.keyboard.type('Typed without a mouse');
  await page.keyboard.press('Control+Enter');
  await expect(desk.article(/^Telegram message to /)).toContainText('Sent');
});

test('the practice workspace opens beside an empty program', async ({ open }) => {
  // It makes a desk of four hundred customers and starts a second program.
  const patience = { timeout: 120_000 };
  test.setTimeout(480_000);
  const desk = await open({});
  await desk.page.getByRole('button', { name: 'Open the practice workspace' }).click();
  const main = desk.app.electron.process().pid ?? 0;
  await expect.poll(() => practiceBelow(main), patience).toBeGreaterThan(0);
  const practice = practiceBelow(main);
  try {
    await expect.poll(() => descendants(practice).some((one) => one.args.includes('--provision')), patience).toBe(true);
  } finally {
    process.kill(practice, 'SIGTERM');
  }
  // It cleans up after itself when it is told to end; the program that opened it goes on.
  await expect.poll(() => practiceBelow(main), patience).toBe(0);
  await expect(desk.page.getByRole('button', { name: 'Open the practice workspace' })).toBeVisible();
});
