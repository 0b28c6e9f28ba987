import { eachDeskListens, hasLine } from '../core/pbx.ts';
import { findChannel, readCursors } from '../store/repos/channel.repo.ts';
import type { Store } from '../store/store.ts';
import type { Channels } from '../sync/channels.ts';

export type ListeningOptions = {
  store: Store;
  channels(): Channels | undefined;
  /** Tells the team everything that waits, and then that this is how far it is told; nothing where another desk tells it. */
  push(id: string, cursors: Array<{ stream: string; cursor: string }>): Promise<void>;
  trouble(error: unknown): void;
};

/**
 * The PBXs that this desk listens to by a line of its own, whoever of the team tells their calls. What it hears is shown here at once
 * and told beside: one telling at a time for each, and what was heard meanwhile with the next.
 */
export class Listening {
  readonly #o: ListeningOptions;
  readonly #telling = new Set<string>();
  readonly #again = new Set<string>();

  constructor(options: ListeningOptions) {
    this.#o = options;
  }

  listensTo(id: string): boolean {
    const channel = findChannel(this.#o.store.read, id);
    return channel !== undefined && eachDeskListens(channel.kind) && hasLine(channel.config);
  }

  /** Something was heard, or this desk is the one that tells it from now on. */
  tell(id: string): void {
    if (this.#telling.has(id)) {
      this.#again.add(id);
      return;
    }
    this.#telling.add(id);
    this.#tellAll(id)
      .catch((error: unknown) => this.#o.trouble(error))
      .finally(() => {
        this.#telling.delete(id);
        // Heard between the last look and now.
        if (this.#again.delete(id)) this.tell(id);
      });
  }

  async #tellAll(id: string): Promise<void> {
    const { store, channels, push } = this.#o;
    do {
      this.#again.delete(id);
      const supervisor = channels()?.get(id);
      if (!supervisor) return;
      // What these cursors stand for is on the timeline before they are told.
      const cursors = [...readCursors(store.read, supervisor.channelKey)];
      await supervisor.pump.drain();
      await push(
        id,
        cursors.map(([stream, cursor]) => ({ stream, cursor: JSON.stringify(cursor) })),
      );
    } while (this.#again.has(id));
  }
}
