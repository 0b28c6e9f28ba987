import { expect, test } from './support/desk.ts';
import { descendants } from './support/processes.ts';

test('what opens over a reply gives the keyboard back to it at once, and what opens over the list to the list', async ({
  desk,
  servers,
}) => {
  const { page } = desk;
  servers.telegram.user(1, { firstName: 'Anna' }).write('Hello');
  await desk.openCustomer('Anna');
  await page.keyboard.press('KeyR');
  await expect(desk.reply).toBeFocused();
  await page.keyboard.type('Good');
  await page.keyboard.press('Control+KeyK');
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused();
  await page.keyboard.press('Escape');
  // Not a moment later: each of these letters is a command where nobody writes.
  await page.keyboard.type(' leaves');
  await expect(desk.reply).toHaveText('Good leaves');
  await expect(desk.reply).toBeFocused();
  // Not even in the same breath does a letter fall before those that are there.
  await desk.reply.evaluate((field) => {
    if (!(field instanceof HTMLElement)) return;
    field.blur();
    document.getSelection()?.removeAllRanges();
    field.focus();
    document.execCommand('insertText', false, '!');
  });
  await expect(desk.reply).toHaveText('Good leaves!');
  await page.keyboard.press('Backspace');
  await expect(desk.reply).toHaveText('Good leaves');

  const later = page.getByRole('button', { name: 'Send later' });
  await later.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(later).toBeFocused();

  await desk.reply.focus();
  await page.keyboard.press('Escape');
  await expect(desk.inbox).toBeFocused();
  for (const [key, field] of [
    ['KeyA', page.getByRole('combobox', { name: 'To', exact: true })],
    ['KeyS', page.getByRole('combobox', { name: 'Snooze' })],
    ['KeyT', page.getByRole('combobox', { name: 'Tag' })],
    ['Shift+Slash', page.getByRole('dialog').getByRole('button', { name: 'Close' })],
  ] as const) {
    await page.keyboard.press(key);
    await expect(field).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(desk.inbox).toBeFocused();
  }
  const more = page.getByRole('button', { name: 'More actions' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Snooze' }).click();
  await expect(page.getByRole('combobox', { name: 'Snooze' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();
  await expect(desk.reply).toHaveText('Good leaves');
});

test('what is written after R is for whoever was gone to, however long reading them takes', async ({ desk, servers }) => {
  const { page } = desk;
  const names = ['Anna', 'Boris', 'Clara', 'Dmitry', 'Elena', 'Fedor'];
  for (const [index, firstName] of names.entries()) {
    servers.telegram.user(index + 1, { firstName }).write(`Where is my order ${index}?`);
    await expect(desk.option(firstName)).toBeVisible();
  }
  await desk.openCustomer('Anna');
  const shown = page.getByRole('heading', { level: 2 }).first();
  await expect(shown).toHaveText('Anna');
  await desk.inbox.focus();
  const processes = descendants(desk.app.electron.process().pid ?? 0).filter(({ args }) =>
    args.includes('node.mojom.NodeService'),
  );
  expect(processes.length).toBeGreaterThanOrEqual(2);
  for (const { pid } of processes) process.kill(pid, 'SIGSTOP');
  try {
    // Nobody has read them ahead: only the neighbours are.
    await page.keyboard.press('End');
    await expect(desk.option('Fedor')).toHaveAttribute('aria-current', 'true');
    await page.keyboard.press('KeyR');
    await page.keyboard.type('Settled, a parcel');
    await expect(shown).toHaveText('Anna');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  } finally {
    for (const { pid } of processes) process.kill(pid, 'SIGCONT');
  }
  await expect(shown).toHaveText('Fedor');
  await expect(desk.reply).toHaveText('Settled, a parcel');
  await expect(desk.reply).toBeFocused();
  await page.keyboard.type('.');
  await page.keyboard.press('Control+Enter');
  await servers.telegram.user(6).waitFor(({ text }) => text === 'Settled, a parcel.');
  await desk.openCustomer('Anna');
  await expect(desk.reply).toHaveText('');
});

test('Enter is for what is typed, not for what was found before it', async ({ desk, servers }) => {
  const { page } = desk;
  for (const [index, firstName] of ['Anna', 'Boris'].entries()) {
    servers.telegram.user(index + 1, { firstName }).write('Where is my order?');
    await expect(desk.option(firstName)).toBeVisible();
  }
  const search = page.getByRole('searchbox', { name: 'Search' });
  const shown = page.getByRole('heading', { level: 2 }).first();
  await search.fill('Anna');
  await expect(page.getByRole('listbox', { name: 'Search results' }).getByRole('option').first()).toContainText('Anna');
  await search.fill('Boris');
  await search.press('Enter');
  await expect(shown).toHaveText('Boris');
  await search.press('Escape');

  const palette = page.getByRole('combobox', { name: 'Commands' });
  await page.keyboard.press('Control+KeyK');
  await palette.fill('Boris');
  await expect(page.getByRole('dialog').getByRole('option', { name: /Boris/ }).first()).toBeVisible();
  await palette.fill('Anna');
  await palette.press('Enter');
  await expect(shown).toHaveText('Anna');

  // Whatever is done by a button is done by its name as well, in either language, on either layout, with a slip of the finger.
  const listed = page.getByRole('dialog').getByRole('option');
  for (const [typed, found] of [
    ['отложить', /Snooze/],
    ['resovle', /Resolve the conversation/],
    ['фееф', /Attach files/],
    ['Bors', /Boris/],
    ['signature', /Signature for mails/],
    ['go to a day', /Go to a day/],
    ['пауза на час', /Pause for an hour/],
  ] as const) {
    await page.keyboard.press('Control+KeyK');
    await palette.fill(typed);
    await expect(listed.filter({ hasText: found }).first(), typed).toBeVisible();
    await palette.press('Escape');
    await expect(palette).toHaveCount(0);
  }
  for (const [typed, reached] of [
    ['change the name', page.getByRole('textbox', { name: 'Name', exact: true })],
    ['emoji', page.getByRole('dialog', { name: 'Emoji' })],
    ['go to a day', page.getByLabel('Go to a day')],
    ['link with', page.getByRole('dialog', { name: 'Link two customers' })],
    ['signature', page.getByRole('textbox', { name: 'Signature for mails' })],
  ] as const) {
    await page.keyboard.press('Control+KeyK');
    await palette.fill(typed);
    await palette.press('Enter');
    await expect(reached.first(), typed).toBeVisible();
    await page.keyboard.press('Escape');
  }
});

test('what is typed in the very moment something opens or changes is for that', async ({ desk, servers }) => {
  const { page } = desk;
  await servers.mail.deliver({ from: '"Мария" <maria@mail.test>', to: servers.address, subject: 'Счёт', text: 'Пришлите' });
  await desk.openCustomer('Мария');
  await desk.reply.click();
  // Sooner than any key can follow: as soon as it is drawn.
  const keyboard = page.evaluate(
    () =>
      new Promise<string | null | undefined>((resolve) => {
        new MutationObserver((_, observer) => {
          if (!document.querySelector('[role="dialog"] input')) return;
          observer.disconnect();
          resolve(document.activeElement?.getAttribute('aria-label'));
        }).observe(document.body, { childList: true, subtree: true });
      }),
  );
  await page.keyboard.press('Control+KeyK');
  expect(await keyboard).toBe('Commands');
  await page.keyboard.type('snooze');
  await expect(page.getByRole('combobox', { name: 'Commands' })).toHaveValue('snooze');
  await page.keyboard.press('Escape');
  await expect(desk.reply).toBeFocused();
  await expect(desk.reply).toHaveText('');

  await page.getByRole('button', { name: 'Cc', exact: true }).click();
  const copies = page.getByRole('textbox', { name: 'Cc', exact: true });
  await copies.pressSequentially('ann');
  const known = page.getByRole('listbox', { name: 'Known people' }).getByRole('option');
  await expect(known.first()).toContainText('anna@shop.test');
  await copies.evaluate(async (field: HTMLInputElement) => {
    field.select();
    document.execCommand('insertText', false, 'ivan@mail.test');
    await Promise.resolve();
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }));
  });
  await expect(page.getByRole('button', { name: 'Remove ivan@mail.test' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(1);
});

test('a key that follows another at once is for what that one opened, and nothing takes the keyboard back', async ({
  desk,
  servers,
}) => {
  const { page } = desk;
  servers.telegram.user(1, { firstName: 'Anna' }).write('Hello');
  await desk.openCustomer('Anna');
  await page.keyboard.press('KeyR');
  await expect(desk.reply).toBeFocused();
  await page.keyboard.type('Good');
  await page.keyboard.press('Escape');
  await expect(desk.inbox).toBeFocused();
  // The caret is where Home has put it, also right after the reply was given the keyboard.
  await desk.reply.evaluate((field) => {
    if (field instanceof HTMLElement) field.focus();
    document.getSelection()?.modify('move', 'backward', 'lineboundary');
  });
  await page.keyboard.type('Too ');
  await expect(desk.reply).toHaveText('Too Good');

  /** Keys that come before the next frame is drawn, each where the keyboard then is; waits until what was asked for a frame is done. */
  const before = (keys: Array<{ code: string; key: string; ctrlKey?: boolean }>) =>
    page.evaluate(async (all) => {
      const frame = window.requestAnimationFrame;
      window.requestAnimationFrame = (draw) => window.setTimeout(() => frame(draw), 50);
      for (const key of all) {
        const event = new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true });
        document.activeElement?.dispatchEvent(event);
        await Promise.resolve();
      }
      await new Promise(requestAnimationFrame);
      window.requestAnimationFrame = frame;
    }, keys);
  await before([
    { code: 'Escape', key: 'Escape' },
    { code: 'KeyS', key: 's' },
  ]);
  await expect(page.getByRole('combobox', { name: 'Snooze' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(desk.inbox).toBeFocused();

  // A note that was added gives the editor no keyboard that its writer has left in the next moment.
  await desk.note.click();
  await page.keyboard.type('Called');
  await before([
    { code: 'Enter', key: 'Enter', ctrlKey: true },
    { code: 'Escape', key: 'Escape' },
  ]);
  await expect(desk.article(/^Note from /)).toHaveCount(1);
  await expect(desk.inbox).toBeFocused();
});

test('a menu and a panel have the keyboard as soon as they are drawn, and give it back', async ({ desk, servers }) => {
  const { page } = desk;
  servers.telegram.user(1, { firstName: 'Anna' }).write('Hello');
  await desk.openCustomer('Anna');
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    await page.emulateMedia({ reducedMotion });
    for (const [opener, panel] of [
      [page.getByRole('button', { name: 'More actions' }), 'menu'],
      [desk.article(/^Telegram message from /).getByRole('button', { name: 'Actions' }), 'menu'],
      [page.getByRole('button', { name: /^Notices/ }), 'dialog'],
      [desk.connections.getByRole('button'), 'dialog'],
    ] as const) {
      const keyboard = page.evaluate(
        (role) =>
          new Promise<boolean>((resolve) => {
            new MutationObserver((_, observer) => {
              const drawn = document.querySelector(`[role="${role}"]`);
              if (!drawn) return;
              observer.disconnect();
              resolve(drawn.contains(document.activeElement));
            }).observe(document.body, { childList: true, subtree: true });
          }),
        panel,
      );
      await opener.focus();
      await page.keyboard.press('Enter');
      expect(await keyboard).toBe(true);
      await page.keyboard.press('Escape');
      await expect(page.getByRole(panel)).toHaveCount(0);
      await expect(opener).toBeFocused();
    }
  }
});
