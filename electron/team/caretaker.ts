import type { Store } from '../store/store.ts';
import { adoptDecided, type Unanswered } from './adopting.ts';
import type { Company } from './company.ts';
import type { TeamLink } from './link.ts';
import { policies } from './ruling.ts';
import type { TeamServer } from './server.ts';
import { refreshThings } from './things.ts';
import { namesOf } from './viewing.ts';
import type { ConversationRow } from './wire.ts';
import type { HandoffRow } from './wire-together.ts';

/** What nobody answered is looked for this often by whoever sees to it, */
const sweepMs = 10_000;
/** and by the others, in case that one fell silent in a way that nobody notices. */
const asideMs = 60_000;
/** What waits is given out so soon after something changed, and no sooner again; ms. */
const soonMs = 60;
const restMs = 400;

type Options = {
  link: TeamLink;
  store: Store;
  company: Company;
  kind: 'desk' | 'relay';
  now(): number;
  trouble(error: unknown): void;
};

/**
 * Sees to what the team's rules do by themselves: gives what waits to who is ready, brings back what nobody answered. The server decides
 * both; of all desks that are on one asks, or a relay, so that it is asked as often with two hundred desks as with two.
 */
export class Caretaker {
  readonly #o: Options;
  #sweeping: NodeJS.Timeout | undefined;
  #giving: NodeJS.Timeout | undefined;
  #gaveAt = 0;
  #sweptAt = 0;

  constructor(options: Options) {
    this.#o = options;
  }

  start(): void {
    this.#sweeping ??= setInterval(() => void this.#guarded(() => this.#sweep()), sweepMs).unref();
    this.soon();
  }

  rest(): void {
    clearInterval(this.#sweeping);
    clearTimeout(this.#giving);
    this.#sweeping = undefined;
    this.#giving = undefined;
  }

  /** Somebody may wait, or be ready, who was not before. */
  soon(): void {
    if (!this.#sweeping || this.#giving || !this.#mine || !this.#givesOut) return;
    const wait = Math.max(soonMs, this.#gaveAt + restMs - this.#o.now());
    this.#giving = setTimeout(() => void this.#guarded(() => this.#giveOut()), wait).unref();
  }

  /** It is this desk's to see to. */
  get #mine(): boolean {
    const { company, link, kind } = this.#o;
    return kind === 'relay' || company.nodes[0] === link.node;
  }

  get #givesOut(): boolean {
    return policies(this.#o.store.read).assignment.by !== 'queue';
  }

  async #giveOut(): Promise<void> {
    const { link, now } = this.#o;
    clearTimeout(this.#giving);
    this.#giving = undefined;
    this.#gaveAt = now();
    await link.alone(async () => {
      const server = link.server();
      const given = await server.call<Array<{ id: string }>>('dispatch');
      await this.#adopt(
        server,
        given.map(({ id }) => id),
      );
    });
  }

  async #sweep(): Promise<void> {
    const { link, now } = this.#o;
    if (!this.#mine && now() - this.#sweptAt < asideMs) return;
    this.#sweptAt = now();
    await link.alone(async () => {
      const server = link.server();
      const back = await server.call<{ handoffs: string[]; conversations: string[] }>('sweep');
      const unanswered = await this.#unanswered(server, back.handoffs);
      await this.#adopt(server, back.conversations);
      await this.#adopt(
        server,
        unanswered.map(({ conversationId }) => conversationId),
        unanswered,
      );
    });
    if (this.#givesOut) await this.#giveOut();
  }

  /** Handoffs whose time has run out, as they stand now, and whom they were given to. */
  async #unanswered(server: TeamServer, ids: readonly string[]): Promise<Unanswered[]> {
    if (ids.length === 0) return [];
    const { store, now } = this.#o;
    const refs = ids.map((id) => ({ kind: 'handoff' as const, id }));
    await refreshThings(store, server, refs, now());
    const rows = (await server.bodies(refs)).flatMap(({ body }) => (body === null ? [] : [body as HandoffRow]));
    const names = namesOf(store.read);
    return rows.map(({ conversation_id, to_id, to_department }) => ({
      conversationId: conversation_id,
      toId: to_id,
      name: to_id === null ? names.department(to_department ?? '') : names.agent(to_id),
    }));
  }

  /** Of those that this agent may see, so that their timelines say what the rule did; before news of it is read. */
  async #adopt(server: TeamServer, ids: readonly string[], unanswered: readonly Unanswered[] = []): Promise<void> {
    if (ids.length === 0) return;
    const { store, now } = this.#o;
    const bodies = await server.bodies(ids.map((id) => ({ kind: 'conversation', id })));
    const rows = bodies.flatMap(({ body }) => (body === null ? [] : [body as ConversationRow]));
    await adoptDecided({ store, server, now: now() }, rows, 'rule', unanswered);
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      if (!this.#o.link.away) await work();
    } catch (error) {
      this.#o.trouble(error);
    }
  }
}
