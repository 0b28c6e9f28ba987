import { callIn, numbers } from '../servers/asterisk/index.ts';
import { type Ear, type Sound, startSound } from '../servers/sound/index.ts';
import { test as base, expect, maria, type PhoneDesk } from './support/phone.ts';

/** Real sound: what Chromium plays is recorded where it comes out. */
const test = base.extend<{ sound: Sound; soundingPhone(): Promise<PhoneDesk> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  sound: async ({}, use) => {
    const sound = await startSound({ headset: 'Headset', speakers: 'Speakers' }, ['desk', 'lapel']);
    await use(sound);
    await sound.stop();
  },
  soundingPhone: async ({ openPhone, sound }, use) => {
    await use(async () => {
      const phone = await openPhone({ env: sound.env, switches: ['--allow-loopback-in-peer-connection'] });
      await phone.registered();
      return phone;
    });
  },
});
test.setTimeout(300_000);

const silence = 0.001;

/** The loudest of the next seconds that are recorded there. */
async function loudestOf(ear: Ear, seconds: number): Promise<number> {
  ear.loudest();
  const until = ear.seconds() + seconds;
  await expect.poll(() => ear.seconds()).toBeGreaterThan(until);
  return ear.loudest();
}

/** Seconds that sound may take to the PBX and back. */
const onTheWay = 4;

/** Longer than a telephone pauses between two rings. */
const quietFor = 5;

const isLoud = (ear: Ear) => expect.poll(() => loudestOf(ear, 1)).toBeGreaterThan(0.02);
const isQuiet = (ear: Ear) => expect.poll(() => loudestOf(ear, quietFor)).toBeLessThan(silence);

async function panelOf({ status, page }: PhoneDesk) {
  await status.getByRole('button').click();
  const panel = page.getByRole('dialog', { name: 'Phone' });
  const choice = (name: string) => panel.getByRole('combobox', { name });
  return {
    choice,
    async choose(name: string, device: string) {
      await expect(choice(name).locator('option', { hasText: device })).toBeAttached();
      await choice(name).selectOption(device);
    },
    close: () => page.keyboard.press('Escape'),
  };
}

test('the phone rings on one device and speaks on another, also after a restart', async ({ soundingPhone, pbx, sound }) => {
  const [headset, speakers] = await Promise.all([sound.listen('headset'), sound.listen('speakers')]);
  const first = await soundingPhone();
  const panel = await panelOf(first);
  await panel.choose('Headphones', 'Headset');
  await panel.choose('Ring on', 'Speakers');
  await panel.close();
  for (const time of ['at once', 'after a restart'] as const) {
    await test.step(time, async () => {
      const phone = time === 'at once' ? first : await soundingPhone();
      headset.loudest();
      const calls = await callIn(pbx, { to: numbers.first, from: maria });
      await isLoud(speakers);
      await isLoud(speakers);
      expect(headset.loudest()).toBeLessThan(silence);
      await phone.answer();
      await isLoud(headset);
      await isQuiet(speakers);
      await calls.hangUp();
      await expect(phone.current).toHaveCount(0);
      await phone.desk.app.close();
    });
  }
});

test('a device that is gone is told of, and another one rings until it is back', async ({ soundingPhone, pbx, sound }) => {
  const headset = await sound.listen('headset');
  const phone = await soundingPhone();
  let panel = await panelOf(phone);
  await panel.choose('Headphones', 'Headset');
  await panel.choose('Ring on', 'Speakers');
  await panel.close();
  await sound.unplug('speakers');
  const calls = await callIn(pbx, { to: numbers.first, from: maria });
  await isLoud(headset);
  const said = phone.page.getByRole('alert').filter({ hasText: 'Speakers: Not plugged in' });
  await expect(said).toBeVisible();

  panel = await panelOf(phone);
  await expect(panel.choice('Ring on').locator('option:checked')).toHaveText('Speakers (not plugged in)');
  await panel.close();
  await sound.plug('speakers', 'Speakers');
  const speakers = await sound.listen('speakers');
  // The same ring goes on where it was to be.
  panel = await panelOf(phone);
  await expect(panel.choice('Ring on').locator('option:checked')).toHaveText('Speakers');
  await expect(said).toHaveCount(0);
  await isLoud(speakers);
  await isQuiet(headset);
  await calls.hangUp();
  await isQuiet(speakers);
});

test('a microphone that is unplugged in the middle of a call is taken over by another one', async ({
  soundingPhone,
  pbx,
  sound,
}) => {
  const headset = await sound.listen('headset');
  const phone = await soundingPhone();
  let panel = await panelOf(phone);
  await panel.choose('Microphone', 'Sine source at 540 Hz');
  // Whoever calls this number hears themselves; two quick clicks are one call.
  await phone.page.getByRole('textbox', { name: 'Number' }).fill(numbers.echo);
  await phone.page.getByRole('dialog', { name: 'Phone' }).getByRole('button', { name: 'Call', exact: true }).dblclick();
  await expect(phone.current).toContainText('Talking');
  await isLoud(headset);
  expect((await pbx.command('core show channels concise')).split('\n').filter((line) => line.includes('!Echo!'))).toHaveLength(1);

  await sound.unplug('lapel');
  panel = await panelOf(phone);
  await expect(panel.choice('Microphone').locator('option:checked')).toHaveText('Sine source at 540 Hz (not plugged in)');
  // What was on its way is heard first.
  await loudestOf(headset, onTheWay);
  await isLoud(headset);
  await panel.close();
  await phone.button('Hang up').click();
  await expect(phone.current).toHaveCount(0);
});
