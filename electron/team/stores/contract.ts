import type { FileHash } from '../../../shared/model/index.ts';

/** Bytes of the team, by name and size. */
export type StoredFile = { hash: FileHash; size: number };

export type Carriage = {
  signal?: AbortSignal;
  /** Bytes so far. */
  onProgress?(done: number): void;
};

/**
 * Where a team keeps the bytes of files, each under the SHA-256 of its bytes, and so once. Both do the same: PostgreSQL itself
 * (`database.ts`), and a store of objects that speaks S3 (`objects.ts`). Which one has a file stands in its row on the server.
 */
export type TeamStore = {
  readonly kind: 'database' | 's3';
  /**
   * Brings the bytes at `path` there, unless they are there. Resolves when the team has all of them.
   *
   * @throws WrongBytes when they are not what their name says; StoreAway, StoreRefused; ServerAway when PostgreSQL is gone
   */
  put(file: StoredFile & { path: string }, carriage?: Carriage): Promise<void>;
  /**
   * Writes the bytes to a new file at `path`. Answers false where there are none; what is written is not proved to be what its name
   * says, which is for whoever takes it in.
   *
   * @throws WrongBytes when it is another number of bytes; StoreAway, StoreRefused; ServerAway
   */
  get(file: StoredFile & { path: string }, carriage?: Carriage): Promise<boolean>;
};

/** Nobody answers there just now: it is tried again by itself. */
export class StoreAway extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreAway';
  }
}

/** It does not want us: a wrong key, no such bucket. An administrator has to see to it. */
export class StoreRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoreRefused';
  }
}

/** One file that it does not take or give, whatever becomes of the others. */
export class FileRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FileRefused';
  }
}

/** The bytes are not what their name says. */
export class WrongBytes extends Error {
  constructor() {
    super('the bytes are not what their name says');
    this.name = 'WrongBytes';
  }
}
