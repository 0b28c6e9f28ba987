import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './support/desk.ts';

type Shown = { tooltip: string; menu: string[]; badge: number };

/** Listens to what main tells the system from now on. The system of a test has no tray to look at. */
async function overhear(electron: ElectronApplication): Promise<() => Promise<Shown>> {
  await electron.evaluate(({ app, Tray, Menu }) => {
    const heard: Shown = { tooltip: '', menu: [], badge: -1 };
    Reflect.set(globalThis, 'heard', heard);
    Tray.prototype.setToolTip = (tooltip: string) => {
      heard.tooltip = tooltip;
    };
    Tray.prototype.setContextMenu = (menu) => {
      heard.menu =
        menu?.items.flatMap(({ label, submenu }) => [label, ...(submenu?.items.map((each) => each.label) ?? [])]) ?? [];
      Reflect.set(globalThis, 'trayMenu', menu);
    };
    app.setBadgeCount = (count = 0) => {
      heard.badge = count;
      return true;
    };
    // Held, so that its lines can be pressed.
    Menu.getApplicationMenu();
  });
  return () => electron.evaluate(() => Reflect.get(globalThis, 'heard') as Shown);
}

/** Presses a line of the tray's menu, in a group or not. */
function press(electron: ElectronApplication, label: string): Promise<void> {
  return electron.evaluate((_electron, wanted) => {
    const menu = Reflect.get(globalThis, 'trayMenu') as Electron.Menu;
    const lines = menu.items.flatMap((item) => [item, ...(item.submenu?.items ?? [])]);
    lines.find((line) => line.label === wanted)?.click();
  }, label);
}

test('tray and badge say how many wait, what is wrong and whether notices rest; a pause begins and ends there', async ({
  desk,
  servers,
}) => {
  const { electron } = desk.app;
  const shown = await overhear(electron);
  servers.telegram.user(1, { firstName: 'Anna' }).write('Hello');
  servers.telegram.user(2, { firstName: 'Boris' }).write('Hello');
  await expect.poll(async () => (await shown()).badge).toBe(2);
  await expect.poll(async () => (await shown()).tooltip).toBe('Throughline\nUnread: 2\nEverything is connected');

  await press(electron, 'For an hour');
  // In the last hour of a day the end is tomorrow, and its day is said.
  await expect.poll(async () => (await shown()).tooltip).toMatch(/paused until (\d+ \w+, )?\d\d:\d\d/);
  await desk.page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Settings' }).click();
  await desk.page
    .getByRole('navigation', { name: 'Sections of the settings' })
    .getByRole('button', { name: 'Notifications' })
    .click();
  await expect(desk.page.getByText(/^Paused until/)).toBeVisible();
  await press(electron, 'Resume notifications');
  await expect(desk.page.getByText(/^Paused until/)).toHaveCount(0);
  await expect.poll(async () => (await shown()).menu).toContain('Pause notifications');

  await servers.telegram.down();
  await expect.poll(async () => (await shown()).tooltip).toContain('Acme bot: not synced since');
});

test('the tour is offered once, points at six places, covers no control, and comes again only when asked for', async ({
  open,
  servers,
}) => {
  const desk = await open({ provision: servers.provision });
  await desk.online();
  const { page } = desk;
  servers.telegram.user(1, { firstName: 'Anna' }).write('Hello');
  await expect(desk.option('Anna')).toBeVisible();
  await page.getByRole('button', { name: 'Take the tour' }).click();
  const tour = page.getByRole('region', { name: 'Tour' });
  await expect(tour.getByRole('button', { name: 'Next' })).toBeFocused();
  const rings: string[] = [];
  // The ring follows the words.
  const ringed = async (): Promise<void> => {
    const place = async () => JSON.stringify(await page.locator('[data-tour-ring]').boundingBox());
    await expect.poll(async () => ['null', ...rings].includes(await place())).toBe(false);
    rings.push(await place());
  };
  for (const [step, title] of ['Who is waiting', 'Everything they said', 'Reply and note', 'Who they are'].entries()) {
    await expect(tour.getByRole('heading')).toHaveText(title);
    if (step > 0) await expect(desk.timeline).toBeVisible();
    await ringed();
    await page.keyboard.press('ArrowRight');
  }
  await expect(tour.getByRole('heading')).toHaveText('Find and do anything');
  await ringed();
  expect(new Set(rings).size).toBe(5);
  // Nothing is modal: an answer is written and sent while the tour stands.
  await desk.send('Good day');
  await expect(desk.article(/^Telegram message to /)).toContainText('Good day');
  await expect(tour).toBeVisible();
  await tour.getByRole('button', { name: 'Next' }).click();
  await expect(tour.getByRole('heading')).toHaveText('What you were told of');
  await tour.getByRole('button', { name: 'Done' }).click();
  await expect(tour).toHaveCount(0);
  await desk.app.close();

  const again = await open({ provision: servers.provision });
  await expect(again.page.getByText('Nothing selected')).toBeVisible();
  await expect(again.page.getByRole('button', { name: 'Take the tour' })).toHaveCount(0);
  await again.page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Settings' }).click();
  await again.page.getByRole('button', { name: 'Take the tour' }).click();
  await expect(again.page.getByRole('region', { name: 'Tour' })).toBeVisible();
  await again.page.keyboard.press('Escape');
  await expect(again.page.getByRole('region', { name: 'Tour' })).toHaveCount(0);
});

test('a setting is found by its words in either language, and Enter gives its control the keyboard', async ({ desk }) => {
  const { page } = desk;
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Settings' }).click();
  const field = page.getByRole('combobox', { name: 'Find a setting' });
  const found = page.getByRole('listbox', { name: 'Settings found' }).getByRole('option');
  for (const [typed, control] of [
    ['sound', page.getByRole('combobox', { name: 'Sound' })],
    ['подпис', page.getByRole('textbox', { name: 'Signature for mails' })],
    ['dark', page.getByRole('combobox', { name: 'Appearance' })],
    ['quiet', page.getByRole('checkbox', { name: 'No notifications and sounds at these hours' })],
    ['следующий клиент', page.getByRole('button', { name: 'Next customer: J' })],
    ['add a channel', page.getByRole('button', { name: 'Add a channel' })],
  ] as const) {
    await field.fill(typed);
    await expect(found.first()).toBeVisible();
    await field.press('Enter');
    await expect(control, typed).toBeFocused();
    await expect(found).toHaveCount(0);
  }
  await field.fill('zebra');
  await expect(page.getByText('No setting is called that.')).toBeVisible();
});

test('who writes is said aloud, politely, and takes the keyboard from nobody', async ({ desk, servers }) => {
  const { page } = desk;
  const anna = servers.telegram.user(1, { firstName: 'Anna' });
  const boris = servers.telegram.user(2, { firstName: 'Boris' });
  anna.write('Hello');
  await desk.openCustomer('Anna');
  await desk.reply.click();
  await page.keyboard.type('I am look');
  const said = page.locator('[data-arrivals]');
  await expect(said).toHaveAttribute('aria-live', 'polite');
  boris.write('Hello');
  await expect(said).toHaveText('New message: Boris');
  await expect(desk.reply).toBeFocused();
  // Twice the same words are two elements: the second is said as well.
  await said.locator('p').evaluate((element) => element.setAttribute('data-heard', ''));
  boris.write('Are you there?');
  await expect(said.locator('p:not([data-heard])')).toHaveText('New message: Boris');
  // What the open customer writes is said by their timeline, a log, and not once more.
  anna.write('And my order?');
  await expect(desk.article(/^Telegram message from Anna/)).toHaveCount(2);
  await expect(said).toHaveText('New message: Boris');
  await page.keyboard.type('ing for it.');
  await expect(desk.reply).toHaveText('I am looking for it.');
});

test('in the few colours of high contrast, focus and choice are drawn; without motion nothing moves', async ({
  desk,
  servers,
}) => {
  const { page } = desk;
  servers.telegram.user(1, { firstName: 'Anna' }).write('Hello');
  servers.telegram.user(2, { firstName: 'Boris' }).write('Hello');
  await desk.openCustomer('Anna');
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  const outline = (name: string) => desk.option(name).evaluate((element) => getComputedStyle(element).outlineStyle);
  await expect.poll(async () => [await outline('Anna'), await outline('Boris')]).toEqual(['solid', 'none']);
  await desk.inbox.focus();
  const unseen: string[] = [];
  const reached = new Set<string>();
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press('Tab');
    const { name, drawn } = await page.evaluate(async () => {
      // Even an outline takes its millisecond where motion is not wanted.
      for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
      const element = document.activeElement;
      if (!element || element === document.body) return { name: '', drawn: true };
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const shown = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      return { name: `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`, drawn: shown };
    });
    reached.add(name);
    if (!drawn) unseen.push(name);
  }
  expect(unseen).toEqual([]);
  expect(reached.size).toBeGreaterThan(15);

  for (const keys of ['Control+KeyK', 'Shift+Slash', 'KeyS']) {
    await desk.inbox.focus();
    await page.keyboard.press(keys);
    await expect(page.getByRole('dialog')).toBeVisible();
    const moving = await page.evaluate(
      () => document.getAnimations().filter((each) => Number(each.effect?.getComputedTiming().duration) > 1).length,
    );
    expect(moving, keys).toBe(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});
