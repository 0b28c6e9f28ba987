import type { Page } from '@playwright/test';
import { launch } from '../e2e/support/app.ts';
import { copyOfProfile, sizeName } from './data/profile.ts';
import type { Bench, Finding } from './harness/bench.ts';
import { median, percentile, ratioOf } from './harness/compare.ts';
import { openDesktop } from './harness/desktop.ts';
import { installProbe, keyToPaint } from './harness/in-page.ts';

const rounds = 8;
const steps = 20;
const twoFramesMs = 1_000 / 30;
const limit = 'a word alone takes most of a frame where pictures are drawn in software, see README';

export const switching: Bench = {
  name: 'switch',
  goal: 'from key to painted conversation: median ≤ 3x of a one-word change of the page, 95 % within two frames',
  async run({ sizes }) {
    const desktop = await openDesktop();
    const findings: Finding[] = [];
    try {
      for (const size of sizes) {
        const { path, remove } = await copyOfProfile(size);
        const app = await launch({ profile: path });
        try {
          findings.push(...(await walk(app.window, sizeName(size))));
        } finally {
          await app.close();
          await remove();
        }
      }
    } finally {
      await desktop.stop();
    }
    return findings;
  },
};

/** Opens the first of the list, and puts the keyboard there. */
export async function openFirst(page: Page): Promise<void> {
  await page.getByRole('listbox', { name: 'Inbox' }).getByRole('option').first().click();
  await page.getByRole('log', { name: 'Timeline' }).getByRole('article').first().waitFor();
  await page.getByRole('listbox', { name: 'Inbox' }).focus();
  await installProbe(page);
}

async function walk(page: Page, name: string): Promise<Finding[]> {
  await openFirst(page);
  const pairs: Array<readonly [number, number]> = [];
  const least: Array<readonly [number, number]> = [];
  const slow: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const words = await presses(page, 'F8', 'word');
    const moves = await presses(page, round % 2 === 0 ? 'ArrowDown' : 'ArrowUp', 'timeline');
    const panes = await presses(page, 'F9', 'pane');
    pairs.push([median(moves), median(words)]);
    least.push([median(panes), median(words)]);
    slow.push(percentile(moves, 0.95));
  }
  return [
    { what: `the same pane as plain elements, ${name}`, against: 'a word', unit: 'ms', ...ratioOf(least.slice(1)) },
    {
      what: `arrow to the next person, ${name}`,
      against: 'a word',
      unit: 'ms',
      goal: { atMost: 3 },
      ...ratioOf(pairs.slice(1)),
    },
    { what: `95 % of them within, ${name}`, value: median(slow.slice(1)), unit: 'ms', goal: { atMost: twoFramesMs }, limit },
  ];
}

async function presses(page: Page, key: string, change: 'word' | 'pane' | 'timeline'): Promise<number[]> {
  const times: number[] = [];
  for (let step = 0; step < steps; step += 1) times.push(await keyToPaint(page, key, change));
  return times;
}
