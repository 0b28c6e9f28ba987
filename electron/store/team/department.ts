import type { ReadDb } from '../db.ts';
import { thingOf } from './things.ts';

/** What a department is called; `undefined` for none, or one that is not known here. */
export function departmentOf(db: ReadDb, id: string | null): { id: string; name: string } | undefined {
  const row = id === null || id === '' ? undefined : thingOf<{ name: string }>(db, 'department', id);
  return row && id !== null ? { id, name: row.name } : undefined;
}
