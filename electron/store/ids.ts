import { getRandomValues } from 'node:crypto';
import { uuidv7 } from '../../shared/lib/uuid.ts';

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

export const newId = (now: number = Date.now()): string => uuidv7(now, random);
