import type { Update } from 'grammy/types';
import { conflict } from './failure.ts';

/** An update before the server has numbered it. */
export type UpdateBody = Omit<Update, 'update_id'>;
export type UpdateKind = Exclude<keyof Update, 'update_id'>;
export type PollRequest = { offset: number; limit: number; timeout: number };

type Waiting = { request: PollRequest; resolve(updates: Update[]): void; reject(error: Error): void; timer: NodeJS.Timeout };

/** Not sent unless asked for by name (Bot API, getUpdates, `allowed_updates`). */
const onlyWhenNamed: ReadonlySet<string> = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

/**
 * What the server keeps for the bot until it is confirmed (Bot API, getUpdates): an update is forgotten once a poll
 * comes with a higher offset, and handed out again by every poll before that.
 */
export class UpdateQueue {
  #updates: Update[] = [];
  #nextId: number;
  #allowed: ReadonlySet<string> | undefined;
  #waiting: Waiting | undefined;

  constructor(firstId: number) {
    this.#nextId = firstId;
  }

  /** Not confirmed yet, oldest first. */
  get pending(): readonly Update[] {
    return this.#updates;
  }

  get polled(): boolean {
    return this.#waiting !== undefined;
  }

  /** An empty list means the default set; it stays in force until the next one (`allowed_updates`). */
  allow(kinds: readonly string[]): void {
    this.#allowed = kinds.length === 0 ? undefined : new Set(kinds);
  }

  /** Returns the update's number, or undefined when the bot has not asked for this kind. */
  push(body: UpdateBody): number | undefined {
    const wanted = Object.keys(body).every((kind) => (this.#allowed ? this.#allowed.has(kind) : !onlyWhenNamed.has(kind)));
    if (!wanted) return undefined;
    return this.pushAnything(body);
  }

  /** Past the filter: an update made before the filter was set may still arrive, and so may a kind nobody knows. */
  pushAnything(body: object): number {
    const update = { update_id: this.#nextId++, ...body };
    this.#updates.push(update);
    this.#wake();
    return update.update_id;
  }

  /** Skips numbers, as the server does after a quiet week: "the next update will be chosen randomly". */
  renumberFrom(nextId: number): void {
    this.#nextId = nextId;
  }

  forgetAll(): void {
    this.#updates = [];
  }

  /**
   * One getUpdates. A poll that has to wait ends the one that was waiting before it; a poll that finds something
   * does not.
   */
  poll(request: PollRequest, gone: AbortSignal): Promise<Update[]> {
    this.#confirm(request.offset);
    const found = this.#updates.slice(0, request.limit);
    if (found.length > 0 || request.timeout === 0) return Promise.resolve(found);
    this.terminate('terminated by other getUpdates request; make sure that only one bot instance is running');
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#finish((waiting) => waiting.resolve([])), request.timeout * 1000);
      const waiting: Waiting = { request, resolve, reject, timer };
      this.#waiting = waiting;
      gone.addEventListener('abort', () => {
        if (this.#waiting === waiting) this.#finish((w) => w.resolve([]));
      });
    });
  }

  /** Ends the waiting poll with 409. */
  terminate(why: string): void {
    this.#finish((waiting) => waiting.reject(conflict(why)));
  }

  #confirm(offset: number): void {
    if (offset < 0) this.#updates = this.#updates.slice(offset);
    // An offset far in the future is treated as none (telegram-bot-api, Client::do_get_updates over TQueue::get).
    if (offset > 0 && offset <= this.#nextId + 10) this.#updates = this.#updates.filter((u) => u.update_id >= offset);
  }

  #wake(): void {
    this.#finish((waiting) => waiting.resolve(this.#updates.slice(0, waiting.request.limit)));
  }

  #finish(how: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    this.#waiting = undefined;
    clearTimeout(waiting.timer);
    how(waiting);
  }
}
