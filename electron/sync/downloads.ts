import { ConnectorError, type Session } from '../../shared/contract/connector.ts';
import { backoff } from '../core/backoff.ts';
import { type AttachmentRow, setAttachment, waitingAttachments } from '../store/repos/item.repo.ts';
import type { Store } from '../store/store.ts';

const parallel = 2;
const attemptsBeforeGivingUp = 4;

export type DownloadsOptions = { store: Store; channelKey: number; session: () => Session | undefined };

/** Fetches the attachments of one channel that are wanted and not here yet, a few at a time. */
export class Downloads {
  readonly #o: DownloadsOptions;
  readonly #abort = new AbortController();
  readonly #flying = new Map<number, Promise<void>>();
  readonly #failures = new Map<number, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DownloadsOptions) {
    this.#o = options;
  }

  kick(): void {
    const session = this.#o.session();
    if (this.#abort.signal.aborted || !session?.fetch) return;
    clearTimeout(this.#timer);
    for (const row of waitingAttachments(this.#o.store.read, this.#o.channelKey, 20)) {
      if (this.#flying.size >= parallel) return;
      if (this.#flying.has(row.key)) continue;
      const flight = this.#fetch(row, session).finally(() => {
        this.#flying.delete(row.key);
        if (!this.#failures.has(row.key)) this.kick();
      });
      this.#flying.set(row.key, flight);
    }
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#abort.abort();
    await Promise.allSettled(this.#flying.values());
  }

  async #fetch(row: AttachmentRow, session: Session): Promise<void> {
    if (!session.fetch || row.ref === null) return;
    try {
      const file = await session.fetch(row.ref, this.#abort.signal);
      this.#failures.delete(row.key);
      this.#o.store.write((tx) => setAttachment(tx, row, { state: 'local', ...file }));
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      const failures = (this.#failures.get(row.key) ?? 0) + 1;
      this.#failures.set(row.key, failures);
      const final = error instanceof ConnectorError && error.problem.code === 'refused';
      if (final || failures >= attemptsBeforeGivingUp) {
        this.#failures.delete(row.key);
        this.#o.store.write((tx) =>
          setAttachment(tx, row, { state: 'failed', error: error instanceof Error ? error.message : String(error) }),
        );
        return;
      }
      this.#timer = setTimeout(() => this.kick(), backoff(failures));
      this.#timer.unref();
    }
  }
}
