import { expect, test } from 'vitest';
import type { TeamRecord } from '../../../electron/core/team/records.ts';
import { listNotices } from '../../../electron/store/repos/notice.repo.ts';
import { exportRecord } from '../../../electron/store/team/export.ts';
import {
  enqueueEverything,
  forgetVersions,
  queued,
  queuedCount,
  settled,
  setVersion,
} from '../../../electron/store/team/queue.ts';
import { beginGivingBack, countGivenBack, endGivingBack, givenBack } from '../../../electron/store/team/restoring.ts';
import { setTeamState } from '../../../electron/store/team/state.ts';
import { takeIn } from '../../../electron/store/team/take-in.ts';
import { arrive, memoryStore, telegram } from '../../support/store.ts';

test('how much of what a restored server lacks was told is known while it goes on, and told once it is over', () => {
  const store = memoryStore();
  store.capture();
  arrive(store, 'bot', [telegram(77, { text: 'Раз' })]);
  const total = queuedCount(store.read);
  expect(givenBack(store.read)).toBeUndefined();
  store.write((tx) => setTeamState(tx, 'restoring', { since: 1000, total: null, records: 0 }));
  expect(givenBack(store.read)?.total).toBe(0);
  store.write(beginGivingBack);
  expect(givenBack(store.read)).toEqual({ done: 0, total });
  const [first] = queued(store.read, 1);
  if (!first) throw new Error('nothing waits');
  store.write((tx) => {
    settled(tx, first);
    countGivenBack(tx, 1);
  });
  expect(givenBack(store.read)).toEqual({ done: 1, total });
  // More waits than did at first: nothing of it is done, and no less than nothing.
  store.write(beginGivingBack);
  store.write((tx) => enqueueEverything(tx));
  expect(givenBack(store.read)).toEqual({ done: 0, total });
  store.write((tx) => endGivingBack(tx, 2000));
  store.write((tx) => endGivingBack(tx, 3000));
  expect(givenBack(store.read)).toBeUndefined();
  const [notice, ...more] = listNotices(store.read, 10);
  expect(more).toEqual([]);
  expect(notice).toMatchObject({ kind: 'restored', restored: { since: 1000, records: 1 }, at: 2000, seen: false });
  expect(notice?.customerId).toBeUndefined();
});

test('a name that came after the copy which a server was restored from stands, also one that was not told yet', () => {
  for (const [knownTo, told, kept] of [
    [5, 4, 'Мария Иванова'],
    [5, 5, 'Маша'],
    [4, 4, 'Мария Иванова'],
  ] as const) {
    const store = memoryStore();
    arrive(store, 'bot', [telegram(77, { text: 'Раз' })]);
    const key = store.read.value<number>('SELECT key FROM customers') ?? 0;
    const untold = knownTo === 4;
    store.write((tx) => {
      tx.run("UPDATE customers SET name = 'Мария Иванова', name_rank = 2");
      setVersion(tx, { kind: 'customer', id: tx.value<string>('SELECT id FROM customers') ?? '' }, knownTo);
    });
    if (untold) store.write((tx) => enqueueEverything(tx));
    store.write((tx) => {
      forgetVersions(tx);
      // A second time before anything was read changes nothing.
      forgetVersions(tx);
      enqueueEverything(tx);
    });
    const ours = exportRecord(store.read, 'customer', key);
    if (ours?.kind !== 'customer') throw new Error('nobody there');
    expect(ours.version).toBe(0);
    const copy: TeamRecord = { ...ours, version: told, body: { ...ours.body, name: 'Маша' } };
    store.write((tx) => takeIn(tx, [copy], { historic: false }), { pulled: true });
    const name = store.read.value<string>('SELECT name FROM customers');
    expect(`known ${knownTo}, told ${told}: ${name}`).toBe(`known ${knownTo}, told ${told}: ${kept}`);
    expect(listNotices(store.read, 10)).toEqual([]);
  }
});
