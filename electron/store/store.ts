import type { FeedEvent } from '../../shared/contract/feed.ts';
import type { ChannelId, CustomerId } from '../../shared/model/index.ts';
import { nothingTouched, ReadDb, type Touched, WriteConnection, WriteTx } from './db.ts';
import { type OpenOptions, openDatabase } from './open.ts';
import { refreshPersons } from './repos/inbox.repo.ts';
import { captureChanges } from './team/capture.ts';

type NotPromise<T> = T extends PromiseLike<unknown> ? never : T;

export type WriteOptions = {
  /** What a person typed or decided to send: committed with `synchronous=FULL`, survives a power cut. */
  durable?: boolean;
  /** Taken over from colleagues, so that it is not told to them again. */
  pulled?: boolean;
};

/**
 * The local cache, opened by its one writer. Reads may use `read`; the only way to write is `write`, whose callback
 * is synchronous by its type and runs in one immediate transaction. List rows of everybody it touched are renewed in
 * the same transaction, and the names of what changed go to the feed after the commit.
 */
export class Store {
  readonly read: ReadDb;
  readonly epoch: string;
  readonly #db: WriteConnection;
  readonly #listeners = new Set<(event: FeedEvent) => void>();
  #rev = 0;
  #inside = false;
  #pulling = false;

  constructor(db: WriteConnection, epoch: string) {
    this.#db = db;
    this.read = db;
    this.epoch = epoch;
  }

  write<T>(work: (tx: WriteTx) => NotPromise<T>, options: WriteOptions = {}): T {
    if (this.#inside) throw new Error('store.write inside store.write');
    const tx = new WriteTx(this.#db);
    const { raw } = this.#db;
    if (options.durable) raw.pragma('synchronous = FULL');
    this.#inside = true;
    this.#pulling = options.pulled === true;
    let result: T;
    let ids: CustomerId[] = [];
    try {
      this.#db.prepared('BEGIN IMMEDIATE').run();
      try {
        result = work(tx);
        ids = refreshPersons(tx, tx.touched.customers);
        this.#db.prepared('COMMIT').run();
      } catch (error) {
        if (raw.inTransaction) raw.exec('ROLLBACK');
        throw error;
      }
    } finally {
      this.#inside = false;
      this.#pulling = false;
      tx.end();
      if (options.durable) raw.pragma('synchronous = NORMAL');
    }
    this.#publish(tx.touched, ids);
    return result;
  }

  /** From now on each change is put into the queue of what colleagues are to be told. */
  capture(): void {
    captureChanges(this.#db.raw, () => this.#pulling);
  }

  /** Does the work and takes it back, with everything it wrote. For decisions that somebody else has to agree to first. */
  rehearse<T>(work: (tx: WriteTx) => NotPromise<T>): T {
    if (this.#inside) throw new Error('store.rehearse inside store.write');
    const tx = new WriteTx(this.#db);
    this.#inside = true;
    try {
      this.#db.prepared('BEGIN IMMEDIATE').run();
      return work(tx);
    } finally {
      this.#inside = false;
      tx.end();
      if (this.#db.raw.inTransaction) this.#db.raw.exec('ROLLBACK');
    }
  }

  /** Announces what is not in the database: a connection's state. */
  announceChannel(channelId: ChannelId): void {
    this.#publish({ ...nothingTouched(), channels: new Set([channelId]) }, []);
  }

  /** Announces what is not in the database either: how the PBX has the agents. */
  announceAgentStates(): void {
    this.#publish({ ...nothingTouched(), agentStates: true }, []);
  }

  /** Announces what colleagues do just now. */
  announceTeam(): void {
    this.#publish({ ...nothingTouched(), team: true }, []);
  }

  /** Announces how the desk stands with its team. */
  announceWorkspace(): void {
    this.#publish({ ...nothingTouched(), workspace: true }, []);
  }

  onChange(listener: (event: FeedEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #publish(touched: Touched, customers: CustomerId[]): void {
    const flagged = touched.workspace || touched.notices || touched.agentStates || touched.team;
    if (customers.length === 0 && touched.channels.size === 0 && touched.calls.size === 0 && !flagged) return;
    this.#rev += 1;
    const event: FeedEvent = {
      epoch: this.epoch,
      rev: this.#rev,
      customers,
      channels: [...touched.channels],
      workspace: touched.workspace,
      notices: touched.notices,
      calls: [...touched.calls],
      agentStates: touched.agentStates,
      team: touched.team,
    };
    for (const listener of this.#listeners) listener(event);
  }

  /** Moves the write-ahead log into the database without waiting for readers. For idle moments. */
  checkpoint(): void {
    this.#db.raw.pragma('wal_checkpoint(PASSIVE)');
  }

  close(): void {
    this.#db.raw.close();
  }
}

/** Opens for writing, migrating first where needed. */
export function openStore(options: OpenOptions & { epoch: string }): Store {
  const store = new Store(new WriteConnection(openDatabase(options)), options.epoch);
  return store;
}

/** Opens for reading only; the database must exist and be current (see `prepareDatabase`). */
export function openReader(options: OpenOptions): ReadDb {
  return new ReadDb(openDatabase({ ...options, readonly: true }));
}
