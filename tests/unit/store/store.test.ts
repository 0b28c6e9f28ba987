import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { acquireLock, EngineInUseError } from '../../../electron/engine/lock.ts';
import { type Bind, planned } from '../../../electron/store/db.ts';
import { NewerDatabaseError } from '../../../electron/store/migrate.ts';
import { databasePath, prepareDatabase } from '../../../electron/store/open.ts';
import { ensureMe, setSetting } from '../../../electron/store/repos/settings.repo.ts';
import { openReader, openStore } from '../../../electron/store/store.ts';
import type { FeedEvent } from '../../../shared/contract/feed.ts';
import { arrive, memoryStore, migrations, telegram } from '../../support/store.ts';

const folders: string[] = [];
function profile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-store-'));
  folders.push(folder);
  return folder;
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('the store', () => {
  test('a failed write leaves nothing and tells nobody', () => {
    const store = memoryStore();
    const heard: FeedEvent[] = [];
    store.onChange((event) => heard.push(event));
    expect(() =>
      store.write((tx) => {
        setSetting(tx, 'workspaceName', 'Acme');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(store.read.value('SELECT COUNT(*) FROM settings')).toBe(0);
    expect(heard).toEqual([]);
  });

  test('the feed names what changed, counting by one', () => {
    const store = memoryStore();
    const heard: FeedEvent[] = [];
    store.onChange((event) => heard.push(event));
    arrive(store, 'bot', [telegram(1)]);
    arrive(store, 'bot', [telegram(2)]);
    const ids = store.read.values<string>('SELECT id FROM customers ORDER BY key');
    expect(heard.map((event) => event.customers)).toEqual([[ids[0]], [ids[1]]]);
    expect((heard[1]?.rev ?? 0) - (heard[0]?.rev ?? 0)).toBe(1);
  });

  test('a transaction is dead once it has ended', () => {
    const store = memoryStore();
    const escaped = store.write((tx) => [tx])[0];
    expect(() => escaped?.run('DELETE FROM items')).toThrow('after it ended');
  });

  test('a reader sees what was committed and cannot write', () => {
    const folder = profile();
    const options = { profile: folder, migrations };
    prepareDatabase(options);
    const store = openStore({ ...options, epoch: 'x' });
    store.write((tx) => ensureMe(tx, { name: 'Anna' }), { durable: true });
    const reader = openReader(options);
    expect(reader.value('SELECT name FROM agents')).toBe('Anna');
    expect(() => reader.raw.exec('DELETE FROM agents')).toThrow(/readonly/);
    reader.raw.close();
    store.close();
  });

  test('a database from a newer version is refused and left alone', () => {
    const folder = profile();
    const options = { profile: folder, migrations };
    prepareDatabase(options);
    const db = new Database(databasePath(folder));
    db.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('future', 9999999999999)").run();
    db.close();
    expect(() => openStore({ ...options, epoch: 'x' })).toThrow(NewerDatabaseError);
  });

  test('one engine at a time on a profile, and the lock dies with its holder', () => {
    const folder = profile();
    const first = acquireLock(folder);
    expect(() => acquireLock(folder)).toThrow(EngineInUseError);
    first.release();
    acquireLock(folder).release();
  });
});

describe('a statement', () => {
  const join = 'SELECT i.* FROM item_parts p JOIN items i ON i.key = p.item_key WHERE p.thread_key = ? AND p.remote_id = ?';

  test('hides values it compares with from the plan, and nothing else', () => {
    expect(planned('SELECT a FROM t WHERE a = ? AND b <> ? AND c >= ? AND d IS NOT ? LIMIT ?')).toBe(
      'SELECT a FROM t WHERE a = +? AND b <> +? AND c >= +? AND d IS NOT +? LIMIT +?',
    );
    const others = 'INSERT INTO t (a, b) SELECT value, ? FROM json_each(?) WHERE t MATCH ? AND (a, b) < (?, ?)';
    expect(planned(others)).toBe(others);
  });

  test('compares texts, numbers and bytes behind a sign as without one', () => {
    const { read } = memoryStore();
    const is = (declared: string, value: Bind, other: Bind) => {
      read.raw.exec(`DROP TABLE IF EXISTS temp.t; CREATE TEMP TABLE t (x ${declared})`);
      read.raw.prepare('INSERT INTO t (x) VALUES (?)').run(value);
      return [read.value(`SELECT COUNT(*) FROM temp.t WHERE x = ? -- ${declared} ${value} ${other}`, other)].concat(
        read.raw.prepare('SELECT COUNT(*) FROM temp.t WHERE x = ?').pluck().get(other) as number,
      );
    };
    // Numbers are bound as what they are in JavaScript, and 7.0 is no 7 among texts.
    expect(is('TEXT', '7', 7)).toEqual([0, 0]);
    expect(is('TEXT', '7', 7n)).toEqual([1, 1]);
    expect(is('INTEGER', 7, '7')).toEqual([1, 1]);
    expect(is('INTEGER', 7, 7n)).toEqual([1, 1]);
    expect(is('TEXT', 'заказ', 'заказ')).toEqual([1, 1]);
    expect(is('BLOB', Buffer.from('a'), Buffer.from('a'))).toEqual([1, 1]);
    expect(is('TEXT', 'a', null)).toEqual([0, 0]);
  });

  test('is not compiled anew with every value, as SQLite would', () => {
    const { read } = memoryStore();
    const bare = read.raw.prepare(join);
    const time = (ask: (n: number) => unknown): number => {
      const passes = Array.from({ length: 5 }, () => {
        const began = process.cpuUsage();
        for (let n = 0; n < 500; n += 1) ask(n);
        const { user, system } = process.cpuUsage(began);
        return user + system;
      });
      return Math.min(...passes);
    };
    expect(time((n) => read.all(join, n, 'x')) * 3).toBeLessThan(time((n) => bare.all(n, 'x')));
  });
});

describe('hot queries use their indexes', () => {
  const plans: Array<[string, string]> = [
    [
      'inbox page',
      'SELECT * FROM inbox i WHERE i.open = 1 AND (i.last_activity_at, i.customer_key) < (1, 1) ORDER BY i.last_activity_at DESC, i.customer_key DESC LIMIT 50',
    ],
    [
      'my inbox',
      'SELECT * FROM inbox i WHERE i.assignee_key = 1 AND i.open = 1 ORDER BY i.last_activity_at DESC, i.customer_key DESC LIMIT 50',
    ],
    ['timeline', 'SELECT * FROM items WHERE customer_key = 1 AND key < 1 ORDER BY key DESC LIMIT 50'],
    ['dedupe', "SELECT * FROM items WHERE thread_key = 1 AND remote_id = 'x'"],
    ['unread', "SELECT COUNT(*) FROM items WHERE customer_key = 1 AND direction = 'in' AND arrival > 5"],
    [
      'last answer',
      "SELECT key FROM items WHERE customer_key = 1 AND direction = 'out' AND automatic = 0 ORDER BY key DESC LIMIT 1",
    ],
    ['who has this address', "SELECT * FROM contact_points WHERE kind = 'phone' AND normalised = '+7'"],
    [
      'part of an album',
      "SELECT i.* FROM item_parts p JOIN items i ON i.key = p.item_key WHERE p.thread_key = 1 AND p.remote_id = 'x'",
    ],
    ['further parts', 'SELECT remote_id FROM item_parts WHERE item_key = 1 ORDER BY rowid'],
    ['album', "SELECT item_key FROM albums WHERE thread_key = 1 AND album = 'x'"],
    ['files of an item', 'SELECT * FROM attachments WHERE item_key = 1 AND version IS NULL ORDER BY key'],
    ['small pictures', 'SELECT * FROM attachments WHERE preview_ref IS NOT NULL AND channel_key = 1 ORDER BY key LIMIT 20'],
    ['wishes for an item', 'SELECT * FROM remote_actions WHERE item_key = 1'],
    [
      'due wishes',
      `SELECT a.* FROM remote_actions a JOIN items i ON i.key = a.item_key
       WHERE a.channel_key = 1 AND a.state = 'pending' AND a.next_attempt_at <= 1
         AND COALESCE(i.delivery, 'sent') IN ('sent', 'delivered', 'read') AND i.remote_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM remote_actions e WHERE e.item_key = a.item_key AND e.key < a.key AND e.state = 'pending')
       ORDER BY a.next_attempt_at LIMIT 8`,
    ],
    [
      'read since',
      "SELECT key, channel_key FROM items WHERE customer_key = 1 AND direction = 'in' AND arrival > 1 AND arrival <= 5",
    ],
    [
      'due portraits',
      `SELECT p.key FROM contact_channels u JOIN contact_points p ON p.key = u.contact_key
       WHERE u.channel_key = 1 AND u.portrait_due_at IS NOT NULL AND u.portrait_due_at <= 1 ORDER BY u.portrait_due_at LIMIT 1`,
    ],
    [
      'picture of a person',
      'SELECT portrait_hash FROM contact_points WHERE customer_key = 1 AND portrait_hash IS NOT NULL ORDER BY key LIMIT 1',
    ],
    [
      'earlier names',
      'SELECT n.label FROM contact_names n JOIN contact_points p ON p.key = n.contact_key WHERE n.contact_key = 1',
    ],
    ['open conversation', "SELECT * FROM conversations WHERE customer_key = 1 AND status <> 'resolved' AND merged_into IS NULL"],
  ];
  test.each(plans)('%s', (_, sql) => {
    const plan = memoryStore().read.raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as Array<{ detail: string }>;
    const text = plan.map((row) => row.detail).join('\n');
    expect(text).toMatch(/USING (COVERING )?INDEX|USING INTEGER PRIMARY KEY/);
    expect(text).not.toMatch(/SCAN|TEMP B-TREE/);
  });
});
