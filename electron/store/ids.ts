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

let lastMs = 0;
let place = 0;

/** Names given in one millisecond sort in the order in which they were given, so that the older of two is the same everywhere. */
export function newId(now: number = Date.now()): string {
  place = now === lastMs ? (place + 1) % 4096 : (random(new Uint8Array(1))[0] ?? 0);
  lastMs = now;
  return uuidv7(now, random, place);
}
