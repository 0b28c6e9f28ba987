import { createHash, getRandomValues } from 'node:crypto';
import { uuidv7 } from '../../shared/lib/uuid.ts';
import type { ReadDb } from './db.ts';

/** Randomness is asked for in bulk: each question to the system costs more than the name it is for. */
const pool = new Uint8Array(4096);
let used = pool.length;

function random(into: Uint8Array): Uint8Array {
  if (used + into.length > pool.length) {
    getRandomValues(pool);
    used = 0;
  }
  into.set(pool.subarray(used, used + into.length));
  used += into.length;
  return into;
}

let lastMs = 0;
let place = 0;

/** Names given in one millisecond sort in the order in which they were given, so that the older of two is the same everywhere. */
export function newId(now: number = Date.now()): string {
  place = now === lastMs ? (place + 1) % 4096 : (random(new Uint8Array(1))[0] ?? 0);
  lastMs = now;
  return uuidv7(now, random, place);
}

/**
 * The name of what several desks make of one and the same thing by themselves: from the moment and the words alone, so that it is the
 * same at each of them. It sorts among the others by that moment, epoch ms.
 */
export function sameId(at: number, ...words: readonly string[]): string {
  const bytes = createHash('sha256').update(words.join('\0')).digest();
  const take = (into: Uint8Array): Uint8Array => {
    into.set(bytes.subarray(0, into.length));
    return into;
  };
  return uuidv7(at, take);
}

type Named = 'items' | 'conversations' | 'contact_points' | 'attachments';

/** The name, unless something has it already. */
export const freeId = (db: ReadDb, table: Named, id: string | undefined): string | undefined =>
  id === undefined || db.value(`SELECT 1 FROM ${table} WHERE id = ?`, id) !== undefined ? undefined : id;
