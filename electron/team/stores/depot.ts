import type { FileHash } from '../../../shared/model/index.ts';
import { backoff } from '../../core/backoff.ts';
import type { Store } from '../../store/store.ts';
import type { TeamServer } from '../server.ts';
import { chosenStore, openBucket, storeKind, storeVersion } from './choice.ts';
import { type Carriage, StoreAway, type StoredFile, StoreRefused, type TeamStore } from './contract.ts';
import { databaseStore } from './database.ts';
import { Objects, objectStore } from './objects.ts';

/** The connection to the team, and its key where it opens. */
export type Way = { server: TeamServer; key: Uint8Array | undefined };

/** Why no file can be shared or fetched just now. `refused`: an administrator has to see to it. */
export type StoreTrouble = { state: 'away' | 'refused'; since: number; detail: string };

/** After it said no it is asked again this often: somebody may have mended it. */
const refusedRestMs = 60_000;
const longestRestMs = 30_000;

/**
 * The stores of the team as this desk reaches them: the one that the team has chosen for what is new, and the other for what was put
 * there before. When the chosen one does not answer it is left alone for a while, and everybody is told at once instead of waiting.
 */
export class Depot {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #onTrouble: () => void;
  #objects: { version: number; objects: Objects } | undefined;
  #trouble: StoreTrouble | undefined;
  #troubledVersion = 0;
  #failures = 0;
  #restsUntil = 0;

  constructor(options: { store: Store; now(): number; onTrouble(): void }) {
    this.#store = options.store;
    this.#now = options.now;
    this.#onTrouble = options.onTrouble;
  }

  get trouble(): StoreTrouble | undefined {
    return this.#troubledVersion === this.#version ? this.#trouble : undefined;
  }

  /** How long the store is left alone; 0 when it may be asked. */
  get restMs(): number {
    const left = this.#restsUntil - this.#now();
    // A clock that is set back is no reason to wait for ever.
    return left > 0 && left <= refusedRestMs ? left : 0;
  }

  /**
   * Puts a file where the team keeps what is new.
   *
   * @throws as `TeamStore.put`
   */
  async put(way: Way, file: StoredFile & { path: string }, carriage?: Carriage): Promise<void> {
    if (this.#kind === 'database') return databaseStore(way.server).put(file, carriage);
    return this.#use(() => objectStore(way.server, this.#client(way.key)).put(file, carriage));
  }

  /**
   * Gets a file from where it was put.
   *
   * @throws as `TeamStore.get`
   */
  async get(way: Way, from: TeamStore['kind'], file: StoredFile & { path: string }, carriage?: Carriage): Promise<boolean> {
    if (from === 'database') return databaseStore(way.server).get(file, carriage);
    return this.#use(() => objectStore(way.server, this.#client(way.key)).get(file, carriage));
  }

  /** Takes an object away for good. @throws StoreAway, StoreRefused, FileRefused */
  remove(way: Way, hash: FileHash): Promise<void> {
    return this.#use(() => this.#client(way.key).remove(hash));
  }

  get usesObjects(): boolean {
    return this.#kind === 's3';
  }

  /** Asked again at once. */
  forgive(): void {
    this.#failures = 0;
    this.#restsUntil = 0;
  }

  close(): void {
    this.#objects?.objects.close();
    this.#objects = undefined;
  }

  /** A setting that cannot be read is found out when the store is used. */
  get #kind(): TeamStore['kind'] {
    return storeKind(this.#store.read);
  }

  get #version(): number {
    return storeVersion(this.#store.read);
  }

  #client(key: Uint8Array | undefined): Objects {
    const version = this.#version;
    if (this.#objects?.version === version) return this.#objects.objects;
    this.close();
    const { s3 } = chosenStore(this.#store.read);
    if (s3 === undefined) throw new StoreRefused('the team has no store of objects any more');
    const objects = new Objects(openBucket(s3, key));
    this.#objects = { version, objects };
    return objects;
  }

  /**
   * Does something with a store of objects, unless it is being left alone, and remembers how that went.
   *
   * @throws StoreAway, StoreRefused, and what `work` throws
   */
  async #use<T>(work: () => Promise<T>): Promise<T> {
    // Chosen anew: what was wrong with it before says nothing of it now.
    if (this.#troubledVersion !== this.#version) this.forgive();
    if (this.#trouble && this.restMs > 0) {
      const { state, detail } = this.#trouble;
      throw state === 'away' ? new StoreAway(detail) : new StoreRefused(detail);
    }
    try {
      const answer = await work();
      this.#well();
      return answer;
    } catch (error) {
      if (error instanceof StoreAway || error instanceof StoreRefused) this.#ill(error);
      throw error;
    }
  }

  #well(): void {
    this.forgive();
    if (!this.#trouble) return;
    this.#trouble = undefined;
    this.#onTrouble();
  }

  #ill(error: StoreAway | StoreRefused): void {
    const state = error instanceof StoreAway ? 'away' : 'refused';
    this.#failures += 1;
    this.#restsUntil = this.#now() + (state === 'away' ? backoff(this.#failures, { cap: longestRestMs }) : refusedRestMs);
    const since = this.#trouble?.state === state ? this.#trouble.since : this.#now();
    const told = this.#trouble?.state !== state || this.#trouble.detail !== error.message;
    this.#trouble = { state, since, detail: error.message };
    this.#troubledVersion = this.#version;
    if (told) this.#onTrouble();
  }
}
