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
  expect((await shown()).tooltip).toBe('Throughline\nUnread: 2\nEverything is connected');

  await press(electron, 'For an hour');
  await expect.poll(async () => (await shown()).tooltip).toMatch(/paused until \d\d:\d\d/);
  await desk.page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Settings' }).click();
  await desk.page
    .getByRole('navigation', { name: 'Sections of the settings' })
    .getByRole('button', { name: 'Notifications' })
    .click();
  await expect(desk.page.getByText(/^Paused until/)).toBeVisible();
  await press(electron, 'Resume notifications');
  await expect(desk.page.getByText(/^Paused until/)).toHaveCount(0);
  expect((await shown()).menu).toContain('Pause notifications');

  await servers.telegram.down();
  await expect.poll(async () => (await shown()).tooltip).toContain('Acme bot: not synced since');
});
