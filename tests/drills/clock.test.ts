import { expect, test } from 'vitest';
import { queryHandlers } from '../../electron/api/queries.ts';
import { capabilitiesOf } from '../../electron/engine/capabilities.ts';
import { startEngine } from '../../electron/engine/compose.ts';
import { insertItem } from '../../electron/store/repos/item.repo.ts';
import { enqueue, outboxByKey } from '../../electron/store/repos/outbox.repo.ts';
import { OutboxRunner } from '../../electron/sync/outbox.ts';
import type { SendResult, Session } from '../../shared/contract/connector.ts';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import { startTelegramEmulator } from '../servers/telegram/index.ts';
import { temporaryProfile } from '../support/engine.ts';
import { arrive, memoryStore, migrations, telegram } from '../support/store.ts';
import { counted } from './tally.ts';

/** Clocks that jump, ours and the provider's: nothing hangs, nothing hammers, a conversation reads in its order. */
const hour = 3_600_000;
const day = 24 * hour;

/** One message to one person, sent by a session that gives these answers. */
function sending(answers: SendResult[], clock: { now: number }) {
  const store = memoryStore();
  arrive(store, 'bot', [telegram(1)], { now: clock.now });
  const { channel_key, customer_key, contact_key } = store.read.get<
    Record<'channel_key' | 'customer_key' | 'contact_key', number>
  >('SELECT channel_key, customer_key, contact_key FROM items') ?? { channel_key: 0, customer_key: 0, contact_key: 0 };
  const key = store.write((tx) => {
    const item = insertItem(tx, {
      customerKey: customer_key,
      channelKey: channel_key,
      contactKey: contact_key,
      kind: 'telegram',
      direction: 'out',
      sentAt: clock.now,
      receivedAt: clock.now,
      text: 'answer',
      delivery: 'queued',
    });
    const intent = { itemId: item.id, to: '1', text: 'answer', files: [], remoteId: item.id, createdAt: clock.now };
    return enqueue(tx, {
      itemKey: item.key,
      channelKey: channel_key,
      contactKey: contact_key,
      intent,
      afterSend: false,
      now: clock.now,
    });
  });
  let attempts = 0;
  const session: Session = {
    run: () => Promise.resolve(),
    wake: () => undefined,
    send: () => Promise.resolve(answers[attempts++] ?? { status: 'unknown', detail: 'asked too often' }),
  };
  const runner = new OutboxRunner({
    store,
    channelKey: channel_key,
    channelId: 'bot',
    session: () => session,
    now: () => clock.now,
    capabilities: {},
    onArrived: () => undefined,
    onRefused: () => undefined,
    onTrouble: () => undefined,
    log: { warn: () => undefined },
  });
  /** Looks for work, and resolves when an attempt, if one began, has ended. */
  const look = async (): Promise<string> => {
    // The attempt before this one has been written down; let it also have ended.
    await new Promise((resolve) => setImmediate(resolve));
    const before = attempts;
    const ended = new Promise<void>((resolve) => {
      const off = store.onChange(() => {
        const state = outboxByKey(store.read, key)?.state;
        if (attempts === before || state === 'sending') return;
        off();
        resolve();
      });
    });
    const due = store.read.value<number>(
      "SELECT COUNT(*) FROM outbox WHERE state = 'queued' AND next_attempt_at <= ?",
      clock.now,
    );
    runner.kick();
    if ((due ?? 0) > 0 || attempts > before) await ended;
    return outboxByKey(store.read, key)?.state ?? '';
  };
  return { runner, look, attempts: () => attempts };
}

const later: SendResult = { status: 'retry', code: 'offline', detail: 'not now' };
const accepted: SendResult = { status: 'accepted', remoteId: '7', remoteThread: '1' };

test('our clock steps back by a day while a message waits: it does not wait for that day', async () => {
  const clock = { now: 1_800_000_000_000 };
  const { runner, look } = sending([later, accepted], clock);
  expect(await look()).toBe('queued');
  clock.now -= day;
  expect(await look()).toBe('accepted');
  await runner.stop();
});

test('our clock leaps by a week (a laptop slept): a message that failed once is not given up', async () => {
  const clock = { now: 1_800_000_000_000 };
  const { runner, look, attempts } = sending([later, later, later, accepted], clock);
  for (let n = 0; n < 3; n += 1) {
    expect(await look()).toBe('queued');
    clock.now += 7 * day;
  }
  expect(await look()).toBe('accepted');
  expect(attempts()).toBe(4);
  await runner.stop();
});

test('given up in the end, after a day and many attempts; and never more often than its time comes', async () => {
  const clock = { now: 1_800_000_000_000 };
  const { runner, look, attempts } = sending(
    Array.from({ length: 2000 }, () => later),
    clock,
  );
  const began = clock.now;
  while ((await look()) === 'queued') clock.now += 60_000;
  expect(clock.now - began).toBeGreaterThan(day);
  expect(clock.now - began).toBeLessThan(day + hour);
  expect(attempts()).toBeLessThan(24 * 60);
  await runner.stop();
});

type Order = { text: string; direction: string };

/** An engine on our clock and a bot on the provider's; answers the timeline of the one person and their list row. */
async function conversation(
  offset: number,
  play: (at: { provider: number }) => Array<{ said: string; at: number } | { answered: string }>,
) {
  const telegramServer = await startTelegramEmulator();
  const profile = await temporaryProfile();
  const provision: ProvisionFile = {
    channels: [{ id: 'bot', kind: 'telegram', name: 'Bot', token: telegramServer.token, apiRoot: telegramServer.apiRoot }],
  };
  const engine = await startEngine(
    { profile: profile.path, migrations, provision, now: () => Date.now() + offset },
    { masterKey: new Uint8Array(32).fill(7), keyIsFile: true, onWake: () => undefined },
  );
  const queries = queryHandlers(engine.store.read, capabilitiesOf);
  const user = telegramServer.user(5, { firstName: 'Мария' });
  const timeline = async () => {
    const [row] = (await queries['inbox.page'].run({ view: 'all', limit: 10 })).rows;
    const page = row && (await queries['timeline.page'].run({ customerId: row.customerId, limit: 100 }));
    return { row, items: (page?.items ?? []).filter(({ kind }) => kind === 'telegram') };
  };
  const until = (count: number) =>
    new Promise<void>((resolve) => {
      const look = async () => {
        const { items } = await timeline();
        if (items.length < count || items.some(({ delivery }) => delivery === 'queued' || delivery === 'sending')) return;
        off();
        resolve();
      };
      const off = engine.onChange(() => void look());
      void look();
    });
  try {
    let count = 0;
    for (const step of play({ provider: Date.now() })) {
      count += 1;
      if ('said' in step) user.write(step.said, { at: step.at });
      else {
        const { row } = await timeline();
        const customerId = row?.customerId ?? '';
        const [option] = (await queries['customer.get'].run({ customerId })).replyOptions;
        if (!option) throw new Error('nowhere to answer');
        const { contactPointId, channelId } = option;
        await engine.handlers['reply.send'].run({ customerId, contactPointId, channelId, text: step.answered, files: [] });
      }
      await until(count);
    }
    const { row, items } = await timeline();
    const quarantined = await queries['quarantine.list'].run({});
    const sent = items.filter(({ delivery }) => delivery === 'sent').length;
    const counts = { arrived: items.length - sent, sent, unknown: items.filter(({ delivery }) => delivery === 'unknown').length };
    return { counts, row, quarantined, order: items.map(({ text, direction }): Order => ({ text, direction })) };
  } finally {
    await engine.stop();
    await telegramServer.stop();
    await profile.remove();
  }
}

const said = (...texts: string[]): Order[] => texts.map((text) => ({ text, direction: /^a/.test(text) ? 'out' : 'in' }));

test('our clock is two hours slow: an answer stands after its question, and nobody is shown as waiting', async () => {
  const { counts, row, order } = await conversation(-2 * hour, ({ provider }) => [
    { said: 'q1', at: provider },
    { answered: 'a1' },
    { said: 'q2', at: provider + 1000 },
    { answered: 'a2' },
  ]);
  expect(order).toEqual(said('q1', 'a1', 'q2', 'a2'));
  expect(row?.waitingSince).toBeUndefined();
  counted('slow clock', counts);
});

test('a provider dates messages before its own birth and into the next century: all shown, and the talk goes on', async () => {
  const { counts, row, order, quarantined } = await conversation(0, ({ provider }) => [
    { said: 'q1', at: provider - 1000 },
    { said: 'q2', at: Date.UTC(2130, 0, 1) },
    { answered: 'a1' },
    { said: 'q0', at: 0 },
    { said: 'q3', at: provider + 5000 },
  ]);
  expect(quarantined).toEqual([]);
  expect(order).toEqual(said('q0', 'q1', 'q2', 'a1', 'q3'));
  expect(row?.waitingSince).toBeDefined();
  expect(row?.lastActivityAt ?? 0).toBeLessThan(Date.now() + hour);
  counted('clock of a provider', counts);
});
