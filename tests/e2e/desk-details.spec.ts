import { readFile } from 'node:fs/promises';
import { dice } from '../../build/demo/story/dice.ts';
import { parcelPicture } from '../../build/demo/story/picture.ts';
import type { DeskPage } from './pages/desk.ts';
import { expect, test } from './support/desk.ts';

const voice = new URL('../../build/demo/story/voice/en.ogg', import.meta.url);

async function settings({ page }: DeskPage, section: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Settings' }).click();
  await page
    .getByRole('navigation', { name: 'Sections of the settings' })
    .getByRole('button', { name: section, exact: true })
    .click();
  await expect(page.getByRole('heading', { name: section, level: 2 })).toBeVisible();
}
const toInbox = ({ page }: DeskPage): Promise<void> =>
  page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Inbox' }).click();

test('a picture is zoomed and turned by keys, a voice has its shape and three speeds', async ({ desk, servers }) => {
  const { page } = desk;
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  const { bytes, width, height, mime } = parcelPicture(dice(3));
  maria.sendPhoto(bytes, { width, height, mime, name: 'parcel.png' });
  maria.sendPhoto(parcelPicture(dice(4)).bytes, { width, height, mime, name: 'torn.png' });
  maria.sendVoice(await readFile(voice), { duration: 4 });
  await desk.openCustomer('Maria');
  const openers = page.getByRole('button', { name: /^Open / });
  // Both are here: what is still on its way cannot be walked to.
  await expect(openers).toHaveCount(2);
  const opener = openers.first();
  await opener.click();
  const viewer = page.getByRole('dialog');
  const picture = viewer.locator('img').first();
  await expect(picture).toBeVisible();
  const box = async () => (await picture.boundingBox()) ?? { width: 0, height: 0 };
  const first = await box();
  await page.keyboard.press('Equal');
  await expect.poll(async () => (await box()).width).toBeGreaterThan(first.width * 1.4);
  await page.keyboard.press('Digit0');
  await expect.poll(async () => Math.abs((await box()).width - first.width)).toBeLessThan(2);
  await page.keyboard.press('KeyR');
  await expect
    .poll(async () => {
      const turned = await box();
      return turned.width / turned.height;
    })
    .toBeLessThan(1);
  // By the wheel about the pointer: what is under it stays there.
  await page.keyboard.press('KeyR');
  await page.keyboard.press('KeyR');
  await page.keyboard.press('KeyR');
  await expect.poll(async () => Math.round((await box()).width)).toBe(Math.round(first.width));
  await picture.hover();
  await page.mouse.wheel(0, -120);
  await expect.poll(async () => (await box()).width).toBeGreaterThan(first.width * 1.4);
  await page.mouse.wheel(0, 120);
  await expect.poll(async () => Math.abs((await box()).width - first.width)).toBeLessThan(2);
  // Walked on to the last, closed by its button: whoever uses the keyboard is back where they were.
  await page.keyboard.press('ArrowRight');
  await expect(viewer).toContainText('2 of 2');
  await page.keyboard.press('ArrowLeft');
  await expect(viewer).toContainText('1 of 2');
  await viewer.getByRole('button', { name: 'Next' }).click();
  await expect(viewer).toContainText('2 of 2');
  await page.keyboard.press('ArrowLeft');
  await expect(viewer).toContainText('1 of 2');
  await viewer.getByRole('button', { name: 'Close' }).click();
  await expect(viewer).toHaveCount(0);
  await expect(opener).toBeFocused();

  const message = desk
    .article(/^Telegram message from Maria/)
    .filter({ has: page.getByRole('button', { name: /^Voice message/ }) });
  await expect(message.locator('svg path, svg rect, canvas').first()).toBeAttached();
  const rate = () => message.locator('audio').evaluate((audio) => (audio instanceof HTMLAudioElement ? audio.playbackRate : 0));
  for (const [shown, next] of [
    ['1×', 1.5],
    ['1.5×', 2],
    ['2×', 1],
  ] as const) {
    await message.getByRole('button', { name: `Speed ${shown}` }).click();
    await expect.poll(rate).toBe(next);
  }
  // How fast one is listened to holds for the next one, and after the window was opened anew.
  await message.getByRole('button', { name: 'Speed 1×' }).click();
  await page.reload();
  await desk.openCustomer('Maria');
  await expect(message.getByRole('button', { name: 'Speed 1.5×' })).toBeVisible();
  await expect.poll(rate).toBe(1.5);
});

test('a message is answered with its words quoted; what was said before an edit is kept', async ({ desk, servers }) => {
  const { page } = desk;
  const maria = servers.telegram.user(77, { firstName: 'Maria' });
  const asked = maria.write('Wher is my order?');
  maria.edit(asked.message_id, 'Where is my order?');
  await desk.openCustomer('Maria');
  const message = desk.article(/^Telegram message from Maria/).filter({ hasText: 'Where is my order?' });
  await message.getByRole('button', { name: 'edited' }).click();
  await expect(page.getByRole('dialog')).toContainText('Wher is my order?');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await message.hover();
  await message.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Reply to this' }).click();
  await expect(desk.reply).toBeFocused();
  await desk.send('On its way');
  const answer = await maria.waitFor(({ text }) => text === 'On its way');
  expect(answer.reply_to_message?.message_id).toBe(asked.message_id);
});

test('how a conversation can end is set, asked at its end and told on its border; tags and views are renamed and removed', async ({
  desk,
  servers,
}, info) => {
  const { page } = desk;
  servers.telegram.user(77, { firstName: 'Maria' }).write('Where is my order?');
  servers.telegram.user(78, { firstName: 'Boris' }).write('Hello');
  await settings(desk, 'Conversations');
  const another = page.getByRole('textbox', { name: 'Another result' });
  for (const result of ['Refunded', 'Sent again']) {
    await another.fill(result);
    await another.press('Enter');
    await expect(page.getByRole('textbox', { name: `Name of “${result}”` })).toBeVisible();
  }
  await another.fill('refunded');
  await expect(page.getByText('“refunded” is there already')).toBeVisible();
  await another.fill('');
  const tag = page.getByRole('textbox', { name: 'Another tag' });
  await tag.fill('Urgent');
  await tag.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name of “Urgent”' })).toBeVisible();
  await toInbox(desk);

  await desk.openCustomer('Maria');
  await desk.inbox.focus();
  await page.keyboard.press('KeyT');
  await page.getByRole('dialog').getByRole('option', { name: 'Urgent' }).click();
  await expect(page.getByRole('dialog').getByRole('option', { name: 'Urgent' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Urgent' }).click();
  await expect(desk.inbox.getByRole('option')).toHaveCount(1);
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Burning');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Later');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Without the filter Urgent' }).click();
  await expect(desk.inbox.getByRole('option')).toHaveCount(2);

  await settings(desk, 'Conversations');
  await page.screenshot({ path: info.outputPath('conversations.png') });
  const urgent = page.getByRole('textbox', { name: 'Name of “Urgent”' });
  await urgent.fill('Very urgent');
  await urgent.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name of “Very urgent”' })).toBeVisible();
  const burning = page.getByRole('textbox', { name: 'Name of “Burning”' });
  const views = page.getByRole('region', { name: 'My views' }).getByRole('textbox');
  const order = () => views.evaluateAll((fields) => fields.map((field) => field instanceof HTMLInputElement && field.value));
  await page.getByRole('button', { name: 'Remove Burning' }).click();
  await expect(burning).toHaveCount(0);
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(order).toEqual(['Burning', 'Later']);
  // Moved by keyboard, which stays with the row.
  await page.getByRole('button', { name: 'Move “Burning” down' }).press('Enter');
  await expect.poll(order).toEqual(['Later', 'Burning']);
  await expect(page.getByRole('button', { name: 'Move “Burning” up' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Move “Burning” down' })).toBeDisabled();
  await page.keyboard.press('Enter');
  await expect.poll(order).toEqual(['Burning', 'Later']);
  await expect(page.getByRole('button', { name: 'Move “Burning” down' })).toBeFocused();
  await toInbox(desk);
  await expect(desk.inbox.getByRole('option', { name: /^Maria.*tags: Very urgent/ })).toBeVisible();

  await desk.openCustomer('Maria');
  await desk.inbox.focus();
  await page.keyboard.press('KeyE');
  await expect(page.getByRole('combobox', { name: 'Resolve' })).toBeFocused();
  await page.keyboard.type('again');
  await page.keyboard.press('Enter');
  await expect(desk.option('Maria')).toHaveCount(0);
  await expect(desk.timeline).toContainText(/resolved it: Sent again.*Sent again · .* – /);
});

test('another language is spoken at once, and still after a restart; a key is given to something else', async ({
  open,
  servers,
}) => {
  const before = await open({ provision: servers.provision, lang: 'saved' });
  const { page } = before;
  servers.telegram.user(77, { firstName: 'Maria' }).write('Where is my order?');
  servers.telegram.user(78, { firstName: 'Boris' }).write('Hello');
  await expect(before.inbox.getByRole('option')).toHaveCount(2);
  await settings(before, 'Keyboard');
  await page.getByRole('button', { name: 'Snooze: S' }).click();
  await page.keyboard.press('KeyW');
  await expect(page.getByRole('button', { name: 'Snooze: W' })).toBeVisible();
  // A key that was taken goes over, and whoever had it takes the other: that is said, and the list of keys knows.
  await page.getByRole('button', { name: 'Tags: T' }).click();
  await page.keyboard.press('KeyU');
  await expect(page.getByRole('status').filter({ hasText: 'Now “Mark as unread” is T.' })).toBeVisible();
  await page.keyboard.press('Shift+Slash');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  for (const [what, keys] of [
    ['Snooze', 'W'],
    ['Tags', 'U'],
    ['Mark as unread', 'T'],
    ['Settings', 'Ctrl+,'],
    ['Pick everybody in the list', 'Ctrl+A'],
  ] as const)
    await expect(sheet.locator('dl > div').filter({ hasText: what }).filter({ hasText: keys })).toHaveCount(1);
  await expect(sheet).not.toContainText('Hang up');
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await settings(before, 'General');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('ru');
  await expect(page.getByRole('heading', { name: 'Общие', level: 2 })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await page
    .getByRole('navigation', { name: 'Разделы' })
    .getByRole('button', { name: /^Входящие/ })
    .click();
  await expect(page.getByRole('listbox', { name: 'Входящие' }).getByRole('option', { name: /^Maria, .*ждёт/ })).toBeVisible();
  await before.app.close();

  const after = await open({ provision: servers.provision, lang: 'saved' });
  const list = after.page.getByRole('listbox', { name: 'Входящие' });
  await list.getByRole('option', { name: /^Maria/ }).click();
  await list.focus();
  await after.page.keyboard.press('KeyW');
  await expect(after.page.getByRole('combobox', { name: 'Отложить' })).toBeFocused();
  await after.page.keyboard.press('Escape');
  await expect(after.page.getByRole('dialog')).toHaveCount(0);
  await after.page.keyboard.press('KeyS');
  await expect(after.page.getByRole('dialog')).toHaveCount(0);
});

test('a notification is tried out, and quiet hours are kept', async ({ desk }) => {
  const { page } = desk;
  await desk.app.electron.evaluate(({ Notification }) => {
    Reflect.set(globalThis, 'told', []);
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      Reflect.get(globalThis, 'told').push(this.body);
      Reflect.set(globalThis, 'silent', this.silent);
      Reflect.set(globalThis, 'last', this);
    };
  });
  const told = () => desk.app.electron.evaluate((): string[] => Reflect.get(globalThis, 'told'));
  await settings(desk, 'Notifications');
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect.poll(told).toContain('This is what a notification looks like.');
  // The sound is the one that was chosen here, and not that of the system as well.
  expect(await desk.app.electron.evaluate(() => Reflect.get(globalThis, 'silent'))).toBe(true);
  // It is about nobody: a click brings the window, and the settings stay.
  await desk.app.electron.evaluate(() => Reflect.get(globalThis, 'last').emit('click'));
  const quiet = page.getByRole('checkbox', { name: 'No notifications and sounds at these hours' });
  // It is checked once it is saved.
  await quiet.click();
  await expect(quiet).toBeChecked();
  await page.getByLabel('from', { exact: true }).fill('21:30');
  await expect(page.getByLabel('from', { exact: true })).toHaveValue('21:30');
  const sunday = page.getByRole('group', { name: 'None all day on' }).getByRole('checkbox', { name: 'Sunday' });
  await sunday.click();
  await expect(sunday).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Saturday' })).not.toBeChecked();
});
