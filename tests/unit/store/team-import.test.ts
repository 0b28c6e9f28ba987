import { expect, test } from 'vitest';
import type { TeamRecord } from '../../../electron/core/team/records.ts';
import { exportRecord } from '../../../electron/store/team/export.ts';
import { setVersion } from '../../../electron/store/team/queue.ts';
import { takeIn } from '../../../electron/store/team/take-in.ts';
import { arrive, memoryStore, telegram } from '../../support/store.ts';

test('a conversation that was absorbed by one that is new here comes with it', () => {
  const store = memoryStore();
  arrive(store, 'bot', [telegram(77, { text: 'Ответьте' })]);
  const key = store.read.value<number>('SELECT key FROM conversations') ?? 0;
  const known = exportRecord(store.read, 'conversation', key);
  if (known?.kind !== 'conversation') throw new Error('nothing was opened');
  store.write((tx) => {
    setVersion(tx, known, 1, known.body);
    tx.run('DELETE FROM team_queue');
  });
  const id = 'ffffffff-ffff-7fff-bfff-ffffffffffff';
  const absorbed: TeamRecord = { ...known, version: 2, body: { ...known.body, mergedInto: id } };
  const open: TeamRecord = { ...known, id, version: 1, body: { ...known.body, assignee: null, mergedInto: null } };
  store.write((tx) => takeIn(tx, [absorbed, open], { historic: false }));
  const rows = store.read.all(
    'SELECT c.id, c.status, m.id AS into_id FROM conversations c LEFT JOIN conversations m ON m.key = c.merged_into',
  );
  expect(rows).toEqual([
    { id: known.id, status: 'open', into_id: id },
    { id, status: 'open', into_id: null },
  ]);
});
