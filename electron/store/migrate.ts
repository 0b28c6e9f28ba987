import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';

/** The database was written by a later version of the program; nothing was changed. */
export class NewerDatabaseError extends Error {
  constructor(path: string) {
    super(`The database ${path} was written by a newer version of Throughline. Update the program to open it.`);
    this.name = 'NewerDatabaseError';
  }
}

type Journal = { entries: Array<{ idx: number; when: number; tag: string }> };

/**
 * Brings the schema up to the newest migration. drizzle's migrator only compares times, so the guard against a
 * database from the future is ours; an existing database is copied aside first.
 */
export function migrateDatabase(db: Database.Database, { folder, path }: { folder: string; path: string }): void {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal;
  const newest = journal.entries.at(-1)?.when ?? 0;
  const applied = appliedUpTo(db);
  if (applied > newest) throw new NewerDatabaseError(path);
  if (applied === newest) return;
  if (applied > 0 && path !== ':memory:') {
    const backup = `${path}.before-${newest}`;
    db.prepare('VACUUM INTO ?').run(freeName(backup));
  }
  migrate(drizzle(db), { migrationsFolder: folder });
  db.pragma('optimize');
}

function appliedUpTo(db: Database.Database): number {
  const exists = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '__drizzle_migrations'").get();
  if (!exists) return 0;
  const row = db.prepare('SELECT MAX(created_at) AS at FROM __drizzle_migrations').get() as { at: number | null };
  return Number(row.at ?? 0);
}

/** `VACUUM INTO` refuses an existing file; a backup left by an interrupted upgrade is kept beside the new one. */
const freeName = (path: string): string => `${path}-${Date.now()}.db`;
