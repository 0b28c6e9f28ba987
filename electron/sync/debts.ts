import type { SendIntent, Session } from '../../shared/contract/connector.ts';
import { intentOf, owedAfterSend, setAfterSend } from '../store/repos/outbox.repo.ts';
import type { Outgoing } from './outgoing.ts';

/** How long one of them may take, ms. */
const limitMs = 120_000;

/** One round of paying what is owed; `again` when more has come meanwhile. */
type Pass = { abort: AbortController; again: boolean; done: Promise<void> };

type DebtsOptions = Pick<Outgoing, 'store' | 'channelKey' | 'channelId' | 'session' | 'onTrouble' | 'log'>;

/** What still belongs to the accepted messages of one channel: copies in Sent. */
export class Debts {
  readonly #o: DebtsOptions;
  readonly #abort = new AbortController();
  #paying: Pass | undefined;

  constructor(options: DebtsOptions) {
    this.#o = options;
  }

  /**
   * What still belongs to accepted messages (copies in Sent), one after another and beside the sending, which must not wait
   * for a mailbox that is mute. `afresh` gives up the one under way: it may be waiting on a connection that is dead.
   */
  pay(afresh = false): void {
    if (this.#abort.signal.aborted) return;
    const before = this.#paying;
    if (before && !afresh) {
      before.again = true;
      return;
    }
    before?.abort.abort();
    const pass: Pass = { abort: new AbortController(), again: false, done: Promise.resolve() };
    this.#paying = pass;
    const signal = AbortSignal.any([this.#abort.signal, pass.abort.signal]);
    pass.done = (before?.done ?? Promise.resolve())
      .then(() => this.#payAll(signal))
      .catch((error: unknown) => this.#o.onTrouble(error))
      .then(() => {
        if (this.#paying !== pass) return;
        this.#paying = undefined;
        if (pass.again) this.pay();
      });
  }

  async #payAll(signal: AbortSignal): Promise<void> {
    const { store, channelKey } = this.#o;
    const tried = new Set<number>();
    while (!signal.aborted) {
      const session = this.#o.session();
      const row = owedAfterSend(store.read, channelKey).find(({ key }) => !tried.has(key));
      if (!row || !session?.afterSend) return;
      tried.add(row.key);
      await this.#pay(row.key, intentOf(row), session, signal);
    }
  }

  /** If it fails now it is tried after the next message and at the next connection. */
  async #pay(key: number, intent: SendIntent, session: Session, signal: AbortSignal): Promise<void> {
    const { store, log } = this.#o;
    try {
      await session.afterSend?.(intent, AbortSignal.any([signal, AbortSignal.timeout(limitMs)]));
      store.write((tx) => {
        setAfterSend(tx, key, 'done');
      });
    } catch {
      if (!signal.aborted) log.warn({ channel: this.#o.channelId, itemId: intent.itemId }, 'copy of a sent message still owed');
    }
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#paying?.done;
  }
}
