import type Database from 'better-sqlite3';
import { say } from '../../../build/runtime/terminal.ts';
import type { ReadDb } from '../../../electron/store/db.ts';
import { openDatabase } from '../../../electron/store/open.ts';
import { searchSql } from '../../../electron/store/search/fts.ts';
import { Store } from '../../../electron/store/store.ts';
import { inboxSorts, inboxViews } from '../../../shared/contract/api.ts';
import { migrations } from '../../support/store.ts';
import { botChannel, mailChannel } from '../data/events.ts';
import { copyOfProfile, filledProfile } from '../data/profile.ts';
import { laterMoments } from '../data/stream.ts';
import type { Bench } from '../harness/bench.ts';
import { openIntake, prepare } from '../harness/intake.ts';
import { readerOf } from '../harness/readers.ts';
import { RecordingReader, RecordingWriter } from '../harness/recording.ts';

/**
 * Tables of a handful of rows, whatever the size of the rest, decisions that wait for the team's server among them, and the queue of
 * the index, all of which is wanted.
 */
const small =
  /^(agents|channels|settings|tags|canned_replies|reminders|cursors|search_queue|inbox_counts|team_things|team_waiting)$/;

export const plans: Bench = {
  name: 'plans',
  goal: 'no statement of a hot path goes through a table or sorts',
  async run({ sizes }) {
    const [size = 0] = sizes;
    const reader = new RecordingReader(openDatabase({ profile: await filledProfile(size), migrations, readonly: true }));
    const { path, remove } = await copyOfProfile(size);
    const writer = new RecordingWriter(openDatabase({ profile: path, migrations }));
    try {
      askEverything(reader);
      await takeInSome(writer, size);
      const statements = new Set([...reader.statements, ...writer.statements, ...Object.values(searchSql)]);
      const hot = [...statements].filter((sql) => /^\s*(SELECT|INSERT|UPDATE|DELETE)\b/i.test(sql));
      const wrong = hot.flatMap((sql) => faults(writer.raw, sql).map((fault) => `${fault}: ${sql.replace(/\s+/g, ' ')}`));
      for (const line of wrong) say(line);
      return [
        { what: 'statements of hot paths looked at', value: hot.length, goal: { atLeast: 60 } },
        { what: 'of them scan a table or sort', value: wrong.length, goal: { atMost: 0 } },
      ];
    } finally {
      reader.raw.close();
      writer.raw.close();
      await remove();
    }
  },
};

const words = ['заказ', 'зак', 'достав', '8 916 100', '"не заказ"', '-заказ'];
const operators = [
  ...['from:me', 'from:мария', 'to:мария', 'channel:telegram', 'before:2026-01-01', 'is:note', 'in:resolved', 'tag:срочно'],
  ...['has:file', 'заказ channel:telegram', 'заказ from:мария -has:photo'],
];

/** Whatever a window asks while an agent works. */
function askEverything(db: ReadDb): void {
  const ask = readerOf(db);
  const limit = 50;
  ask('workspace.get', {});
  ask('inbox.counts', {});
  for (const view of inboxViews) {
    for (const sort of inboxSorts) {
      const { rows, next } = ask('inbox.page', { view, sort, limit });
      if (next !== undefined) ask('inbox.page', { view, sort, limit, after: next });
      ask('inbox.rows', { view, customerIds: rows.slice(0, 5).map(({ customerId }) => customerId) });
    }
  }
  for (const channelId of [mailChannel.id, botChannel.id]) ask('inbox.page', { view: 'all', sort: 'latest', limit, channelId });
  ask('inbox.page', { view: 'all', sort: 'waiting', limit, troubled: true });
  const longest = db.raw.prepare<[], { id: string }>(
    'SELECT c.id FROM items i JOIN customers c ON c.key = i.customer_key GROUP BY c.key ORDER BY COUNT(*) DESC LIMIT 1',
  );
  const customerId = longest.get()?.id ?? '';
  const { items } = ask('timeline.page', { customerId, limit });
  const middle = items[items.length >> 1];
  if (!middle) throw new Error('the longest history is empty');
  ask('timeline.page', { customerId, limit, before: middle.key });
  ask('timeline.page', { customerId, limit, after: middle.key });
  ask('timeline.page', { customerId, limit, around: middle.id });
  ask('item.get', { itemId: middle.id });
  ask('item.versions', { itemId: middle.id });
  ask('customer.get', { customerId });
  ask('customer.find', { query: 'мар', limit });
  for (const query of [...words, ...operators]) {
    const { next } = ask('search.run', { query, limit: 20 });
    if (next !== undefined) ask('search.run', { query, limit: 20, after: next });
  }
}

async function takeInSome(writer: RecordingWriter, size: number): Promise<void> {
  const intake = openIntake(new Store(writer, 'bench'));
  await intake.take(prepare(laterMoments(size, 100)));
  intake.index();
}

/** What is wrong with a statement's plan (SQLite documentation, EXPLAIN QUERY PLAN). */
function faults(db: Database.Database, sql: string): string[] {
  const parameters = Array.from({ length: (sql.match(/\?/g) ?? []).length }, () => null);
  const steps = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
  const tables = steps
    .flatMap(({ detail }) => /^(?:SCAN|SEARCH) (\w+)/.exec(detail)?.[1] ?? [])
    .map((alias) => tableOf(sql, alias));
  if (tables.every((table) => small.test(table))) return [];
  return steps.flatMap(({ detail }) => {
    if (detail.includes('TEMP B-TREE')) return [detail];
    const [, alias, index] = /^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?/.exec(detail) ?? [];
    if (alias === undefined || /VIRTUAL TABLE|CONSTANT ROW/.test(detail)) return [];
    return small.test(tableOf(sql, alias)) || isPartial(db, index) ? [] : [detail];
  });
}

/** An index of the few rows that wait for something is a queue: it is gone through because all of it is wanted. */
function isPartial(db: Database.Database, index: string | undefined): boolean {
  const row = db
    .prepare<[string], { sql: string }>("SELECT sql FROM sqlite_master WHERE type = 'index' AND name = ?")
    .get(index ?? '');
  return / WHERE /i.test(row?.sql ?? '');
}

/** The table behind a name in a statement. */
const tableOf = (sql: string, alias: string): string =>
  new RegExp(`(\\w+)\\s+(?:AS\\s+)?${alias}\\b`).exec(sql)?.[1]?.replace(/^(FROM|JOIN)$/i, alias) ?? alias;
