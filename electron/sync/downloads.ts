import { ConnectorError, type Session } from '../../shared/contract/connector.ts';
import { backoff } from '../core/backoff.ts';
import { type AttachmentRow, setAttachment, waitingAttachments } from '../store/repos/attachment.repo.ts';
import { storageError } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';

const parallel = 2;
const lookedAtOnce = 20;
/** Answers of the provider that are not the file; a network or a disk that is away is not counted. */
const attemptsBeforeGivingUp = 4;

export type DownloadsOptions = {
  store: Store;
  channelKey: number;
  session: () => Session | undefined;
  /** A file could not be stored, most likely because of the disk; `undefined` when one could again. */
  onTrouble: (error: unknown) => void;
};

/** Fetches the attachments of one channel that are wanted and not here yet, a few at a time. */
export class Downloads {
  readonly #o: DownloadsOptions;
  readonly #abort = new AbortController();
  readonly #flying = new Map<number, Promise<void>>();
  readonly #failures = new Map<number, { all: number; counted: number }>();
  /** Those that failed wait here for their next turn, each on its own. */
  readonly #resting = new Map<number, NodeJS.Timeout>();

  constructor(options: DownloadsOptions) {
    this.#o = options;
  }

  kick(): void {
    const session = this.#o.session();
    if (this.#abort.signal.aborted || !session?.fetch) return;
    for (const row of waitingAttachments(this.#o.store.read, this.#o.channelKey, lookedAtOnce + this.#resting.size)) {
      if (this.#flying.size >= parallel) return;
      if (this.#flying.has(row.key) || this.#resting.has(row.key)) continue;
      const flight = this.#fetch(row, session).then(() => {
        this.#flying.delete(row.key);
        this.kick();
      });
      this.#flying.set(row.key, flight);
    }
  }

  /** The channel is connected: what waited for that may go now. */
  resume(): void {
    this.#wakeAll();
    this.kick();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    this.#wakeAll();
    await Promise.allSettled(this.#flying.values());
  }

  #wakeAll(): void {
    for (const timer of this.#resting.values()) clearTimeout(timer);
    this.#resting.clear();
  }

  /** Never throws. */
  async #fetch(row: AttachmentRow, session: Session): Promise<void> {
    if (!session.fetch || row.ref === null) return;
    const { store, onTrouble } = this.#o;
    try {
      const file = await session.fetch(row.ref, this.#abort.signal);
      store.write((tx) => setAttachment(tx, row, { state: 'local', ...file }));
      this.#failures.delete(row.key);
      onTrouble(undefined);
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      try {
        this.#failed(row, error);
      } catch (unwritten) {
        this.#rest(row.key, 1, unwritten);
      }
    }
  }

  #failed(row: AttachmentRow, error: unknown): void {
    const { all, counted } = this.#failures.get(row.key) ?? { all: 0, counted: 0 };
    const disk = storageError(error) !== undefined;
    const away = disk || (error instanceof ConnectorError && (error.kind === 'offline' || error.kind === 'rate-limit'));
    const failures = { all: all + 1, counted: counted + (away ? 0 : 1) };
    const final = error instanceof ConnectorError && error.problem.code === 'refused' && error.kind !== 'offline';
    if (final || failures.counted >= attemptsBeforeGivingUp) {
      this.#failures.delete(row.key);
      const detail = error instanceof Error ? error.message : String(error);
      this.#o.store.write((tx) => setAttachment(tx, row, { state: 'failed', error: detail }));
      return;
    }
    this.#failures.set(row.key, failures);
    this.#rest(row.key, failures.all, disk ? error : undefined);
  }

  #rest(key: number, failures: number, trouble: unknown): void {
    if (trouble !== undefined) this.#o.onTrouble(trouble);
    const timer = setTimeout(() => {
      this.#resting.delete(key);
      this.kick();
    }, backoff(failures));
    timer.unref();
    this.#resting.set(key, timer);
  }
}
