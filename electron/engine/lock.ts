import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Another engine (the desktop program or the relay) runs on this profile. */
export class EngineInUseError extends Error {
  constructor(profile: string) {
    super(`Throughline is already running on the profile ${profile}.`);
    this.name = 'EngineInUseError';
  }
}

/**
 * Makes this process the only engine of a profile. The lock is an exclusive transaction on a database of its own: the
 * operating system lets go of it when the process ends, however it ends, so it can never be stale.
 */
export function acquireLock(profile: string, nativeBinding?: string): { release(): void } {
  mkdirSync(join(profile, 'data'), { recursive: true, mode: 0o700 });
  const db = new Database(join(profile, 'data', 'engine.lock'), {
    timeout: 2000,
    ...(nativeBinding === undefined ? {} : { nativeBinding }),
  });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') throw new EngineInUseError(profile);
    throw error;
  }
  return { release: () => db.close() };
}
