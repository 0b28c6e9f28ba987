import { randomUUID } from 'node:crypto';
import type { Locator } from '@playwright/test';
import { openStore } from '../../electron/store/store.ts';
import { makeCrowd } from '../support/crowd.ts';
import { migrations } from '../support/store.ts';
import type { DeskPage } from './pages/desk.ts';
import { expect, test } from './support/desk.ts';

const people = 100_000;

type Ride = {
  /** What the page is moved by before each frame, in px; upwards when negative. */
  step: number;
  frames: number;
};
/** Frames in which a part of the list had no row, and in which it could not be moved because the next rows were not there. */
type Ridden = { blank: number; stuck: number; moved: number; slowestMs: number };

/** Moves the list frame by frame and looks at what is about to be painted. */
const ride = (list: Locator, { step, frames }: Ride): Promise<Ridden> =>
  list.evaluate(
    async (box, { step: by, frames: count }) => {
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const isCovered = (): boolean => {
        const { top, bottom } = box.getBoundingClientRect();
        const rows = [...box.querySelectorAll('[role=option]')].map((row) => row.getBoundingClientRect());
        return Math.min(...rows.map((row) => row.top)) <= top + 1 && Math.max(...rows.map((row) => row.bottom)) >= bottom - 1;
      };
      const result = { blank: 0, stuck: 0, moved: 0, slowestMs: 0 };
      let last = await frame();
      for (let n = 0; n < count; n += 1) {
        const before = box.scrollTop;
        box.scrollTop = before + by;
        if (!isCovered()) result.blank += 1;
        const moved = Math.abs(box.scrollTop - before);
        if (moved < Math.abs(by) - 1) result.stuck += 1;
        result.moved += moved;
        const now = await frame();
        result.slowestMs = Math.max(result.slowestMs, now - last);
        last = now;
      }
      return result;
    },
    { step, frames },
  );

const setSize = (list: Locator): Promise<number> =>
  list.evaluate((box) => Number(box.querySelector('[role=option]')?.getAttribute('aria-setsize')));

/** To the very end, as far as rows are there at each frame. */
const toTheEnd = (list: Locator, rows: number): Promise<void> =>
  list.evaluate(async (box, wanted) => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    while (box.scrollHeight < wanted * 60) {
      box.scrollTop = box.scrollHeight;
      await frame();
    }
    box.scrollTop = box.scrollHeight;
    await frame();
  }, rows);

async function openCrowd(open: (options?: object) => Promise<DeskPage>, provision: object, profile: string): Promise<DeskPage> {
  const first = await open({ provision });
  await first.online();
  await first.app.close();
  const store = openStore({ profile, migrations, epoch: randomUUID() });
  makeCrowd(store, people);
  store.close();
  const desk = await open({ provision });
  await desk.online();
  await desk.page.getByRole('tab', { name: 'All' }).click();
  await expect(desk.inbox.getByRole('option').first()).toBeVisible();
  return desk;
}

test('a hundred thousand people scroll without a blank, and nothing moves under the hand', async ({
  open,
  servers,
  folder,
}, info) => {
  test.setTimeout(480_000);
  const desk = await openCrowd(open, servers.provision, folder.profile);
  const { inbox, page } = desk;
  expect(await setSize(inbox)).toBe(people);
  // The longest waiting stand first.
  await expect(inbox.getByRole('option').first()).toHaveAccessibleName(new RegExp(` ${people},`));

  const usual = await ride(inbox, { step: 200, frames: 400 });
  const fast = await ride(inbox, { step: 1_000, frames: 400 });
  await toTheEnd(inbox, people);
  await expect(inbox.getByRole('option').last()).toHaveAttribute('aria-posinset', String(people));
  const deep = await ride(inbox, { step: -200, frames: 400 });
  const figures = { usual, fast, deep };
  await info.attach('figures', { body: JSON.stringify(figures), contentType: 'application/json' });
  info.annotations.push({ type: 'figures', description: JSON.stringify(figures) });
  expect(usual).toMatchObject({ blank: 0, stuck: 0, moved: 80_000 });
  expect(fast.blank).toBe(0);
  expect(deep).toMatchObject({ blank: 0, stuck: 0, moved: 80_000 });

  // Deep in the list the reader's place is kept, wherever others go.
  const box = await inbox.boundingBox();
  if (!box) throw new Error('the list is not there');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const under = (): Promise<string | undefined> =>
    page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.closest('[role=option]')?.id, middle);
  await page.mouse.move(middle.x, middle.y);
  const atHand = await under();
  expect(atHand).toBeDefined();
  servers.telegram.user(1, { firstName: 'Zoe' }).write('Anybody there?');
  await expect.poll(() => setSize(inbox)).toBe(people + 1);
  expect(await under()).toBe(atHand);
});

test('a list under the hand holds still while people write, and gives way when the hand is gone', async ({ desk, servers }) => {
  const { page, inbox } = desk;
  const writers = Array.from({ length: 6 }, (_, n) => servers.telegram.user(n + 1, { firstName: `Person ${n + 1}` }));
  for (const writer of writers) writer.write('Hello');
  await expect(inbox.getByRole('option')).toHaveCount(6);
  await page.getByRole('combobox', { name: 'Order' }).selectOption('Latest first');

  const names = (): Promise<string[]> =>
    inbox.getByRole('option').evaluateAll((rows) => rows.map((row) => row.getAttribute('id') ?? ''));
  const third = inbox.getByRole('option').nth(2);
  const { x, y } = (await third.boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(x + 40, y + 20);
  await page.mouse.move(x + 42, y + 22);
  const before = await names();
  for (const writer of [...writers].reverse()) writer.write('And one more thing');
  servers.telegram.user(70, { firstName: 'Newcomer' }).write('Hello from somebody new');
  // The hand is at work, and what is new is told in place.
  let moves = 0;
  const told = async (): Promise<number> => {
    moves += 1;
    await page.mouse.move(x + 40 + (moves % 5), y + 20);
    expect(await names()).toEqual(before);
    return inbox.getByRole('option', { name: /2 unread/ }).count();
  };
  // Moved often enough not to be taken for gone, also while the last of it is waited for.
  const often = { intervals: [100] };
  await expect.poll(told, often).toBe(6);
  const unassigned = page.getByRole('tab', { name: 'Unassigned' });
  await expect.poll(async () => [await told(), await unassigned.getAttribute('data-count')], often).toEqual([6, '7']);

  await page.mouse.move(x + 800, y);
  await expect(inbox.getByRole('option')).toHaveCount(7);
  await expect(inbox.getByRole('option').first()).toHaveAccessibleName(/^Newcomer/);
});
