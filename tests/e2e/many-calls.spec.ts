import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../electron/store/open.ts';
import { bodyOf, type CallRow } from '../../electron/store/repos/call.repo.ts';
import { openStore } from '../../electron/store/store.ts';
import { callIn, startAsterisk } from '../servers/asterisk/index.ts';
import { callsOfPbx, extra, lines, pbxChannel, phonesOf, twoDesks, withPbx } from '../support/pbx.ts';
import { expect, test } from './support/desk.ts';

const migrations = fileURLToPath(new URL('../../drizzle', import.meta.url));
const count = 300;
/** `CALLS_FULL=1`: spread over ten minutes; otherwise as fast as the PBX takes them, which is harder on the program. */
const full = process.env.CALLS_FULL === '1';

test(`${count} calls ${full ? 'in ten minutes' : 'at once'} are each on a timeline once, and the window can be worked in`, async ({
  open,
  folder,
}) => {
  test.setTimeout(full ? 900_000 : 500_000);
  const pbx = await startAsterisk({ agents: twoDesks, ...extra });
  const phones = await phonesOf(pbx, { 102: { answerAfterMs: 300, talkMs: 600 } });
  try {
    const desk = await open({ provision: withPbx(pbxChannel(pbx)) });
    await expect(desk.connections).toContainText(/connected/i);
    const from = Array.from({ length: count }, (_, n) => ({ number: `+7916${String(1_000_000 + n)}` }));
    const calls = await callIn(pbx, { to: lines.plain, from, perSecond: full ? 0.5 : 8, patienceMs: 20_000, silent: true });
    // In the middle of it: somebody who called is opened, and a note is written.
    await desk.inbox.getByRole('option').first().click();
    await desk.note.fill('Перезвонить');
    await desk.page.getByRole('button', { name: 'Add note' }).click();
    await expect(desk.timeline.getByRole('article', { name: /^Note/ })).toBeVisible();
    const { ended, failed, log } = await calls.ended;
    // How it went for the callers is theirs; what became of every call is for the PBX to say.
    expect(ended + failed, log).toBe(count);
    const known = await callsOfPbx(
      pbx,
      '102',
      from.map(({ number }) => number),
    );
    expect(new Set(known.map(({ number }) => number)).size, log).toBe(count);
    await expect(desk.page.getByRole('article', { name: /^Call/ }).filter({ hasText: /Ringing|On the phone/ })).toHaveCount(0);
    await expect.poll(() => overAmong(folder.profile), { timeout: 60_000 }).toBeGreaterThanOrEqual(count);
    await desk.app.close();

    const store = openStore({
      profile: folder.profile,
      migrations,
      epoch: 'afterwards',
    });
    const all = store.read.all<CallRow>('SELECT * FROM calls').map((row) => bodyOf(row));
    store.close();
    expect(all.map(({ remoteId, number, state, outcome }) => [remoteId, number, state, outcome]).sort()).toEqual(
      known.map(({ linkedId, number, talked }) => [linkedId, number, 'ended', talked ? 'answered' : 'missed']).sort(),
    );
  } finally {
    await phones.stop();
    await pbx.stop();
  }
});

/** How many calls the program has that are over, read beside it. */
function overAmong(profile: string): number {
  const db = openDatabase({ profile, migrations, readonly: true });
  try {
    return Number(db.prepare('SELECT count(*) FROM calls WHERE live = 0').pluck().get());
  } finally {
    db.close();
  }
}
