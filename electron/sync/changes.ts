import type { ActionResult, RemoteAction, Session } from '../../shared/contract/connector.ts';
import { nextActionAttempt } from '../core/backoff.ts';
import type { WriteTx } from '../store/db.ts';
import { attachmentsOf } from '../store/repos/attachment.repo.ts';
import { deleteItem, editItem, type ItemRow, itemByKey, saysSo, setExtra } from '../store/repos/item.repo.ts';
import { type ItemExtra, readExtra } from '../store/repos/item-extra.ts';
import { furtherParts } from '../store/repos/part.repo.ts';
import {
  type ActionRow,
  actionsWait,
  beginAction,
  dueActions,
  fulfilled,
  hurryActions,
  nextActionAt,
  postpone,
  refuse,
  type Wish,
  wishOf,
} from '../store/repos/remote-action.repo.ts';
import { remoteThreadOf } from '../store/repos/thread.repo.ts';
import type { Outgoing } from './outgoing.ts';
import { SeenMarks } from './seen-marks.ts';

/** Changes of one channel under way at the same time, each of another item. */
const parallel = 4;
const attemptTimeoutMs = 60_000;

/**
 * Changes of what is at the provider already, on one channel. Each may be repeated without harm, so it is tried until it is
 * done or refused, in order for each item; being killed in between only means once more.
 */
export class ChangeRunner {
  readonly #o: Outgoing;
  readonly #abort = new AbortController();
  /** By item. */
  readonly #flying = new Map<number, Promise<void>>();
  readonly #seen: SeenMarks;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: Outgoing) {
    this.#o = options;
    this.#seen = new SeenMarks(options);
  }

  /** Looks for work now: something was wished, a message arrived, an attempt ended. */
  kick(): void {
    this.#seen.kick();
    clearTimeout(this.#timer);
    const session = this.#o.session();
    if (this.#abort.signal.aborted || !session) return;
    const { store, channelKey } = this.#o;
    // One moment for the whole look, so that nothing falls due between what is taken and what is waited for.
    const at = this.#o.now();
    for (const row of dueActions(store.read, channelKey, at, parallel * 2)) {
      if (this.#flying.size >= parallel) return;
      if (this.#flying.has(row.item_key)) continue;
      this.#flying.set(
        row.item_key,
        this.#attempt(row, session).then(
          () => this.#landed(row.item_key, undefined),
          (error: unknown) => this.#landed(row.item_key, error),
        ),
      );
    }
    const next = nextActionAt(store.read, channelKey, at);
    if (next !== undefined) this.#later(next - at);
  }

  /** The channel is connected: what waited may go now. */
  resume(): void {
    const { store, channelKey, now } = this.#o;
    try {
      if (actionsWait(store.read, channelKey, now())) store.write((tx) => hurryActions(tx, channelKey, now()));
    } catch (error) {
      this.#o.onTrouble(error);
    }
    this.kick();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#abort.abort();
    await Promise.allSettled([...this.#flying.values(), this.#seen.stop()]);
  }

  #later(ms: number): void {
    this.#timer = setTimeout(() => this.kick(), Math.min(Math.max(ms, 0), 60_000));
    this.#timer.unref();
  }

  #landed(itemKey: number, error: unknown): void {
    this.#flying.delete(itemKey);
    if (this.#abort.signal.aborted) return;
    if (error === undefined) {
      this.kick();
      return;
    }
    // It could not be written down (a full disk): it is still wished, and asked for again.
    this.#o.onTrouble(error);
    this.#later(5_000);
  }

  async #attempt(row: ActionRow, session: Session): Promise<void> {
    const { store } = this.#o;
    const item = itemByKey(store.read, row.item_key);
    const action = item && this.#actionOf(row, item);
    if (!store.write((tx) => beginAction(tx, row), { durable: true })) return;
    const result: ActionResult =
      action && session.act
        ? await this.#act(session, action)
        : { status: 'refused', code: 'refused', detail: 'this channel cannot do that' };
    if (this.#abort.signal.aborted && result.status === 'retry') return;
    store.write((tx) => this.#record(tx, row, result), { durable: true });
    if (result.status === 'retry' && result.code === 'auth') this.#o.onRefused(result.detail);
  }

  /** What was done is so, also when it is not wished any more. */
  #record(tx: WriteTx, row: ActionRow, result: ActionResult): void {
    const item = itemByKey(tx, row.item_key);
    if (item) tx.touchCustomer(item.customer_key);
    switch (result.status) {
      case 'done':
        if (item) this.#done(tx, item, wishOf(row));
        fulfilled(tx, row);
        return;
      case 'refused':
        refuse(tx, row, result);
        return;
      case 'retry': {
        const { retryAfterMs } = result;
        const attempt = { attempts: row.attempts + 1, now: this.#o.now() };
        postpone(tx, row, nextActionAttempt({ ...attempt, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }), result);
        return;
      }
    }
  }

  #actionOf(row: ActionRow, item: ItemRow): RemoteAction | undefined {
    const { store } = this.#o;
    const remoteThread = item.thread_key === null ? undefined : remoteThreadOf(store.read, item.thread_key);
    if (remoteThread === undefined || item.remote_id === null) return undefined;
    const at = { remoteThread, remoteIds: [item.remote_id, ...furtherParts(store.read, item.key)] };
    const wanted = wishOf(row);
    if (wanted.type !== 'edit') return { ...at, ...wanted };
    const { buttons } = readExtra(item);
    const hasFiles = attachmentsOf(store.read, item.key).length > 0;
    return { ...at, ...wanted, hasFiles, ...(buttons ? { buttons } : {}) };
  }

  async #act(session: Session, action: RemoteAction): Promise<ActionResult> {
    try {
      const signal = AbortSignal.any([this.#abort.signal, AbortSignal.timeout(attemptTimeoutMs)]);
      return (await session.act?.(action, signal)) ?? { status: 'refused', code: 'refused', detail: '' };
    } catch (error) {
      // Repeating does no harm, so whatever happened, it is asked for again.
      return { status: 'retry', code: 'protocol', detail: error instanceof Error ? error.message : String(error) };
    }
  }

  /** The customer sees it so now, and so does everybody here. */
  #done(tx: WriteTx, item: ItemRow, wanted: Wish): void {
    const now = this.#o.now();
    switch (wanted.type) {
      case 'edit': {
        const { captions } = readExtra(item);
        const edit = { text: wanted.text, at: now, ...(wanted.marks === undefined ? {} : { marks: wanted.marks }) };
        if (captions && item.remote_id !== null) setExtra(tx, item, { captions: [{ part: item.remote_id, ...edit }] });
        if (!saysSo(item, edit)) editItem(tx, item, edit);
        return;
      }
      case 'withdraw':
        deleteItem(tx, item, now);
        return;
      case 'react': {
        const others = (readExtra(item).reactions ?? []).filter(({ by }) => by !== 'us');
        const ours: ItemExtra['reactions'] = wanted.emoji === undefined ? [] : [{ by: 'us', emoji: wanted.emoji, at: now }];
        setExtra(tx, item, { reactions: [...others, ...ours] });
        return;
      }
      case 'seen':
        return;
    }
  }
}
