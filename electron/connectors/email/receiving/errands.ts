import type { ImapFlow } from 'imapflow';
import { ConnectorError } from '../../../../shared/contract/connector.ts';
import { connectorError } from '../errors.ts';
import type { Bell } from './bell.ts';

/** What is done between two commands on a connection that is watched. Throwing ends the watch. `drop`: it ended before the turn came. */
type Errand = { run(client: ImapFlow): Promise<void>; drop(): void };

/** The errands that wait for their turn on one connection. */
export class Errands {
  readonly #bell: Bell;
  readonly #host: string;
  #waiting: Errand[] = [];
  #over = false;

  constructor(bell: Bell, host: string) {
    this.#bell = bell;
    this.#host = host;
  }

  /**
   * Resolves with what the work did; it may select other folders. With the signal it is given up while it waits. Once begun it
   * goes to its end: somebody who began it anew meanwhile would put a second copy beside the one under way.
   */
  run<T>(work: (client: ImapFlow) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const failed = (error: unknown) => reject(connectorError(error, this.#host));
      const gone = () => failed(new ConnectorError('offline', 'offline', 'The connection ended first', { host: this.#host }));
      if (signal?.aborted) return reject(signal.reason);
      if (this.#over) return gone();
      const givenUp = () => {
        this.#waiting = this.#waiting.filter((other) => other !== errand);
        reject(signal?.reason);
      };
      const errand: Errand = {
        async run(client) {
          signal?.removeEventListener('abort', givenUp);
          try {
            resolve(await work(client));
          } catch (error) {
            failed(error);
            if (!client.usable) throw error;
          }
        },
        drop() {
          signal?.removeEventListener('abort', givenUp);
          gone();
        },
      };
      signal?.addEventListener('abort', givenUp, { once: true });
      this.#waiting.push(errand);
      this.#bell.ring();
    });
  }

  /** Does what waits. True when there was something, and another folder may be selected now. */
  async take(client: ImapFlow): Promise<boolean> {
    const any = this.#waiting.length > 0;
    for (let errand = this.#waiting.shift(); errand !== undefined; errand = this.#waiting.shift()) await errand.run(client);
    return any;
  }

  /** The connection is gone. */
  drop(): void {
    this.#over = true;
    for (const { drop } of this.#waiting.splice(0)) drop();
  }
}
