import { DomainError } from '../../shared/contract/errors.ts';
import type { ItemId } from '../../shared/model/index.ts';
import { mayLeave } from '../core/held.ts';
import type { WriteTx } from '../store/db.ts';
import { contactById, membersOf, rootOf } from '../store/repos/customer.repo.ts';
import { dueHeld, type HeldRow, heldBody, nextHeldAt, stopHeld, takeHeld, wroteSince } from '../store/repos/held.repo.ts';
import { storageError } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';
import type { Channels } from './channels.ts';
import type { Registry } from './registry.ts';
import { queueWritten } from './written.ts';

/** A disk that takes nothing is asked again after this; so is a clock that may have been set. ms. */
const lookAgainMs = 30_000;

type Options = { store: Store; registry: Registry; channels: Pick<Channels, 'get' | 'indexSoon'>; now: () => number };

/**
 * Answers that wait until they may leave: some seconds, so that they can be taken back, or until a time somebody chose.
 * Each leaves in the transaction in which it ceases to wait, so a crash at any moment neither loses nor doubles it.
 */
export class HeldReplies {
  readonly #o: Options;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: Options) {
    this.#o = options;
  }

  /** Lets go what is due, and looks again when the next one is. */
  kick(): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    const { store } = this.#o;
    // One moment for the whole look: what falls due between two readings of the clock would be taken for what a disk refused.
    const at = this.#o.now();
    for (const row of dueHeld(store.read, at)) this.#due(row);
    const next = nextHeldAt(store.read);
    if (next === undefined) return;
    const left = next <= at ? lookAgainMs : next - at;
    this.#timer = setTimeout(() => this.kick(), Math.min(left, lookAgainMs));
    this.#timer.unref();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /**
   * Lets it go now, whatever its time.
   *
   * @throws DomainError what `queueReply` throws, `conflict` when it has left already
   */
  release(row: HeldRow): ItemId[] {
    const { store, channels, now } = this.#o;
    const { reply } = heldBody(row);
    const itemIds = store.write((tx) => this.#leave(tx, row, now()), { durable: true });
    channels.get(reply.channelId)?.outbox.kick();
    channels.indexSoon();
    return itemIds;
  }

  #due(row: HeldRow): void {
    const { store, now } = this.#o;
    const { sendAt } = heldBody(row);
    const members = membersOf(store.read, rootOf(store.read, row.customer_key).key).map(({ key }) => key);
    const answeredSince = wroteSince(store.read, members, row.created_at);
    try {
      if (mayLeave({ reason: row.reason, sendAt, answeredSince }, now())) this.release(row);
      else throw new DomainError('not-allowed', 'its time passed while the program was closed, and they have written since');
    } catch (error) {
      if (storageError(error) !== undefined) return;
      const refused = error instanceof DomainError ? error : undefined;
      const problem = {
        code: String(refused?.details?.reason ?? refused?.code ?? 'internal'),
        detail: error instanceof Error ? error.message : String(error),
      };
      store.write((tx) => stopHeld(tx, row, problem), { durable: true });
    }
  }

  #leave(tx: WriteTx, row: HeldRow, now: number): ItemId[] {
    if (!takeHeld(tx, row)) throw new DomainError('conflict', 'it has left already');
    const { reply } = heldBody(row);
    // It was theirs when it was written; people may have been told apart since.
    const contact = reply.contactPointId === undefined ? undefined : contactById(tx, reply.contactPointId);
    const about = {
      customerKey: row.customer_key,
      members: contact ? [contact.customer_key] : [],
      ...(row.conversation_key === null ? {} : { conversationKey: row.conversation_key }),
    };
    return queueWritten(tx, this.#o.registry, about, reply, now);
  }
}
