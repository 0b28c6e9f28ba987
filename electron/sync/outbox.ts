import type { SendIntent, SendResult, Session } from '../../shared/contract/connector.ts';
import type { DeliveryNote } from '../../shared/model/index.ts';
import { attemptLimit, backoff, nextSendAttempt } from '../core/backoff.ts';
import type { WriteTx } from '../store/db.ts';
import { setReachability } from '../store/repos/customer.repo.ts';
import { itemByKey, setDelivery } from '../store/repos/item.repo.ts';
import {
  beginAttempt,
  dueRows,
  endAttempt,
  heldBack,
  intentOf,
  lastAttemptAt,
  makeDue,
  moveState,
  nextDueAt,
  type OutboxRow,
  outboxByKey,
  rowsInState,
  sendingEverywhere,
} from '../store/repos/outbox.repo.ts';
import { storageError } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';
import { type Arrived, settleAccepted, wentTo } from './accepted.ts';
import { grantUnsent } from './change.ts';
import { Debts } from './debts.ts';
import { noticeFailure } from './notices.ts';
import type { Outgoing } from './outgoing.ts';
import { pause } from './pause.ts';

/** Messages of one channel on their way at the same time, each to another address. */
const parallel = 4;
/** A clock that is corrected by less than this is left alone; ms. */
const clockToleranceMs = 1_000;

/**
 * Whatever was on its way when the program ended: it may have arrived, so it is `unknown`, and a person or the provider
 * decides. Called once, before any channel starts.
 */
export function recoverInterrupted(store: Store, now: number): number {
  const rows = sendingEverywhere(store.read);
  if (rows.length === 0) return 0;
  store.write(
    (tx) => {
      for (const row of rows) {
        moveState(tx, row.key, ['sending'], 'unknown');
        endAttempt(tx, row.key, now, { outcome: 'unknown', code: 'interrupted' });
        setDelivery(tx, row.item_key, 'unknown', { note: { code: 'interrupted', attempts: row.attempts } });
      }
    },
    { durable: true },
  );
  return rows.length;
}

/** Sends what is due on one channel, at most once per attempt, in order within an address. */
export class OutboxRunner {
  readonly #o: Outgoing;
  readonly #debts: Debts;
  readonly #abort = new AbortController();
  readonly #flying = new Map<number, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #settling: Promise<void> | undefined;
  #refused = 0;
  /** Our clock when it was last looked at. */
  #seen = 0;

  constructor(options: Outgoing) {
    this.#o = options;
    this.#debts = new Debts(options);
  }

  /** Looks for work now: a row was queued, the channel came back, an attempt ended. */
  kick(): void {
    if (this.#abort.signal.aborted) return;
    clearTimeout(this.#timer);
    if (this.#clockWentBack()) {
      // What waited for a time of the old clock would wait as much longer as the step was.
      this.hurry();
      return;
    }
    const session = this.#o.session();
    if (!session) return;
    const { store, channelKey, now } = this.#o;
    // One moment for the whole look, so that nothing falls due between what is taken and what is waited for.
    const at = now();
    for (const row of dueRows(store.read, channelKey, at, parallel)) {
      if (this.#flying.size >= parallel) return;
      if (this.#flying.has(row.key)) continue;
      const flight = this.#attempt(row, session).then(
        () => this.#landed(row.key),
        (error: unknown) => this.#notTaken(row.key, error),
      );
      this.#flying.set(row.key, flight);
    }
    const due = nextDueAt(store.read, channelKey, at);
    if (due !== undefined) {
      this.#timer = setTimeout(() => this.kick(), Math.min(due - at, 60_000));
      this.#timer.unref();
    }
  }

  /** Asked at each look, and there is one at least every minute while something waits. */
  #clockWentBack(): boolean {
    const now = this.#o.now();
    const back = now < this.#seen - clockToleranceMs;
    this.#seen = now;
    return back;
  }

  #landed(key: number): void {
    this.#flying.delete(key);
    if (this.#refused > 0) this.#o.onTrouble(undefined);
    this.#refused = 0;
    this.kick();
  }

  /** It could not even be written down that it leaves, so it has not left: it waits, and is tried again with patience. */
  #notTaken(key: number, error: unknown): void {
    this.#flying.delete(key);
    if (this.#abort.signal.aborted) return;
    this.#refused += 1;
    this.#o.onTrouble(error);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.kick(), backoff(this.#refused));
    this.#timer.unref();
  }

  /** Everything held back becomes due: the channel is back, or a person asked to try now. */
  hurry(): void {
    const { store, channelKey, now } = this.#o;
    if (heldBack(store.read, channelKey, now())) {
      try {
        store.write((tx) => makeDue(tx, channelKey, now()));
      } catch (error) {
        this.#o.onTrouble(error);
      }
    }
    this.kick();
  }

  /** The channel is connected: settle what can be settled, pay what is owed, send what waits. */
  resume(): void {
    this.#settling ??= this.#settle()
      .catch((error: unknown) => this.#o.onTrouble(error))
      .finally(() => {
        this.#settling = undefined;
        this.#debts.pay(true);
      });
    this.hurry();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#abort.abort();
    await Promise.allSettled([...this.#flying.values(), this.#settling, this.#debts.stop()]);
  }

  async #attempt(row: OutboxRow, session: Session): Promise<void> {
    const { store, now } = this.#o;
    const intent = intentOf(row);
    const taken = store.write(
      (tx) => {
        if (!moveState(tx, row.key, ['queued'], 'sending')) return false;
        beginAttempt(tx, row.key, now());
        setDelivery(tx, row.item_key, 'sending');
        return true;
      },
      { durable: true },
    );
    if (!taken) return;
    const result = await this.#send(session, intent);
    await this.#writeDown((tx) => this.#record(tx, row.key, intent, result));
    this.#o.onEnded?.();
    if (result.status === 'accepted') {
      this.#debts.pay();
      this.#o.onArrived();
    }
    if (result.status === 'retry' && result.code === 'auth') this.#o.onRefused(result.detail);
  }

  /**
   * How an attempt ended is known only here, and forgetting it would make it `unknown`: a disk that takes nothing is asked
   * until it does, or until the program ends.
   */
  async #writeDown(record: (tx: WriteTx) => void): Promise<void> {
    for (let failed = 1; ; failed += 1) {
      try {
        this.#o.store.write((tx) => record(tx), { durable: true });
        if (failed > 1) this.#o.onTrouble(undefined);
        return;
      } catch (error) {
        if (storageError(error) === undefined || this.#abort.signal.aborted) throw error;
        this.#o.onTrouble(error);
        await pause(backoff(failed, { cap: 10_000 }), this.#abort.signal);
      }
    }
  }

  async #send(session: Session, intent: SendIntent): Promise<SendResult> {
    const limit = attemptLimit(intent.files.reduce((sum, { size }) => sum + size, 0));
    try {
      return await session.send(intent, AbortSignal.any([this.#abort.signal, AbortSignal.timeout(limit)]));
    } catch (error) {
      // A connector must answer; when it throws instead, nobody knows what left.
      this.#o.log.warn({ channel: this.#o.channelId, itemId: intent.itemId }, 'send threw');
      return { status: 'unknown', detail: error instanceof Error ? error.message : String(error) };
    }
  }

  #tellFailure(tx: WriteTx, row: OutboxRow, detail: string): void {
    const item = itemByKey(tx, row.item_key);
    if (item) noticeFailure(tx, item, detail, this.#o.now());
  }

  #record(tx: WriteTx, key: number, intent: SendIntent, result: SendResult): void {
    const row = outboxByKey(tx, key);
    if (row?.state !== 'sending') return;
    const now = this.#o.now();
    const note = (extra: Omit<DeliveryNote, 'attempts'>): DeliveryNote => ({ ...extra, attempts: row.attempts });
    switch (result.status) {
      case 'accepted':
        this.#accept(tx, row, intent, result);
        return;
      case 'rejected':
        endAttempt(tx, key, now, { outcome: 'rejected', code: result.code, detail: result.detail });
        moveState(tx, key, ['sending'], 'rejected');
        setDelivery(tx, row.item_key, 'failed', {
          note: note({ code: result.code, detail: result.detail, ...(result.sizes ? { sizes: result.sizes } : {}) }),
        });
        this.#tellFailure(tx, row, result.detail);
        if (result.unreachable && wentTo(tx, row, intent)) {
          const at = { contactKey: row.contact_key, channelKey: row.channel_key };
          setReachability(tx, at, { reason: result.unreachable, at: now, detail: result.detail });
        }
        grantUnsent(tx, row, this.#o.capabilities);
        return;
      case 'retry': {
        endAttempt(tx, key, now, { outcome: 'retry', code: result.code, detail: result.detail });
        const retryAt = nextSendAttempt({
          attempts: row.attempts,
          createdAt: row.created_at,
          now,
          ...(result.retryAfterMs === undefined ? {} : { retryAfterMs: result.retryAfterMs }),
        });
        moveState(tx, key, ['sending'], retryAt === undefined ? 'rejected' : 'queued', retryAt);
        setDelivery(tx, row.item_key, retryAt === undefined ? 'failed' : 'queued', {
          note: note({ code: result.code, detail: result.detail, ...(retryAt === undefined ? {} : { retryAt }) }),
        });
        if (retryAt === undefined) this.#tellFailure(tx, row, result.detail);
        grantUnsent(tx, row, this.#o.capabilities);
        return;
      }
      case 'unknown':
        endAttempt(tx, key, now, { outcome: 'unknown', detail: result.detail });
        moveState(tx, key, ['sending'], 'unknown');
        setDelivery(tx, row.item_key, 'unknown', { note: note({ code: 'interrupted', detail: result.detail }) });
        return;
    }
  }

  #accept(tx: WriteTx, row: OutboxRow, intent: SendIntent, result: Arrived): void {
    const startedAt = lastAttemptAt(tx, row.key) ?? row.created_at;
    endAttempt(tx, row.key, this.#o.now(), { outcome: 'accepted' });
    moveState(tx, row.key, ['sending', 'unknown'], 'accepted');
    settleAccepted(tx, row, intent, { ...result, startedAt });
  }

  /** Asks the provider about one unknown row. Answers whether it is settled now. */
  async check(key: number): Promise<boolean> {
    const { store } = this.#o;
    const session = this.#o.session();
    const row = outboxByKey(store.read, key);
    if (row?.state !== 'unknown') return true;
    if (!session?.reconcile) return false;
    const intent = intentOf(row);
    const found = await session.reconcile(intent, AbortSignal.any([this.#abort.signal, AbortSignal.timeout(30_000)]));
    if (!found) return false;
    store.write(
      (tx) => {
        const current = outboxByKey(tx, key);
        if (current?.state === 'unknown') this.#accept(tx, current, intent, found);
      },
      { durable: true },
    );
    this.#debts.pay();
    this.#o.onArrived();
    this.#o.onEnded?.();
    return true;
  }

  async #settle(): Promise<void> {
    const { store, channelKey, log } = this.#o;
    const session = this.#o.session();
    if (!session) return;
    if (session.reconcile) {
      for (const row of rowsInState(store.read, channelKey, 'unknown')) {
        await this.check(row.key).catch(() =>
          log.warn({ channel: this.#o.channelId }, 'could not look for an unanswered message'),
        );
      }
    }
  }
}
