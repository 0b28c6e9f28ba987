import { type Asterisk, callIn, numbers, startAsterisk, startPhone } from '../servers/asterisk/index.ts';
import { freePorts } from '../servers/mail/process.ts';
import type { DeskPage } from './pages/desk.ts';
import { test as base, expect } from './support/desk.ts';

const test = base.extend<{ pbx: Asterisk }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  pbx: async ({}, use) => {
    const pbx = await startAsterisk({ agents: [{ extension: '101', name: 'Anna Lebedeva', password: 'pw-101', kind: 'desk' }] });
    await use(pbx);
    await pbx.stop();
  },
});
test.setTimeout(300_000);

const maria = { number: '+79161234567', name: 'Maria' };

async function settings({ page }: DeskPage, section: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: section, exact: true }).click();
}

async function addChannel(desk: DeskPage, kind: string) {
  await settings(desk, 'Channels');
  await desk.page.getByRole('button', { name: 'Add a channel' }).click();
  await desk.page.getByRole('menuitem', { name: kind, exact: true }).click();
  return desk.page.getByRole('dialog');
}

test('an Asterisk is connected by its form, tried, saved, and changed without typing its secret again', async ({ desk, pbx }) => {
  const { page } = desk;
  const form = await addChannel(desk, 'Telephony');
  const box = (name: string) => form.getByRole('textbox', { name, exact: true });
  await box('Name').fill('Head office');
  await box('Manager interface (AMI): Host').fill('127.0.0.1');
  await form.getByRole('combobox', { name: 'Manager interface (AMI): Encryption' }).selectOption('None');
  await expect(box('Manager interface (AMI): Port')).toHaveValue('5038');
  await box('Manager interface (AMI): Port').fill(String(pbx.ports.ami));
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(box('Account of manager.conf')).toHaveAccessibleDescription('Fill this in');

  await box('Account of manager.conf').fill(pbx.ami.user);
  await box('Secret').fill('wrong');
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form).toContainText('The server refused the name or password.');
  await expect(form).toContainText('Enter the secret of the account in manager.conf.');
  await box('Account of manager.conf').fill('reader');
  await box('Secret').fill('reader');
  await box('Extension').fill('101');
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form).toContainText('may not do all that is needed');
  await box('Account of manager.conf').fill(pbx.ami.user);
  await box('Secret').fill(pbx.ami.secret);
  await box('Context for calling out').fill('agents');
  await form.getByRole('button', { name: 'Add a desk' }).click();
  await box('Extension, line 1').fill('101');
  await form.getByRole('combobox', { name: 'Agent, line 1' }).fill('anna@shop.test');
  await form.getByRole('combobox', { name: 'Recordings' }).selectOption('Folder or file here');
  await box('Recordings: Folder or file here').fill(pbx.recordings);
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form).toContainText('Connected as 101, Asterisk');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(form).toHaveCount(0);
  await expect(desk.connections).toContainText(/Head office: connected/i);
  await expect(page.getByRole('combobox', { name: 'My status' })).toBeVisible();

  await page.getByRole('button', { name: 'Edit Head office' }).click();
  await expect(box('Extension, line 1')).toHaveValue('101');
  await box('Queues').fill('support');
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form).toContainText('Everything works');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(desk.connections).toContainText(/Head office: connected/i);
  await page.getByRole('combobox', { name: 'My status' }).selectOption('Ready');
  await expect.poll(() => pbx.command('queue show support')).toMatch(/PJSIP\/101/);
});

test('a PBX in the cloud says what is to be entered at the provider, and takes its events', async ({ desk }) => {
  const form = await addChannel(desk, 'Cloud telephony');
  const box = (name: string) => form.getByRole('textbox', { name, exact: true });
  await box('Name').fill('Cloud');
  await form.getByRole('combobox', { name: 'Provider' }).selectOption('UIS, CoMagic');
  await expect(form).toContainText('one notification for each row below');
  await expect(form.getByRole('button', { name: 'Copy: Talk started' })).toBeVisible();
  const read = form.getByRole('status', { name: 'Try an event' });
  await box('Try an event').fill('{"event": "waiting", "call_session_id": {{call_session_id}}}');
  await expect(read).toContainText('would be refused');
  const told = { event: 'waiting', call_session_id: 5, direction: 'in', contact_phone_number: maria.number, employee_id: 101 };
  await box('Try an event').fill(JSON.stringify(told));
  await expect(read).toContainText(`Rings: call 5 · they call · ${maria.number} · desk 101`);
  await form.getByRole('combobox', { name: 'Provider' }).selectOption('Another (events as JSON)');
  await form.getByRole('combobox', { name: 'Events are known by' }).selectOption('a token');
  await form.getByRole('button', { name: 'Make one up' }).click();
  await box('Address from outside').fill('https://calls.acme.test');
  await expect(box('Token')).toHaveValue(/^[0-9a-f]{32}$/);
  const token = await box('Token').inputValue();
  await expect(form).toContainText(`https://calls.acme.test/calls?token=${token}`);
  const [port = 0] = await freePorts(1);
  await box('Port').fill(String(port));
  await box('Extension').fill('101');
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form).toContainText('Everything works');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(desk.connections).toContainText(/Cloud: connected/i);
  const event = { call: 'a1', event: 'ring', at: Date.now(), direction: 'in', number: maria.number, extension: '101' };
  const answer = await fetch(`http://127.0.0.1:${port}/calls?token=${token}`, { method: 'POST', body: JSON.stringify(event) });
  expect(answer.status).toBe(200);
  await expect(desk.page.getByRole('alertdialog', { name: 'Incoming call' })).toContainText('9161234567');
  // No way to call out was said, so none is offered.
  await desk.page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: /^Inbox/ })
    .click();
  await desk.inbox.getByRole('option', { name: /9161234567/ }).click();
  await expect(desk.customer).toBeVisible();
  await expect(desk.page.getByRole('button', { name: /^Call \+/ })).toHaveCount(0);
});

test('by preference a ringing call opens nobody, and the queue waits for the wrap-up', async ({ desk, servers, pbx }) => {
  const { page } = desk;
  const form = await addChannel(desk, 'Telephony');
  const box = (name: string) => form.getByRole('textbox', { name, exact: true });
  await box('Manager interface (AMI): Host').fill('127.0.0.1');
  await form.getByRole('combobox', { name: 'Manager interface (AMI): Encryption' }).selectOption('None');
  await box('Manager interface (AMI): Port').fill(String(pbx.ports.ami));
  await box('Account of manager.conf').fill(pbx.ami.user);
  await box('Secret').fill(pbx.ami.secret);
  await box('Extension').fill('101');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  const status = page.getByRole('combobox', { name: 'My status' });
  await status.selectOption('Ready');
  await expect.poll(() => pbx.command('queue show support')).toMatch(/PJSIP\/101(?!.*paused)/);
  await settings(desk, 'Notifications');
  await page.getByRole('combobox', { name: 'When a call rings' }).selectOption('Only show who rings');
  await page.getByRole('combobox', { name: 'After a call' }).selectOption('Wrap-up until I press Done');
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: /^Inbox/ })
    .click();
  servers.telegram.user(77, { firstName: 'Boris' }).write('Hello');
  await desk.openCustomer('Boris');

  // It rings for long enough to be looked at on a machine that is busy.
  const phone = await startPhone(pbx.phonePort('101'), { answerAfterMs: 10_000 });
  const calls = await callIn(pbx, { to: numbers.queue, from: maria });
  const ringing = page.getByRole('alertdialog', { name: 'Incoming call' });
  await expect(ringing).toBeVisible();
  await expect(desk.customer).toContainText('Boris');
  await ringing.getByRole('button', { name: 'Open' }).click();
  await expect(desk.customer).toContainText('9161234567');
  await expect(desk.article(/^Call from/)).toContainText('On the phone');
  await calls.hangUp();
  const wrapUp = page.getByRole('region', { name: 'Wrap-up' });
  await expect(wrapUp).toBeVisible();
  await expect(status).toHaveValue('wrap-up');
  await expect.poll(() => pbx.command('queue show support')).toMatch(/PJSIP\/101.*paused/);
  await wrapUp.getByRole('button', { name: 'Done' }).click();
  await expect(status).toHaveValue('ready');
  await expect.poll(() => pbx.command('queue show support')).toMatch(/PJSIP\/101(?!.*paused)/);
  await phone.stop();
});
