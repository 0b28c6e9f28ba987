import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { migrateDatabase } from './migrate.ts';

export type OpenOptions = {
  /** Absolute folder of the profile, or `:memory:`. */
  profile: string;
  /** Folder that holds `local/` with the generated migrations. */
  migrations: string;
  nativeBinding?: string;
  readonly?: boolean;
};

export const databasePath = (profile: string): string =>
  profile === ':memory:' ? profile : join(profile, 'data', 'throughline.db');

/**
 * Opens SQLite with the settings that were measured to win for this load: small pages for little write-ahead log,
 * checkpoints rarely and in idle moments.
 *
 * @throws NewerDatabaseError when a later version of the program has written it
 */
export function openDatabase({ profile, migrations, nativeBinding, readonly = false }: OpenOptions): Database.Database {
  const path = databasePath(profile);
  if (profile !== ':memory:') mkdirSync(join(profile, 'data'), { recursive: true, mode: 0o700 });
  const db = new Database(path, { ...(nativeBinding ? { nativeBinding } : {}), readonly, timeout: 5000 });
  try {
    if (!readonly) {
      db.pragma('page_size = 2048');
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = NORMAL');
      db.pragma('wal_autocheckpoint = 32768');
    }
    db.pragma('cache_size = -65536');
    db.pragma('temp_store = MEMORY');
    if (!readonly) migrateDatabase(db, { folder: join(migrations, 'local'), path, ...(nativeBinding ? { nativeBinding } : {}) });
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Creates or upgrades the database if that is needed, so that a read-only connection can be opened. */
export function prepareDatabase(options: OpenOptions): void {
  openDatabase({ ...options, readonly: false }).close();
}
