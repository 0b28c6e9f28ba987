import { beforeEach, describe, expect, test } from 'vitest';
import { moveState, type OutboxRow } from '../../../electron/store/repos/outbox.repo.ts';
import type { Store } from '../../../electron/store/store.ts';
import {
  handBack,
  handBackOthers,
  markOffered,
  noteOrder,
  takeOrder,
  unoffered,
  waitAlone,
} from '../../../electron/store/team/orders.ts';
import { arrive, memoryStore, telegram } from '../../support/store.ts';

/** An order that the server gave to this desk to send, under the lease of number 3. */
let store: Store;
let itemKey: number;
let channelKey: number;

beforeEach(() => {
  store = memoryStore();
  arrive(store, 'bot', [telegram(77, { text: 'Ответьте' })]);
  itemKey = store.read.value<number>('SELECT key FROM items') ?? 0;
  channelKey = store.read.value<number>("SELECT key FROM channels WHERE id = 'bot'") ?? 0;
  const intent = { itemId: 'x', to: '77', text: 'Да', files: [], remoteId: 'x', createdAt: 1, fromName: 'Anna' };
  store.write((tx) => takeOrder(tx, { itemKey, channelKey, contactKey: 1, intent, fence: 3, copies: false, now: 1 }));
});

const row = (): OutboxRow | undefined => store.read.get<OutboxRow>('SELECT * FROM outbox');
const delivery = () => store.read.value('SELECT delivery FROM items');
const note = (state: string, fence: number | null) => store.write((tx) => noteOrder(tx, itemKey, { state, fence, attempts: 1 }));

describe('what the server says of an order that this desk has in hand', () => {
  test('changes nothing while it is this desk’s', () => {
    note('sending', 3);
    expect(row()).toMatchObject({ state: 'queued', fence: 3 });
  });

  test('is how it stands when it was given to another before it was tried here', () => {
    note('unknown', 3);
    expect(row()).toMatchObject({ state: 'unknown', fence: null });
    expect(delivery()).toBe('unknown');
    note('sending', 4);
    expect(row()).toMatchObject({ state: 'handed', fence: null });
  });

  test('waits until it has ended here while it is tried', () => {
    store.write((tx) => moveState(tx, row()?.key ?? 0, ['queued'], 'sending'));
    note('unknown', 3);
    expect(row()).toMatchObject({ state: 'sending', fence: 3 });
  });
});

test('an order that is handed back is known to the server, and is not offered as one’s own', () => {
  store.write((tx) => handBack(tx, channelKey, 4));
  expect(row()).toMatchObject({ state: 'handed', fence: null });
  expect(unoffered(store.read)).toEqual([]);
});

describe('an answer that was to leave alone', () => {
  beforeEach(() => store.write((tx) => void tx.run('UPDATE outbox SET offered = 0, fence = NULL')));

  test('stays where its channel is run from here, and goes the usual way where it is not', () => {
    expect(waitAlone(store.read)).toBe(true);
    store.write((tx) => handBackOthers(tx, [channelKey]));
    expect(row()?.state).toBe('queued');
    store.write((tx) => handBackOthers(tx, []));
    expect(row()?.state).toBe('handed');
    expect(waitAlone(store.read)).toBe(false);
    expect(unoffered(store.read)).toHaveLength(1);
  });

  test('is not offered once it leaves from here', () => {
    const key = row()?.key ?? 0;
    expect(store.write((tx) => markOffered(tx, key))).toBe(false);
    expect(row()?.offered).toBe(0);
    store.write((tx) => handBackOthers(tx, []));
    expect(store.write((tx) => markOffered(tx, key))).toBe(true);
    expect(row()?.offered).toBe(1);
  });
});
