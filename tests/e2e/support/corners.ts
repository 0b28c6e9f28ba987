import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { dice } from '../../../build/demo/story/dice.ts';
import { parcelPicture } from '../../../build/demo/story/picture.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { makePdf } from '../../fixtures/pdf/make.ts';
import type { Servers } from './desk.ts';
import type { Speech } from './speech.ts';
import { toast } from './toast.ts';

const voice = new URL('../../../build/demo/story/voice/en.ogg', import.meta.url);

/** Somebody who sends one of everything. */
export async function sender({ telegram }: Servers): Promise<void> {
  const clara = telegram.user(3, { firstName: 'Clara', username: 'clara' });
  const { bytes, width, height, mime } = parcelPicture(dice(3));
  clara.sendPhoto(bytes, { width, height, mime, name: 'parcel.png', caption: 'The parcel' });
  clara.sendVoice(await readFile(voice), { duration: 4 });
  clara.sendDocument(makePdf(['Invoice 10452', 'Terms']), { name: 'invoice.pdf', mime: 'application/pdf' });
  clara.sendLocation(59.93, 30.33);
  clara.sendContactCard({ phone: '+79161234567', firstName: 'Oleg' });
  const first = clara.write('Wher is it?');
  clara.edit(first.message_id, 'Where is it?');
}

type Walked = { page: Page; say: Speech; look: (where: string) => Promise<void> };

/** What opens out of a timeline and the editors below it, with the sender of everything shown. */
export async function corners({ page, say, look }: Walked): Promise<void> {
  const log = page.getByRole('log');
  const dialog = page.getByRole('dialog');
  const button = (name: string): Locator => page.getByRole('button', { name: say(name), exact: true }).first();
  const leaving = async (gone: Locator): Promise<void> => {
    await page.keyboard.press('Escape');
    await expect(gone).toHaveCount(0);
  };

  await look('one of everything');
  await log
    .getByRole('button')
    .filter({ has: page.locator('img') })
    .first()
    .click();
  await expect(dialog.locator('img').first()).toBeVisible();
  await look('a picture');
  await leaving(dialog);
  await log.getByRole('button', { name: `${say(en.file.view)} invoice.pdf`, exact: true }).click();
  await expect(dialog.getByRole('img').first()).toBeVisible();
  await look('a PDF');
  await leaving(dialog);
  await log.getByRole('button', { name: say(en.timeline.edited) }).click();
  await expect(dialog.getByText('Wher is it?')).toBeVisible();
  await look('what it said before');
  await leaving(dialog);

  await page.keyboard.press('KeyR');
  const reply = page.getByRole('textbox', { name: say(en.composer.reply), exact: true });
  await expect(reply).toBeFocused();
  await button(en.canned.label).click();
  const canned = page.getByRole('searchbox', { name: say(en.canned.search) });
  await expect(canned).toBeVisible();
  await look('canned replies');
  await leaving(canned);
  await button(en.emoji.label).click();
  await expect(page.getByRole('dialog', { name: say(en.emoji.label) })).toBeVisible();
  await look('emoji');
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: say(en.composer.note), exact: true }).click();
  await page.keyboard.type('@');
  await expect(page.getByRole('listbox', { name: say(en.composer.colleagues) })).toBeVisible();
  await look('who is named');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Escape');

  await log
    .getByRole('button', { name: say(en.timeline.actions) })
    .last()
    .click();
  await page.getByRole('menuitem', { name: say(en.forward.action) }).click();
  await expect(page.getByRole('textbox', { name: say(en.forward.text), exact: true })).toBeVisible();
  await look('forwarding');
  await log
    .getByRole('button', { name: say(en.timeline.actions) })
    .first()
    .click();
  await page.getByRole('menuitem', { name: say(en.forward.action) }).click();
  const begun = await toast(page, say(en.forward.begun));
  await look('something else is being forwarded');
  await begun.getByRole('button', { name: say(en.action.close), exact: true }).click();
  await expect(begun).toHaveCount(0);
  await button(en.forward.discard).click();
}

/** What is asked before something is done, and what is said after it. */
export async function questions({ page, say, look }: Walked): Promise<void> {
  const dialog = page.getByRole('dialog');
  const button = (name: string): Locator => page.getByRole('button', { name: say(name), exact: true }).first();
  const leaving = async (): Promise<void> => {
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  };
  await button(en.inbox.filter).click();
  await page.getByRole('menuitem').first().click();
  await look('the list of one channel');
  await button(en.inbox.saveView).click();
  await expect(dialog).toBeVisible();
  await look('saving a view');
  await leaving();
  const search = page.getByRole('searchbox', { name: say(en.search.label) });
  await search.fill('channel:');
  await expect(page.getByRole('listbox', { name: say(en.search.results) })).toBeVisible();
  await look('an operator half typed');
  await search.fill('');
}
