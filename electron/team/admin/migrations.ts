import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of `drizzle/team`, in order. `number` counts from 1 and is the version of the schema once it is applied. */
export type Migration = { number: number; tag: string; sql: string; hash: string };

type Journal = { entries: Array<{ idx: number; tag: string }> };

/** Reads the generated and hand-written migrations of the team. */
export function readMigrations(folder: string): Migration[] {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal;
  return journal.entries.map(({ idx, tag }) => {
    const sql = readFileSync(join(folder, `${tag}.sql`), 'utf8');
    return { number: idx + 1, tag, sql, hash: createHash('sha256').update(sql).digest('hex') };
  });
}
