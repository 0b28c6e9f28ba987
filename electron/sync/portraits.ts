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
    const at = this.#o.now();
    this.#fetcher.kick();
    this.#lookLater(at);
  }

  resume(): void {
    const at = this.#o.now();
    this.#fetcher.resume();
    this.#lookLater(at);
  }

  /** `at`: before what is due was looked for, so that nothing falls due unseen in between. */
  #lookLater(at: number): void {
    clearTimeout(this.#timer);
    const { store, channelKey } = this.#o;
    const due = nextPortraitAt(store.read, channelKey);
    // What is due and still waits has a turn of its own.
    if (due === undefined || due <= at) return;
    this.#timer = setTimeout(() => this.kick(), Math.min(due - at, lookEveryMs));
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#fetcher.stop();
  }
}
