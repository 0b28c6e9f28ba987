import { attachmentByKey, setAttachment } from '../store/repos/attachment.repo.ts';
import { storageError } from '../store/storage-error.ts';
import { fileCame, fileLost, sharingDone, type WaitingFile, waitingToShare, wantedFiles } from '../store/team/files.ts';
import { progressOf } from '../sync/downloads.ts';
import { type FileContext, fetchFile, shareFile } from './files.ts';
import type { TeamOptions } from './options.ts';
import { Refused, ServerAway } from './server.ts';
import { storeVersion } from './stores/choice.ts';
import { StoreAway, StoreRefused } from './stores/contract.ts';
import type { Depot, Way } from './stores/depot.ts';

const fetchesAtOnce = 4;
const sharesAtOnce = 2;
/** So many may wait for a store that does not answer before no further one is tried. */
const waitersAtMost = 50;
const leastRestMs = 1_000;
const removalsAtOnce = 20;

/** The connection that something was begun on. */
type Line = { way: Way | undefined; signal: AbortSignal };

type Options = { desk: TeamOptions; depot: Depot; nudge(): void };

/**
 * Files on their way between this desk and its team, beside everything else: what is wanted here, the latest first, and what the
 * team lacks. While its store does not answer they wait, and are tried again by themselves.
 */
export class Transfers {
  readonly #o: Options;
  readonly #flying = new Map<string, Promise<void>>();
  /** Tried and put off, until the store may be asked again. */
  readonly #resting = new Set<string>();
  #again: NodeJS.Timeout | undefined;
  #way: Way | undefined;
  #abort = new AbortController();
  #clearing = true;
  #version = 0;

  constructor(options: Options) {
    this.#o = options;
  }

  /** The server is there, and there may be something to do. */
  kick(way: Way): void {
    if (this.#way?.server !== way.server) this.#clearing = true;
    this.#way = way;
    if (this.#abort.signal.aborted) this.#abort = new AbortController();
    const version = storeVersion(this.#o.desk.store.read);
    // The team has chosen anew: what waited because of the last choice is tried at once.
    if (version === this.#version) this.#pump();
    else this.resume();
    this.#version = version;
  }

  /** Somebody asks for files now, or the machine woke up: nothing is put off. */
  resume(): void {
    this.#o.depot.forgive();
    this.#wake();
  }

  /** There are objects to be taken away. */
  clear(): void {
    this.#clearing = true;
    this.#pump();
  }

  lost(): void {
    this.#way = undefined;
    this.#abort.abort();
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#resting.clear();
  }

  async stop(): Promise<void> {
    this.lost();
    await Promise.allSettled(this.#flying.values());
    this.#o.depot.close();
  }

  #pump(): void {
    const way = this.#way;
    if (!way) return;
    const { store } = this.#o.desk;
    const busy = this.#flying.size + this.#resting.size;
    if (this.#resting.size < waitersAtMost) {
      for (const file of wantedFiles(store.read, fetchesAtOnce + busy)) {
        if (this.#count('fetch') >= fetchesAtOnce) break;
        this.#start(`fetch ${file.hash}`, (signal) => this.#fetch(way, file, signal));
      }
      for (const hash of waitingToShare(store.read, sharesAtOnce + busy)) {
        if (this.#count('share') >= sharesAtOnce) break;
        this.#start(`share ${hash}`, (signal) => this.#share(way, hash, signal));
      }
    }
    if (this.#clearing && this.#o.depot.usesObjects) this.#start('remove', () => this.#remove(way));
  }

  #count(what: string): number {
    return [...this.#flying.keys()].filter((name) => name.startsWith(what)).length;
  }

  #start(name: string, work: (signal: AbortSignal) => Promise<void>): void {
    if (this.#flying.has(name) || this.#resting.has(name)) return;
    const flight = this.#watch(name, work, { way: this.#way, signal: this.#abort.signal }).then(() => {
      this.#flying.delete(name);
      this.#pump();
    });
    this.#flying.set(name, flight);
  }

  /** Never throws. */
  async #watch(name: string, work: (signal: AbortSignal) => Promise<void>, on: Line): Promise<void> {
    try {
      await work(on.signal);
    } catch (error) {
      if (on.signal.aborted) return;
      if (!(error instanceof ServerAway)) this.#putOff(name, error);
      // Everything waits for the next connection.
      else if (this.#way === on.way) this.#way = undefined;
    }
  }

  #putOff(name: string, error: unknown): void {
    this.#resting.add(name);
    this.#again ??= setTimeout(() => this.#wake(), Math.max(leastRestMs, this.#o.depot.restMs)).unref();
    if (error instanceof StoreAway || error instanceof StoreRefused) return;
    const { log } = this.#o.desk;
    log.error({ transfer: name, err: error instanceof Error ? error.stack : String(error) }, 'a file of the team');
  }

  #wake(): void {
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#resting.clear();
    this.#pump();
  }

  async #fetch(way: Way, file: WaitingFile, signal: AbortSignal): Promise<void> {
    const { store } = this.#o.desk;
    const row = file.role === 'file' ? attachmentByKey(store.read, file.rowKey) : undefined;
    const onProgress = row && progressOf(row, { store, now: this.#o.desk.now, onTrouble: () => undefined });
    try {
      const size = await fetchFile(this.#context(way), file.hash, { signal, ...(onProgress ? { onProgress } : {}) });
      store.write((tx) => (size === undefined ? fileLost(tx, file, 'the team has no such file') : fileCame(tx, file, size)), {
        pulled: true,
      });
    } catch (error) {
      if (signal.aborted || !isOfFile(error)) {
        const waits = error instanceof StoreAway || error instanceof StoreRefused;
        if (waits && row && !signal.aborted)
          store.write((tx) => setAttachment(tx, row, { state: 'fetching', waits: error.message }), { pulled: true });
        throw error;
      }
      store.write((tx) => fileLost(tx, file, error.message), { pulled: true });
    }
  }

  async #share(way: Way, hash: string, signal: AbortSignal): Promise<void> {
    const { store, log } = this.#o.desk;
    try {
      await shareFile(this.#context(way), hash, { signal });
    } catch (error) {
      if (signal.aborted || !isOfFile(error)) throw error;
      log.warn({ hash, err: error.message }, 'a file cannot be shared with the team');
    }
    store.write((tx) => sharingDone(tx, hash), { pulled: true });
    this.#o.nudge();
  }

  /** What erasing left in the store of objects. */
  async #remove(way: Way): Promise<void> {
    this.#clearing = false;
    const hashes = await way.server.takeRemovals(removalsAtOnce);
    try {
      for (const hash of hashes) {
        await this.#o.depot.remove(way, hash);
        await way.server.removed(hash);
      }
    } catch (error) {
      this.#clearing = true;
      throw error;
    }
    this.#clearing ||= hashes.length === removalsAtOnce;
  }

  #context(way: Way): FileContext {
    const { store, files } = this.#o.desk;
    return { store, files, depot: this.#o.depot, ...way };
  }
}

/** It is this file's own trouble, and would be the same again. */
const isOfFile = (error: unknown): error is Error =>
  error instanceof Error &&
  (error.name === 'WrongBytes' || error.name === 'FileRefused' || error instanceof Refused) &&
  storageError(error) === undefined;
