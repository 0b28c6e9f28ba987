import { dirname } from 'node:path';
import { origin } from '../../electron/main/serve/route.ts';
import { hostileMails } from '../support/hostile/index.ts';
import { startTrap } from '../support/trap.ts';
import { show, store } from './packaged/support/mail-frame.ts';
import { openFrame, showAll } from './packaged/support/show-all.ts';
import { expect, test } from './support/desk.ts';

/** Addresses that main has seen a page ask for, but for what the program serves or makes itself. */
type Counted = { left?: string[] };

test('no hostile mail makes the window ask for anything, counted by webRequest and at a trap', async ({
  desk,
  folder,
  servers,
}) => {
  test.setTimeout(600_000);
  const trap = await startTrap();
  try {
    await openFrame(desk, servers);
    const { electron } = desk.app;
    await electron.evaluate(({ session }) => {
      const counted = globalThis as Counted;
      counted.left = [];
      session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
        if (!/^(app|data|blob|devtools):/.test(url)) counted.left?.push(url);
        answer({});
      });
    });
    const left = () => electron.evaluate(() => (globalThis as Counted).left ?? ['not counted']);
    const home = dirname(folder.profile);
    const mails = hostileMails(trap.origin);
    expect(mails.length).toBeGreaterThanOrEqual(200);
    expect(await showAll(desk, home, mails, false)).toEqual([]);
    expect(await left()).toEqual([]);
    expect(trap.connections()).toBe(0);
    process.stdout.write(
      `${mails.length} hostile mails shown: 0 scripts ran, 0 requests by webRequest, 0 connections at the trap\n`,
    );
    // It would have been seen: the same picture, in a mail of somebody whose pictures may come.
    const picture = `${trap.origin}/left/seen`;
    await show(desk.page, `${origin}/mail/${await store(home, `<img src="${picture}">`)}?remote=1`);
    await expect.poll(left).toEqual([picture]);
    await expect.poll(() => trap.requests().map(({ path }) => path)).toEqual(['/left/seen']);
  } finally {
    await trap.stop();
  }
});
