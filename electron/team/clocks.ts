import { storageError } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';
import { renewSomeClocks } from '../store/team/renew-clocks.ts';

/** Counts clocks of service anew after the rules of the team have changed: some of them, then whatever else there is to do. */
export class Clocks {
  readonly #store: Store;
  #running = false;
  #again = false;
  #ended = false;

  constructor(store: Store) {
    this.#store = store;
  }

  kick(): void {
    this.#again = true;
    if (this.#running || this.#ended) return;
    this.#running = true;
    setImmediate(() => this.#step());
  }

  stop(): void {
    this.#ended = true;
  }

  #step(): void {
    if (this.#ended) return;
    this.#again = false;
    const more = this.#some();
    if (more || this.#again) setTimeout(() => this.#step(), 5).unref();
    else this.#running = false;
  }

  /** A disk that is full is told where something of worth is stored; clocks are counted with the next change of rules. */
  #some(): boolean {
    try {
      return this.#store.write((tx) => renewSomeClocks(tx), { pulled: true });
    } catch (error) {
      if (storageError(error) === undefined) throw error;
      return false;
    }
  }
}
