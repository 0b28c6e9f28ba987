import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import type { Item } from '../../shared/model/index.ts';
import { type MailServer, startMailServer } from '../servers/mail/index.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../servers/telegram/index.ts';
import { temporaryProfile } from '../support/engine.ts';
import { EngineProcess } from '../support/engine-process.ts';
import { runSeed, seeded } from '../support/random.ts';

/** SIGKILL at random moments, then counting: each mail once, each send at most once, and none lost from sight. */
let mail: MailServer;
let telegram: TelegramEmulator;
let profile: Awaited<ReturnType<typeof temporaryProfile>>;
let engine: EngineProcess;
let address = '';
let accounts = 0;

beforeAll(async () => {
  const users = Array.from({ length: 10 }, (_, n) => ({ address: `op${n}@shop.test`, password: 'op-pass' }));
  mail = await startMailServer({ users: [...users, { address: 'maria@mail.test', password: 'maria-pass' }] });
});
afterAll(() => mail.stop());
beforeEach(async () => {
  address = `op${accounts++}@shop.test`;
  telegram = await startTelegramEmulator();
  profile = await temporaryProfile();
});
afterEach(async () => {
  await engine.kill();
  await telegram.stop();
  await profile.remove();
});

const provision = (): ProvisionFile => ({
  agent: { name: 'Anna' },
  channels: [
    {
      id: 'mail',
      kind: 'email',
      name: 'Mail',
      address,
      imap: { host: '127.0.0.1', port: mail.imapPort, tls: 'none', user: address, password: 'op-pass' },
      smtp: { host: '127.0.0.1', port: mail.smtpPort, tls: 'none', user: address, password: 'op-pass' },
    },
    { id: 'bot', kind: 'telegram', name: 'Bot', token: telegram.token, apiRoot: telegram.apiRoot },
  ],
});

async function restart(): Promise<void> {
  await engine.kill();
  engine = await EngineProcess.start(profile.path, provision());
}

/**
 * Kills once so many changes have been announced since the engine started: a moment in the work, not on the clock. `work` goes
 * on, so that there are so many.
 */
async function killAt(changes: number, work: () => void = () => undefined): Promise<void> {
  while (engine.feeds < changes) await engine.changeBy(work);
  await restart();
}

const everything = async (): Promise<Item[]> => {
  const { rows } = await engine.call('inbox.page', { view: 'all', limit: 500 });
  const pages = await Promise.all(rows.map((row) => engine.call('timeline.page', { customerId: row.customerId, limit: 500 })));
  return pages.flatMap((page) => page.items);
};

describe('killed at any moment', () => {
  test('while mails and messages arrive: each once, none lost', async () => {
    const random = seeded(runSeed());
    const count = 400;
    const date = (n: number) => new Date(Date.now() - (count - n) * 60_000);
    await mail.seed(
      address,
      Array.from({ length: count }, (_, n) => ({
        raw: `From: c${n % 40}@mail.test\r\nTo: ${address}\r\nSubject: s${n}\r\nMessage-ID: <in${n}@x>\r\nDate: ${date(n).toUTCString()}\r\n\r\nmail ${n}\r\n`,
        date: date(n),
      })),
    );
    engine = await EngineProcess.start(profile.path, provision());
    const maria = telegram.user(77, { firstName: 'Мария' });
    let written = 0;
    const write = () => void maria.write(`t${written++}`);
    for (let round = 0; round < 8; round += 1) {
      for (let n = 0; n < 10; n += 1) write();
      await mail.deliver({ from: 'maria@mail.test', to: address, subject: `live${round}`, text: `live ${round}` });
      await killAt(2 + Math.floor(random() * 12), write);
    }
    const items = await engine.until(async () => {
      const all = await everything();
      return all.length >= count + written + 8 && all;
    }, 'everything to be there');
    const texts = items.map((item) => item.text.trim()).sort();
    const expected = [
      ...Array.from({ length: count }, (_, n) => `mail ${n}`),
      ...Array.from({ length: written }, (_, n) => `t${n}`),
      ...Array.from({ length: 8 }, (_, n) => `live ${n}`),
    ].sort();
    expect(texts).toEqual(expected);
    expect(await engine.call('quarantine.list', {})).toEqual([]);
  });

  test('while sending: at most once each, and what is not certain is shown as Unknown', async () => {
    const random = seeded(runSeed());
    engine = await EngineProcess.start(profile.path, provision());
    const people = Array.from({ length: 4 }, (_, n) => telegram.user(100 + n, { firstName: `T${n}` }));
    for (const person of people) person.write('hello');
    await mail.deliver({ from: 'maria@mail.test', to: address, subject: 'question', text: 'hello' });
    const customers = await engine.until(async () => {
      const { rows } = await engine.call('inbox.page', { view: 'all', limit: 10 });
      return rows.length === 5 && rows;
    }, 'five customers');
    const options = await Promise.all(
      customers.map(async (row) => ({
        row,
        option: (await engine.call('customer.get', { customerId: row.customerId })).replyOptions[0],
      })),
    );
    let asked = 0;
    const accepted: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      const before = engine.feeds;
      for (const { row, option } of options) {
        if (!option) throw new Error('nowhere to answer');
        const text = `answer ${asked++}`;
        const { contactPointId, channelId } = option;
        await engine.call('reply.send', { customerId: row.customerId, contactPointId, channelId, text, files: [] });
        accepted.push(text);
      }
      // Each answer announces at least that it is queued, on its way, and how it ended.
      await killAt(before + 5 + Math.floor(random() * 10));
    }
    const items = await engine.until(async () => {
      const out = (await everything()).filter((item) => item.direction === 'out');
      return out.every((item) => item.delivery !== 'queued' && item.delivery !== 'sending') && out;
    }, 'the outbox to be empty');
    expect(items.map((item) => item.text).sort()).toEqual([...accepted].sort());

    const received = new Map<string, number>();
    const seen = (text: string) => received.set(text, (received.get(text) ?? 0) + 1);
    for (const person of people) for (const message of person.received) seen(message.text ?? '');
    for (const item of items.filter((one) => one.kind === 'email' && one.delivery === 'sent')) {
      await mail.waitForMail('maria@mail.test', (one) => one.parsed.text?.trim() === item.text);
    }
    const ours = new Set(items.map((item) => item.text));
    for (const one of await mail.mailbox('maria@mail.test')) {
      const text = one.parsed.text?.trim() ?? '';
      if (ours.has(text)) seen(text);
    }
    for (const item of items) {
      const times = received.get(item.text) ?? 0;
      expect(times, `${item.text} is ${item.delivery}`).toBeLessThanOrEqual(1);
      if (item.delivery === 'sent') expect(times, item.text).toBe(1);
      else expect(item.delivery, item.text).toBe('unknown');
    }
    expect(items.filter((item) => item.delivery === 'sent').length).toBeGreaterThan(0);
  });

  test('while messages are changed: each stands as it was wished last, and none came twice', async () => {
    const random = seeded(runSeed());
    engine = await EngineProcess.start(profile.path, provision());
    const people = Array.from({ length: 3 }, (_, n) => telegram.user(100 + n, { firstName: `T${n}` }));
    for (const person of people) person.write('hello');
    const customers = await engine.until(async () => {
      const { rows } = await engine.call('inbox.page', { view: 'all', limit: 10 });
      return rows.length === people.length && rows;
    }, 'three customers');
    const ours: string[] = [];
    for (const { customerId } of customers) {
      const [option] = (await engine.call('customer.get', { customerId })).replyOptions;
      if (!option) throw new Error('nowhere to answer');
      const { contactPointId, channelId } = option;
      const { itemIds } = await engine.call('reply.send', { customerId, contactPointId, channelId, text: 'first', files: [] });
      ours.push(...itemIds);
    }
    const items = () => Promise.all(ours.map((itemId) => engine.call('item.get', { itemId })));
    await engine.until(async () => (await items()).every(({ delivery }) => delivery === 'sent'), 'all to be sent');
    const rounds = 6;
    for (let round = 1; round <= rounds; round += 1) {
      const before = engine.feeds;
      for (const itemId of ours) await engine.call('message.edit', { itemId, text: `version ${round}` });
      // Each wish is announced, and that it is done.
      await killAt(before + 1 + Math.floor(random() * 6));
    }
    const settled = await engine.until(async () => {
      const all = await items();
      return all.every(({ pendingChanges }) => pendingChanges === undefined) && all;
    }, 'nothing to be pending');
    expect(settled.map(({ text }) => text)).toEqual(ours.map(() => `version ${rounds}`));
    for (const person of people) expect(person.received.map(({ text }) => text)).toEqual([`version ${rounds}`]);
  });

  test('while what was read here is marked in the mailbox: everything is marked in the end', async () => {
    const random = seeded(runSeed());
    const count = 30;
    await mail.seed(
      address,
      Array.from({ length: count }, (_, n) => ({
        raw: `From: c${n % 3}@mail.test\r\nTo: ${address}\r\nSubject: s${n}\r\nMessage-ID: <seen${n}@x>\r\n\r\nmail ${n}\r\n`,
      })),
    );
    engine = await EngineProcess.start(profile.path, provision());
    await engine.until(async () => (await everything()).length === count, 'all mails');
    const { rows } = await engine.call('inbox.page', { view: 'all', limit: 10 });
    expect(rows).toHaveLength(3);
    const marked = (id: string) =>
      mail.waitForMail(address, ({ parsed, flags }) => parsed.messageId === `<${id}>` && flags.includes('\\Seen'));
    for (const { customerId } of rows) {
      const { items } = await engine.call('timeline.page', { customerId, limit: 500 });
      await engine.call('customer.markRead', { customerId, upTo: Math.max(...items.map(({ arrival }) => arrival)) });
      // Killed at once, or in the middle of their mails.
      const some = items[Math.floor(random() * items.length * 2)]?.mail?.messageId;
      if (some !== undefined) await marked(some);
      await restart();
    }
    for (let n = 0; n < count; n += 1) await marked(`seen${n}@x`);
    expect((await engine.call('inbox.counts', {})).unread).toBe(0);
  });
});
