import { ConnectorError, type Session } from '../../shared/contract/connector.ts';
import { backoff } from '../core/backoff.ts';
import { storageError } from '../store/storage-error.ts';

/** Answers of the provider that are not what was asked for; a network or a disk that is away is not counted. */
const attemptsBeforeGivingUp = 4;

export type Errand<Row> = {
  /** How many may be under way at the same time. */
  parallel: number;
  keyOf(row: Row): number;
  /** What is wanted and not here yet, at most so many. */
  waiting(limit: number): Row[];
  /** Gets it and puts it down. `undefined` where this session cannot. */
  get(row: Row, session: Session, signal: AbortSignal): Promise<void> | undefined;
  /** It will not be had. */
  giveUp(row: Row, error: unknown): void;
};

export type FetcherOptions = {
  session: () => Session | undefined;
  /** Something could not be stored, most likely because of the disk; `undefined` when it could again. */
  onTrouble: (error: unknown) => void;
};

/** Gets what is wanted and not here yet, a few at a time; what failed waits for its own next turn. */
export class Fetcher<Row> {
  readonly #errand: Errand<Row>;
  readonly #o: FetcherOptions;
  readonly #abort = new AbortController();
  readonly #flying = new Map<number, Promise<void>>();
  readonly #failures = new Map<number, { all: number; counted: number }>();
  readonly #resting = new Map<number, NodeJS.Timeout>();

  constructor(errand: Errand<Row>, options: FetcherOptions) {
    this.#errand = errand;
    this.#o = options;
  }

  kick(): void {
    const { parallel, keyOf, waiting, get } = this.#errand;
    const session = this.#o.session();
    if (this.#abort.signal.aborted || !session) return;
    for (const row of waiting(parallel + this.#flying.size + this.#resting.size)) {
      if (this.#flying.size >= parallel) return;
      const key = keyOf(row);
      if (this.#flying.has(key) || this.#resting.has(key)) continue;
      const getting = get(row, session, this.#abort.signal);
      if (!getting) return;
      const flight = this.#watch(row, getting).then(() => {
        this.#flying.delete(key);
        this.kick();
      });
      this.#flying.set(key, flight);
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
  async #watch(row: Row, getting: Promise<void>): Promise<void> {
    try {
      await getting;
      this.#failures.delete(this.#errand.keyOf(row));
      this.#o.onTrouble(undefined);
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      try {
        this.#failed(row, error);
      } catch (unwritten) {
        this.#rest(this.#errand.keyOf(row), 1, unwritten);
      }
    }
  }

  #failed(row: Row, error: unknown): void {
    const key = this.#errand.keyOf(row);
    const { all, counted } = this.#failures.get(key) ?? { all: 0, counted: 0 };
    const disk = storageError(error) !== undefined;
    const away = disk || (error instanceof ConnectorError && (error.kind === 'offline' || error.kind === 'rate-limit'));
    const failures = { all: all + 1, counted: counted + (away ? 0 : 1) };
    const final = error instanceof ConnectorError && error.problem.code === 'refused' && error.kind !== 'offline';
    if (final || failures.counted >= attemptsBeforeGivingUp) {
      this.#failures.delete(key);
      this.#errand.giveUp(row, error);
      return;
    }
    this.#failures.set(key, failures);
    this.#rest(key, failures.all, disk ? error : undefined);
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
