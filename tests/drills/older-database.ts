import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { databasePath } from '../../electron/store/open.ts';
import { saveChannel } from '../../electron/store/repos/channel.repo.ts';
import { ensureMe } from '../../electron/store/repos/settings.repo.ts';
import { openStore } from '../../electron/store/store.ts';
import { arrive, botChannel, migrations as current, telegram } from '../support/store.ts';

/** Statements of the migration that changes the timeline. */
export const statements = 30;

/** Puts the program's migrations and one more into a folder: it copies the timeline and then changes it in many statements. */
export function laterMigrations(folder: string): string {
  cpSync(current, folder, { recursive: true });
  const journal = join(folder, 'local', 'meta', '_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: Array<{ idx: number; when: number }> };
  const last = entries.at(-1) ?? { idx: 0, when: 0 };
  const tag = '9999_drill';
  entries.push({ ...last, ...{ tag, idx: last.idx + 1, when: last.when + 1000 } });
  writeFileSync(journal, JSON.stringify({ ...rest, entries }));
  const sql = ['CREATE TABLE drill AS SELECT * FROM items'];
  for (let n = 0; n < statements; n += 1) sql.push(`UPDATE items SET text = text || ' ${n}' WHERE key % ${statements} = ${n}`);
  writeFileSync(join(folder, 'local', `${tag}.sql`), sql.join(';\n--> statement-breakpoint\n'));
  return folder;
}

/** A database as the program of today leaves it, large enough for its copy to take a moment. */
export function olderDatabase(profile: string, items: number): void {
  const store = openStore({ profile, migrations: current, epoch: 'older' });
  store.write((tx) => {
    ensureMe(tx, { name: 'Anna' });
    saveChannel(tx, { config: botChannel, address: '@shop_bot', sealed: new Uint8Array() }, 0);
    tx.run("INSERT INTO settings (name, value) VALUES ('ballast', hex(randomblob(4000000)))");
  });
  arrive(
    store,
    'bot',
    Array.from({ length: items }, (_, n) => telegram(n % 50, { text: `text ${n}` })),
  );
  store.close();
}

export type State = { sound: boolean; count: number; altered: number; migrated: boolean };

/** What a database file holds. Opens it as a program would after a crash, but changes nothing. */
export function look(path: string): State {
  const db = new Database(path);
  try {
    const number = (sql: string) => Number(db.prepare(sql).pluck().get());
    return {
      sound: db.pragma('integrity_check', { simple: true }) === 'ok',
      count: number('SELECT COUNT(*) FROM items'),
      altered: number("SELECT COUNT(*) FROM items WHERE text NOT GLOB 'text [0-9]*' OR text GLOB 'text * *'"),
      migrated: number("SELECT COUNT(*) FROM sqlite_master WHERE name = 'drill'") === 1,
    };
  } finally {
    db.close();
  }
}

export const old = (items: number): State => ({ sound: true, count: items, altered: 0, migrated: false });
export const renewed = (items: number): State => ({ sound: true, count: items, altered: items, migrated: true });

/** What lies beside the database: backups by their name, and what is no whole backup. */
export function beside(profile: string): { backups: string[]; others: string[] } {
  const path = databasePath(profile);
  const names = readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.before-`));
  const whole = names.filter((name) => name.endsWith('.db'));
  return { backups: whole.map((name) => join(dirname(path), name)), others: names.filter((name) => !whole.includes(name)) };
}
