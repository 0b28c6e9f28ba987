import type { TeamConnection } from '../../shared/model/index.ts';
import type { Store } from '../store/store.ts';
import { givenBack } from '../store/team/restoring.ts';
import { teamState } from '../store/team/state.ts';
import { waitingCount } from '../store/team/waiting.ts';
import type { StoreTrouble } from './stores/depot.ts';

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

  readonly #files: () => StoreTrouble | undefined;

  constructor(options: { store: Store; host: string; now(): number; files(): StoreTrouble | undefined }) {
    this.#files = options.files;
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
    const files = this.#files();
    const restoring = givenBack(this.#store.read);
    return {
      state: this.#state,
      since: this.#since,
      host: this.#host,
      waiting: waitingCount(this.#store.read),
      ...(this.#state === 'catching-up' && gap
        ? { progress: { done: Math.max(0, this.total - gap.left), total: this.total } }
        : {}),
      ...(restoring === undefined ? {} : { restoring }),
      ...(files === undefined ? {} : { files }),
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      ...(this.update === undefined ? {} : { update: this.update }),
    };
  }
}
