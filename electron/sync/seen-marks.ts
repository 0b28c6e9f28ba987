import type { ActionResult, Session } from '../../shared/contract/connector.ts';
import { nextActionAttempt } from '../core/backoff.ts';
import { forgetSeen, nextSeenAt, postponeSeen, type SeenRow, seenDue } from '../store/repos/remote-action.repo.ts';
import type { Outgoing } from './outgoing.ts';

/** Messages that are marked by one request. */
const together = 500;
const timeoutMs = 60_000;

export type SeenMarksOptions = Pick<Outgoing, 'store' | 'channelKey' | 'session' | 'now' | 'onRefused' | 'onTrouble'>;

/**
 * Marks at the provider what was read here, many messages at once. Nobody waits for it and nobody is told: what is refused is
 * forgotten, everything else is asked for until it is done.
 */
export class SeenMarks {
  readonly #o: SeenMarksOptions;
  readonly #abort = new AbortController();
  #flying: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SeenMarksOptions) {
    this.#o = options;
  }

  kick(): void {
    clearTimeout(this.#timer);
    const session = this.#o.session();
    if (this.#abort.signal.aborted || this.#flying || !session) return;
    const { store, channelKey, now } = this.#o;
    const rows = seenDue(store.read, channelKey, now(), together);
    if (rows.length > 0) {
      this.#flying = this.#mark(rows, session).then(
        () => this.#landed(undefined),
        (error: unknown) => this.#landed(error),
      );
      return;
    }
    const next = nextSeenAt(store.read, channelKey);
    if (next !== undefined) this.#later(next - now());
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#abort.abort();
    await this.#flying;
  }

  #later(ms: number): void {
    this.#timer = setTimeout(() => this.kick(), Math.min(Math.max(ms, 0), 60_000));
    this.#timer.unref();
  }

  #landed(error: unknown): void {
    this.#flying = undefined;
    if (this.#abort.signal.aborted) return;
    if (error === undefined) {
      this.kick();
      return;
    }
    this.#o.onTrouble(error);
    this.#later(5_000);
  }

  async #mark(rows: readonly SeenRow[], session: Session): Promise<void> {
    const { store, now, onRefused } = this.#o;
    const result = await this.#ask(rows, session);
    if (this.#abort.signal.aborted && result.status === 'retry') return;
    store.write((tx) => {
      if (result.status !== 'retry') {
        forgetSeen(tx, rows);
        return;
      }
      const attempts = Math.max(...rows.map((row) => row.attempts)) + 1;
      const { retryAfterMs } = result;
      const at = nextActionAttempt({ attempts, now: now(), ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
      postponeSeen(tx, rows, at);
    });
    if (result.status === 'retry' && result.code === 'auth') onRefused(result.detail);
  }

  async #ask(rows: readonly SeenRow[], session: Session): Promise<ActionResult> {
    const [first] = rows;
    if (!first || !session.act) return { status: 'refused', code: 'refused', detail: 'this channel cannot do that' };
    const action = { type: 'seen', remoteThread: first.remote_thread, remoteIds: rows.map((row) => row.remote_id) } as const;
    try {
      return await session.act(action, AbortSignal.any([this.#abort.signal, AbortSignal.timeout(timeoutMs)]));
    } catch (error) {
      return { status: 'retry', code: 'protocol', detail: error instanceof Error ? error.message : String(error) };
    }
  }
}
