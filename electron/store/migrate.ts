import { readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type * as DrizzleSqlite from 'drizzle-orm/better-sqlite3';
import type * as DrizzleMigrator from 'drizzle-orm/better-sqlite3/migrator';

const require = createRequire(import.meta.url);

/** The database was written by a later version of the program; nothing was changed. */
export class NewerDatabaseError extends Error {
  constructor(path: string) {
    super(`The database ${path} was written by a newer version of Throughline. Update the program to open it.`);
    this.name = 'NewerDatabaseError';
  }
}

type Journal = { entries: Array<{ idx: number; when: number; tag: string }> };

export type MigrateOptions = {
  /** Folder of the generated migrations. */
  folder: string;
  /** Path of the database, or `:memory:`. */
  path: string;
  nativeBinding?: string;
};

/** Another process may be copying and changing a large database; ms. */
const patience = 600_000;

/**
 * Brings the schema up to the newest migration. drizzle's migrator only compares times, so the guard against a
 * database from the future is ours; an existing database is copied aside first. Reader and engine may come at the same
 * moment: one does the work, the other waits for it.
 */
export function migrateDatabase(db: Database.Database, options: MigrateOptions): void {
  const { folder, path } = options;
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal;
  const newest = journal.entries.at(-1)?.when ?? 0;
  const applied = appliedUpTo(db);
  if (applied > newest) throw new NewerDatabaseError(path);
  if (applied === newest) return;
  const release = path === ':memory:' ? () => undefined : exclusively(options);
  try {
    const before = appliedUpTo(db);
    if (before > newest) throw new NewerDatabaseError(path);
    if (before === newest) return;
    if (before > 0 && path !== ':memory:') copyAside(db, `${path}.before-${newest}`);
    runMigrations(db, folder);
    db.pragma('optimize');
  } finally {
    release();
  }
}

/** drizzle is loaded for this alone: at every other start it would cost each process a tenth of a second. */
function runMigrations(db: Database.Database, folder: string): void {
  const { drizzle } = require('drizzle-orm/better-sqlite3') as typeof DrizzleSqlite;
  const { migrate } = require('drizzle-orm/better-sqlite3/migrator') as typeof DrizzleMigrator;
  migrate(drizzle(db), { migrationsFolder: folder });
}

/** The same kind of lock as the engine's: gone with the process, however that ends. Answers what lets go of it. */
function exclusively({ path, nativeBinding }: MigrateOptions): () => void {
  const lock = new Database(`${path}.migrating`, { timeout: patience, ...(nativeBinding ? { nativeBinding } : {}) });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw error;
  }
  return () => lock.close();
}

/**
 * A backup has its name only when it is whole. What an interrupted upgrade left half is removed, so that starting again
 * and again on a full disk does not fill it further; a whole one is made anew, because the old program may have been used
 * in between.
 */
function copyAside(db: Database.Database, name: string): void {
  const partial = `${name}.partial`;
  for (const file of [partial, `${partial}-journal`]) rmSync(file, { force: true });
  db.prepare('VACUUM INTO ?').run(partial);
  renameSync(partial, `${name}.db`);
}

function appliedUpTo(db: Database.Database): number {
  const exists = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '__drizzle_migrations'").get();
  if (!exists) return 0;
  const row = db.prepare('SELECT MAX(created_at) AS at FROM __drizzle_migrations').get() as { at: number | null };
  return Number(row.at ?? 0);
}
