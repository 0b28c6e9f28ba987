import { beforeEach, expect, test } from 'vitest';
import { sameId } from '../../../electron/store/ids.ts';
import { callOfItem } from '../../../electron/store/repos/call.repo.ts';
import { saveChannel } from '../../../electron/store/repos/channel.repo.ts';
import { say } from '../../../electron/store/repos/remote-action.repo.ts';
import type { Store } from '../../../electron/store/store.ts';
import { exportRecord } from '../../../electron/store/team/export.ts';
import { importRecords } from '../../../electron/store/team/import.ts';
import { goesBeyond, queued, setToldProgress, settled, setVersion } from '../../../electron/store/team/queue.ts';
import { takeIn } from '../../../electron/store/team/take-in.ts';
import { applyEvent } from '../../../electron/sync/ingest/apply.ts';
import { forgetTold, isOfUntold } from '../../../electron/team/told-by-others.ts';
import type { InboundCall } from '../../../shared/contract/connector.ts';
import { memoryStore } from '../../support/store.ts';

/** What desks that listen to one PBX keep and let go of. */
let desk: Store;

const heard = (n: number, more: Partial<InboundCall> = {}): InboundCall => ({
  type: 'call',
  remoteId: `1732280${String(n).padStart(3, '0')}.1`,
  revision: 1,
  direction: 'in',
  state: 'ended',
  outcome: 'missed',
  number: `+7916000${String(1000 + n)}`,
  startedAt: 1_732_280_000_000 + n,
  legs: [],
  transfers: [],
  recordings: [],
  ...more,
});

function listening(): Store {
  const store = memoryStore();
  store.write((tx) => {
    const ami = { host: 'pbx.test', port: 5038, tls: 'implicit' as const, user: 'u' };
    saveChannel(tx, { config: { id: 'pbx', kind: 'asterisk', name: 'PBX', ami }, address: '', sealed: new Uint8Array() }, 0);
  });
  store.capture();
  return store;
}

function hear(store: Store, call: InboundCall): number {
  const key = store.read.value<number>("SELECT key FROM channels WHERE id = 'pbx'") ?? 0;
  store.write((tx) =>
    applyEvent(tx, call, { channel: { key, id: 'pbx', kind: 'asterisk', connectedAt: 0 }, country: 'RU', now: Date.now() }),
  );
  return store.read.value<number>('SELECT item_key FROM calls WHERE remote_id = ?', call.remoteId) ?? 0;
}

beforeEach(() => {
  desk = listening();
});

test('two desks name the item, the stranger, the number and the conversation alike', () => {
  const other = listening();
  for (const store of [desk, other]) hear(store, heard(1));
  const names = ({ read }: Store) =>
    ['items', 'customers', 'contact_points', 'conversations'].map((table) => read.values<string>(`SELECT id FROM ${table}`));
  expect(names(desk)).toEqual(names(other));
  expect(names(desk)[0]).toEqual([sameId(1_732_280_001_000, 'pbx', heard(1).remoteId, 'item')]);
});

test('what goes beyond what was told is known by how far that was', () => {
  const key = hear(desk, heard(1, { state: 'talking', answeredAt: 5 }));
  const id = desk.read.value<string>('SELECT id FROM items WHERE key = ?', key) ?? '';
  expect(goesBeyond(desk.read, key)).toBe(true);
  desk.write((tx) => {
    setVersion(tx, { kind: 'item', id }, 1);
    setToldProgress(tx, id, { state: 'talking' });
  });
  expect(goesBeyond(desk.read, key)).toBe(false);
  hear(desk, heard(1, { revision: 2, outcome: 'answered', answeredAt: 5 }));
  expect(goesBeyond(desk.read, key)).toBe(true);
});

test('a colleague’s word on a call that ended here is passed over, and ours waits to be told', () => {
  const other = listening();
  hear(other, heard(1, { state: 'talking', answeredAt: 5 }));
  const told = queued(other.read, 100).flatMap(({ kind, rowKey }) => exportRecord(other.read, kind, rowKey) ?? []);
  const key = hear(desk, heard(1, { revision: 7, outcome: 'answered', answeredAt: 5 }));
  desk.write(
    (tx) =>
      void takeIn(
        tx,
        told.map((record) => ({ ...record, version: 1 })),
        { historic: false },
      ),
    { pulled: true },
  );
  const row = callOfItem(desk.read, key);
  expect([row?.live, row?.revision, JSON.parse(row?.body ?? '{}').state]).toEqual([0, 7, 'ended']);
  expect(queued(desk.read, 100).filter(({ kind }) => kind === 'item')).toHaveLength(1);
});

test('a call comes whole, and does not go on at a desk without a line', () => {
  hear(desk, heard(1, { state: 'talking', answeredAt: 5 }));
  const told = queued(desk.read, 100).flatMap(({ kind, rowKey }) => exportRecord(desk.read, kind, rowKey) ?? []);
  const third = memoryStore();
  third.write((tx) => {
    const ami = { host: '', port: 5038, tls: 'implicit' as const, user: '' };
    saveChannel(tx, { config: { id: 'pbx', kind: 'asterisk', name: 'PBX', ami }, address: '', sealed: new Uint8Array() }, 0);
    importRecords(tx, told, { historic: false });
  });
  const [row] = third.read.all<{ live: number; body: string; remote_id: string }>('SELECT * FROM calls');
  expect([row?.live, JSON.parse(row?.body ?? '{}').state, row?.remote_id]).toEqual([2, 'talking', heard(1).remoteId]);
});

test('what is said of a call waits until the call is told', () => {
  const key = hear(desk, heard(1));
  const wrapUp = { at: 1, agentName: 'Anna', result: 'ordered' };
  desk.write((tx) => say(tx, { itemKey: key, channelKey: 1, now: 1 }, { type: 'wrap-up', wrapUp }));
  const wish = desk.read.value<number>('SELECT key FROM remote_actions') ?? 0;
  const nobody = (): undefined => undefined;
  expect(isOfUntold(desk.read, nobody, wish)).toBe(true);
  expect(isOfUntold(desk.read, () => 1, wish)).toBe(false);
  const id = desk.read.value<string>('SELECT id FROM items WHERE key = ?', key) ?? '';
  desk.write((tx) => setVersion(tx, { kind: 'item', id }, 1));
  expect(isOfUntold(desk.read, nobody, wish)).toBe(false);
});

test('calls of people whom this agent may not see are let go of once a colleague has told them, and not before', async () => {
  for (let n = 0; n < 25; n += 1) hear(desk, heard(n));
  const kept = () => queued(desk.read, 1000).filter(({ kind }) => kind === 'item');
  desk.write((tx) => {
    for (const row of queued(tx, 1000)) if (row.kind !== 'item') settled(tx, row);
  });
  let asked: readonly string[] = [];
  const server = {
    missing: async (_kind: string, ids: readonly string[]) => {
      asked = ids;
      return ids.slice(0, 3);
    },
  };
  await forgetTold({ store: desk, server }, kept());
  expect([asked.length, kept().length]).toEqual([25, 3]);
  asked = [];
  await forgetTold({ store: desk, server }, kept());
  expect([asked.length, kept().length]).toEqual([0, 3]);
});
