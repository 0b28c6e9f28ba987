import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Asterisk } from '../servers/asterisk/index.ts';
import { callIn, numbers, startAsterisk, startPhone } from '../servers/asterisk/index.ts';
import { commandOf } from './support/app.ts';
import { test as base, expect } from './support/desk.ts';

/** Anna has a telephone on her desk; there is nobody else in the queue. */
const test = base.extend<{ pbx: Asterisk }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  pbx: async ({}, use) => {
    const pbx = await startAsterisk({ agents: [{ extension: '101', name: 'Anna Lebedeva', password: 'pw-101', kind: 'desk' }] });
    await use(pbx);
    await pbx.stop();
  },
  servers: async ({ servers, pbx }, use) => {
    servers.provision.channels?.push({
      id: 'pbx',
      kind: 'asterisk',
      name: 'Head office',
      ami: { host: pbx.host, port: pbx.ports.ami, tls: 'none', ...pbx.ami },
      extension: '101',
      originateContext: 'agents',
      recordings: { path: pbx.recordings },
    });
    await use(servers);
  },
});

const maria = { number: '+79161234567', name: 'Maria' };
const ivan = { number: '+79167654321', name: 'Ivan' };

test('a call opens who rings, and is answered, wrapped up and told to their messenger', async ({ desk, servers, pbx }) => {
  const { page } = desk;
  const hers = servers.telegram.user(77, { firstName: 'Maria' });
  hers.shareContact(maria.number);
  hers.write('Where is my order?');
  await desk.openCustomer('Maria');
  await expect(page.getByRole('button', { name: `Call ${maria.number}` })).toBeVisible();
  // An answer to a message is begun, and nothing is written yet.
  const question = desk.article(/^Telegram message from Maria/).last();
  await question.hover();
  await question.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Reply to this' }).click();
  const quoted = page.getByRole('button', { name: 'Do not quote' });
  await expect(quoted).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search' }).click();

  // It rings for long enough to be looked at on a machine that is busy.
  const phone = await startPhone(pbx.phonePort('101'), { answerAfterMs: 10_000 });
  const calls = await callIn(pbx, { to: numbers.queue, from: maria, talkMs: 60_000 });
  const ringing = page.getByRole('alertdialog', { name: 'Incoming call' });
  await expect(ringing).toContainText('Maria');
  await expect(ringing).toContainText('Where is my order?');
  const call = desk.article(/^Call from Maria/);
  await expect(call).toContainText('On the phone');
  await expect(ringing).toHaveCount(0);
  await calls.hangUp();
  await expect(call).toContainText(/Call, 0:\d\d/);

  const wrapUp = page.getByRole('region', { name: 'Wrap-up' });
  await wrapUp.getByRole('textbox', { name: 'Note for colleagues' }).fill('The parcel leaves on Friday.');
  // Another talk was agreed on: a reminder on the person, and what was written stays.
  await wrapUp.getByRole('button', { name: 'Call back later…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remind', exact: true }).click();
  await expect(desk.customer).toContainText('Call back');
  await wrapUp.getByRole('button', { name: 'Send recap' }).click();
  await expect(wrapUp).toHaveCount(0);
  await expect(desk.article(/^Note from Anna Lebedeva/)).toContainText('The parcel leaves on Friday.');
  const recap = await hers.waitFor(({ text = '' }) => text.includes('The parcel leaves on Friday.'));
  // The recap went by itself: what was begun before the call is still there, and was no part of it.
  expect(recap.reply_to_message).toBeUndefined();
  await expect(quoted).toBeVisible();
  await expect(call.getByRole('button', { name: /^Recording, 0:/ })).toBeVisible();
  await phone.stop();
});

test('what is said of a call is reached by a key and by a click while another call rings, and stays as it was written', async ({
  desk,
  servers,
  pbx,
}) => {
  const { page } = desk;
  for (const [id, firstName, number] of [
    [77, 'Maria', maria.number],
    [78, 'Ivan', ivan.number],
  ] as const) {
    const one = servers.telegram.user(id, { firstName });
    one.shareContact(number);
    one.write('Where is my order?');
    await expect(desk.option(firstName)).toBeVisible();
  }
  const answering = await startPhone(pbx.phonePort('101'), { answerAfterMs: 300 });
  const first = await callIn(pbx, { to: numbers.first, from: maria });
  await expect(desk.article(/^Call from Maria/)).toContainText('On the phone');
  await first.hangUp();
  const note = page.getByRole('region', { name: 'Wrap-up' }).getByRole('textbox', { name: 'Note for colleagues' });
  await note.fill('The parcel leaves');
  await answering.stop();

  const ringing = page.getByRole('alertdialog', { name: 'Incoming call' });
  const silent = await startPhone(pbx.phonePort('101'), { answerAfterMs: 600_000 });
  const second = await callIn(pbx, { to: numbers.first, from: ivan });
  await expect(ringing).toContainText('Ivan');
  // A key, from the list, with somebody else open.
  await desk.openCustomer('Ivan');
  await expect(note).toHaveCount(0);
  await page.keyboard.press('F4');
  await expect(note).toBeFocused();
  await expect(note).toHaveValue('The parcel leaves');
  await page.keyboard.press('End');
  await page.keyboard.type(' on Friday');
  // A click, from another place.
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: /^Settings/ })
    .click();
  await page.getByRole('button', { name: 'To the wrap-up' }).click();
  await expect(note).toBeFocused();
  // Where there is room for one pane alone the calls are above it, and nothing lies over it.
  await desk.app.electron.evaluate(({ BrowserWindow }) => {
    for (const each of BrowserWindow.getAllWindows()) each.webContents.setZoomFactor(2);
  });
  await expect.poll(() => page.evaluate(() => globalThis.innerWidth)).toBeLessThan(880);
  await expect(ringing).toBeVisible();
  await note.click();
  await page.keyboard.press('End');
  await page.keyboard.type('.');
  await ringing.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByRole('region', { name: 'Ivan' })).toBeVisible();
  await page.keyboard.press('F4');
  await expect(note).toBeFocused();
  await expect(note).toHaveValue('The parcel leaves on Friday.');
  await page.keyboard.press('Control+Shift+Enter');
  await expect(note).toHaveCount(0);
  await expect(desk.article(/^Note from Anna Lebedeva/)).toContainText('The parcel leaves on Friday.');
  await expect(desk.article(/^Telegram message to Maria/)).toContainText('The parcel leaves on Friday.');
  await second.hangUp();
  await silent.stop();
});

test('missed calls are one task for one person, however often they rang, and are called back once', async ({
  desk,
  servers,
  pbx,
}) => {
  void servers;
  for (let rang = 0; rang < 2; rang++) {
    const calls = await callIn(pbx, { to: numbers.first, from: maria, patienceMs: 1500 });
    await calls.ended;
  }
  const row = desk.inbox.getByRole('option', { name: /^Maria/ });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('Missed call');
  await expect(row).toHaveAccessibleName(/waiting/);
  await row.click();
  await expect(desk.article(/^Call from Maria/)).toHaveCount(2);
  const [desks, customer] = await Promise.all([startPhone(pbx.phonePort('101')), startPhone(pbx.ports.trunk)]);
  await desk
    .article(/^Call from Maria/)
    .last()
    .getByRole('button', { name: 'Call back', exact: true })
    .dblclick();
  await expect(desk.article(/^Call to Maria/)).toContainText('On the phone');
  await expect(desk.article(/^Call to Maria/)).toHaveCount(1);
  await Promise.all([desks.stop(), customer.stop()]);
});

test('a number is called from a link in what they wrote, and from the palette', async ({ desk, servers, pbx }) => {
  const { page } = desk;
  const hers = servers.telegram.user(77, { firstName: 'Maria' });
  hers.shareContact(maria.number);
  hers.write('Call my office: 84950001122', { entities: [{ type: 'phone_number', offset: 16, length: 11 }] });
  const [desks, customer] = await Promise.all([
    startPhone(pbx.phonePort('101'), { answerAfterMs: 300 }),
    startPhone(pbx.ports.trunk, { answerAfterMs: 300 }),
  ]);
  await desk.openCustomer('Maria');
  await desk.timeline.getByRole('link', { name: '84950001122' }).click();
  const calls = desk.article(/^Call to Maria/);
  await expect(calls).toHaveCount(1);
  await expect(calls.first()).toContainText('84950001122');
  await expect(calls.first()).toContainText('On the phone');
  await pbx.command('channel request hangup all');
  await expect(calls.first()).toContainText(/We called, 0:\d\d/);

  for (const typed of ['call +7916', '8 916 123-45-67']) {
    const before = await calls.count();
    await page.keyboard.press('Control+KeyK');
    await page.getByRole('combobox', { name: 'Commands' }).fill(typed);
    await page
      .getByRole('listbox', { name: 'Commands' })
      .getByRole('option', { name: /Call (\+7|8 916)/ })
      .click();
    await expect(calls).toHaveCount(before + 1);
    await expect(calls.last()).toContainText('On the phone');
    await pbx.command('channel request hangup all');
    await expect(calls.last()).toContainText(/We called, 0:\d\d/);
  }
  await Promise.all([desks.stop(), customer.stop()]);
});

test('a number that is clicked in another program is shown with whoever has it, and called by a key alone', async ({
  open,
  servers,
  pbx,
  folder,
}) => {
  const hers = servers.telegram.user(77, { firstName: 'Maria' });
  hers.shareContact(maria.number);
  hers.write('Where is my order?');
  const [desks, customer] = await Promise.all([
    startPhone(pbx.phonePort('101'), { answerAfterMs: 300 }),
    startPhone(pbx.ports.trunk, { answerAfterMs: 300 }),
  ]);
  const link = `tel:${maria.number}`;
  /** The palette has the number, and Enter calls it; what came of itself is no call. */
  const called = async (desk: Awaited<ReturnType<typeof open>>, calls: number): Promise<void> => {
    const field = desk.page.getByRole('combobox', { name: 'Commands' });
    await expect(field).toHaveValue(maria.number);
    const found = desk.page.getByRole('listbox', { name: 'Commands' });
    await expect(found.getByRole('option', { selected: true })).toContainText(`Call ${maria.number}`);
    await expect(found.getByRole('option', { name: /^Customer.*Maria/ })).toBeVisible();
    await expect(found.getByRole('option', { name: /Call \+/ })).toHaveCount(1);
    expect(await pbx.command('core show channels concise')).not.toContain('PJSIP');
    await field.press('Enter');
    await expect(field).toHaveCount(0);
    await desk.openCustomer('Maria');
    await expect(desk.article(/^Call to Maria/)).toHaveCount(calls);
    await expect(desk.article(/^Call to Maria/).last()).toContainText('On the phone');
    await pbx.command('channel request hangup all');
    await expect(desk.article(/^Call to Maria/).last()).toContainText(/We called, 0:\d\d/);
  };

  // To the program that runs, by a second start of it.
  let desk = await open({ provision: servers.provision });
  await desk.online();
  await expect(desk.option('Maria')).toBeVisible();
  const { executablePath, args, env } = await commandOf({ profile: folder.profile });
  const second = spawn(executablePath, [...args, link], { env, stdio: 'ignore' });
  expect((await once(second, 'exit'))[0]).toBe(0);
  await called(desk, 1);
  await desk.app.close();

  // And for which it is started.
  desk = await open({ switches: [link] });
  await called(desk, 2);
  await Promise.all([desks.stop(), customer.stop()]);
});

test('the own state is the place in the queue', async ({ desk, servers, pbx }) => {
  void servers;
  const status = desk.page.getByRole('combobox', { name: 'My status' });
  await status.selectOption('Ready');
  await expect.poll(() => pbx.command('queue show support')).toMatch(/101.*Not in use|101(?!.*paused)/);
  await status.selectOption('Break: lunch');
  await expect.poll(() => pbx.command('queue show support')).toMatch(/paused:lunch/);
  await status.selectOption('Ready');
  await expect.poll(() => pbx.command('queue show support')).not.toMatch(/paused/);
});
