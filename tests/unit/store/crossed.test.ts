import { beforeEach, describe, expect, test } from 'vitest';
import { registry } from '../../../electron/engine/registry.ts';
import { heldOf } from '../../../electron/store/repos/held.repo.ts';
import { setDelivery } from '../../../electron/store/repos/item.repo.ts';
import { listNotices } from '../../../electron/store/repos/notice.repo.ts';
import type { Store } from '../../../electron/store/store.ts';
import { knownSoFar, unofferedUpTo } from '../../../electron/store/team/crossed.ts';
import { markOffered } from '../../../electron/store/team/orders.ts';
import { setVersion } from '../../../electron/store/team/queue.ts';
import { setTeamState } from '../../../electron/store/team/state.ts';
import { Indexer } from '../../../electron/sync/indexer.ts';
import { queueWritten } from '../../../electron/sync/written.ts';
import { holdCrossed } from '../../../electron/team/crossed.ts';
import type { OutgoingFile } from '../../../shared/contract/connector.ts';
import { arrive, mail, memoryStore, telegram } from '../../support/store.ts';

/** A desk of a team, to which one customer has written. */
let store: Store;
let rows: Record<string, number>;

const tables = [
  'items',
  'attachments',
  'outbox',
  'outbox_attempts',
  'search_queue',
  'remote_actions',
  'item_versions',
  'team_queue',
  'held_replies',
];
const counted = (): Record<string, number> =>
  Object.fromEntries(tables.map((table) => [table, store.read.value<number>(`SELECT COUNT(*) FROM ${table}`) ?? 0]));
const files: OutgoingFile[] = ['bill.pdf', 'list.pdf', 'map.png'].map((name) => ({
  hash: name.padEnd(64, '0'),
  name,
  mime: name.endsWith('pdf') ? 'application/pdf' : 'image/png',
  size: 1,
}));

beforeEach(() => {
  store = memoryStore();
  store.write((tx) => {
    setTeamState(tx, 'epoch', 'e');
    tx.run("INSERT INTO agents (id, name, is_me) VALUES ('boris', 'Boris Orlov', 0)");
  });
});

function begin(channel: 'bot' | 'mail'): void {
  const said = channel === 'bot' ? telegram(77, { text: 'Где заказ?' }) : mail('maria@mail.test', { text: 'Где заказ?' });
  arrive(store, channel, [said]);
  store.capture();
  new Indexer(store).step();
  rows = counted();
}

function answer(change: { text: string; files?: OutgoingFile[] }): number {
  const { key, id } = store.read.get<{ key: number; id: string }>('SELECT key, id FROM customers') ?? { key: 0, id: '' };
  const contactPointId = store.read.value<string>('SELECT id FROM contact_points') ?? '';
  const channelId = store.read.value<string>('SELECT c.id FROM items i JOIN channels c ON c.key = i.channel_key') ?? '';
  store.write((tx) =>
    queueWritten(
      tx,
      registry,
      { customerKey: key, members: [key] },
      { customerId: id, contactPointId, channelId, files: [], ...change },
      1_000,
    ),
  );
  return knownSoFar(store.read);
}

/** A colleague's, as it comes from the team. */
function theirs(): void {
  answer({ text: 'Его ещё не отправили' });
  store.write(
    (tx) => {
      const key = tx.value<number>('SELECT MAX(key) FROM items') ?? 0;
      tx.run("UPDATE items SET agent_key = (SELECT key FROM agents WHERE id = 'boris') WHERE key = ?", key);
      setDelivery(tx, key, 'sent');
      tx.run('DELETE FROM outbox WHERE item_key = ?', key);
    },
    { pulled: true },
  );
}

const held = () => heldOf(store.read, store.read.values<number>('SELECT key FROM customers'));

describe('an answer that a colleague’s has overtaken', () => {
  test('is one again, whatever it became, and nothing else is left of it', () => {
    begin('bot');
    const upTo = answer({ text: 'Он в пути', files });
    new Indexer(store).step();
    expect(counted().outbox).toBeGreaterThan(1);
    theirs();
    const { items = 0 } = rows;
    holdCrossed(store, upTo, 2_000);
    holdCrossed(store, upTo, 2_000);
    expect(held()).toMatchObject([{ reply: { text: 'Он в пути', files }, problem: { by: 'Boris Orlov' } }]);
    expect(counted()).toMatchObject({ items: items + 1, attachments: 0, outbox: 0, held_replies: 1 });
    expect(store.read.values('SELECT text FROM items ORDER BY key')).toEqual(['Где заказ?', 'Его ещё не отправили']);
    expect(store.read.values("SELECT row_key FROM team_queue WHERE kind = 'item'")).toHaveLength(1);
    expect(listNotices(store.read, 5)).toMatchObject([{ kind: 'refused', late: { why: 'answered', by: 'Boris Orlov' } }]);
  });

  test('leaves where it was written in sight of the others, where the server may have it, and where they were told of it', () => {
    begin('bot');
    const upTo = answer({ text: 'Он в пути' });
    theirs();
    holdCrossed(store, upTo - 1, 2_000);
    expect(held()).toEqual([]);
    const { key, item } = store.read.get<{ key: number; item: string }>(
      'SELECT o.key, i.id AS item FROM outbox o JOIN items i ON i.key = o.item_key',
    ) ?? { key: 0, item: '' };
    store.write((tx) => setVersion(tx, { kind: 'item', id: item }, 1));
    expect(unofferedUpTo(store.read, upTo)).toEqual([]);
    store.write((tx) => {
      setVersion(tx, { kind: 'item', id: item }, 0);
      markOffered(tx, key);
    });
    holdCrossed(store, upTo, 2_000);
    expect(held()).toEqual([]);
  });

  test('goes on where a part of it has gone on', () => {
    begin('bot');
    const upTo = answer({ text: 'Он в пути', files });
    theirs();
    store.write((tx) => void markOffered(tx, tx.value<number>('SELECT MIN(key) FROM outbox') ?? 0));
    holdCrossed(store, upTo, 2_000);
    expect(held()).toEqual([]);
  });

  test('answers the mail that it answered', () => {
    begin('mail');
    const question = store.read.value<string>('SELECT id FROM items');
    const upTo = answer({ text: 'Он в пути' });
    theirs();
    holdCrossed(store, upTo, 2_000);
    expect(held()).toMatchObject([{ reply: { text: 'Он в пути', replyToItemId: question }, draft: { signature: false } }]);
  });
});
