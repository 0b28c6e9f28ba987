import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { databasePath, openDatabase } from '../../../electron/store/open.ts';
import { openReader } from '../../../electron/store/store.ts';
import { ask } from '../../support/ask.ts';
import { migrations } from '../../support/store.ts';

/** What older versions of the program left is there, and works, after an upgrade. */
const folder = mkdtempSync(join(tmpdir(), 'throughline-migrations-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The migrations up to one of them. */
function upTo(tag: string): string {
  const older = join(folder, 'older');
  cpSync(migrations, older, { recursive: true });
  const path = join(older, 'local', 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: Array<{ tag: string }> };
  const last = journal.entries.findIndex((entry) => entry.tag === tag);
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, last + 1) }));
  return older;
}

test('messages, files and people from before marks, cards and changes stand as they were', async () => {
  const profile = join(folder, 'profile');
  openDatabase({ profile, migrations: upTo('0001_search') }).close();
  const db = new Database(databasePath(profile));
  db.exec(`
    INSERT INTO agents (key, id, name, is_me) VALUES (1, 'a1', 'Anna', 1);
    INSERT INTO channels (key, id, kind, name, address, config, secrets, created_at)
      VALUES (1, 'bot', 'telegram', 'Bot', '@bot', '{"id":"bot","kind":"telegram","name":"Bot"}', x'', 0);
    INSERT INTO customers (key, id, root_key, name, name_rank, created_at, version) VALUES (1, 'c1', 1, 'Мария', 1, 0, 1);
    INSERT INTO contact_points (key, id, customer_key, kind, value, label, normalised, verified, evidence)
      VALUES (1, 'p1', 1, 'telegram', '7', '@masha', '7', 1, '{"source":"channel","at":0}');
    INSERT INTO contact_channels (contact_key, channel_key, thread_key, last_in_at) VALUES (1, 1, 1, 5);
    INSERT INTO threads (key, channel_key, remote_thread) VALUES (1, 1, '7');
    INSERT INTO items (key, id, arrival, customer_key, thread_key, channel_key, contact_key, kind, direction, remote_id, sent_at,
      received_at, text, versions, edited_at)
      VALUES (1024, 'i1', 1, 1, 1, 1, 1, 'telegram', 'in', '10', 5, 5, 'новое', 1, 6);
    INSERT INTO item_versions (item_key, version, text, from_at, until_at) VALUES (1024, 1, 'старое', 5, 6);
    INSERT INTO attachments (id, item_key, channel_key, name, mime, kind, inline, state, hash)
      VALUES ('f1', 1024, 1, 'договор.pdf', 'application/pdf', 'file', 0, 'local', '${'a'.repeat(64)}');
    INSERT INTO inbox (customer_key, assignee_key, open, last_activity_at, last_item_key, unread) VALUES (1, 0, 0, 5, 1024, 1);
  `);
  db.close();

  openDatabase({ profile, migrations }).close();
  const reader = openReader({ profile, migrations });
  const queries = ask({ read: reader });
  const item = await queries['item.get'].run({ itemId: 'i1' });
  expect(item).toMatchObject({
    text: 'новое',
    address: '@masha',
    attachments: [{ id: 'f1', name: 'договор.pdf', state: 'local' }],
  });
  for (const absent of ['marks', 'card', 'reactions', 'pendingChanges', 'group']) expect(item).not.toHaveProperty(absent);
  expect(await queries['item.versions'].run({ itemId: 'i1' })).toEqual([{ text: 'старое', from: 5, until: 6 }]);
  const { contactPoints, photo } = await queries['customer.get'].run({ customerId: 'c1' });
  expect(contactPoints).toMatchObject([{ value: '7', label: '@masha' }]);
  expect(photo).toBeUndefined();
  reader.raw.close();
});
