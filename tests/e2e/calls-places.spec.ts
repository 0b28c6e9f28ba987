import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { en } from '../../renderer/i18n/en.ts';
import { ru } from '../../renderer/i18n/ru.ts';
import { callIn, numbers } from '../servers/asterisk/index.ts';
import { unreadable } from './support/cut-text.ts';
import type { Servers } from './support/desk.ts';
import { expect, provisionOf, test } from './support/phone.ts';
import { buildSpeaking, long } from './support/speech.ts';

test.setTimeout(600_000);
test.use({
  pbxOptions: {
    agents: [{ extension: '101', name: 'Anna Lebedeva', password: 'pw-101', kind: 'webrtc' }],
    queueSeconds: 60,
  },
});

/** These are kept with `UPDATE_SCREENS=1`; all others go with the test's results. */
const kept = fileURLToPath(new URL('./__screens__/', import.meta.url));
const keptPlaces: readonly string[] = ['incoming', 'current', 'knocking', 'wrap-up', 'several'];
const known = { number: '+79161234567', name: 'Мария Кузнецова' };
const shared = { number: '+74957770011', name: 'Ромашка' };
const stranger = { number: '+79035550011', name: '+79035550011' };

/** Maria is known by her number; another number is that of two people. */
function people({ telegram }: Servers): void {
  const maria = telegram.user(77, { firstName: 'Мария', lastName: 'Кузнецова' });
  maria.shareContact(known.number);
  maria.write('Здравствуйте! Заказ 10452 так и не пришёл, а обещали ещё вчера.');
  for (const [id, firstName, lastName] of [
    [78, 'Иван', 'Петров'],
    [79, 'Ольга', 'Петрова'],
  ] as const) {
    const one = telegram.user(id, { firstName, lastName });
    one.shareContact(shared.number);
    one.write('Это общий номер нашей конторы.');
  }
}

type Words = typeof en | typeof ru;
type Speaks = (text: string) => string;

const toKnow =
  'Плохо слышит: говорить медленно и чётко. Звонить только после шести вечера, днём телефон берёт её мама. Не предлагать самовывоз: живёт за городом и машины нет.';
const promised = 'Вернуть деньги за доставку, как обещали в письме от пятого числа';

/** Something is pinned on Maria that takes more than two lines, and something was promised to her. */
async function know(page: Page, words: Words, say: Speaks): Promise<void> {
  const inbox = page.getByRole('listbox', { name: say(words.inbox.label) });
  await inbox.getByRole('option').filter({ hasText: known.name }).click();
  await page.getByRole('textbox', { name: say(words.composer.note), exact: true }).fill(toKnow);
  await page.getByRole('button', { name: say(words.composer.addNote) }).click();
  const note = page.getByRole('log').getByRole('article').filter({ hasText: toKnow });
  await note.hover();
  await note.getByRole('button', { name: say(words.timeline.actions) }).click();
  await page.getByRole('menuitem', { name: say(words.timeline.pin) }).click();
  const panel = page.getByRole('complementary', { name: say(words.customer.label) });
  await expect(panel.getByRole('list', { name: say(words.customer.pinned) })).toContainText(toKnow);
  await inbox.focus();
  await expect(inbox).toBeFocused();
  await page.keyboard.press('KeyB');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: say(words.desk.remindText) }).fill(promised);
  await dialog.getByRole('button', { name: say(words.desk.remind), exact: true }).click();
  await expect(panel).toContainText(promised);
}

/** Every place that calls have, as they come and go. `look` is called wherever there is something to see. */
async function calls(
  page: Page,
  pbx: Parameters<typeof callIn>[0],
  words: Words,
  say: Speaks,
  look: (where: string) => Promise<void>,
) {
  /** Nothing is pointed at: what a button is called would stand over the rest. */
  const rest = async (where: string): Promise<void> => {
    await page.mouse.move(600, 400);
    await expect(page.getByRole('tooltip')).toHaveCount(0);
    await look(where);
  };
  // Nothing is looked at halfway to where it will stand.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const incoming = page.getByRole('alertdialog', { name: say(words.phone.incoming) });
  const current = page.getByRole('region', { name: say(words.phone.current) });
  const button = (name: string) => current.getByRole('button', { name: say(name), exact: true });
  const status = page.getByRole('status', { name: say(words.phone.phone) });
  await expect(status).toContainText(say(words.phone.registration.registered).replace('{{user}}', '101'), { timeout: 90_000 });
  await page
    .getByRole('combobox', { name: say(words.telephony.status.label) })
    .selectOption({ label: say(words.telephony.status.ready) });
  await expect.poll(() => pbx.command('queue show support')).toMatch(/PJSIP\/101(?!.*paused)/);

  await know(page, words, say);
  const first = await callIn(pbx, { to: numbers.queue, from: known });
  await expect(incoming).toContainText(known.name);
  const card = incoming.getByRole('list', { name: say(words.telephony.toKnow) });
  await expect(card).toContainText(toKnow);
  await expect(card).toContainText(promised);
  await expect(incoming.getByRole('listitem').first()).toBeVisible();
  await rest('incoming');
  await incoming.getByRole('button', { name: say(words.phone.answer) }).click();
  await expect(current.getByRole('note')).toBeVisible();
  await rest('current');
  await button(words.phone.transfer).click();
  await expect(page.getByRole('textbox', { name: say(words.phone.transferTo) })).toBeVisible();
  await rest('transfer');
  await page.keyboard.press('Escape');
  await button(words.phone.keypad).click();
  await rest('keypad');
  await page.keyboard.press('Escape');
  const second = await callIn(pbx, { to: numbers.first, from: shared });
  await expect(incoming).toContainText(say(words.phone.willHold));
  await rest('knocking');
  await second.hangUp();
  await expect(incoming).toHaveCount(0);
  await first.hangUp();
  const wrapUp = page.getByRole('region', { name: say(words.telephony.wrapUp) });
  await wrapUp.getByRole('textbox', { name: say(words.telephony.noteLabel) }).fill('Отправим в пятницу, до обеда.');
  await rest('wrap-up');
  await wrapUp.getByRole('button', { name: say(words.telephony.done) }).click();
  await expect(wrapUp).toHaveCount(0);

  for (const [from, where] of [
    [shared, 'several'],
    [stranger, 'unknown'],
  ] as const) {
    const call = await callIn(pbx, { to: numbers.first, from });
    await expect(incoming).toBeVisible();
    const text = where === 'several' ? words.telephony.several_other : words.telephony.unknownNumber;
    await expect(incoming).toContainText(say(text).replace(/\{\{count\}\}.*$/u, ''));
    await rest(where);
    await call.hangUp();
    await expect(incoming).toHaveCount(0);
  }
  await page
    .getByRole('listbox', { name: say(words.inbox.label) })
    .getByRole('option')
    .filter({ hasText: say(words.telephony.outcome.in.missed) })
    .first()
    .click();
  await rest('missed');
  await page
    .getByRole('status', { name: say(words.phone.phone) })
    .getByRole('button')
    .click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await rest('panel');
  await page.keyboard.press('Escape');
}

for (const lang of ['en', 'ru'] as const) {
  test(`calls in both themes, without a fault of accessibility: ${lang}`, async ({ openPhone, servers, pbx }, info) => {
    people(servers);
    const words = lang === 'en' ? en : ru;
    const channels = [...(servers.provision.channels ?? []), ...(provisionOf(pbx, 'pw-101').channels ?? [])];
    const { page } = await openPhone({ lang, provision: { ...servers.provision, channels } });
    await page.getByRole('button', { name: words.keyFile.ok }).click();
    await expect(page.getByRole('listbox', { name: words.inbox.label }).getByRole('option')).toHaveCount(3);
    await calls(
      page,
      pbx,
      words,
      (text) => text,
      async (where) => {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const name = `call-${where}-${lang}-${colorScheme}.png`;
          const keeps = process.env.UPDATE_SCREENS === '1' && keptPlaces.includes(where);
          const path = keeps ? join(kept, name) : info.outputPath(name);
          await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
          const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
          expect(violations.map(({ id, nodes }) => `${where}: ${id} ${nodes[0]?.html}`)).toEqual([]);
        }
      },
    );
  });
}

test('words of calls two fifths longer are cut nowhere and lie over nothing', async ({
  openPhone,
  servers,
  pbx,
  folder,
}, info) => {
  const application = join(folder.profile, '..', 'application');
  await buildSpeaking(long, application);
  people(servers);
  const channels = [...(servers.provision.channels ?? []), ...(provisionOf(pbx, 'pw-101').channels ?? [])];
  const { page } = await openPhone({ application, provision: { ...servers.provision, channels } });
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(3);
  const wrong: string[] = [];
  await calls(page, pbx, en, long, async (where) => {
    const faults = await unreadable(page);
    if (faults.length > 0) await page.screenshot({ path: info.outputPath(`${where}.png`) });
    wrong.push(...faults.map((fault) => `${where}: ${fault}`));
  });
  expect(wrong).toEqual([]);
});
