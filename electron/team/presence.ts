import type { Presence, Watcher } from '../../shared/model/index.ts';
import { presenceOf } from '../core/team/presence.ts';
import type { AgentStates } from '../sync/agent-states.ts';
import { Refused, type TeamServer } from './server.ts';

/** What the window has on screen counts for this long; it repeats itself before. */
const onScreenMs = 30_000;
/** So long a look is known to colleagues unless it is renewed; more than the window takes to repeat itself. */
const lookMs = 35_000;

type Screen = { customerId: string; doing: Watcher['doing']; until: number };
type Told = { state: Presence; customerId?: string; doing?: Watcher['doing'] };

/**
 * How this desk stands, told to the team: what its agent said of themselves, whether somebody is at the machine, and which person
 * is on screen. One call after another, always the latest.
 */
export class OwnPresence {
  readonly #node: string;
  readonly #agents: Pick<AgentStates, 'get'>;
  readonly #now: () => number;
  #screen: Screen | undefined;
  #idle = false;
  #told: Told | undefined;
  #seen: string | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(options: { node: string; agents: Pick<AgentStates, 'get'>; now(): number }) {
    this.#node = options.node;
    this.#agents = options.agents;
    this.#now = options.now;
  }

  show(customerId: string | null, doing: Watcher['doing']): void {
    this.#screen = customerId === null ? undefined : { customerId, doing, until: this.#now() + onScreenMs };
  }

  /** Answers whether that is news. */
  rest(idle: boolean): boolean {
    const changed = idle !== this.#idle;
    this.#idle = idle;
    return changed;
  }

  /** How it is now. */
  get state(): Presence {
    const state = this.#agents.get();
    return presenceOf({ state, inCall: state.inCall, idle: this.#idle });
  }

  get customerId(): string | undefined {
    if (this.#screen && this.#screen.until <= this.#now()) this.#screen = undefined;
    return this.#screen?.customerId;
  }

  /** Another connection knows nothing of what was told to the last. */
  forget(): void {
    this.#told = undefined;
    this.#seen = undefined;
  }

  /** Tells how it is; what was told already only when `renew` says so. Never more than one call ahead of the server. */
  tell(server: TeamServer, renew = false): Promise<void> {
    this.#turn = this.#turn.catch(() => undefined).then(() => this.#tellNow(server, renew));
    return this.#turn;
  }

  async #tellNow(server: TeamServer, renew: boolean): Promise<void> {
    const { state, customerId } = this;
    const doing = customerId === undefined ? undefined : this.#screen?.doing;
    const before = this.#told;
    this.#told = { state, ...(customerId === undefined ? {} : { customerId }), ...(doing === undefined ? {} : { doing }) };
    if (renew || before?.state !== state || before.customerId !== customerId)
      await server.call('presence_set', this.#node, state, customerId ?? null);
    if (before?.customerId !== undefined && before.customerId !== customerId)
      await server.call('unwatch', this.#node, before.customerId);
    if (customerId === undefined) return;
    if (renew || before?.customerId !== customerId || before.doing !== doing) await this.#watch(server, customerId, doing);
  }

  /** Whom the team does not know yet, or this agent may not see there, nobody can be told of. */
  async #watch(server: TeamServer, customerId: string, doing: Watcher['doing'] = 'looking'): Promise<void> {
    try {
      await server.call('watch', this.#node, customerId, doing, lookMs);
      if (this.#seen !== customerId) await server.call('saw', customerId);
      this.#seen = customerId;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  /** The desk is put out. */
  async leave(server: TeamServer): Promise<void> {
    await this.#turn.catch(() => undefined);
    await server.call('presence_set', this.#node, 'offline', null);
  }
}
