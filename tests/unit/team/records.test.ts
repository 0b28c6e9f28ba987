import { beforeEach, describe, expect, test } from 'vitest';
import { namedBy, type TeamRecord } from '../../../electron/core/team/records.ts';
import type { Store } from '../../../electron/store/store.ts';
import { exportRecord } from '../../../electron/store/team/export.ts';
import { importRecords } from '../../../electron/store/team/import.ts';
import { enqueueEverything, queued, queuedCount, settled } from '../../../electron/store/team/queue.ts';
import { arrive, mail, memoryStore, telegram } from '../../support/store.ts';

/** Two desks that have nothing but each other's records. */
let anna: Store;
let boris: Store;

beforeEach(() => {
  anna = memoryStore();
  boris = memoryStore();
  for (const desk of [anna, boris]) desk.capture();
  const agents = (desk: Store) => desk.read.all<{ id: string; name: string }>('SELECT id, name FROM agents');
  for (const [desk, other] of [
    [anna, agents(boris)],
    [boris, agents(anna)],
  ] as const)
    desk.write((tx) => {
      for (const { id, name } of other) tx.run('INSERT INTO agents (id, name, is_me) VALUES (?, ?, 0)', id, name);
    });
});

/** Everything that waits to be told, told. */
function tell(from: Store, to: Store): TeamRecord[] {
  const waiting = queued(from.read, 1000);
  const records = waiting.flatMap(({ kind, rowKey }) => exportRecord(from.read, kind, rowKey) ?? []);
  from.write((tx) => {
    for (const one of waiting) settled(tx, one);
  });
  to.write((tx) => void importRecords(tx, records, { historic: false }), { pulled: true });
  return records;
}

/** All that is to be the same everywhere, without what belongs to one desk. */
function standing(desk: Store): unknown {
  const { read } = desk;
  const all: TeamRecord[] = [];
  for (const [kind, table] of [
    ['customer', 'customers'],
    ['contact', 'contact_points'],
    ['link', 'links'],
    ['conversation', 'conversations'],
    ['item', 'items'],
  ] as const)
    for (const key of read.values<number>(`SELECT key FROM ${table} ORDER BY id`)) {
      const record = exportRecord(read, kind, key);
      if (record) all.push({ ...record, version: 0 });
    }
  return all;
}

describe('what one desk tells, another has', () => {
  test('people, addresses, conversations and messages stand as they do there', () => {
    arrive(anna, 'bot', [telegram(7, { remoteId: '1', text: 'Здравствуйте' })]);
    arrive(anna, 'mail', [mail('maria@mail.test', { name: 'Мария', remoteId: 'a@x' })]);
    const told = tell(anna, boris);
    expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['customer', 'contact', 'conversation', 'item']));
    expect(standing(boris)).toEqual(standing(anna));
    expect(boris.read.value('SELECT COUNT(*) FROM inbox WHERE unread = 1')).toBe(2);
  });

  test('what was taken over is told to nobody', () => {
    arrive(anna, 'bot', [telegram(7, { remoteId: '1' })]);
    tell(anna, boris);
    expect(queuedCount(boris.read)).toBe(0);
  });

  test('the same told twice changes nothing', () => {
    arrive(anna, 'bot', [telegram(7, { remoteId: '1' })]);
    const records = tell(anna, boris);
    const before = standing(boris);
    boris.write((tx) => void importRecords(tx, records, { historic: false }), { pulled: true });
    expect(standing(boris)).toEqual(before);
  });

  test('an edit brings the earlier text along', () => {
    arrive(anna, 'bot', [telegram(7, { remoteId: '1', text: 'старое' })]);
    tell(anna, boris);
    arrive(anna, 'bot', [{ type: 'edit', remoteThread: '7', remoteId: '1', editedAt: 1_800_000_000_000, text: 'новое' }]);
    tell(anna, boris);
    expect(boris.read.value('SELECT text FROM items')).toBe('новое');
    expect(boris.read.value('SELECT text FROM item_versions')).toBe('старое');
  });

  test('a statement that changes nothing is no news', () => {
    arrive(anna, 'bot', [telegram(7, { remoteId: '1' })]);
    tell(anna, boris);
    anna.write((tx) => void tx.run('UPDATE conversations SET status = status'));
    expect(queuedCount(anna.read)).toBe(0);
  });

  test('a message that both took in is one, by the name the first told', () => {
    for (const desk of [anna, boris]) arrive(desk, 'mail', [mail('maria@mail.test', { remoteId: 'same@x' })]);
    tell(anna, boris);
    expect(boris.read.value('SELECT COUNT(*) FROM items')).toBe(1);
    expect(boris.read.value('SELECT id FROM items')).toBe(anna.read.value('SELECT id FROM items'));
  });

  test('people linked there are one here, with one open conversation, and apart again as they were', () => {
    arrive(anna, 'mail', [mail('maria@mail.test', { claims: [{ kind: 'phone', value: '+79161234567', source: 'stated' }] })]);
    arrive(anna, 'bot', [telegram(7)]);
    tell(anna, boris);
    arrive(anna, 'bot', [telegram(7, { claims: [{ kind: 'phone', value: '+79161234567', source: 'shared-contact' }] })]);
    expect(anna.read.value('SELECT COUNT(*) FROM links')).toBe(1);
    tell(anna, boris);
    expect(boris.read.value('SELECT COUNT(DISTINCT root_key) FROM customers')).toBe(1);
    expect(boris.read.value("SELECT COUNT(*) FROM conversations WHERE status <> 'resolved' AND merged_into IS NULL")).toBe(1);
    expect(standing(boris)).toEqual(standing(anna));
  });

  test('everything here can be told to a server that has none of it, in an order that can be taken in', () => {
    arrive(anna, 'mail', [mail('maria@mail.test', { remoteId: 'a@x' })]);
    anna.write((tx) => {
      tx.run('DELETE FROM team_queue');
      enqueueEverything(tx);
    });
    const known = new Set<string>();
    for (const { kind, rowKey } of queued(anna.read, 1000)) {
      const record = exportRecord(anna.read, kind, rowKey);
      if (!record) continue;
      for (const named of namedBy(record)) expect(known).toContain(`${named.kind} ${named.id}`);
      known.add(`${record.kind} ${record.id}`);
    }
    expect(known.size).toBeGreaterThan(3);
  });
});

test('a rehearsal leaves nothing behind', () => {
  arrive(anna, 'bot', [telegram(7)]);
  const before = standing(anna);
  const seen = anna.rehearse((tx) => {
    tx.run("UPDATE conversations SET status = 'pending'");
    return queued(tx, 10).map(({ kind }) => kind);
  });
  expect(seen).toContain('conversation');
  expect(standing(anna)).toEqual(before);
});
