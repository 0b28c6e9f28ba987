import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/desk.ts';

const modifier = process.platform === 'darwin' ? 'Meta' : 'Control';

test('a formatted mail goes out as HTML with its text beside, with copies, a picture inside, and the signature', async ({
  desk,
  servers,
}) => {
  const { mail, address } = servers;
  const { page } = desk;
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Writing', exact: true }).click();
  await page.getByRole('textbox', { name: 'Signature for mails' }).fill('Anna Lebedeva\nAcme support');
  await page.getByRole('textbox', { name: 'Signature for mails' }).press('Escape');
  await page.getByRole('button', { name: 'Inbox' }).click();
  await mail.deliver({
    from: '"Мария Кузнецова" <maria@mail.test>',
    to: address,
    cc: '"Иван Петров" <ivan@mail.test>',
    subject: 'Заказ 10452',
    text: 'Где мой заказ?',
  });
  await desk.openCustomer('Мария Кузнецова');
  await desk.reply.click();
  await page.keyboard.type('Заказ ');
  await page.keyboard.press(`${modifier}+b`);
  await page.keyboard.type('10452');
  await page.keyboard.press(`${modifier}+b`);
  await page.keyboard.type(' в пути.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- сегодня');
  await page.keyboard.press('Enter');
  await page.keyboard.type('завтра');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('трек');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press(`${modifier}+k`);
  await page.getByRole('textbox', { name: 'Link to' }).fill('shop.test/track');
  await page.keyboard.press('Enter');
  await expect(desk.reply).toBeFocused();
  // The browser tells an editor of a moved caret a moment later: no hand is so fast that Enter would still meet the selection.
  const told = page.evaluate(() =>
    new Promise((done) => document.addEventListener('selectionchange', done, { once: true })).then(() => true),
  );
  await page.keyboard.press('End');
  await told;
  await page.keyboard.press('Enter');
  await pastePicture(desk.reply);
  await expect(desk.reply.locator('img[src^="/file/"]')).toBeVisible();
  await expect(page.getByText('-- Anna Lebedeva · Acme support')).toBeVisible();
  await page.getByRole('button', { name: '+ 1 in copy' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();

  const received = await mail.waitForMail('maria@mail.test', (one) => one.parsed.html !== false);
  const html = String(received.parsed.html);
  expect(html).toMatch(/<(?:b|strong)[^>]*>10452<\/(?:b|strong)>/);
  expect(html).toMatch(/<ul[^>]*>\s*<li[^>]*>сегодня<\/li>\s*<li[^>]*>завтра<\/li>\s*<\/ul>/);
  expect(html).toMatch(/<a href="https:\/\/shop\.test\/track"[^>]*>трек<\/a>/);
  expect(html).toMatch(/<img [^>]*src="(?:cid:|data:image\/png)/);
  expect(received.parsed.text).toContain('Заказ 10452 в пути.');
  expect(received.parsed.text).toContain('-- \nAnna Lebedeva\nAcme support');
  expect(received.parsed.cc).toMatchObject({ value: [{ address: 'ivan@mail.test' }] });
  await mail.waitForMail('ivan@mail.test', (one) => one.parsed.messageId === received.parsed.messageId);
});

test('what a channel cannot show is greyed with the reason, and goes as text', async ({ desk, servers }) => {
  const maria = servers.telegram.user(77, { firstName: 'Мария' });
  maria.write('Что взять с собой?');
  await desk.openCustomer('Мария');
  await desk.page.getByRole('button', { name: 'Formatting', exact: true }).click();
  const list = desk.page.getByRole('button', { name: 'Bulleted list: Telegram does not show it' });
  await expect(list).toHaveAttribute('aria-disabled', 'true');
  await desk.reply.click();
  await desk.page.keyboard.type('- паспорт');
  await expect(desk.reply).toHaveText('- паспорт');
  await desk.reply.fill('Возьмите **паспорт');
  await desk.page.keyboard.type('**.');
  await expect(desk.reply.locator('strong')).toHaveText('паспорт');
  await desk.page.getByRole('button', { name: 'Send', exact: true }).click();
  const message = await maria.waitFor((one) => one.text === 'Возьмите паспорт.');
  expect(message.entities).toMatchObject([{ type: 'bold', offset: 9, length: 7 }]);
});

test('a pasted page leaves its looks behind and keeps its meaning', async ({ desk, servers }) => {
  await servers.mail.deliver({ from: '"Мария" <maria@mail.test>', to: servers.address, subject: 'Договор', text: 'Пришлите' });
  await desk.openCustomer('Мария');
  await desk.reply.click();
  const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{color:red}</style></head><body><!--StartFragment-->
    <p class=MsoNormal style='margin:0cm'><b><span style='font-size:20.0pt;color:red'>Условия</span></b><span lang=RU> договора<o:p></o:p></span></p>
    <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span>Срок <span style="font-style:italic">три дня</span></p>
    <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp; </span></span><a href="https://shop.test/">Оплата</a></p>
    <script>document.title = 'owned'</script><!--EndFragment--></body></html>`;
  await desk.reply.evaluate((field, html) => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/plain', 'Условия договора\n1. Срок три дня\n2. Оплата');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, word);
  await expect(desk.reply.locator('> div')).toHaveText(['Условия договора', 'Срок три дня', 'Оплата']);
  await expect(desk.reply.locator('strong')).toHaveText('Условия');
  await expect(desk.reply.locator('em')).toHaveText('три дня');
  await expect(desk.reply.locator('[data-list="number"]')).toHaveCount(2);
  await expect(desk.reply.locator('a')).toHaveAttribute('href', 'https://shop.test/');
  await expect(desk.reply.locator('[style]')).toHaveCount(0);
  await desk.reply.fill('');
  const docs =
    '<b style="font-weight:normal" id="docs-internal-guid-1"><p dir="ltr"><span>Нужны:</span></p><ul><li dir="ltr"><p role="presentation"><span>паспорт</span></p></li><li dir="ltr"><p role="presentation"><span>чек</span></p></li></ul></b>';
  await desk.reply.evaluate((field, html) => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/plain', 'Нужны:');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, docs);
  await expect(desk.reply.locator('> div')).toHaveText(['Нужны:', 'паспорт', 'чек']);
  await expect(desk.reply.locator('[data-list="bullet"]')).toHaveCount(2);
  await expect(desk.reply.locator('strong')).toHaveCount(0);
});

test('a folder that is dropped is told, and what was dropped with it is attached', async ({ desk, servers }) => {
  const { page } = desk;
  await servers.mail.deliver({ from: '"Мария" <maria@mail.test>', to: servers.address, subject: 'Договор', text: 'Пришлите' });
  await desk.openCustomer('Мария');
  await desk.reply.fill('Вот они');
  const place = await mkdtemp(join(tmpdir(), 'throughline-dropped-'));
  const [folder, file] = [join(place, 'Договоры 2026'), join(place, 'счёт.txt')];
  await mkdir(folder);
  await writeFile(file, 'Итого 4 200');
  const box = await desk.reply.boundingBox();
  const point = { x: Math.round((box?.x ?? 0) + 20), y: Math.round((box?.y ?? 0) + 10) };
  const system = await page.context().newCDPSession(page);
  const drop = async (files: string[]) => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await system.send('Input.dispatchDragEvent', { type, ...point, data: { items: [], files, dragOperationsMask: 1 } });
  };
  await drop([folder]);
  await expect(page.getByText('“Договоры 2026” is a folder. Drop the files in it, or an archive of it')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Files to send' })).toHaveCount(0);
  await drop([folder, file]);
  await expect(page.getByRole('list', { name: 'Files to send' }).getByRole('listitem')).toHaveText([/счёт\.txt/]);
  await expect(desk.reply).toHaveText('Вот они');
  await rm(place, { recursive: true });
});

test('a reply can be taken back as it was written, and leaves once if the program dies meanwhile', async ({ open, servers }) => {
  let desk = await open({ provision: servers.provision });
  await desk.online();
  const maria = servers.telegram.user(77, { firstName: 'Мария' });
  maria.write('Когда привезёте?');
  await desk.openCustomer('Мария');
  await desk.reply.fill('Завтра');
  await desk.page.keyboard.press(`${modifier}+a`);
  await desk.page.keyboard.press(`${modifier}+b`);
  await desk.page.keyboard.press(`${modifier}+Enter`);
  const waiting = desk.article(/^Telegram message to Мария, /);
  await expect(waiting).toContainText('Queued');
  await expect(desk.reply).toHaveText('');
  await waiting.getByRole('button', { name: 'Undo' }).click();
  await expect(desk.reply.locator('strong')).toHaveText('Завтра');
  await expect(waiting).toHaveCount(0);

  await desk.page.keyboard.press(`${modifier}+Enter`);
  await expect(waiting).toContainText('Queued');
  await desk.page.keyboard.press(`${modifier}+z`);
  await expect(desk.reply.locator('strong')).toHaveText('Завтра');

  await desk.page.keyboard.press(`${modifier}+Enter`);
  await expect(waiting).toContainText('Queued');
  desk.app.electron.process().kill('SIGKILL');
  desk = await open({});
  await maria.waitFor((one) => one.text === 'Завтра');
  await desk.openCustomer('Мария');
  await expect(desk.article(/^Telegram message to Мария, /)).toContainText('Sent');
  expect(maria.received.filter((one) => one.text === 'Завтра')).toHaveLength(1);
});

test('a reply waits for its time, on the timeline and over a restart, and can be moved and sent now', async ({
  open,
  servers,
}) => {
  let desk = await open({ provision: servers.provision });
  await desk.online();
  const maria = servers.telegram.user(77, { firstName: 'Мария' });
  maria.write('Напомните завтра');
  await desk.openCustomer('Мария');
  await desk.reply.fill('Напоминаю');
  await desk.page.getByRole('button', { name: 'Send later' }).click();
  await desk.page.getByRole('menuitem', { name: /^Tomorrow morning/ }).click();
  await expect(desk.article(/^Telegram message to Мария, /)).toContainText(/Queued.*leaves .*09:00/);
  await desk.app.close();
  desk = await open({});
  await desk.openCustomer('Мария');
  const waiting = desk.article(/^Telegram message to Мария, /);
  await expect(waiting).toContainText(/leaves .*09:00/);
  // Also at eight, when in an hour it is nine: tomorrow has its date before it.
  const tomorrow = /leaves (.+ 09:00)/.exec((await waiting.textContent()) ?? '')?.[1] ?? '';
  expect(tomorrow).not.toBe('');
  await waiting.getByRole('button', { name: 'Other time' }).click();
  await desk.page.getByRole('menuitem', { name: /^In an hour/ }).click();
  await expect(waiting).not.toContainText(tomorrow);
  await waiting.getByRole('button', { name: 'Edit' }).click();
  await expect(desk.reply).toHaveText('Напоминаю');
  await desk.page.getByRole('button', { name: 'Send later' }).click();
  await desk.page.getByRole('menuitem', { name: /^In an hour/ }).click();
  await waiting.getByRole('button', { name: 'Send now' }).click();
  await maria.waitFor((one) => one.text === 'Напоминаю');
  await expect(waiting).toContainText('Sent');
});

test('a canned reply is found by a word of either language, filled in, and sets the status once it is sent', async ({
  desk,
  servers,
}) => {
  const { page } = desk;
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Canned replies', exact: true }).click();
  await page.getByRole('button', { name: 'New canned reply' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Возврат денег');
  await dialog.getByRole('textbox', { name: /^Shortcut/ }).fill('refund');
  await dialog.getByRole('textbox', { name: 'Text, Russian' }).fill('{customer.name}, деньги вернутся.\n{agent.name}');
  await dialog.getByRole('textbox', { name: 'Text, English' }).fill('Your money comes back.');
  await dialog.getByRole('combobox', { name: 'When it is sent' }).selectOption({ label: 'Set the status: Pending' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('/refund')).toBeVisible();
  await page.getByRole('button', { name: 'Inbox' }).click();

  const maria = servers.telegram.user(77, { firstName: 'Мария' });
  maria.write('Верните деньги');
  await desk.openCustomer('Мария');
  await desk.reply.click();
  const list = page.getByRole('listbox', { name: 'Canned replies' });
  await page.keyboard.type('/деньгами');
  await expect(list.getByRole('option')).toHaveText([/Возврат денег/]);
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await desk.reply.fill('');
  await page.keyboard.type('/ref');
  await expect(list.getByRole('option')).toHaveText([/Возврат денег/]);
  await page.keyboard.press('Enter');
  await expect(desk.reply.locator('> div')).toHaveText(['Мария, деньги вернутся.', 'Anna Lebedeva']);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await maria.waitFor((one) => one.text === 'Мария, деньги вернутся.\nAnna Lebedeva');
  await expect(page.getByRole('combobox', { name: 'Status' }).locator('option:checked')).toHaveText('Pending');
});

test('what the server refused comes back into the editor as it was written, is put right and leaves once', async ({
  desk,
  servers,
}) => {
  const { page } = desk;
  const { mail, address } = servers;
  await mail.deliver({ from: '"Мария" <wrong@mail.test>', to: address, subject: 'Счёт', text: 'Пришлите' });
  await desk.openCustomer('Мария');
  await desk.reply.click();
  await page.keyboard.type('Вот ');
  await page.keyboard.press(`${modifier}+b`);
  await page.keyboard.type('счёт');
  await page.getByRole('button', { name: 'Cc', exact: true }).click();
  await page.getByRole('textbox', { name: 'Cc', exact: true }).fill('gone@mail.test,');
  await page.getByRole('textbox', { name: 'Subject' }).fill('Ваш счёт');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach files' }).click();
  await (await chooser).setFiles({ name: 'счёт.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 счёт') });
  await expect(page.getByRole('list', { name: 'Files to send' })).toContainText('счёт.pdf');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const failed = desk.article(/^Email to /).filter({ hasText: 'Ваш счёт' });
  await expect(failed).toContainText('There is no such address', { timeout: 60_000 });
  await expect(desk.reply).toHaveText('');
  // The list tells of it to whoever has moved on, and finds it.
  await expect(desk.option('Мария')).toContainText('Answer failed');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Not sent or not delivered' }).click();
  await expect(page.getByRole('button', { name: 'Without the filter Not sent or not delivered' })).toBeVisible();
  await expect(desk.option('Мария')).toBeVisible();

  await failed.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(desk.reply).toHaveText('Вот счёт');
  await expect(desk.reply).toBeFocused();
  await expect(desk.reply.locator('strong')).toHaveText('счёт');
  await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('Ваш счёт');
  await expect(page.getByRole('list', { name: 'Files to send' })).toContainText('счёт.pdf');
  await page.getByRole('button', { name: 'Remove gone@mail.test' }).click();
  await desk.customer.getByRole('button', { name: 'Add a contact' }).click();
  await desk.customer.getByRole('textbox', { name: 'Address or number' }).fill('maria@mail.test');
  await desk.customer.getByRole('button', { name: 'Add', exact: true }).click();
  await desk.chooseReplyBy('maria@mail.test');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const { parsed } = await mail.waitForMail('maria@mail.test', ({ parsed: { subject } }) => subject === 'Ваш счёт');
  expect(parsed.text).toContain('Вот счёт');
  expect(parsed.attachments.map(({ filename }) => filename)).toEqual(['счёт.pdf']);
  await expect(desk.article(/^Email to /).filter({ hasText: 'Sent' })).toHaveCount(1);
  await expect(failed.filter({ hasText: 'Failed' })).toHaveCount(1);
  await expect(desk.inbox.getByRole('option')).toHaveCount(0);
  await page.getByRole('button', { name: 'Without the filter Not sent or not delivered' }).click();
  await expect(desk.option('Мария')).not.toContainText('Answer failed');
  const received = await mail.mailbox('maria@mail.test');
  expect(received.filter(({ parsed: { subject } }) => subject === 'Ваш счёт')).toHaveLength(1);
});

test('a draft keeps its formatting, copies, subject and files, each customer and kind its own', async ({ open, servers }) => {
  let desk = await open({ provision: servers.provision });
  await desk.online();
  await servers.mail.deliver({ from: '"Мария" <maria@mail.test>', to: servers.address, subject: 'Счёт', text: 'Пришлите' });
  servers.telegram.user(78, { firstName: 'Иван' }).write('Привет');
  await desk.openCustomer('Мария');
  await desk.reply.click();
  await desk.page.keyboard.press(`${modifier}+i`);
  await desk.page.keyboard.type('Начало');
  await desk.page.getByRole('button', { name: 'Cc', exact: true }).click();
  await desk.page.getByRole('textbox', { name: 'Cc', exact: true }).fill('ivan@mail.test,');
  await desk.page.getByRole('textbox', { name: 'Subject' }).fill('Ваш счёт');
  const chooser = desk.page.waitForEvent('filechooser');
  await desk.page.getByRole('button', { name: 'Attach files' }).click();
  await (await chooser).setFiles({ name: 'счёт.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 счёт') });
  await expect(desk.page.getByRole('list', { name: 'Files to send' })).toContainText('счёт.pdf');
  await desk.note.click();
  await desk.page.keyboard.type('Спросить @Ann');
  await desk.page.getByRole('listbox', { name: 'Colleagues' }).getByRole('option', { name: 'Anna Lebedeva' }).click();
  await desk.openCustomer('Иван');
  await expect(desk.reply).toHaveText('');
  await expect(desk.note).toHaveText('');
  // The list has the keyboard with the key that leaves, not a frame later: what is pressed next would be written into the reply.
  await desk.reply.click();
  const has = await desk.reply.evaluate((field) => {
    field.dispatchEvent(new KeyboardEvent('keydown', { code: 'Escape', key: 'Escape', bubbles: true, cancelable: true }));
    return document.activeElement?.getAttribute('aria-label');
  });
  expect(has).toBe('Inbox');
  await desk.app.close();

  desk = await open({});
  await desk.openCustomer('Мария');
  await desk.reply.click();
  await expect(desk.reply.locator('em')).toHaveText('Начало');
  await expect(desk.page.getByRole('textbox', { name: 'Subject' })).toHaveValue('Ваш счёт');
  await expect(desk.page.getByRole('button', { name: 'Remove ivan@mail.test' })).toBeVisible();
  await expect(desk.page.getByRole('list', { name: 'Files to send' })).toContainText('счёт.pdf');
  await expect(desk.note.locator('[data-mention]')).toHaveText('@Anna Lebedeva');
  await desk.note.click();
  await desk.page.getByRole('button', { name: 'Add note' }).click();
  await expect(desk.article(/^Note from Anna Lebedeva, /)).toContainText('Спросить @Anna Lebedeva');
});

test('a message that was sent is changed from the timeline; the reply that was being written waits', async ({
  desk,
  servers,
}) => {
  const maria = servers.telegram.user(77, { firstName: 'Мария' });
  maria.write('Сколько стоит?');
  await desk.openCustomer('Мария');
  await desk.send('500 рублей');
  const sent = await maria.waitFor((one) => one.text === '500 рублей');
  const article = desk.article(/^Telegram message to Мария, /);
  await expect(article).toContainText('Sent');
  await desk.reply.fill('И ещё');
  await article.hover();
  await article.getByRole('button', { name: 'Actions' }).click();
  await desk.page.getByRole('menuitem', { name: 'Edit' }).click();
  const field = desk.page.getByRole('textbox', { name: 'Edit message' });
  await expect(field).toHaveText('500 рублей');
  await field.fill('600 рублей');
  await desk.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(article).toContainText('600 рублей');
  await expect(desk.reply).toHaveText('И ещё');
  await expect.poll(() => maria.received.find((one) => one.message_id === sent.message_id)?.text).toBe('600 рублей');
});

test('letters after a colon offer emoji in either language, and nothing stands in the way elsewhere', async ({
  desk,
  servers,
}) => {
  const { page } = desk;
  servers.telegram.user(77, { firstName: 'Мария' }).write('Спасибо');
  await desk.openCustomer('Мария');
  await desk.reply.click();
  const offers = page.getByRole('listbox', { name: 'Emoji' });
  await page.keyboard.type('Пожалуйста :серд');
  await expect(offers.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(offers).toHaveCount(0);
  await expect(desk.reply).toBeFocused();
  await expect(desk.reply).toHaveText('Пожалуйста :серд');
  await desk.reply.fill('Пожалуйста :ул');
  await page.keyboard.type('ы');
  await expect(offers.getByRole('option').first()).toBeVisible();
  await desk.customer.getByRole('heading').first().click();
  await expect(offers).toHaveCount(0);
  await desk.reply.fill('Пожалуйста ');
  await page.keyboard.type(':thumbs');
  await expect(offers.getByRole('option', { name: 'thumbs up' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(desk.reply).toHaveText(/^Пожалуйста 👍/u);
  await expect(offers).toHaveCount(0);
  await page.keyboard.type(' в 12:30, http://shop :)');
  await expect(offers).toHaveCount(0);
  await desk.note.click();
  await page.keyboard.type(':груст');
  await expect(offers.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(desk.note).toHaveText(/^\p{Extended_Pictographic}/u);
});

test('a picture that is being copied when its writer turns to somebody else is there when they come back', async ({
  desk,
  servers,
}) => {
  await servers.mail.deliver({ from: '"Мария" <maria@mail.test>', to: servers.address, subject: 'Схема', text: 'Пришлите' });
  servers.telegram.user(78, { firstName: 'Иван' }).write('Привет');
  await expect(desk.inbox.getByRole('option')).toHaveCount(2);
  await desk.openCustomer('Мария');
  await desk.reply.fill('Вот схема ');
  await desk.reply.evaluate(async (field) => {
    const blob = await new OffscreenCanvas(1500, 1500).convertToBlob({ type: 'image/png' }).catch(() => new Blob());
    const data = new DataTransfer();
    data.items.add(new File([blob], 'схема.png', { type: 'image/png' }));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    const others = [...document.querySelectorAll<HTMLElement>('[role="option"]')];
    others.find(({ textContent }) => textContent?.startsWith('Иван'))?.click();
  });
  await expect(desk.customer).toContainText('Иван');
  await expect(desk.reply).toHaveText('');
  await desk.openCustomer('Мария');
  await expect(desk.reply).toContainText('Вот схема');
  await expect(desk.reply.locator('img[src^="/file/"]')).toHaveCount(1);
});

test('a name in quotes may have a comma, and the same file may go twice', async ({ desk, servers }) => {
  const { page } = desk;
  await servers.mail.deliver({ from: '"Мария" <maria@mail.test>', to: servers.address, subject: 'Счёт', text: 'Пришлите' });
  await desk.openCustomer('Мария');
  await desk.reply.click();
  await page.getByRole('button', { name: 'Cc', exact: true }).click();
  await page.keyboard.type('"Doe, John" <john@mail.test>,');
  await expect(page.getByRole('button', { name: /^Remove .*mail\.test/ })).toHaveAccessibleName(
    'Remove "Doe, John" <john@mail.test>',
  );
  const files = page.getByRole('list', { name: 'Files to send' }).getByRole('listitem');
  for (const count of [1, 2]) {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Attach files' }).click();
    await (await chooser).setFiles({ name: 'счёт.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 счёт') });
    await expect(files).toHaveCount(count);
  }
  await page.getByRole('button', { name: 'Remove счёт.pdf' }).first().click();
  await expect(files).toHaveCount(1);
});

/** A small picture, as the clipboard brings it. */
async function pastePicture(field: import('@playwright/test').Locator): Promise<void> {
  await field.evaluate(async (element) => {
    const canvas = new OffscreenCanvas(8, 8);
    canvas.getContext('2d')?.fillRect(0, 0, 8, 8);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    const data = new DataTransfer();
    data.items.add(new File([blob], 'схема.png', { type: 'image/png' }));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
}

test('the composer has no serious accessibility faults, whatever stands open, in both themes', async ({ desk, servers }) => {
  // Sixteen looks at the whole page.
  test.setTimeout(480_000);
  const { page } = desk;
  // Nothing is looked at halfway to where it will stand.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const faults = async (): Promise<string[]> => {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('iframe').analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  };
  await servers.mail.deliver({
    from: '"Мария" <maria@mail.test>',
    to: servers.address,
    cc: 'ivan@mail.test',
    subject: 'Счёт',
    text: 'Пришлите',
  });
  await desk.openCustomer('Мария');
  await page.getByRole('button', { name: /in copy/ }).click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await desk.reply.click();
    await page.getByRole('button', { name: 'Formatting', exact: true }).click();
    await desk.reply.fill('Вот счёт для {customer.name}');
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Emoji' }).click();
    await expect(page.getByRole('searchbox', { name: 'Search in English or Russian' })).toBeFocused();
    expect(await faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press(`${modifier}+/`);
    await expect(page.getByRole('searchbox', { name: 'Search canned replies' })).toBeFocused();
    expect(await faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await desk.reply.fill('Вот счёт');
    await page.getByRole('button', { name: 'Send later' }).click();
    expect(await faults()).toEqual([]);
    await page.getByRole('menuitem', { name: /^In an hour/ }).click();
    await expect(desk.article(/^Email to Мария, /)).toContainText('Queued');
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('button', { name: 'Formatting', exact: true }).click();
    for (const name of ['Writing', 'Canned replies']) {
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('button', { name, exact: true }).click();
      expect(await faults()).toEqual([]);
    }
    await page.getByRole('button', { name: 'New canned reply' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Inbox' }).click();
    await desk.reply.fill('');
  }
});
