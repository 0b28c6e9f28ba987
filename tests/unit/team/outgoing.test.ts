import { beforeEach, expect, test } from 'vitest';
import { setDelivery } from '../../../electron/store/repos/item.repo.ts';
import { dueRows, endAttempt, moveState, type OutboxRow } from '../../../electron/store/repos/outbox.repo.ts';
import type { Store } from '../../../electron/store/store.ts';
import { takeOrder } from '../../../electron/store/team/orders.ts';
import { settleOrders } from '../../../electron/team/outgoing.ts';
import { ServerAway, type TeamServer } from '../../../electron/team/server.ts';
import { arrive, memoryStore, telegram } from '../../support/store.ts';

/** An order that was tried once under the lease of number 3, and that the provider has put off. */
let store: Store;
let itemKey: number;
let channelKey: number;
const much = 1_000_000;

const order = () => ({
  itemKey,
  channelKey,
  contactKey: 1,
  intent: { itemId: 'x', to: '77', text: 'Да', files: [], remoteId: 'x', createdAt: 1, fromName: 'Anna' },
  fence: 3,
  copies: false,
  now: 1,
});
const row = () => store.read.get<OutboxRow>('SELECT * FROM outbox');
const due = () => dueRows(store.read, channelKey, much, 4).length;

beforeEach(() => {
  store = memoryStore();
  arrive(store, 'bot', [telegram(77, { text: 'Ответьте' })]);
  itemKey = store.read.value<number>('SELECT key FROM items') ?? 0;
  channelKey = store.read.value<number>("SELECT key FROM channels WHERE id = 'bot'") ?? 0;
  store.write((tx) => {
    takeOrder(tx, order());
    const key = tx.value<number>('SELECT key FROM outbox') ?? 0;
    moveState(tx, key, ['queued'], 'sending');
    endAttempt(tx, key, 2, { outcome: 'retry', code: 'rate-limit' });
    moveState(tx, key, ['sending'], 'queued', 3);
    setDelivery(tx, itemKey, 'queued', { note: { code: 'rate-limit', attempts: 1, retryAt: 3 } });
  });
});

function context(settle: (outcome: string) => Promise<{ ok: boolean; state: string }>): Parameters<typeof settleOrders>[0] {
  const server = {
    settle: (_id: string, _node: string, _fence: number, outcome: string) => settle(outcome),
    bodies: () => Promise.resolve([]),
  } as unknown as TeamServer;
  return { store, server, node: 'here', now: () => 2 };
}

test('what the server is told to give out again is not sent from here meanwhile', async () => {
  expect(due()).toBe(1);
  const told: Array<{ outcome: string; due: number }> = [];
  await settleOrders(
    context(async (outcome) => {
      told.push({ outcome, due: due() });
      return { ok: true, state: 'queued' };
    }),
    () => 3,
  );
  expect(told).toEqual([{ outcome: 'retry', due: 0 }]);
  expect(row()).toMatchObject({ state: 'handed', fence: null });
});

test('nor when the answer is lost; given out again under the same lease, it is sent, and is not given back once more', async () => {
  const away = () => Promise.reject(new ServerAway('away'));
  await expect(settleOrders(context(away), () => 3)).rejects.toThrow(ServerAway);
  expect(due()).toBe(0);
  expect(row()).toMatchObject({ state: 'handed', fence: 3 });
  expect(store.write((tx) => takeOrder(tx, order()))).toBe(true);
  expect(due()).toBe(1);
  await settleOrders(context(away), () => 3);
  expect(row()).toMatchObject({ state: 'queued', fence: 3 });
});
