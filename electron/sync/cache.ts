import type { FileHash } from '../../shared/model/index.ts';
import { isOverLimits, type StoredFile, toLetGo } from '../core/cache.ts';
import { attachmentUses, canComeBack, leftOnDisk, letGo, neededHere, removed, type Sources } from '../store/repos/cache.repo.ts';
import { listChannels } from '../store/repos/channel.repo.ts';
import { getSetting, setSetting } from '../store/repos/settings.repo.ts';
import { storageError } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';
import { capabilitiesOf, type Registry } from './registry.ts';

/** The folder of stored files. */
export type CacheFolder = {
  list(): Promise<StoredFile[]>;
  /** Answers false when the system holds it just now; one that is gone already is removed. */
  remove(hash: FileHash): boolean;
};

const firstLookMs = 60_000;
const everyMs = 60 * 60_000;
/** Read at once; between the pages everything else goes on. */
const page = 1_000;

export type FileCacheOptions = {
  store: Store;
  registry: Registry;
  folder: CacheFolder;
  team: boolean;
  now(): number;
  log: {
    info(fields: Record<string, unknown>, message: string): void;
    error(fields: Record<string, unknown>, message: string): void;
  };
};

/**
 * Keeps the files of a desk within what its settings allow: lets go of what others have too, the longest unused first, and writes
 * down how much is used. What was let go of is fetched again when it is asked for.
 */
export class FileCache {
  readonly #o: FileCacheOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(options: FileCacheOptions) {
    this.#o = options;
  }

  start(): void {
    this.#later(firstLookMs);
  }

  /** The limits may have changed. Resolves when it is within them, as far as it may be. */
  look(): Promise<void> {
    this.#again = this.#running !== undefined;
    this.#running ??= this.#guarded().finally(() => {
      this.#running = undefined;
      if (this.#again && !this.#stopped) void this.look();
      else this.#later(everyMs);
    });
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => void this.look(), ms).unref();
  }

  async #guarded(): Promise<void> {
    try {
      await this.#look();
    } catch (error) {
      if (storageError(error) === undefined)
        this.#o.log.error(
          { err: error instanceof Error ? error.stack : String(error) },
          'the stored files could not be looked through',
        );
    }
  }

  async #look(): Promise<void> {
    const { store, folder, now, log } = this.#o;
    for (const hash of leftOnDisk(store.read)) this.#remove(hash);
    const files = await folder.list();
    const limits = { maxBytes: getSetting(store.read, 'cacheBytes'), maxDays: getSetting(store.read, 'cacheDays') };
    const gone = isOverLimits(files, limits, now()) ? await this.#letGo(files, limits) : [];
    const bytes = (some: readonly StoredFile[]): number => some.reduce((sum, { size }) => sum + size, 0);
    if (this.#stopped) return;
    store.write((tx) => setSetting(tx, 'cacheUsed', bytes(files) - bytes(gone)));
    if (gone.length > 0) log.info({ files: gone.length, bytes: bytes(gone) }, 'files were let go of');
  }

  async #letGo(files: readonly StoredFile[], limits: { maxBytes: number | null; maxDays: number | null }): Promise<StoredFile[]> {
    const { store, now } = this.#o;
    const sources = this.#sources();
    const free = await this.#free(sources);
    const gone: StoredFile[] = [];
    for (const file of toLetGo(files, limits, (hash) => free.has(hash), now())) {
      if (this.#stopped) break;
      // Row and file in one breath: nobody can have fetched it again in between.
      if (!store.write((tx) => letGo(tx, file.hash, sources), { pulled: true })) continue;
      this.#remove(file.hash);
      gone.push(file);
      await breath();
    }
    return gone;
  }

  #remove(hash: FileHash): void {
    if (this.#o.folder.remove(hash)) this.#o.store.write((tx) => removed(tx, hash), { pulled: true });
  }

  /** Files all of whose uses can be had again. */
  async #free(sources: Sources): Promise<Set<FileHash>> {
    const { read } = this.#o.store;
    const free = new Set<FileHash>();
    const bound = neededHere(read);
    for (let after = 0; !this.#stopped; ) {
      const rows = attachmentUses(read, after, page);
      for (const row of rows) {
        if (row.preview_hash !== null) bound.add(row.preview_hash);
        if (row.hash === null) continue;
        if (row.state === 'local' && canComeBack(row, sources)) free.add(row.hash);
        else bound.add(row.hash);
      }
      const last = rows.at(-1);
      if (!last || rows.length < page) break;
      after = last.key;
      await breath();
    }
    for (const hash of bound) free.delete(hash);
    return free;
  }

  #sources(): Sources {
    const { store, registry, team } = this.#o;
    const again = listChannels(store.read).filter((channel) => capabilitiesOf(registry, channel).filesStay === true);
    return { team, channels: new Set(again.map(({ key }) => key)) };
  }
}

const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
