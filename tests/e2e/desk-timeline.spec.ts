import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { dice } from '../../build/demo/story/dice.ts';
import { parcelPicture } from '../../build/demo/story/picture.ts';
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
  await expect.poll(() => viewer.getByRole('img').count()).toBeLessThan(8);
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

test('a PDF with a password asks for it; one without pages and one that would never be drawn say so, and the window goes on', async ({
  desk,
  servers,
}) => {
  const { page } = desk;
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  const send = (name: string, bytes: Uint8Array) => maria.sendDocument(bytes, { caption: name, name, mime: application });
  send('locked.pdf', makePdf(['The secret sheet'], { password: 'opensesame' }));
  send('empty.pdf', makePdf([]));
  // Forms within forms: a few lines that stand for more than can be drawn in anybody's life.
  const deep = 14;
  const form = (inner: string, drawn: string) =>
    `<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << ${inner} >> >> /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`;
  const objects = Array.from({ length: deep }, (_, level) =>
    level === deep - 1 ? form('', '1 0 0 rg 0 0 5 5 re f') : form(`/X ${101 + level} 0 R`, '/X Do '.repeat(20)),
  );
  send('endless.pdf', makePdf(['Endless'], { objects, forms: '/X 100 0 R', drawn: '/X Do' }));
  await desk.openCustomer('Maria');
  const viewer = page.getByRole('dialog');
  const view = (name: string) => desk.timeline.getByRole('button', { name: `View ${name}` }).click();
  const shut = async (): Promise<void> => {
    await page.keyboard.press('Escape');
    await expect(viewer).toHaveCount(0);
  };

  await view('locked.pdf');
  await expect(viewer).toContainText('This PDF is locked with a password');
  const password = viewer.getByLabel('Password', { exact: true });
  await expect(password).toBeFocused();
  await page.keyboard.type('guess');
  await page.keyboard.press('Enter');
  await expect(viewer).toContainText('This password does not open it');
  await expect(password).toBeFocused();
  await page.keyboard.type('opensesame');
  await page.keyboard.press('Enter');
  await expect(viewer.getByText('The secret sheet', { exact: true })).toBeAttached();
  await shut();

  await view('empty.pdf');
  await expect(viewer.getByRole('alert')).toContainText('This PDF has no pages');
  await shut();

  await view('endless.pdf');
  await expect(viewer.getByRole('alert')).toContainText('This PDF takes too long to open', { timeout: 90_000 });
  await shut();
  await desk.send('Please send it as a picture');
  await maria.waitFor(({ text }) => text === 'Please send it as a picture');
});

test('a message is passed on by mail: quoted, with its file, taken back once, and nobody new comes of it', async ({
  desk,
  servers,
}, info) => {
  const { page } = desk;
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  maria.sendDocument(makePdf(['Invoice']), { caption: 'Where is my parcel?', name: 'invoice.pdf', mime: application });
  await desk.openCustomer('Maria');
  const message = desk.article(/^Telegram message from Maria/);
  await expect(message.getByRole('button', { name: 'View invoice.pdf' })).toBeVisible();
  await message.hover();
  await message.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Forward as mail' }).click();

  const to = page.getByRole('textbox', { name: 'To', exact: true });
  await expect(to).toBeFocused();
  await page.keyboard.type('Ivan <ivan@mail.test>');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('Fwd: Telegram message from Maria');
  const text = page.getByRole('textbox', { name: 'Forward', exact: true });
  await expect(text).toContainText('Where is my parcel?');
  await expect(page.getByRole('list', { name: 'Files to send' })).toContainText('invoice.pdf');
  await text.press('ControlOrMeta+Home');
  await page.keyboard.type('Please look into it');
  await page.screenshot({ path: info.outputPath('forward.png') });

  // Somebody else is looked at in between, and nothing of it is lost.
  servers.telegram.user(78, { firstName: 'Boris' }).write('Hello');
  await desk.openCustomer('Boris');
  await desk.openCustomer('Maria');
  await page.getByRole('tab', { name: 'Forward' }).click();
  await expect(text).toContainText('Please look into it');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const sent = desk.article(/^Email to Ivan/);
  await page
    .getByRole('article', { name: /^Email to/ })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(text).toContainText('Please look into it');
  await expect(page.getByRole('list', { name: 'Files to send' })).toContainText('invoice.pdf');
  await page.getByRole('button', { name: 'Send', exact: true }).click();

  await expect(sent).toContainText('Sent', { timeout: 60_000 });
  await expect(sent).toContainText('Forwarded to Ivan <ivan@mail.test>');
  await page.screenshot({ path: info.outputPath('forwarded.png') });
  const { parsed } = await servers.mail.waitForMail(
    'ivan@mail.test',
    (one) => one.parsed.subject === 'Fwd: Telegram message from Maria',
  );
  expect(parsed.text).toContain('Please look into it');
  expect(parsed.text).toContain('Where is my parcel?');
  expect(parsed.attachments.map(({ filename }) => filename)).toEqual(['invoice.pdf']);
  // It answered nobody, and its addressee is nobody's address here.
  await expect(desk.option('Maria')).toContainText(/waiting|now|min/);
  await expect(desk.inbox.getByRole('option')).toHaveCount(2);
  await expect(page.getByRole('list', { name: 'Contact points' })).not.toContainText('ivan@mail.test');
  await sent.getByRole('button', { name: 'Original' }).click();
  await expect(message).toBeInViewport();
});

test('a mail is passed on with its pictures where they stood in it, and arrives so', async ({ desk, servers }) => {
  const { page } = desk;
  const pictures = [3, 4].map((seed) => parcelPicture(dice(seed)).bytes);
  const [front = '', back = ''] = pictures.map((bytes) => `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`);
  const inline = pictures.map((content, n) => ({
    filename: `image00${n + 1}.png`,
    content,
    contentType: 'image/png',
    cid: `image00${n + 1}.png@01DC`,
  }));
  await servers.mail.deliver({
    from: '"Maria" <maria@mail.test>',
    to: servers.address,
    subject: 'The parcel',
    text: 'It came like this: [image]',
    html: `<p>It came like this:</p><p><img width="200" src="cid:image001.png@01DC"></p><p>and the back:</p>
      <p><img src="cid:image002.png@01DC"></p><p>What shall I do?</p>`,
    attachments: [...inline, { filename: 'invoice.pdf', content: makePdf(['Invoice']), contentType: application }],
  });
  await desk.openCustomer('Maria');
  const message = desk.article(/^Email from Maria/);
  await message.hover();
  await message.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Forward as mail' }).click();
  await expect(page.getByRole('textbox', { name: 'To', exact: true })).toBeFocused();
  await page.keyboard.type('ivan@mail.test');
  await page.keyboard.press('Enter');
  const text = page.getByRole('textbox', { name: 'Forward', exact: true });
  await expect(text.locator('img[src^="/file/"]')).toHaveCount(2);
  const files = page.getByRole('list', { name: 'Files to send' });
  await expect(files).toContainText('invoice.pdf');
  await expect(files).not.toContainText('.png');
  // A key in the moment after it gets the focus would be taken back by the editor; no hand is so fast.
  await text.click({ position: { x: 20, y: 10 } });
  await page.keyboard.type('Please look');
  await page.getByRole('button', { name: 'Send', exact: true }).click();

  const { parsed, raw } = await servers.mail.waitForMail(
    'ivan@mail.test',
    (one) => one.parsed.subject === 'Fwd: The parcel' && one.parsed.text?.includes('What shall I do?') === true,
  );
  // The parser puts in the place of each content id the part it names, and finds none where they differ.
  const read = String(parsed.html)
    .replace(/<img src="([^"]*)"[^>]*>/g, (_, source) => ({ [front]: '[front]', [back]: '[back]' })[source] ?? `[${source}]`)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
  expect(read).toMatch(/^ Please look -+ .* It came like this: \[front\] and the back: \[back\] What shall I do\? $/);
  expect(raw.toString('latin1')).toMatch(/^Content-Type: multipart\/related;/im);
  const parts = parsed.attachments.map(({ filename, contentDisposition }) => `${contentDisposition} ${filename}`);
  expect(parts).toEqual(['inline image-1.png', 'inline image-2.png', 'attachment invoice.pdf']);
});

test('a note is passed on only when somebody says so twice', async ({ desk, servers }) => {
  const { page } = desk;
  servers.telegram.user(77, { firstName: 'Maria' }).write('Hello');
  await desk.openCustomer('Maria');
  await desk.note.fill('She is a difficult one');
  await page.getByRole('button', { name: 'Add note' }).click();
  const note = desk.article(/^Note from/);
  await note.hover();
  await note.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Forward as mail' }).click();
  const asked = page.getByRole('dialog', { name: 'Forward a note?' });
  await asked.getByRole('button', { name: 'Cancel' }).click();
  await expect(asked).toHaveCount(0);
  // The menu does not open by itself again, and its button has the keyboard.
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(note.getByRole('button', { name: 'Actions' })).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'To', exact: true })).toHaveCount(0);
  await note.hover();
  await note.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Forward as mail' }).click();
  await asked.getByRole('button', { name: 'Forward as mail' }).click();
  await expect(page.getByRole('textbox', { name: 'Forward', exact: true })).toContainText('She is a difficult one');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('tab', { name: 'Forward' })).toHaveCount(0);
  await expect(desk.reply).toBeFocused();
});

test('a canned reply is found in the palette, looked at before, and goes where the caret was', async ({
  desk,
  servers,
}, info) => {
  const { page } = desk;
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Canned replies', exact: true }).click();
  await page.getByRole('button', { name: 'New canned reply' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Refund');
  await dialog.getByRole('textbox', { name: 'Text, English' }).fill('{customer.name}, the money comes back.\n{agent.name}');
  await dialog.getByRole('combobox', { name: 'When it is sent' }).selectOption({ label: 'Set the status: Pending' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Inbox' }).click();

  servers.telegram.user(77, { firstName: 'Maria' }).write('Where is my money?');
  await desk.openCustomer('Maria');
  await desk.reply.fill('Good morning. ');
  await desk.reply.press('End');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+KeyK');
  const field = page.getByRole('combobox', { name: 'Commands' });
  await field.fill('refund');
  const found = page.getByRole('option', { name: /Canned.*Refund/ });
  await expect(found).toBeVisible();
  await found.hover();
  await expect(page.getByRole('region', { name: 'What will be inserted' })).toContainText('Maria, the money comes back.');
  await page.screenshot({ path: info.outputPath('palette.png') });
  await page.keyboard.press('Enter');
  await expect(desk.reply).toBeFocused();
  await expect(desk.reply).toContainText('Good morning. Maria, the money comes back.');
  await expect(desk.reply).toContainText('Anna Lebedeva');
  await expect(page.getByText('then: Pending')).toBeVisible();
});

test('who is named in a note is told of it, and why', async ({ desk, servers }, info) => {
  const { page } = desk;
  servers.telegram.user(77, { firstName: 'Maria' }).write('Hello');
  await desk.openCustomer('Maria');
  await desk.note.click();
  await page.keyboard.type('@an');
  await page.getByRole('listbox', { name: 'Colleagues' }).getByRole('option', { name: 'Anna Lebedeva' }).click();
  await page.keyboard.type(' please call her');
  await page.getByRole('button', { name: 'Add note' }).click();
  // Whoever looks at the customer has seen it; it is kept all the same.
  await expect(desk.article(/^Note from/)).toContainText('please call her');
  await page.getByRole('button', { name: /^Notices/ }).click();
  const panel = page.getByRole('dialog', { name: 'Notices' });
  await expect(panel).toContainText('Because a note names you');
  await expect(panel).toContainText('@Anna Lebedeva please call her');
  await page.screenshot({ path: info.outputPath('mention.png') });
});

test('a visiting card and a place read well; the end of a conversation says how it ended and how long it took', async ({
  desk,
  servers,
}, info) => {
  const { page } = desk;
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  maria.sendContactCard({ phone: '+79161234567', firstName: 'Courier Ivan' });
  maria.sendLocation(55.7558, 37.6173);
  await desk.openCustomer('Maria');
  const items = desk.article(/^Telegram message from Maria/);
  await expect(items.filter({ hasText: 'Courier Ivan' })).toContainText('+7');
  await expect(items.filter({ hasText: '55.75580, 37.61730' }).getByRole('button', { name: /map/i })).toBeVisible();
  await desk.page.getByRole('combobox', { name: 'Assignee' }).selectOption({ label: 'Anna Lebedeva' });
  await page.getByRole('combobox', { name: 'Status' }).selectOption({ label: 'Resolved' });
  await expect(desk.timeline).toContainText(/Resolved · Anna Lebedeva · .* – .* · 1 min/);
  await page.screenshot({ path: info.outputPath('cards.png') });
});

test('what is new stands below a line, and nothing moves under a reader who is not at the end', async ({
  desk,
  servers,
}, info) => {
  const { page } = desk;
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  for (let n = 1; n <= 40; n += 1) maria.write(`Message number ${n}, which is long enough to take a line of its own`);
  await desk.openCustomer('Maria');
  const last = desk.article(/^Telegram message from Maria/).last();
  await expect(last).toContainText('number 40');
  await desk.timeline.press('End');
  await expect(last).toBeInViewport();
  await expect(desk.option('Maria')).not.toContainText(/unread/);
  servers.telegram.user(78, { firstName: 'Boris' }).write('Hello');
  await desk.openCustomer('Boris');
  maria.write('First of the new');
  maria.write('Second of the new');
  await expect(desk.option('Maria')).toContainText('Second of the new');
  await desk.openCustomer('Maria');
  const line = desk.timeline.getByText('New since you last looked');
  await expect(line).toBeInViewport();
  const heightOf = async (one: Locator): Promise<number> => (await one.boundingBox())?.y ?? Number.NaN;
  // The last of what was read, the line, the first of what is new: in this order, once the opening has come to rest.
  await expect
    .poll(async () => {
      const parts = [
        desk.article(/Maria/).filter({ hasText: 'number 40' }),
        line,
        desk.article(/Maria/).filter({ hasText: 'First of the new' }),
      ];
      const [above = 0, border = 0, below = 0] = await Promise.all(parts.map(heightOf));
      return above < border && border < below;
    })
    .toBe(true);
  await page.screenshot({ path: info.outputPath('unseen.png') });

  const place = () => desk.timeline.evaluate((box) => box.scrollTop);
  await desk.timeline.evaluate((box) => box.scrollBy({ top: -700, behavior: 'instant' }));
  await expect(page.getByRole('button', { name: 'To the newest' })).toBeVisible();
  const inSight = await desk.timeline.evaluate((box) => {
    const { top, height } = box.getBoundingClientRect();
    const items = [...box.querySelectorAll('article')];
    return items.findIndex((item) => item.getBoundingClientRect().top > top + height / 3);
  });
  const held = desk.timeline.getByRole('article').nth(inSight);
  await expect(held).toBeInViewport();
  let stood = Number.NaN;
  await expect
    .poll(async () => {
      const before = stood;
      stood = await heightOf(held);
      return stood === before;
    })
    .toBe(true);
  maria.write('Third of the new');
  const pill = page.getByRole('button', { name: '1 new' });
  await expect(pill).toBeVisible();
  expect(await heightOf(held)).toBe(stood);
  await pill.click();
  await expect(desk.article(/Maria/).filter({ hasText: 'Third of the new' })).toBeInViewport();
  const end = await place();
  maria.write('Fourth of the new');
  await expect(desk.article(/Maria/).filter({ hasText: 'Fourth of the new' })).toBeInViewport();
  await expect.poll(place).toBeGreaterThan(end);
});

test('whoever is at the end sees what they have just sent, though the editor gives back its room at the same moment', async ({
  desk,
  servers,
}) => {
  const { page } = desk;
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  for (let n = 1; n <= 30; n += 1) maria.write(`Message number ${n}.`);
  await desk.openCustomer('Maria');
  const last = desk.article(/^Telegram message from Maria/).filter({ hasText: 'number 30.' });
  await expect(last).toBeVisible();
  await desk.timeline.press('End');
  await last.hover();
  await last.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Reply to this' }).click();
  await expect(page.getByRole('button', { name: 'Do not quote' })).toBeVisible();
  await page.keyboard.type('The answer');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(desk.article(/^Telegram message to Maria/)).toContainText('Sent');
  const below = () => desk.timeline.evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop);
  expect(await below()).toBeLessThan(2);
  await expect(page.getByRole('button', { name: 'To the newest' })).toHaveCount(0);
});

test('a mail with a picture as wide as its frame has no bar beside it', async ({ desk, servers }) => {
  const { bytes: content } = parcelPicture(dice(3));
  await servers.mail.deliver({
    from: '"Maria" <maria@mail.test>',
    to: servers.address,
    subject: 'The parcel',
    html: '<p>It came like this:</p><p><img src="cid:parcel@mail.test" alt="parcel"></p><p>Maria</p>',
    attachments: [{ filename: 'parcel.png', content, contentType: 'image/png', cid: 'parcel@mail.test' }],
  });
  await desk.openCustomer('Maria');
  const body = desk
    .article(/^Email from Maria/)
    .frameLocator('iframe')
    .locator('html');
  const natural = () => body.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth);
  await expect.poll(natural).toBeGreaterThan(0);
  const beside = () => body.evaluate((root) => [window.innerWidth - root.clientWidth, root.scrollHeight - window.innerHeight]);
  await expect.poll(beside).toEqual([0, 0]);
});

test('somebody whose mails are from before the mailbox was connected opens at the newest of them, and at what is new afterwards', async ({
  servers,
  open,
}) => {
  const { address, mail } = servers;
  const day = 24 * 60 * 60_000;
  const lines = (number: number) => Array.from({ length: 12 }, (_, line) => `Order ${number}, line ${line + 1}`).join('\n');
  const later = { from: '"Maria" <maria@mail.test>' };
  const written = (number: number, at: number) =>
    [
      'From: Maria <maria@mail.test>',
      `To: ${address}`,
      `Subject: Order ${number}`,
      `Message-ID: <order-${number}@mail.test>`,
      `Date: ${new Date(at).toUTCString()}`,
      '',
      lines(number).replaceAll('\n', '\r\n'),
      '',
    ].join('\r\n');
  const sent = Array.from({ length: 10 }, (_, n) => ({ at: Date.now() - (10 - n) * day, number: n + 1 }));
  await mail.seed(
    address,
    sent.map(({ at, number }) => ({ raw: written(number, at), date: new Date(at) })),
  );
  const desk = await open({ provision: servers.provision });
  const { page } = desk;
  const newest = page.getByRole('button', { name: /newest|new message/ });
  await expect(desk.option('Maria')).toContainText('Order 10');
  await desk.openCustomer('Maria');
  await expect(desk.article(/^Email from Maria/)).toHaveCount(10);
  await expect(desk.timeline.getByText('Order 10, line 12')).toBeInViewport();
  await expect(newest).toHaveCount(0);

  // Who has looked is brought to what came since.
  const boris = servers.telegram.user(78, { firstName: 'Boris' });
  boris.write('Hello');
  await desk.openCustomer('Boris');
  for (const number of [11, 12, 13])
    await mail.deliver({ ...later, to: address, subject: `Order ${number}`, text: lines(number) });
  await expect(desk.option('Maria')).toContainText('Order 13');
  await desk.openCustomer('Maria');
  await expect(desk.timeline.getByText('Order 11', { exact: true })).toBeInViewport();
  await expect(desk.timeline.getByText('Order 13, line 12')).not.toBeInViewport();
});

test('in the dark a letter stands in the colours of the theme, one that was designed on paper; its own colours are a button away', async ({
  desk,
  servers,
}) => {
  const { page } = desk;
  await page.emulateMedia({ colorScheme: 'dark' });
  const mail = (subject: string, html: string) =>
    servers.mail.deliver({ from: '"Maria" <maria@mail.test>', to: servers.address, subject, html });
  await mail('Letter', '<p class="MsoNormal"><span style="color:black">The order</span> <b style="color:#C00000">now</b></p>');
  const cells = '<table border="1"><tr><td>10452</td></tr></table><hr><p>Maria</p>';
  const ground = 'background:yellow;\r\nmso-highlight:yellow';
  const marked = `<p>Bring it <span style='${ground}'>before <a href="https://a.test">six</a></span>, <b style="color:red">please</b></p>`;
  await mail('Marked', marked + cells);
  await mail('Offers', '<table bgcolor="#f4f4f4"><tr><td style="color:#222">Everything must go</td></tr></table>');
  await desk.openCustomer('Maria');
  const colours = (subject: string, words: string) =>
    desk
      .article(/^Email from Maria/)
      .filter({ hasText: subject })
      .frameLocator('iframe')
      .getByText(words)
      .evaluate((element) => {
        const own = getComputedStyle(element).color;
        return [own, getComputedStyle(document.body).backgroundColor];
      });
  await expect.poll(() => colours('Letter', 'The order')).toEqual(['rgb(236, 236, 240)', 'rgb(35, 35, 40)']);
  expect((await colours('Letter', 'now'))[0]).not.toBe('rgb(236, 236, 240)');
  await expect.poll(() => colours('Offers', 'Everything')).toEqual(['rgb(34, 34, 34)', 'rgb(255, 255, 255)']);

  // Words that somebody marked keep their ground and are read on it; lines are the theme's.
  const inMarked = desk
    .article(/^Email from Maria/)
    .filter({ hasText: 'Marked' })
    .frameLocator('iframe');
  const styleOf = (selector: string) =>
    inMarked.locator(selector).evaluate((element) => {
      const { color, backgroundColor, borderTopColor, borderTopStyle } = getComputedStyle(element);
      return { color, backgroundColor, line: `${borderTopStyle} ${borderTopColor}` };
    });
  await expect.poll(() => colours('Marked', 'Bring it')).toEqual(['rgb(236, 236, 240)', 'rgb(35, 35, 40)']);
  expect(await styleOf('span')).toMatchObject({ color: 'rgb(27, 27, 31)', backgroundColor: 'rgb(255, 255, 0)' });
  expect(await styleOf('a')).toMatchObject({ color: 'rgb(27, 27, 31)', backgroundColor: 'rgba(0, 0, 0, 0)' });
  for (const lined of ['table', 'td', 'hr']) expect(await styleOf(lined)).toMatchObject({ line: 'solid rgb(68, 68, 77)' });

  const original = desk
    .article(/^Email from Maria/)
    .filter({ hasText: 'Letter' })
    .getByRole('button', { name: 'Original colours' });
  await expect(page.getByRole('button', { name: 'Original colours' })).toHaveCount(2);
  await original.click();
  await expect.poll(() => colours('Letter', 'The order')).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  await expect(original).toHaveAttribute('aria-pressed', 'true');
  await original.click();
  await expect.poll(() => colours('Letter', 'The order')).toEqual(['rgb(236, 236, 240)', 'rgb(35, 35, 40)']);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => colours('Letter', 'The order')).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  await expect(original).toHaveCount(0);
});

test('a file is dragged out, saved and copied; one that is too large is explained before it is taken', async ({
  desk,
  servers,
  folder,
}) => {
  const { page } = desk;
  const { electron } = desk.app;
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  const picture = parcelPicture(dice(3));
  const invoice = makePdf(['Invoice']);
  maria.sendPhoto(picture.bytes, { name: 'parcel.png', mime: 'image/png' });
  maria.sendDocument(invoice, { caption: 'The invoice', name: 'счёт.pdf', mime: application });
  await desk.openCustomer('Maria');
  const row = desk.timeline.getByText('счёт.pdf').first();
  await expect(page.getByRole('button', { name: 'View счёт.pdf' })).toBeVisible();

  await electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents) contents.startDrag = ({ file }) => Reflect.set(globalThis, 'dragged', file);
  });
  await row.dispatchEvent('dragstart');
  const dragged = () => electron.evaluate((): string => Reflect.get(globalThis, 'dragged') ?? '');
  await expect.poll(dragged).toMatch(/[\\/]счёт\.pdf$/);
  expect(await readFile(await dragged())).toEqual(Buffer.from(invoice));

  const saved = join(folder.profile, '..', 'saved.pdf');
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, saved);
  await page.getByRole('button', { name: 'Save счёт.pdf' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect(await readFile(saved)).toEqual(Buffer.from(invoice));

  await page.getByRole('button', { name: /^Open / }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click();
  // The viewer lies over the toasts.
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Copied');
  await expect.poll(() => electron.evaluate(async ({ clipboard }) => clipboard.has('image/png'))).toBe(true);
  await page.keyboard.press('Escape');
  await desk.article(/Maria/).filter({ hasText: 'The invoice' }).hover();
  await desk.article(/Maria/).filter({ hasText: 'The invoice' }).getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Copy text' }).click();
  await expect.poll(() => electron.evaluate(async ({ clipboard }) => clipboard.readText())).toBe('The invoice');

  const large = join(folder.profile, '..', 'large.zip');
  await writeFile(large, '');
  await truncate(large, 51 * 1024 * 1024);
  await page.locator('input[type=file]').first().setInputFiles(large);
  await expect(page.getByText(/large\.zip is .*; this channel takes up to .* per file/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Files to send' })).toHaveCount(0);
});

test('a day long ago is gone to, by keyboard, and the way back to the newest is one press', async ({ open, servers }, info) => {
  test.setTimeout(150_000);
  const day = 86_400_000;
  const midnight = new Date().setHours(0, 0, 0, 0);
  const at = (ago: number, hour = 0) => new Date(midnight - ago * day + hour * 3_600_000);
  const iso = (date: Date) =>
    [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  const text = (ago: number, hour: number) => `What I asked ${ago} days ago at ${hour}`;
  const mail = (ago: number, hour: number): string =>
    [
      'From: Maria <maria@mail.test>',
      `To: ${servers.address}`,
      `Date: ${at(ago, hour).toUTCString()}`,
      `Message-ID: <${ago}-${hour}@mail.test>`,
      'Subject: My order',
      '',
      text(ago, hour),
    ].join('\r\n');
  // More than is held at once, and nothing at all on one of the days.
  const days = Array.from({ length: 80 }, (_, n) => 80 - n).filter((ago) => ago !== 70);
  await servers.mail.seed(
    servers.address,
    days.flatMap((ago) => [9, 12, 15].map((hour) => ({ raw: mail(ago, hour), date: at(ago, hour), seen: true }))),
  );
  const desk = await open({ provision: servers.provision });
  const { page } = desk;
  await expect(desk.option('Maria')).toContainText(text(1, 15), { timeout: 30_000 });
  // Until all is read, where it opens depends on how much of it is.
  const first = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }).format(at(80));
  await expect(desk.option('Maria')).toContainText(`waiting since ${first}`, { timeout: 60_000 });
  await desk.openCustomer('Maria');
  const of = (ago: number, hour: number) => desk.article(/^Email from Maria/).filter({ hasText: text(ago, hour) });
  await expect(of(1, 15)).toBeInViewport();
  await expect(of(75, 9)).toHaveCount(0);

  const goTo = async (date: string): Promise<void> => {
    await page.getByRole('button', { name: 'Show only' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Go to a day…' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Go to a day' });
    const field = dialog.getByLabel('Go to a day', { exact: true });
    await expect(field).toBeFocused();
    await expect(dialog.getByRole('button', { name: 'Open' })).toBeDisabled();
    await field.fill(date);
    await field.press('Enter');
    await expect(dialog).toHaveCount(0);
  };
  await goTo(iso(at(75)));
  await expect(of(75, 9)).toBeInViewport();
  await expect(of(1, 15)).toHaveCount(0);
  await page.screenshot({ path: info.outputPath('day.png') });

  // Nothing was said that day: what came next is shown.
  await goTo(iso(at(70)));
  await expect(of(69, 9)).toBeInViewport();

  await page.getByRole('button', { name: 'To the newest' }).click();
  await expect(of(1, 15)).toBeInViewport();
});

test('however much is new, it opens at the first of it, and one press leads there again', async ({ desk, servers }, info) => {
  test.setTimeout(150_000);
  const { page } = desk;
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  for (let n = 1; n <= 5; n += 1) maria.write(`Long ago, number ${n}`);
  await desk.openCustomer('Maria');
  await expect(desk.article(/Maria/).filter({ hasText: 'Long ago, number 5' })).toBeVisible();
  await expect(desk.option('Maria')).not.toContainText(/unread/);
  servers.telegram.user(78, { firstName: 'Boris' }).write('Hello');
  await desk.openCustomer('Boris');
  // More than is held at once.
  const many = 260;
  for (let n = 1; n <= many; n += 1) maria.write(`New, number ${n}.`);
  await expect(desk.option('Maria')).toContainText(`New, number ${many}.`, { timeout: 30_000 });
  await expect(desk.option('Maria')).toContainText(`${many} unread`);
  await desk.openCustomer('Maria');
  const first = desk.article(/Maria/).filter({ hasText: 'New, number 1.' });
  const line = desk.timeline.getByText('New since you last looked');
  await expect(first).toBeInViewport();
  await expect(line).toBeInViewport();
  const button = page.getByRole('button', { name: 'To the first unread' });
  await expect(button).toHaveCount(0);

  await page.getByRole('button', { name: /^(To the newest|\d+ new)$/ }).click();
  await expect(desk.article(/Maria/).filter({ hasText: `New, number ${many}.` })).toBeInViewport();
  await expect(button).toBeVisible();
  await page.screenshot({ path: info.outputPath('newest.png') });
  await button.click();
  await expect(first).toBeInViewport();
  await expect(line).toBeInViewport();
  await expect(button).toHaveCount(0);
});
