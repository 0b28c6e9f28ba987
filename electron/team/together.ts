import type { Store } from '../store/store.ts';
import type { AgentStates } from '../sync/agent-states.ts';
import { Caretaker } from './caretaker.ts';
import { Clocks } from './clocks.ts';
import { Company, readTogether } from './company.ts';
import type { Companion, TeamLink } from './link.ts';
import type { TeamOptions } from './options.ts';
import { OwnPresence } from './presence.ts';
import { ServerAway, type TeamServer } from './server.ts';
import { forgetOld } from './things.ts';

export type TogetherOptions = {
  link: TeamLink;
  store: Store;
  agents: Pick<AgentStates, 'get'>;
  kind: 'desk' | 'relay';
  now(): number;
  log: TeamOptions['log'];
};

/** A third of what a desk is taken for gone after. */
const renewMs = 15_000;
/** Who fell silent is told by nobody: it is looked at this often though nothing was said. */
const lookAnywayMs = 30_000;
/** Between two looks, however much goes on; more of it in a large team, whose every look is larger and whose news are more. */
const restMs = (desks: number): number => Math.min(2_000, 100 + 10 * desks);

/** What goes on between colleagues just now: tells how this desk stands, and knows how the others do. */
export class Together implements Companion {
  readonly own: OwnPresence;
  readonly company: Company;
  readonly #o: TogetherOptions;
  readonly #clocks: Clocks;
  readonly #caretaker: Caretaker;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #off: () => void;
  #server: TeamServer | undefined;
  #looking = false;
  #again = false;
  #lookedAt = 0;

  constructor(options: TogetherOptions) {
    this.#o = options;
    const { link, agents, now, store } = options;
    this.own = new OwnPresence({ node: link.node, agents, now });
    this.company = new Company(now);
    this.#clocks = new Clocks(store);
    this.#caretaker = new Caretaker({ ...options, company: this.company, trouble: (error) => this.#trouble(error) });
    this.#timers.push(setInterval(() => this.#renew(), renewMs).unref());
    this.#off = store.onChange(({ agentStates, team }) => {
      if (agentStates) this.tell();
      if (team) this.#clocks.kick();
    });
    this.#clocks.kick();
    link.accompany(this);
  }

  met(server: TeamServer): void {
    this.#server = server;
    this.own.forget();
    forgetOld(this.#o.store, this.#o.now());
    this.tell();
    this.stirred();
    this.#caretaker.start();
  }

  news(): void {
    this.#caretaker.soon();
  }

  lost(): void {
    this.#server = undefined;
    this.#caretaker.rest();
  }

  /** This desk stands differently, or may. */
  tell(renew = false): void {
    const server = this.#server;
    if (server && this.#o.kind === 'desk') this.own.tell(server, renew).catch((error: unknown) => this.#trouble(error));
  }

  stirred(): void {
    this.#again = true;
    if (!this.#looking) void this.#look();
  }

  async leave(server: TeamServer): Promise<void> {
    this.stop();
    this.#server = undefined;
    if (this.#o.kind === 'desk') await this.own.leave(server);
  }

  stop(): void {
    this.#off();
    this.#clocks.stop();
    this.#caretaker.rest();
    for (const timer of this.#timers) clearInterval(timer);
  }

  #renew(): void {
    this.tell(true);
    if (this.#o.now() - this.#lookedAt >= lookAnywayMs) this.stirred();
    if (this.company.fade()) this.#o.store.announceTeam();
  }

  async #look(): Promise<void> {
    this.#looking = true;
    try {
      while (this.#again && this.#server) {
        this.#again = false;
        const answer = await readTogether(this.#server);
        this.#lookedAt = this.#o.now();
        if (this.company.take(answer)) this.#o.store.announceTeam();
        this.#caretaker.soon();
        await new Promise((resolve) => setTimeout(resolve, restMs(this.company.nodes.length)).unref());
      }
    } catch (error) {
      this.#trouble(error);
    } finally {
      this.#looking = false;
    }
  }

  #trouble(error: unknown): void {
    if (!(error instanceof ServerAway)) this.#o.log.error({ err: String(error) }, 'what colleagues do just now');
  }
}
