import { gzipSync } from 'node:zlib';
import { dice } from '../../build/demo/story/dice.ts';
import { parcelPicture } from '../../build/demo/story/picture.ts';
import { expect, test } from './support/desk.ts';

const pictures = (count: number) => Array.from({ length: count }, (_, seed) => parcelPicture(dice(seed + 1)).bytes);

test('an album is one item, covered things stay covered until asked for, and the viewer walks through the pictures', async ({
  desk,
  servers,
}) => {
  const { page } = desk;
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  maria.sendAlbum(
    pictures(3).map((bytes, index) => ({
      kind: 'photo' as const,
      bytes,
      name: `parcel-${index + 1}.png`,
      mime: 'image/png',
      ...(index === 0 ? { caption: 'The parcel came like this' } : {}),
    })),
  );
  maria.write('the word is swordfish', { entities: [{ type: 'spoiler', offset: 12, length: 9 }] });
  await desk.openCustomer('Maria');
  const album = desk.article(/^Telegram message from Maria/).filter({ hasText: 'The parcel came like this' });
  await expect(album).toHaveCount(1);
  await expect(album.getByRole('button', { name: /^Open / })).toHaveCount(3);

  const secret = desk.article(/^Telegram message from Maria/).filter({ hasText: 'the word is' });
  await secret.getByRole('button', { name: 'Hidden text, press to show' }).click();
  await expect(secret).toContainText('the word is swordfish');

  await album
    .getByRole('button', { name: /^Open / })
    .first()
    .click();
  const viewer = page.getByRole('dialog');
  await expect(viewer).toContainText('1 of 3');
  await page.keyboard.press('ArrowRight');
  await expect(viewer).toContainText('2 of 3');
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
});

test('music goes by its performer and title; what is too large for a bot says how to get it and offers nothing that fails', async ({
  desk,
  servers,
}) => {
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  const song = { performer: 'AC/DC', title: 'Thunderstruck', name: 'track 01.mp3', mime: 'audio/mpeg', caption: 'Our song' };
  maria.sendMedia('audio', new Uint8Array(2000).fill(7), song);
  await desk.openCustomer('Maria');
  const music = desk.article(/^Telegram message from Maria/).filter({ hasText: 'Our song' });
  await expect(music).toContainText('AC/DC – Thunderstruck');
  servers.telegram.faults.next('getFile', { kind: 'error', code: 400, description: 'Bad Request: file is too big' });
  maria.sendDocument(new Uint8Array(4000), { name: 'drawings.zip', mime: 'application/zip', caption: 'All the drawings' });
  const large = desk.article(/^Telegram message from Maria/).filter({ hasText: 'All the drawings' });
  await expect(large).toContainText('Too large to be downloaded here');
  await expect(large).toContainText('Ask for a link to it');
  await expect(large.getByRole('button', { name: /^Download/ })).toHaveCount(0);
  maria.sendMedia('video', new Uint8Array(20 * 1024 * 1024 + 1), { caption: 'A long film', width: 640, height: 360 });
  const film = desk.article(/^Telegram message from Maria/).filter({ hasText: 'A long film' });
  await expect(film).toContainText('Ask for a link to it');
  await expect(film.getByRole('button', { name: /Too large/ })).toBeDisabled();
  await expect(film.getByRole('button', { name: /^Download/ })).toHaveCount(0);
});

test('reactions go both ways, and our own message is taken back on both sides', async ({ desk, servers }) => {
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  const hers = maria.write('Thank you');
  await desk.openCustomer('Maria');
  const received = desk.article(/^Telegram message from Maria/);
  await received.hover();
  await received.getByRole('button', { name: 'React' }).click();
  await desk.page.getByRole('dialog', { name: 'React' }).getByRole('button').first().click();
  const ours = await maria.until(() => maria.reactionsOfBot(hers.message_id)[0]);
  await expect(received.getByRole('list', { name: 'Reactions' }).getByRole('button', { pressed: true })).toHaveText(ours);

  await desk.send('You are welcome');
  const message = await maria.waitFor(({ text }) => text === 'You are welcome');
  const sent = desk.article(/^Telegram message to Maria/);
  await expect(sent).toContainText('Sent');
  maria.react(message.message_id, '❤');
  await expect(sent.getByRole('list', { name: 'Reactions' })).toContainText('❤');

  await sent.hover();
  await sent.getByRole('button', { name: 'Actions' }).click();
  await desk.page.getByRole('menuitem', { name: 'Delete for both sides' }).click();
  await maria.until(() => (maria.received.some(({ text }) => text === 'You are welcome') ? undefined : true));
  await expect(sent).toContainText(/Deleted/);
  await expect(sent).toContainText('You are welcome');
});

test('only notes, only files, everything: what is shown of a timeline', async ({ desk, servers }) => {
  const { page } = desk;
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  maria.write('Words alone');
  maria.sendDocument(new TextEncoder().encode('%PDF-1.4'), { caption: 'The invoice', name: 'invoice.pdf' });
  await desk.openCustomer('Maria');
  await expect(desk.article(/^Telegram message from Maria/)).toHaveCount(2);
  await page.getByRole('button', { name: 'Show only' }).click();
  await page.getByRole('menuitem', { name: 'With files' }).click();
  await expect(desk.article(/^Telegram message from Maria/)).toHaveCount(1);
  await expect(desk.timeline).toContainText('The invoice');
  await expect(page.getByText('Only: With files')).toBeVisible();
  await page.getByRole('button', { name: 'Show only' }).click();
  await page.getByRole('menuitem', { name: 'Telegram messages' }).click();
  await expect(page.getByText('Only: Telegram messages · With files')).toBeVisible();
  await expect(desk.article(/^Telegram message from Maria/)).toHaveCount(1);
  await page.getByRole('button', { name: 'Show only' }).click();
  await page.getByRole('menuitem', { name: 'Emails' }).click();
  await expect(desk.article(/^Telegram message from Maria/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Everything' }).click();
  await expect(desk.article(/^Telegram message from Maria/)).toHaveCount(2);

  // Without a name at Telegram there is only a number, which is said to be one.
  await expect(page.getByRole('list', { name: 'Contact points' })).toContainText('ID 77');
  await expect(desk.replyBy).toContainText('Telegram · ID 77 (Acme bot)');

  // All of it is chosen by the key that chooses all, and nothing around it; on the clipboard stands who said what and when.
  const { electron } = desk.app;
  const clipboard = () => electron.evaluate(async (program) => program.clipboard.readText());
  await desk.timeline.focus();
  await page.keyboard.press('ControlOrMeta+KeyA');
  await page.keyboard.press('ControlOrMeta+KeyC');
  await expect.poll(clipboard).toMatch(/^Maria, \d+ \w+ \d{4}, \d\d:\d\d\nWords alone\n\[invoice\.pdf\]\nThe invoice$/);
  await page.getByRole('combobox', { name: 'Status' }).selectOption({ label: 'Resolved' });
  await expect(desk.timeline).toContainText(/Resolved · .* – /);
});

test('buttons are written under a message; what is pressed is an answer, and a link that is none holds it back', async ({
  desk,
  servers,
}) => {
  const { page } = desk;
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  maria.write('When will it come?');
  await desk.openCustomer('Maria');
  await desk.reply.fill('Tomorrow at noon?');
  await page.getByRole('button', { name: 'Buttons under the message' }).click();
  const fields = page.getByRole('group', { name: 'Buttons under the message' });
  await fields.getByRole('textbox', { name: 'Button 1', exact: true }).fill('Yes, please');
  await fields.getByRole('button', { name: 'Add a button' }).click();
  await fields.getByRole('textbox', { name: 'Button 2', exact: true }).fill('My order');
  await fields.getByRole('textbox', { name: 'Link of button 2' }).fill('shop');
  await expect(page.getByText('“shop” is not a link')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await fields.getByRole('textbox', { name: 'Link of button 2' }).fill('shop.test/10452');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const sent = await maria.waitFor(({ text }) => text === 'Tomorrow at noon?');
  expect(sent.reply_markup?.inline_keyboard).toEqual([
    [{ text: 'Yes, please', callback_data: 'Yes, please' }],
    [{ text: 'My order', url: 'https://shop.test/10452' }],
  ]);
  await expect(fields).toHaveCount(0);
  maria.press(sent.message_id, 'Yes, please');
  await expect(desk.article(/^Telegram message from Maria/).filter({ hasText: 'Yes, please' })).toHaveCount(1);
});

test('an animated sticker is drawn and moves', async ({ desk, servers }) => {
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  const round = { ty: 'el', p: { a: 0, k: [0, 0] }, s: { a: 0, k: [200, 200] }, d: 1 };
  const colour = { ty: 'fl', c: { a: 0, k: [0.4, 0.4, 0.9, 1] }, o: { a: 0, k: 100 }, r: 1 };
  const still = {
    p: { a: 0, k: [0, 0] },
    a: { a: 0, k: [0, 0] },
    s: { a: 0, k: [100, 100] },
    r: { a: 0, k: 0 },
    o: { a: 0, k: 100 },
  };
  const path = [
    { t: 0, s: [100, 256, 0], e: [400, 256, 0], i: { x: 1, y: 1 }, o: { x: 0, y: 0 } },
    { t: 3_600, s: [400, 256, 0] },
  ];
  const layer = {
    ty: 4,
    ind: 1,
    ip: 0,
    op: 3_600,
    st: 0,
    sr: 1,
    ks: { ...still, p: { a: 1, k: path } },
    shapes: [{ ty: 'gr', it: [round, colour, { ty: 'tr', ...still }] }],
  };
  const sticker = { v: '5.5.2', fr: 60, ip: 0, op: 3_600, w: 512, h: 512, ddd: 0, assets: [], layers: [layer] };
  maria.sendMedia('sticker', gzipSync(JSON.stringify(sticker)), { moves: 'animated' });
  await desk.openCustomer('Maria');
  const moving = desk
    .article(/^Telegram message from Maria/)
    .locator('svg g[transform]')
    .first();
  await expect(moving).toBeVisible();
  const before = await moving.getAttribute('transform');
  await expect.poll(() => moving.getAttribute('transform')).not.toBe(before);
});

test('whoever wrote only in a group is answered there, and the way says so; their own chat stays closed', async ({
  open,
  servers,
}) => {
  const { provision } = servers;
  const channels = provision.channels?.map((channel) =>
    channel.kind === 'telegram' ? { ...channel, groups: 'take' as const } : channel,
  );
  const desk = await open({ provision: { ...provision, ...(channels && { channels }) } });
  await desk.online();
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  const house = servers.telegram.group(-500, 'House 5');
  house.addBot(maria);
  house.member(maria).write('/ask who mends lifts?');
  await desk.openCustomer('Maria');
  const replyBy = desk.page.getByRole('combobox', { name: 'Reply by' });
  await expect(replyBy).toContainText('they must write first');
  const asked = desk.article(/^Telegram message from Maria/).filter({ hasText: 'who mends lifts?' });
  const sends = desk.page.getByRole('button', { name: 'Send', exact: true });
  const answer = async (text: string): Promise<void> => {
    await asked.hover();
    await asked.getByRole('button', { name: 'Actions' }).click();
    await desk.page.getByRole('menuitem', { name: 'Reply to this' }).click();
    await desk.page.keyboard.type(text);
    await expect(replyBy).toContainText('→ House 5');
    await sends.click();
    await expect(desk.article(/^Telegram message to Maria/).filter({ hasText: text })).toContainText('Sent');
  };
  await answer('We do');
  expect(house.received.map(({ text }) => text)).toEqual(['We do']);
  await desk.page.keyboard.type('In private');
  await expect(sends).toBeDisabled();
  await desk.page.keyboard.press('ControlOrMeta+A');
  await desk.page.keyboard.press('Delete');

  const larger = house.upgrade(maria);
  await answer('On Monday');
  expect(larger.received.map(({ text }) => text)).toEqual(['On Monday']);
  expect(maria.received).toEqual([]);
});

test('what a business account lets the bot do is said before anybody writes, and a reply that is typed waits for it', async ({
  desk,
  servers,
}) => {
  const account = servers.telegram.business(servers.telegram.user(5, { firstName: 'Owner' }));
  const { customer } = account.with(servers.telegram.user(77, { firstName: 'Maria' }));
  customer.write('Are you open?');
  await desk.openCustomer('Maria');
  const replyBy = desk.page.getByRole('combobox', { name: 'Reply by' });
  const send = desk.page.getByRole('button', { name: 'Send', exact: true });
  await desk.page.getByRole('textbox', { name: 'Reply', exact: true }).fill('Until six');
  await expect(send).toBeEnabled();
  account.allow({ can_read_messages: true });
  await expect(replyBy).toContainText('the account lets the bot only read');
  await expect(send).toBeDisabled();
  account.allow({ can_reply: true, can_read_messages: true });
  await expect(send).toBeEnabled();
  await send.click();
  await customer.waitFor((message) => message.text === 'Until six');
  account.disconnect();
  await expect(replyBy).toContainText('the account has disconnected the bot');
});
