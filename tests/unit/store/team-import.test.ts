import { expect, test } from 'vitest';
import type { RecordKind, TeamRecord } from '../../../electron/core/team/records.ts';
import { attachmentsOf, setAttachment } from '../../../electron/store/repos/attachment.repo.ts';
import { itemByKey } from '../../../electron/store/repos/item.repo.ts';
import { readExtra } from '../../../electron/store/repos/item-extra.ts';
import { pin } from '../../../electron/store/repos/pin.repo.ts';
import { exportRecord } from '../../../electron/store/team/export.ts';
import { isQueued, setVersion, tableOf } from '../../../electron/store/team/queue.ts';
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

test('an item whose file came while its own echo was on the way is told again', () => {
  const store = memoryStore();
  store.capture();
  const file = { name: 'a.pdf', mime: 'application/pdf', size: 10, kind: 'file' as const, inline: false, ref: 'at the provider' };
  arrive(store, 'bot', [telegram(77, { text: 'Вот', attachments: [file] })]);
  const key = store.read.value<number>('SELECT key FROM items') ?? 0;
  const told = exportRecord(store.read, 'item', key);
  if (told?.kind !== 'item') throw new Error('nothing arrived');
  const echo: TeamRecord = { ...told, version: 1 };
  store.write(
    (tx) => {
      setVersion(tx, told, 1);
      tx.run('DELETE FROM team_queue');
    },
    { pulled: true },
  );
  const [row] = attachmentsOf(store.read, key);
  if (!row) throw new Error('no file');
  store.write((tx) => setAttachment(tx, row, { state: 'local', hash: 'a'.repeat(64), size: 10 }));
  store.write((tx) => takeIn(tx, [echo], { historic: false }), { pulled: true });
  expect(isQueued(store.read, 'item', key)).toBe(true);
});

test('how long a sound is, found when it was fetched, is known to colleagues who had the item before', () => {
  const [ours, theirs] = [memoryStore(), memoryStore()];
  ours.capture();
  const file = { name: 'msg0000.wav', mime: 'audio/wav', kind: 'audio' as const, inline: false, ref: 'in the mailbox' };
  arrive(ours, 'bot', [telegram(77, { text: 'Вот', attachments: [file] })]);
  const key = ours.read.value<number>('SELECT key FROM items') ?? 0;
  const tell = (kinds: readonly RecordKind[], version: number): void => {
    const records = kinds.flatMap((kind) =>
      ours.read.values<number>(`SELECT key FROM ${tableOf[kind]}`).flatMap((row) => exportRecord(ours.read, kind, row) ?? []),
    );
    const told = records.map((record) => ({ ...record, version }));
    theirs.write((tx) => takeIn(tx, told, { historic: false }), { pulled: true });
  };
  tell(['customer', 'contact', 'conversation', 'item'], 1);
  ours.write((tx) => tx.run('DELETE FROM team_queue'), { pulled: true });
  const [row] = attachmentsOf(ours.read, key);
  if (!row) throw new Error('no file');
  ours.write((tx) => setAttachment(tx, row, { state: 'local', hash: 'a'.repeat(64), size: 10, durationMs: 3000 }));
  expect(isQueued(ours.read, 'item', key)).toBe(true);
  tell(['item'], 2);
  expect(theirs.read.value<number>('SELECT duration_ms FROM attachments')).toBe(3000);
});

test('what was said last of a pin stands, whatever the item is told with after it', () => {
  const [ours, theirs] = [memoryStore(), memoryStore()];
  arrive(ours, 'bot', [telegram(77, { text: 'Квартира 12' })]);
  const key = ours.read.value<number>('SELECT key FROM items') ?? 0;
  const item = itemByKey(ours.read, key);
  if (!item) throw new Error('nothing arrived');
  const all = (kinds: readonly RecordKind[], version: number): TeamRecord[] =>
    kinds.flatMap((kind) => {
      const rows = ours.read.values<number>(`SELECT key FROM ${tableOf[kind]}`);
      return rows.flatMap((row) => {
        const record = exportRecord(ours.read, kind, row);
        return record ? [{ ...record, version }] : [];
      });
    });
  const pinnedThere = () => readExtra({ extra: theirs.read.value<string | null>('SELECT extra FROM items') ?? null }).pinned;
  const people = all(['customer', 'contact', 'conversation', 'item'], 1);
  theirs.write((tx) => takeIn(tx, people, { historic: false }), { pulled: true });
  ours.write((tx) => pin(tx, item, { at: 5, agentName: 'Boris' }, 5));
  theirs.write((tx) => takeIn(tx, all(['wish'], 1), { historic: false }), { pulled: true });
  expect(pinnedThere()).toEqual({ at: 5, agentName: 'Boris' });
  // Told by whoever had not heard of the pin yet.
  const later = people.map((record) => ({ ...record, version: 2 }));
  theirs.write((tx) => takeIn(tx, later, { historic: false }), { pulled: true });
  expect(pinnedThere()).toEqual({ at: 5, agentName: 'Boris' });
  ours.write((tx) => pin(tx, item, undefined, 6));
  theirs.write((tx) => takeIn(tx, all(['wish'], 2), { historic: false }), { pulled: true });
  expect(pinnedThere()).toBeUndefined();
});
