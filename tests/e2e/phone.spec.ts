import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { callIn, numbers, startPhone } from '../servers/asterisk/index.ts';
import { Headset, type Lamps } from './support/headset.ts';
import { expect, maria, type PhoneDesk, test } from './support/phone.ts';

test.setTimeout(300_000);

const anna = { extension: '101', name: 'Anna Lebedeva', password: 'pw-101', kind: 'webrtc' } as const;
const vera = { extension: '103', name: 'Вера', password: 'pw', kind: 'desk' } as const;
const ivan = { number: '+79167654321', name: 'Иван Петров' };

test.use({ pbxOptions: { agents: [anna, vera], queueSeconds: 60 } });

test('a call through a queue of two is answered in the softphone, sounds both ways, and is recorded', async ({
  openPhone,
  pbx,
  folder,
}) => {
  const colleague = await startPhone(pbx.phonePort('103'), { answerAfterMs: 60_000 });
  const phone = await openPhone();
  await phone.registered();
  await phone.ready();
  const calls = await callIn(pbx, { to: numbers.queue, from: maria });
  await expect(phone.incoming).toContainText('Мария Кузнецова');
  await expect(phone.incoming).toContainText('+79161234567');
  await expect.poll(() => pbx.command('core show channels concise')).toContain('PJSIP/103');
  await phone.answer();
  await expect(phone.incoming).toHaveCount(0);
  // The colleague's telephone stops ringing.
  await expect.poll(() => pbx.command('core show channels concise')).not.toContain('PJSIP/103');

  await phone.hearsAndIsHeard();
  await expect.poll(async () => (await phone.packets()).words).toMatch(/codec (opus|PCM[UA]); encryption (AES|SRTP|AEAD)/);
  await expect(phone.current).toContainText('Good sound');

  await phone.button('Mute').click();
  await expect(phone.button('Mute')).toHaveAttribute('aria-pressed', 'true');
  await phone.page.keyboard.press('F7');
  await expect(phone.button('Mute')).toHaveAttribute('aria-pressed', 'false');

  await phone.button('Hold').click();
  await expect(phone.current).toContainText('On hold');
  const log = (): string => readFileSync(join(pbx.logs, 'full'), 'utf8');
  await expect.poll(log).toMatch(/Started music on hold, class 'default', on channel 'PJSIP\/trunk/);
  await phone.button('Hold').click();
  await expect(phone.current).toContainText('Talking');
  await phone.hearsAndIsHeard();

  await phone.button('Keypad').click();
  for (const key of ['7', '*', '4']) await phone.page.getByRole('button', { name: key, exact: true }).click();
  const keys = (): string[] =>
    [
      ...readFileSync(join(pbx.logs, 'cel-custom', 'Master.csv'), 'utf8').matchAll(/^"DTMF".*"PJSIP\/101.*""digit"":""(.)""/gm),
    ].map(([, digit = '']) => digit);
  await expect.poll(keys).toEqual(['7', '*', '4']);
  // What is pressed may be the number of a card.
  expect(readFileSync(join(folder.profile, 'logs', 'engine.log'), 'utf8')).not.toMatch(/digit|dtmf/i);
  await phone.page.keyboard.press('Escape');

  await phone.button('Hang up').click();
  await expect(phone.current).toHaveCount(0);
  await expect(calls.ended).resolves.toMatchObject({ ended: 1, failed: 0 });
  // It is written to its end a moment after the call is over.
  const recorded = (): number =>
    Math.max(0, ...readdirSync(pbx.recordings).map((name) => statSync(join(pbx.recordings, name)).size));
  await expect.poll(recorded).toBeGreaterThan(50_000);
  await colleague.stop();
});

test('a call is given away without a word, and after asking', async ({ openPhone, pbx }) => {
  const colleague = await startPhone(pbx.phonePort('103'));
  const phone = await openPhone();
  await phone.registered();
  for (const how of ['Transfer now', 'Ask first'] as const) {
    const calls = await callIn(pbx, { to: numbers.first, from: maria });
    await phone.answer();
    await phone.hearsAndIsHeard();
    await phone.transferTo('103', how);
    if (how === 'Ask first') {
      await expect(phone.current).toContainText('On hold');
      await phone.page.getByRole('button', { name: 'Connect them' }).click();
    }
    await expect(phone.current).toHaveCount(0);
    // The customer talks with the colleague, and nobody else is on the line.
    await expect.poll(() => talking(pbx.command)).toEqual(['PJSIP/103', 'PJSIP/trunk']);
    await calls.hangUp();
    await expect.poll(() => talking(pbx.command)).toEqual([]);
  }
  await colleague.stop();
});

test('a transfer to a number that does not exist leaves the call where it is, and says so', async ({ openPhone, pbx }) => {
  const phone = await openPhone();
  await phone.registered();
  const calls = await callIn(pbx, { to: numbers.first, from: maria });
  await phone.answer();
  await phone.hearsAndIsHeard();
  await phone.transferTo('999', 'Transfer now');
  await expect(phone.page.getByRole('alert')).toContainText('could not be transferred');
  await expect(phone.current).toContainText('Talking');
  await phone.hearsAndIsHeard();
  await calls.hangUp();
});

test('two calls at once: the second knocks, takes its turn, and the three talk together', async ({ openPhone, pbx }) => {
  const phone = await openPhone();
  await phone.registered();
  const first = await callIn(pbx, { to: numbers.first, from: maria });
  await phone.answer();
  await phone.hearsAndIsHeard();
  const second = await callIn(pbx, { to: numbers.first, from: ivan });
  await expect(phone.incoming).toContainText('Иван Петров');
  await expect(phone.incoming).toContainText('waits when you answer');
  await phone.page.keyboard.press('F8');
  await expect(phone.incoming).toHaveCount(0);
  await expect(phone.current).toContainText(/Мария Кузнецова.*On hold/);
  await phone.hearsAndIsHeard();

  await phone.page.getByRole('button', { name: 'Go back to them' }).click();
  await expect(phone.current).toContainText(/Иван Петров.*On hold/);

  await phone.page.getByRole('button', { name: 'Talk together' }).click();
  await expect(phone.current).not.toContainText('On hold');
  await expect(phone.current.getByText(/^Together/)).toHaveCount(2);
  await phone.page.getByRole('button', { name: 'Apart again' }).click();
  await expect(phone.current.getByText(/^Together/)).toHaveCount(0);
  await expect(phone.current).toContainText(/Иван Петров.*On hold/);

  await second.hangUp();
  await first.hangUp();
  await expect(phone.current).toHaveCount(0);
});

test('whoever mutes themselves in a conference keeps nobody else from being heard', async ({ openPhone, pbx }) => {
  const phone = await openPhone();
  await phone.registered();
  // Her own recording has nothing in it but what she hears.
  const first = await callIn(pbx, { to: numbers.first, from: maria, silent: true });
  await phone.answer();
  await expect.poll(() => recordings(pbx.recordings)).toHaveLength(1);
  const [hers = ''] = recordings(pbx.recordings);
  const second = await callIn(pbx, { to: numbers.first, from: ivan });
  await expect(phone.incoming).toContainText('Иван Петров');
  await phone.page.keyboard.press('F8');
  await expect(phone.current).toContainText(/Мария Кузнецова.*On hold/);
  await phone.page.getByRole('button', { name: 'Talk together' }).click();
  await expect(phone.current.getByText(/^Together/)).toHaveCount(2);
  await expect.poll(() => loudestAfter(hers, 0)).toBeGreaterThan(0.02);

  await phone.button('Mute').click();
  await expect(phone.button('Mute')).toHaveAttribute('aria-pressed', 'true');
  // What was said before is on its way for a moment.
  const muted = statSync(hers).size + 5 * recordedInSecond;
  await expect.poll(() => loudestAfter(hers, muted)).toBeGreaterThan(0.02);

  await second.hangUp();
  await expect(phone.current.getByText(/^Together/)).toHaveCount(0);
  await expect(phone.button('Mute')).toHaveAttribute('aria-pressed', 'true');
  const alone = statSync(hers).size + 5 * recordedInSecond;
  await expect.poll(() => statSync(hers).size).toBeGreaterThan(alone + 3 * recordedInSecond);
  expect(loudestAfter(hers, alone)).toBeLessThan(0.001);
  await first.hangUp();
});

test('a hidden number says so, and a caller nobody knows is given a name', async ({ openPhone, pbx }) => {
  const phone = await openPhone();
  const customer = phone.page.getByRole('complementary', { name: 'Customer' });
  await phone.registered();
  const hidden = await callIn(pbx, { to: numbers.first, from: { number: 'anonymous', name: 'anonymous' } });
  await expect(phone.incoming).toContainText('Hidden number');
  await expect(phone.incoming).not.toContainText('anonymous');
  await expect(customer).toContainText('Hidden number');
  await hidden.hangUp();
  await expect(phone.incoming).toHaveCount(0);

  const calls = await callIn(pbx, { to: numbers.first, from: { number: '+79035550011' } });
  await expect(phone.incoming).toContainText('Unknown number');
  await expect(customer).toContainText('+79035550011');
  const ask = phone.page.getByRole('button', { name: 'Who is it?' });
  await ask.click();
  await phone.page.getByRole('textbox', { name: 'Name or address of the other one' }).fill('Пётр Иванов');
  await phone.page.getByRole('button', { name: 'New customer “Пётр Иванов”' }).click();
  await expect(customer).toContainText('Пётр Иванов');
  await expect(ask).toHaveCount(0);
  await phone.answer();
  await expect(phone.current).toContainText('Пётр Иванов');
  await calls.hangUp();
  await expect(phone.current).toHaveCount(0);
});

test('a PBX that was cut off is found again by itself, and calls come in as before', async ({ openPhone, pbx }) => {
  const phone = await openPhone();
  await phone.registered();
  await pbx.kill();
  await expect(phone.status).toHaveText(/cannot reach/);
  await pbx.start();
  await phone.registered();
  const calls = await callIn(pbx, { to: numbers.first, from: maria });
  await phone.answer();
  await phone.hearsAndIsHeard();
  await calls.hangUp();
});

test('a wrong password is told, with what to do', async ({ openPhone }) => {
  const phone = await openPhone({ password: 'wrong' });
  await expect(phone.status).toHaveText(/refused phone 101/);
  await phone.status.getByRole('button').click();
  const panel = phone.page.getByRole('dialog', { name: 'Phone' });
  await expect(panel).toContainText('does not accept the name or password');
  await expect(panel).toContainText('Correct it in the channel’s settings');
});

test('without a microphone one is told so, and the call goes on ringing', async ({ openPhone, pbx }) => {
  const phone = await openPhone({ microphone: false });
  await phone.registered();
  const calls = await callIn(pbx, { to: numbers.first, from: maria });
  await phone.incoming.getByRole('button', { name: 'Answer' }).click();
  await expect(phone.page.getByRole('alert')).toContainText('There is no microphone');
  await expect(phone.incoming).toBeVisible();
  await phone.incoming.getByRole('button', { name: 'Decline' }).click();
  await expect(phone.incoming).toHaveCount(0);
  await expect(calls.ended).resolves.toMatchObject({ ended: 1 });
});

test('one hears oneself before a customer does, and the keys of a headset do as those on the screen', async ({
  openPhone,
  pbx,
}) => {
  const phone = await openPhone();
  await phone.registered();
  await phone.status.getByRole('button').click();
  const panel = phone.page.getByRole('dialog', { name: 'Phone' });
  const level = async (): Promise<number> => Number(await panel.getByRole('meter').getAttribute('value'));
  await expect.poll(level, { intervals: [100] }).toBeGreaterThan(10);
  await expect.poll(() => panel.getByRole('combobox', { name: 'Microphone' }).locator('option').count()).toBeGreaterThan(1);
  await panel.getByRole('button', { name: 'Hear yourself' }).click();
  await expect(panel.getByRole('button', { name: 'Say something…' })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Playing back…' })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Hear yourself' })).toBeEnabled();
  // The system is asked in earnest, and has none.
  await panel.getByRole('button', { name: 'Keys of a headset…' }).click();
  await expect(phone.page.getByRole('alert')).toContainText('No headset with keys for calls is plugged in');

  const headset = await Headset.offer(phone.page);
  await phone.registered();
  await phone.status.getByRole('button').click();
  await headset.plug('taken');
  await panel.getByRole('button', { name: 'Keys of a headset…' }).click();
  await expect(phone.page.getByRole('alert')).toContainText('The keys of the headset cannot be used');
  await headset.plug('in');
  await panel.getByRole('button', { name: 'Keys of a headset…' }).click();
  // Chosen again it is the same one.
  await panel.getByRole('button', { name: `Keys of ${headset.name}` }).click();
  await expect(panel.getByRole('button', { name: `Keys of ${headset.name}` })).toBeVisible();
  await phone.page.keyboard.press('Escape');
  const lamps = (how: Partial<Lamps>) =>
    expect.poll(() => headset.lamps()).toEqual({ offHook: false, ring: false, mute: false, ...how });

  const first = await callIn(pbx, { to: numbers.first, from: maria });
  await expect(phone.incoming).toContainText('Мария Кузнецова');
  await lamps({ ring: true });
  await headset.hook();
  await expect(phone.current).toContainText('Talking');
  await expect(phone.incoming).toHaveCount(0);
  await lamps({ offHook: true });
  await phone.hearsAndIsHeard();
  await headset.press('mute');
  await expect(phone.button('Mute')).toHaveAttribute('aria-pressed', 'true');
  await lamps({ offHook: true, mute: true });
  await phone.button('Mute').click();
  await lamps({ offHook: true });

  // Whoever lets go of a key does not take the one who knocks, and flash does.
  const second = await callIn(pbx, { to: numbers.first, from: ivan });
  await expect(phone.incoming).toContainText('Иван Петров');
  await headset.press('mute');
  await headset.press('mute');
  await lamps({ offHook: true, ring: true });
  await expect(phone.incoming).toContainText('Иван Петров');
  await headset.press('flash');
  await expect(phone.incoming).toHaveCount(0);
  await expect(phone.current).toContainText(/Мария Кузнецова.*On hold/);
  await phone.hearsAndIsHeard();
  await headset.press('flash');
  await expect(phone.current).toContainText(/Иван Петров.*On hold/);
  await headset.hook();
  await expect(phone.current).not.toContainText('Мария Кузнецова');
  await expect(first.ended).resolves.toMatchObject({ ended: 1, failed: 0 });
  await second.hangUp();
  await expect(phone.current).toHaveCount(0);
  await lamps({});

  // Pulled out in the middle of a call, and plugged in again: it is known, and told how things stand.
  const third = await callIn(pbx, { to: numbers.first, from: maria });
  await lamps({ ring: true });
  await headset.hook();
  await expect(phone.current).toContainText('Talking');
  await headset.plug('out');
  await phone.status.getByRole('button').click();
  await expect(panel.getByRole('button', { name: 'Keys of a headset…' })).toBeVisible();
  await headset.plug('in');
  await expect(panel.getByRole('button', { name: `Keys of ${headset.name}` })).toBeVisible();
  await phone.page.keyboard.press('Escape');
  await lamps({ offHook: true });
  await expect(phone.current).toContainText('Talking');
  await headset.hook();
  await expect(third.ended).resolves.toMatchObject({ ended: 1, failed: 0 });
  await lamps({});
});

test('whoever is on a call is asked before the program quits', async ({ openPhone, pbx }) => {
  const phone = await openPhone();
  await phone.registered();
  await callIn(pbx, { to: numbers.first, from: maria });
  await phone.answer();
  const { electron } = phone.desk.app;
  const asked = await answerDialogs(phone, 0);
  await electron.evaluate(({ app }) => app.quit());
  await expect.poll(asked).toEqual(['You are on a call']);
  await phone.hearsAndIsHeard();
  const ended = electron.waitForEvent('close');
  await answerDialogs(phone, 1);
  await electron.evaluate(({ app }) => app.quit());
  await ended;
  // The caller is not left on a dead line.
  await expect.poll(() => talking(pbx.command)).toEqual([]);
});

test('a number is called by a click: the softphone takes our own ring by itself', async ({ openPhone, pbx }) => {
  const world = await startPhone(pbx.ports.trunk, { answerAfterMs: 500 });
  const phone = await openPhone();
  await phone.registered();
  const calls = await callIn(pbx, { to: numbers.first, from: maria });
  await phone.answer();
  await calls.hangUp();
  await expect(phone.current).toHaveCount(0);
  await phone.page
    .getByRole('complementary', { name: 'Customer' })
    .getByRole('button', { name: /^Call \+7/ })
    .click();
  await expect(phone.current).toContainText('Talking');
  await phone.hearsAndIsHeard();
  await expect.poll(() => talking(pbx.command)).toEqual(['PJSIP/101', 'PJSIP/trunk']);
  await phone.button('Hang up').click();
  await expect.poll(() => talking(pbx.command)).toEqual([]);
  await world.stop();
});

const recordings = (folder: string): string[] => readdirSync(folder).map((name) => join(folder, name));

/** Bytes of a recording: 16 bits, 8 kHz. */
const recordedInSecond = 16_000;

/** The loudest sample of a recording from there on, 0 to 1. */
function loudestAfter(file: string, start: number): number {
  const header = 44;
  const samples = readFileSync(file).subarray(Math.max(header, start - (start % 2)));
  let loudest = 0;
  for (let at = 0; at + 1 < samples.length; at += 2) loudest = Math.max(loudest, Math.abs(samples.readInt16LE(at)));
  return loudest / 32_768;
}

/** Who is on a line that stands, by channel and without its counter. */
async function talking(command: (line: string) => Promise<string>): Promise<string[]> {
  const lines = (await command('core show channels concise')).split('\n').filter((line) => line.includes('!'));
  return lines.map((line) => line.split('-')[0] ?? '').sort();
}

/** Answers the questions of the system's dialogs with the button of this number; tells which were asked. */
async function answerDialogs(phone: PhoneDesk, button: number): Promise<() => Promise<string[]>> {
  const { electron } = phone.desk.app;
  await electron.evaluate(({ dialog }, response) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    Object.assign(dialog, {
      showMessageBox: (_window: unknown, { message }: { message: string }) => {
        asked.push(message);
        return Promise.resolve({ response, checkboxChecked: false });
      },
    });
  }, button);
  return () => electron.evaluate(() => (globalThis as typeof globalThis & { asked: string[] }).asked);
}
