import type { CDPSession, Page } from '@playwright/test';
import { expect, type Servers, test } from './support/desk.ts';

/** Letters of the keys J, K, E, A, R, N, S, Z on a Russian keyboard. */
const cyrillic: Record<string, string> = {
  KeyJ: 'о',
  KeyK: 'л',
  KeyE: 'у',
  KeyA: 'ф',
  KeyR: 'к',
  KeyN: 'т',
  KeyS: 'ы',
  KeyZ: 'я',
};

const names = ['Anna', 'Boris', 'Clara', 'Dmitry', 'Elena', 'Fedor', 'Galina', 'Henry', 'Irina', 'Jakob', 'Ksenia', 'Leonid'];

type Layout = 'latin' | 'cyrillic';

const sessions = new WeakMap<Page, Promise<CDPSession>>();
function begin(page: Page): Promise<CDPSession> {
  const session = page.context().newCDPSession(page);
  sessions.set(page, session);
  return session;
}

/** Presses a key by its place; on a Cyrillic layout it writes what it would write there. */
async function key(page: Page, code: string, layout: Layout): Promise<void> {
  const letter = layout === 'cyrillic' ? cyrillic[code] : undefined;
  if (letter === undefined) {
    await page.keyboard.press(code);
    return;
  }
  const session = await (sessions.get(page) ?? begin(page));
  const at = { code, key: letter, windowsVirtualKeyCode: code.charCodeAt(3), text: letter, unmodifiedText: letter };
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...at });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', code, key: letter });
}

async function everyoneWrites({ telegram }: Servers): Promise<void> {
  for (const [index, firstName] of names.entries())
    telegram.user(index + 1, { firstName }).write(`Where is my order ${10_000 + index}?`);
}

for (const layout of ['latin', 'cyrillic'] as const) {
  test(`twelve customers are worked through with the keyboard alone, ${layout} layout`, async ({ desk, servers }) => {
    test.setTimeout(480_000);
    const { page } = desk;
    const press = (code: string) => key(page, code, layout);
    await everyoneWrites(servers);
    await expect(desk.inbox.getByRole('option')).toHaveCount(names.length);
    const opened = page.getByRole('heading', { level: 2 }).first();
    const worked: string[] = [];
    const next = async (): Promise<string> => {
      const before = worked.at(-1);
      await press('KeyJ');
      if (before !== undefined) await expect(opened).not.toHaveText(before);
      await expect(desk.timeline.getByRole('article').first()).toBeVisible();
      const name = (await opened.textContent()) ?? '';
      worked.push(name);
      return name;
    };

    for (let turn = 0; turn < names.length; turn += 1) {
      const name = await next();
      if (turn % 3 === 0) {
        // Answered: R, the words, Ctrl+Enter; Escape leaves the editor.
        await press('KeyR');
        await expect(desk.reply).toBeFocused();
        await page.keyboard.type(`Good day, ${name}.`);
        await page.keyboard.press('Control+Enter');
        await expect(desk.reply).toHaveText('');
        await page.keyboard.press('Escape');
        await expect(desk.inbox).toBeFocused();
      }
      if (turn % 3 === 1) {
        // Taken, noted down, put off, and put off taken back; then resolved.
        await press('KeyA');
        await expect(page.getByRole('dialog')).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
        await press('KeyN');
        await expect(desk.note).toBeFocused();
        await page.keyboard.type('Checked in the warehouse');
        await page.keyboard.press('Control+Enter');
        await expect(desk.article(/^Note from /)).toHaveCount(1);
        await page.keyboard.press('Escape');
        await expect(desk.inbox).toBeFocused();
        await press('KeyS');
        await expect(page.getByRole('combobox', { name: 'Snooze' })).toBeFocused();
        await page.keyboard.press('Enter');
        await expect(desk.option(name)).toHaveCount(0);
        await press('KeyZ');
        await expect(desk.option(name)).toBeVisible();
        await press('KeyE');
        await expect(desk.option(name)).toHaveCount(0);
      }
      if (turn % 3 === 2) {
        // Resolved by its name in the palette.
        await page.keyboard.press('Control+KeyK');
        await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused();
        await page.keyboard.type('Resolve the conversation');
        await page.keyboard.press('Enter');
        await expect(desk.option(name)).toHaveCount(0);
      }
    }

    expect(new Set(worked)).toEqual(new Set(names));
    const answered = worked.filter((_, turn) => turn % 3 === 0);
    await expect(desk.inbox.getByRole('option')).toHaveCount(answered.length);
    for (const name of answered) await expect(desk.option(name)).not.toHaveAccessibleName(/waiting/);
    await page.keyboard.press('Digit5');
    await expect(desk.inbox.getByRole('option')).toHaveCount(names.length - answered.length);
    for (const name of worked.filter((_, turn) => turn % 3 !== 0)) await expect(desk.option(name)).toBeVisible();
    for (const name of answered) {
      const customer = servers.telegram.user(names.indexOf(name) + 1);
      await customer.waitFor((message) => message.text === `Good day, ${name}.`);
    }
  });
}

test('nothing fires while text is written, on either layout', async ({ desk, servers }) => {
  servers.telegram.user(1, { firstName: 'Anna' }).write('Hello');
  servers.telegram.user(2, { firstName: 'Boris' }).write('Hello');
  await desk.openCustomer('Anna');
  await desk.reply.click();
  for (const layout of ['latin', 'cyrillic'] as const)
    for (const code of Object.keys(cyrillic)) await key(desk.page, code, layout);
  await expect(desk.reply).toHaveText('jkearnszолуфктыя');
  await expect(desk.customer).toContainText('Anna');
  await expect(desk.page.getByRole('dialog')).toHaveCount(0);
  await expect(desk.page.getByRole('combobox', { name: 'Status' })).toHaveValue('open');

  // Nor where a menu or a panel has the keyboard: what lies below it is not meant.
  const { page } = desk;
  for (const [opener, panel] of [
    [page.getByRole('button', { name: 'More actions' }), page.getByRole('menu')],
    [page.getByRole('button', { name: /^Notices/ }), page.getByRole('dialog', { name: 'Notices' })],
    [desk.connections.getByRole('button'), page.getByRole('dialog', { name: 'Connections' })],
  ] as const) {
    await opener.click();
    await expect(panel).toBeVisible();
    for (const layout of ['latin', 'cyrillic'] as const)
      for (const code of ['KeyE', 'KeyJ', 'KeyS']) await key(page, code, layout);
    await expect(panel).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Status' })).toHaveValue('open');
    await expect(desk.customer).toContainText('Anna');
    await expect(page.getByRole('dialog', { name: 'Snooze' })).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
  }

  // Enter that ends a word of an input method is no answer: the field keeps its words.
  await page.keyboard.press('Control+KeyK');
  const palette = page.getByRole('combobox', { name: 'Commands' });
  await expect(palette).toBeFocused();
  const session = await (sessions.get(page) ?? begin(page));
  await session.send('Input.imeSetComposition', { text: 'snooze', selectionStart: 6, selectionEnd: 6 });
  await expect(
    page
      .getByRole('dialog')
      .getByRole('option', { name: /Snooze/ })
      .first(),
  ).toBeVisible();
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', code: 'Enter', key: 'Enter', windowsVirtualKeyCode: 13 });
  await session.send('Input.insertText', { text: 'snooze' });
  await expect(palette).toHaveValue('snooze');
  await expect(palette).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);

  // A step goes on while its key is held.
  servers.telegram.user(3, { firstName: 'Clara' }).write('Hello');
  await expect(desk.option('Clara')).toBeVisible();
  await desk.inbox.focus();
  await desk.option('Anna').click();
  const opened = page.getByRole('heading', { level: 2 }).first();
  await expect(opened).toHaveText('Anna');
  await page.keyboard.down('KeyJ');
  await page.keyboard.down('KeyJ');
  await page.keyboard.up('KeyJ');
  await expect(opened).toHaveText('Clara');
});
