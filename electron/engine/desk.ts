import { WriteConnection } from '../store/db.ts';
import { type OpenOptions, openDatabase } from '../store/open.ts';
import { ensureMe } from '../store/repos/settings.repo.ts';
import { Store } from '../store/store.ts';

/** A new profile has no agent until the engine starts; the window is shown before that, so the reader sees to it. */
export function ensureDesk(options: OpenOptions): void {
  const store = new Store(new WriteConnection(openDatabase(options)), 'setup');
  try {
    if (store.read.value<number>('SELECT COUNT(*) FROM agents WHERE is_me = 1') === 0) store.write((tx) => ensureMe(tx, {}));
  } finally {
    store.close();
  }
}
