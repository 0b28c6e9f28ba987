import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** The least that storing a text can cost: one table without an index, under the program's own settings. */
export type BareTable = {
  /** Commits these texts in one transaction. */
  put(texts: readonly string[]): void;
  close(): void;
};

export function openBareTable(): BareTable {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-bare-'));
  const db = new Database(join(folder, 'bare.db'));
  for (const pragma of ['page_size = 2048', 'journal_mode = WAL', 'synchronous = NORMAL', 'wal_autocheckpoint = 32768'])
    db.pragma(pragma);
  db.exec('CREATE TABLE bare (key INTEGER PRIMARY KEY, text TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO bare (text) VALUES (?)');
  return {
    put: db.transaction((texts: readonly string[]) => {
      for (const text of texts) insert.run(text);
    }),
    close() {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
