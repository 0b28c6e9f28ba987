import { itemWords } from '../core/card-text.ts';
import { readExtra } from '../store/repos/item-extra.ts';
import { indexCustomer, tidyIndex } from '../store/search/fts.ts';
import { forgetTold, indexItem } from '../store/search/known-words.ts';
import { storageError } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';

const batchSize = 200;
/** After a full disk. */
const retryMs = 5_000;
/** Nothing came for so long: the moment to put the index in order. */
const restMs = 1_000;

/**
 * Puts words into the search index after the commit, in small batches between other work, so that a message is
 * visible before it is indexed and an import is not slowed down by it. When nothing comes, it puts the index in order.
 */
export class Indexer {
  readonly #store: Store;
  #scheduled = false;
  #stopped = false;
  #rest: NodeJS.Timeout | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  kick(): void {
    clearTimeout(this.#rest);
    this.#soon(() => {
      if (this.step()) this.kick();
      else this.#tidyAt(restMs);
    });
  }

  #soon(work: () => void): void {
    if (this.#scheduled || this.#stopped) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#stopped) return;
      try {
        work();
      } catch (error) {
        if (storageError(error) === undefined) throw error;
        // What waits is in the queue; the disk may have room later.
        setTimeout(() => this.kick(), retryMs).unref();
      }
    });
  }

  /** One step at a time, so that whatever comes meanwhile goes first. */
  #tidyAt(ms: number): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#soon(() => this.tidy() && this.#tidyAt(0)), ms);
    this.#rest.unref();
  }

  /** Indexes one batch; answers whether more waits. Rows in key order, which FTS5 rewards. */
  step(): boolean {
    const { read } = this.#store;
    const items = read.all<{ key: number; subject: string | null; text: string; extra: string | null }>(
      // CROSS: in this order, whatever the statistics say of a queue that is mostly empty.
      `SELECT i.key, i.subject, i.text, i.extra FROM search_queue q CROSS JOIN items i ON i.key = q.item_key
       ORDER BY q.item_key LIMIT ${batchSize}`,
    );
    const people = read.all<{ customer_key: number; text: string }>(
      `SELECT customer_key, text FROM customer_texts WHERE indexed = 0 ORDER BY customer_key LIMIT ${batchSize}`,
    );
    if (items.length === 0 && people.length === 0) return false;
    try {
      this.#store.write((tx) => {
        for (const item of items) {
          const files = tx.values<string>('SELECT name FROM attachments WHERE item_key = ?', item.key);
          indexItem(tx.raw, item.key, itemWords({ ...item, ...readExtra(item), files }));
          tx.run('DELETE FROM search_queue WHERE item_key = ?', item.key);
        }
        for (const person of people) {
          indexCustomer(tx.raw, person.customer_key, person.text);
          tx.run('UPDATE customer_texts SET indexed = 1 WHERE customer_key = ?', person.customer_key);
        }
      });
    } catch (error) {
      forgetTold(read.raw);
      throw error;
    }
    return items.length === batchSize || people.length === batchSize;
  }

  /** One small step of putting the index in order; answers whether more is to be done. */
  tidy(): boolean {
    return this.#store.write((tx) => tidyIndex(tx.raw));
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#rest);
  }
}
