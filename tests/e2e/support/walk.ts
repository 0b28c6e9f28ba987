import { expect, type Page } from '@playwright/test';
import { en } from '../../../renderer/i18n/en.ts';
import { corners, questions, sender } from './corners.ts';
import type { Servers } from './desk.ts';
import type { Speech } from './speech.ts';
import { toast } from './toast.ts';

/** People in every state that has words of its own. */
export async function people(servers: Servers): Promise<void> {
  const { mail, telegram, address } = servers;
  await mail.deliver({
    from: '"Мария Кузнецова" <maria@mail.test>',
    to: address,
    cc: '"Иван Петров" <ivan@mail.test>',
    subject: 'Заказ 10452 не пришёл, хотя обещали доставить его ещё в прошлую пятницу до обеда',
    text: 'Где мой заказ?\n\n> Здравствуйте\n> Ваш заказ в пути\n\n-- \nМария Кузнецова\nтел. +7 916 123-45-67',
  });
  const anna = telegram.user(1, { firstName: 'Anna' });
  anna.write('Hello');
  anna.write('Where is my order 10452?');
  telegram.user(2, { firstName: 'Boris' }).write('Hello');
  await sender(servers);
}
/** How many they are. */
export const writers = 4;

/** Every place, as it is reached by hand, from the inbox with nobody picked. `look` is called wherever there is something to read. */
export async function walk(page: Page, say: Speech, look: (where: string) => Promise<void>): Promise<void> {
  const button = (name: string) => page.getByRole('button', { name: say(name), exact: true }).first();
  const option = (name: string) =>
    page.getByRole('listbox', { name: say(en.inbox.label) }).getByRole('option', { name: new RegExp(`^${name}`) });
  const leave = async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  /** Where there is room for one pane only, the way back from whoever is open. */
  const toList = async () => {
    const back = button(en.conversation.toList);
    if ((await back.count()) > 0) await back.click();
  };
  const places = page.getByRole('navigation', { name: say(en.places.label) });

  /** Opens somebody from the list; what stood there before is gone. */
  const open = async (name: string) => {
    await option(name).click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toContainText(name);
    await expect(page.getByRole('article').first()).toBeVisible();
  };
  const reply = page.getByRole('textbox', { name: say(en.composer.reply), exact: true });
  const note = page.getByRole('textbox', { name: say(en.composer.note) });

  // Nothing is looked at halfway to where it will stand.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await places.getByRole('button', { name: new RegExp(`^${say(en.places.inbox)}`) }).click();
  await toList();
  await look('the inbox');
  for (const view of ['snoozed', 'resolved', 'mine', 'unassigned'] as const) {
    await page.keyboard.press({ snoozed: 'Digit4', resolved: 'Digit5', mine: 'Digit1', unassigned: 'Digit2' }[view]);
    await look(`view ${view}`);
  }
  await page.keyboard.press('Digit3');
  await button(en.inbox.filter).click();
  await look('filter');
  await page.keyboard.press('Escape');

  await open('Мария');
  await look('a mail');
  await page.getByTitle(say(en.timeline.mailPeople)).first().click();
  await look('people of a mail');
  for (const menu of [en.timeline.lens, en.conversation.more, en.timeline.actions]) {
    await button(menu).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await look(`menu ${menu}`);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
  }
  await page.keyboard.press('KeyR');
  await expect(reply).toBeFocused();
  await page.keyboard.type('Hello');
  await look('a reply by mail');
  await button(en.format.label).click();
  await look('formatting');
  await button(en.composer.later).click();
  await look('send later');
  await page.keyboard.press('Escape');
  await reply.press('Control+Enter');
  await expect(reply).toHaveText('');
  await look('an answer that waits');

  await toList();
  await open('Anna');
  await note.click();
  await expect(note).toBeFocused();
  await page.keyboard.type('Note');
  await look('a note');
  await page.keyboard.press('Control+Enter');
  await expect(note).toHaveText('');
  await page.getByRole('log').focus();
  for (const [what, key] of [
    ['snooze', 'KeyS'],
    ['tag', 'KeyT'],
    ['reassign', 'KeyA'],
    ['remind', 'KeyB'],
    ['palette', 'Control+KeyK'],
    ['cheat sheet', 'Shift+Slash'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(what);
    await leave();
  }
  if ((await page.getByRole('complementary', { name: say(en.customer.label) }).count()) === 0) await page.keyboard.press('KeyI');
  await look('the customer');
  await button(en.customer.addPoint).click();
  await look('another address');
  await page.getByRole('textbox', { name: say(en.customer.addValue) }).fill('nobody');
  await button(en.action.add).click();
  await expect(page.getByRole('alert').filter({ hasText: 'nobody' })).toBeVisible();
  await look('what is no address');
  await button(en.action.cancel).click();
  await button(en.customer.linkWith).click();
  await look('linking');
  await leave();
  await button(en.customer.rename).click();
  await look('another name');
  await page.keyboard.press('Escape');

  await button(en.customer.addPoint).click();
  await page.getByRole('textbox', { name: say(en.customer.addValue) }).fill('anna@mail.test');
  await button(en.action.add).click();
  await page.getByRole('button', { name: say(en.customer.removePoint).replace('{{value}}', 'anna@mail.test') }).click();
  await look('an address to be removed');
  await leave();

  await toList();
  await open('Clara');
  // In a narrow window the customer lies over the composer.
  if (await page.evaluate(() => window.innerWidth < 1280)) {
    await page.keyboard.press('KeyI');
    await expect(page.getByRole('complementary', { name: say(en.customer.label) })).toHaveCount(0);
  }
  await corners({ page, say, look });

  await toList();
  await option('Boris').click({ modifiers: ['Control'] });
  await option('Anna').click({ modifiers: ['Control'] });
  await look('several picked');
  await page.keyboard.press('KeyE');
  const done = await toast(page, say(en.action.undo));
  await look('what can be taken back');
  await done.getByRole('button', { name: say(en.action.undo), exact: true }).click();
  await expect(done).toHaveCount(0);
  await expect(option('Boris')).toBeVisible();

  await questions({ page, say, look });
  const search = page.getByRole('searchbox', { name: say(en.search.label) });
  await search.fill('order');
  await expect(
    page
      .getByRole('listbox', { name: say(en.search.results) })
      .getByRole('option')
      .first(),
  ).toBeVisible();
  await look('what was found');
  await search.fill('zebra');
  await expect(page.getByText(say(en.search.noneHint))).toBeVisible();
  await look('nothing found');
  await search.fill('');

  for (const panel of [
    page.getByRole('status', { name: say(en.connections.label) }).getByRole('button'),
    button(en.notices.label),
  ]) {
    await panel.click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look('a panel of the rail');
    await leave();
  }

  await places.getByRole('button', { name: say(en.places.settings) }).click();
  for (const section of ['channels', 'general', 'conversations', 'writing', 'canned', 'notices', 'keyboard'] as const) {
    await page.getByRole('button', { name: say(en.settings[section]), exact: true }).click();
    await expect(page.getByRole('heading', { name: say(en.settings[section]), level: 2 })).toBeVisible();
    await look(`settings ${section}`);
  }
  await page.getByRole('button', { name: say(en.settings.conversations), exact: true }).click();
  const tag = page.getByRole('textbox', { name: say(en.settings.tagAdd) });
  await tag.fill('Refund');
  await tag.press('Enter');
  const remove = page.getByRole('button', { name: `${say(en.action.remove)} Refund` });
  await expect(remove).toBeVisible();
  await tag.fill('refund');
  await look('a tag that is there already');
  await tag.fill('');
  await remove.click();
  await look('a tag to be removed');
  await button(en.action.remove).click();
  await expect(remove).toHaveCount(0);
  await page.getByRole('button', { name: say(en.settings.canned), exact: true }).click();
  await button(en.canned.add).click();
  await look('a canned reply');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: say(en.settings.keyboard), exact: true }).click();
  await page.getByText('J', { exact: true }).click();
  await look('another key');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: say(en.settings.channels), exact: true }).click();
  await page
    .getByRole('button', { name: new RegExp(`^${say(en.action.edit)} `) })
    .first()
    .click();
  await look('a channel');
  await leave();
  await page
    .getByRole('button', { name: new RegExp(`^${say(en.action.remove)} `) })
    .first()
    .click();
  await look('a channel to be removed');
  await leave();
  for (const kind of ['email', 'telegram', 'asterisk', 'cloud-pbx'] as const) {
    await button(en.settings.addChannel).click();
    await page.getByRole('menuitem', { name: say(en.channel[kind]), exact: true }).click();
    await look(`a new channel: ${kind}`);
    await leave();
  }
  await page.getByRole('combobox', { name: say(en.settings.find) }).fill('o');
  await look('settings found');
  await page.getByRole('combobox', { name: say(en.settings.find) }).fill('');
  await page.getByRole('button', { name: say(en.tour.take) }).click();
  for (let step = 0; step < 6; step += 1) {
    await look(`tour ${step + 1}`);
    await page.keyboard.press('ArrowRight');
  }
}
