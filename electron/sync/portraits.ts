import { duePortraits, nextPortraitAt, type PortraitRow, setPortrait } from '../store/repos/portrait.repo.ts';
import type { Store } from '../store/store.ts';
import { Fetcher, type FetcherOptions } from './fetcher.ts';

const lookEveryMs = 60 * 60 * 1000;

export type PortraitsOptions = FetcherOptions & { store: Store; channelKey: number; now: () => number };

/** Fetches the pictures of people: of a newcomer at once, of those who write once a week. One at a time; there is no hurry. */
export class Portraits {
  readonly #o: PortraitsOptions;
  readonly #fetcher: Fetcher<PortraitRow>;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PortraitsOptions) {
    this.#o = options;
    const { store, channelKey, now } = options;
    this.#fetcher = new Fetcher<PortraitRow>(
      {
        parallel: 1,
        keyOf: (row) => row.contact_key,
        waiting: (limit) => duePortraits(store.read, channelKey, now(), limit),
        get: (row, session, signal) => {
          const { kind, value, label } = row;
          return session
            .portrait?.({ kind, value, ...(label === null ? {} : { label }) }, signal)
            .then((picture) =>
              store.write((tx) => setPortrait(tx, row, channelKey, { hash: picture?.hash ?? null, now: now() })),
            );
        },
        giveUp: (row) => store.write((tx) => setPortrait(tx, row, channelKey, { hash: undefined, now: now() })),
      },
      options,
    );
  }

  kick(): void {
    this.#fetcher.kick();
    this.#lookLater();
  }

  resume(): void {
    this.#fetcher.resume();
    this.#lookLater();
  }

  #lookLater(): void {
    clearTimeout(this.#timer);
    const { store, channelKey, now } = this.#o;
    const due = nextPortraitAt(store.read, channelKey);
    // What is due and still waits has a turn of its own.
    if (due === undefined || due <= now()) return;
    this.#timer = setTimeout(() => this.kick(), Math.min(due - now(), lookEveryMs));
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#fetcher.stop();
  }
}
