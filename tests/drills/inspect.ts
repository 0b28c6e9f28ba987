import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { filePath } from '../../electron/engine/files.ts';
import { databasePath } from '../../electron/store/open.ts';
import { refreshPersons } from '../../electron/store/repos/inbox.repo.ts';
import { openStore, type Store } from '../../electron/store/store.ts';
import { migrations } from '../support/store.ts';

/** Rows that point at nothing; each statement answers how many. */
const orphans: Readonly<Record<string, string>> = {
  'outbox without item': 'SELECT COUNT(*) FROM outbox o LEFT JOIN items i ON i.key = o.item_key WHERE i.key IS NULL',
  'attempts without outbox':
    'SELECT COUNT(*) FROM outbox_attempts a LEFT JOIN outbox o ON o.key = a.outbox_key WHERE o.key IS NULL',
  'queued items without outbox':
    "SELECT COUNT(*) FROM items i LEFT JOIN outbox o ON o.item_key = i.key WHERE i.delivery IN ('queued', 'sending', 'unknown') AND o.key IS NULL",
  'attachments without item': 'SELECT COUNT(*) FROM attachments a LEFT JOIN items i ON i.key = a.item_key WHERE i.key IS NULL',
  'items without customer': 'SELECT COUNT(*) FROM items i LEFT JOIN customers c ON c.key = i.customer_key WHERE c.key IS NULL',
  'items without contact': `SELECT COUNT(*) FROM items i LEFT JOIN contact_points p ON p.key = i.contact_key
     WHERE i.contact_key IS NOT NULL AND p.key IS NULL`,
  'items without thread': `SELECT COUNT(*) FROM items i LEFT JOIN threads t ON t.key = i.thread_key
     WHERE i.thread_key IS NOT NULL AND t.key IS NULL`,
  'items of unknown conversations': `SELECT COUNT(*) FROM items i LEFT JOIN conversations v ON v.key = i.conversation_key
     WHERE i.conversation_key IS NOT NULL AND v.key IS NULL`,
  'customers without contact':
    'SELECT COUNT(*) FROM customers c WHERE NOT EXISTS (SELECT 1 FROM contact_points p WHERE p.customer_key = c.key)',
  'words waiting for nothing': 'SELECT COUNT(*) FROM search_queue q LEFT JOIN items i ON i.key = q.item_key WHERE i.key IS NULL',
  'items without place in the outbox count': `SELECT COUNT(*) FROM outbox o WHERE o.attempts <> (SELECT COUNT(*) FROM outbox_attempts a WHERE a.outbox_key = o.key)`,
};

/** Everything that is wrong with a profile nobody uses now, in words; empty when it is sound. */
export function inspectProfile(profile: string): string[] {
  const store = openStore({ profile, migrations, epoch: 'inspection' });
  try {
    return [...integrity(store), ...missingRows(store), ...missingFiles(store, profile), ...staleLists(store)];
  } finally {
    store.close();
  }
}

/** What a kill alone may not have broken; quick enough to be asked after each. */
export function inspectQuickly(profile: string): string[] {
  if (!existsSync(databasePath(profile))) return [];
  const store = openStore({ profile, migrations, epoch: 'inspection' });
  try {
    return [...missingRows(store), ...missingFiles(store, profile)];
  } finally {
    store.close();
  }
}

function integrity(store: Store): string[] {
  const said = store.read.values<string>('PRAGMA integrity_check');
  const foreign = store.read.all('PRAGMA foreign_key_check');
  return [...said.filter((line) => line !== 'ok'), ...foreign.map((row) => `foreign key: ${JSON.stringify(row)}`)];
}

const missingRows = (store: Store): string[] =>
  Object.entries(orphans)
    .map(([what, sql]) => ({ what, count: store.read.value<number>(sql) ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ what, count }) => `${count} ${what}`);

/** Every file a row names is there and holds what its name says. */
function missingFiles({ read }: Store, profile: string): string[] {
  const named = read.values<string>(
    `SELECT hash FROM attachments WHERE state = 'local' UNION SELECT html_hash FROM items WHERE html_hash IS NOT NULL
     UNION SELECT source_hash FROM items WHERE source_hash IS NOT NULL UNION SELECT source_hash FROM intake WHERE source_hash IS NOT NULL`,
  );
  return named.flatMap((hash) => {
    const path = filePath(profile, hash);
    if (!existsSync(path)) return [`file ${hash} is missing`];
    const is = createHash('sha256').update(readFileSync(path)).digest('hex');
    return is === hash ? [] : [`file ${hash} holds something else`];
  });
}

/** List rows as kept, against the same rows computed anew from the rest. */
function staleLists(store: Store): string[] {
  const look = () => ({
    inbox: store.read.all('SELECT * FROM inbox ORDER BY customer_key'),
    texts: store.read.all('SELECT customer_key, text FROM customer_texts ORDER BY customer_key'),
  });
  const kept = JSON.stringify(look());
  store.write((tx) => {
    const all = new Set(tx.values<number>('SELECT key FROM customers'));
    refreshPersons(tx, all);
  });
  return JSON.stringify(look()) === kept ? [] : ['list rows differ from what the rest of the database gives'];
}

/** How many items there are, and files that have not come yet; of a profile in use, without troubling the engine. */
export function progress(profile: string): { items: number; awaited: number } {
  const db = new Database(databasePath(profile), { readonly: true });
  try {
    const number = (sql: string) => Number(db.prepare(sql).pluck().get());
    return {
      items: number('SELECT COUNT(*) FROM items'),
      awaited: number("SELECT COUNT(*) FROM attachments WHERE state <> 'local'"),
    };
  } finally {
    db.close();
  }
}

/** Half-written files left behind. */
export const leftovers = (profile: string): string[] =>
  existsSync(join(profile, 'files', 'incoming')) ? readdirSync(join(profile, 'files', 'incoming')) : [];
