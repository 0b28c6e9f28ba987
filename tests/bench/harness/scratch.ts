import { statSync } from 'node:fs';
import { databasePath } from '../../../electron/store/open.ts';
import type { Store } from '../../../electron/store/store.ts';
import { openProfileStore } from '../data/fill.ts';
import { copyOfProfile } from '../data/profile.ts';

/** A filled store to be written to, whose write-ahead log only grows, so that its bytes can be counted. */
export type Scratch = {
  store: Store;
  path: string;
  /** Bytes of the log since the last {@link Scratch.settle}. */
  logBytes(): number;
  /** Moves the log into the database; it is empty afterwards. */
  settle(): void;
  close(): Promise<void>;
};

export async function openScratch(size: number): Promise<Scratch> {
  const { path, remove } = await copyOfProfile(size);
  const store = openProfileStore(path);
  const { raw } = store.read;
  raw.pragma('wal_autocheckpoint = 0');
  const settle = () => void raw.pragma('wal_checkpoint(TRUNCATE)');
  settle();
  return {
    store,
    path,
    settle,
    logBytes: () => statSync(`${databasePath(path)}-wal`).size,
    async close() {
      store.close();
      await remove();
    },
  };
}
