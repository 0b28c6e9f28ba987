import { join } from 'node:path';
import type { TestInfo } from '@playwright/test';
import { en } from '../../renderer/i18n/en.ts';
import type { DeskPage } from './pages/desk.ts';
import { unreadable } from './support/cut-text.ts';
import { expect, test } from './support/desk.ts';
import { buildSpeaking, long, plain, type Speech } from './support/speech.ts';
import { people, walk, writers } from './support/walk.ts';

const sizes = [
  { width: 1366, height: 768 },
  { width: 1100, height: 680 },
];

/** A key with Ctrl, as the system hands it to the program: what Playwright presses goes past it, straight to the page. */
async function press(desk: DeskPage, keyCode: string): Promise<void> {
  await desk.app.electron.evaluate(({ BrowserWindow }, key) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    for (const type of ['keyDown', 'keyUp'] as const) contents?.sendInputEvent({ type, keyCode: key, modifiers: ['control'] });
  }, keyCode);
}

/** Walks every place and tells what cannot be read there; a picture of each such place goes with the results. */
async function readEverywhere(desk: DeskPage, speech: Speech, called: string, info: TestInfo): Promise<string[]> {
  const wrong: string[] = [];
  await walk(desk.page, speech, async (where) => {
    const faults = await unreadable(desk.page);
    if (faults.length > 0) await desk.page.screenshot({ path: info.outputPath(`${called} ${where}.png`) });
    wrong.push(...faults.map((fault) => `${called}, ${where}: ${fault}`));
  });
  return wrong;
}

test('words two fifths longer are cut nowhere and lie over nothing, in any place', async ({ open, servers, folder }, info) => {
  test.setTimeout(600_000);
  const application = join(folder.profile, '..', 'application');
  await buildSpeaking(long, application);
  await people(servers);
  const desk = await open({ provision: servers.provision, application });
  await expect(desk.page.getByRole('listbox').getByRole('option')).toHaveCount(writers);
  const wrong: string[] = [];
  for (const size of sizes) {
    await desk.app.resize(size);
    wrong.push(...(await readEverywhere(desk, long, String(size.width), info)));
  }
  expect(wrong).toEqual([]);
});

test('a new profile greets in words two fifths longer', async ({ open, folder }) => {
  test.setTimeout(240_000);
  const application = join(folder.profile, '..', 'application');
  await buildSpeaking(long, application);
  const { page } = await open({ application, size: { width: 1100, height: 680 } });
  await expect(page.getByRole('heading', { name: long(en.firstRun.title) })).toBeVisible();
  expect(await unreadable(page)).toEqual([]);
});

test('twice the size: asked for by keys, kept, and every place can still be read and used', async ({
  open,
  servers,
  folder,
}, info) => {
  test.setTimeout(480_000);
  const application = join(folder.profile, '..', 'application');
  await buildSpeaking(plain, application);
  await people(servers);
  const before = await open({ provision: servers.provision, application });
  await expect(before.page.getByRole('listbox').getByRole('option')).toHaveCount(writers);
  for (let step = 0; step < 5; step += 1) await press(before, '=');
  await expect.poll(() => before.page.evaluate(() => window.innerWidth)).toBe(683);
  await before.app.close();

  const desk = await open({ provision: servers.provision, application });
  await expect.poll(() => desk.page.evaluate(() => window.innerWidth)).toBe(683);
  expect(await readEverywhere(desk, plain, 'twice', info)).toEqual([]);
  await press(desk, '0');
  await expect.poll(() => desk.page.evaluate(() => window.innerWidth)).toBe(1366);
});

test('a pane is made wider beside its scrollbar, never through it, and is as wide after a restart', async ({ open, servers }) => {
  const before = await open({ provision: servers.provision });
  servers.telegram.user(1, { firstName: 'Anna' }).write('Hello');
  await expect(before.option('Anna')).toBeVisible();
  const width = (desk: DeskPage) => desk.inbox.evaluate((list) => Math.round(list.getBoundingClientRect().width));
  const first = await width(before);
  const drag = async ({ page, inbox }: DeskPage, from: number): Promise<void> => {
    const box = await inbox.boundingBox();
    if (!box) throw new Error('the list is not there');
    const { x, y } = { x: box.x + box.width + from, y: box.y + box.height / 2 };
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 50, y, { steps: 5 });
    await page.mouse.up();
  };
  // There the scrollbar stands as soon as the list is longer than the window.
  await drag(before, -3);
  expect(await width(before)).toBe(first);
  await drag(before, 3);
  await expect.poll(() => width(before)).toBe(first + 50);
  await before.app.close();

  const after = await open({ provision: servers.provision });
  await expect(after.option('Anna')).toBeVisible();
  expect(await width(after)).toBe(first + 50);
});

test('fields of dates and clocks are written in the language of the window, whatever that of the system is', async ({
  desk,
  servers,
}) => {
  const { page } = desk;
  servers.telegram.user(1, { firstName: 'Anna' }).write('Hello');
  await desk.openCustomer('Anna');
  await desk.timeline.focus();
  await page.keyboard.press('KeyS');
  const field = page.getByRole('dialog').locator('input[type=datetime-local]');
  await expect(field).toHaveAttribute('lang', 'en-GB');
  // What is drawn in a field cannot be read: a clock of twelve hours is wider, by its AM and PM.
  const [british, american] = await field.evaluate((own) =>
    ['en-GB', 'en-US'].map((lang) => {
      const other = document.createElement('input');
      other.lang = lang;
      other.type = 'time';
      other.value = '21:00';
      own.after(other);
      const { width } = other.getBoundingClientRect();
      other.remove();
      return width;
    }),
  );
  expect(american).toBeGreaterThan((british ?? Number.POSITIVE_INFINITY) + 10);
});
