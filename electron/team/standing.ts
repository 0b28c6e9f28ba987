import type { TeamConnection } from '../../shared/model/index.ts';
import type { Store } from '../store/store.ts';
import { teamState } from '../store/team/state.ts';
import { waitingCount } from '../store/team/waiting.ts';

/** How this desk stands with its team, as its agent reads it. */
export class Standing {
  readonly #store: Store;
  readonly #host: string;
  readonly #now: () => number;
  #state: TeamConnection['state'] = 'connecting';
  #since: number;
  /** Why it is as it is, in words of the server or the network. */
  detail: string | undefined;
  update: 'program' | 'server' | undefined;
  /** Changes that lay in the gap when catching up began. */
  total = 0;

  constructor(options: { store: Store; host: string; now(): number }) {
    this.#store = options.store;
    this.#host = options.host;
    this.#now = options.now;
    this.#since = options.now();
  }

  become(state: TeamConnection['state']): void {
    if (state !== this.#state) this.#since = this.#now();
    this.#state = state;
    this.tell();
  }

  tell(): void {
    this.#store.announceWorkspace();
  }

  view(): TeamConnection {
    const gap = teamState(this.#store.read, 'gap');
    return {
      state: this.#state,
      since: this.#since,
      host: this.#host,
      waiting: waitingCount(this.#store.read),
      ...(this.#state === 'catching-up' && gap
        ? { progress: { done: Math.max(0, this.total - gap.left), total: this.total } }
        : {}),
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      ...(this.update === undefined ? {} : { update: this.update }),
    };
  }
}
