import type { Presence, Watcher } from '../../shared/model/index.ts';
import { foremost } from '../core/team/presence.ts';
import type { TeamServer } from './server.ts';
import type { TogetherAnswer } from './wire-together.ts';

/** How somebody else stands. `since` by this machine's clock. */
export type ColleagueStanding = { state: Presence; since: number; looking: boolean; customerId?: string; nodes: string[] };

/** What was read this long ago is no longer how it is; ms. More than a few failures of the server to answer. */
const heldFor = 60_000;

/** Who of the team is here and looks at whom, as the server said last. */
export class Company {
  readonly #now: () => number;
  #agents: ReadonlyMap<string, ColleagueStanding> = new Map();
  #watchers: TogetherAnswer['watchers'] = [];
  #nodes: string[] = [];
  #readAt = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Answers whether anything is different from before. */
  take(answer: TogetherAnswer): boolean {
    const now = this.#now();
    const byAgent = new Map<string, TogetherAnswer['presence']>();
    for (const desk of answer.presence) byAgent.set(desk.agentId, [...(byAgent.get(desk.agentId) ?? []), desk]);
    const agents = new Map<string, ColleagueStanding>();
    for (const [id, desks] of byAgent) {
      const best = foremost(desks);
      if (!best) continue;
      const before = this.#agents.get(id);
      agents.set(id, {
        state: best.state,
        since: before?.state === best.state ? before.since : now - best.forMs,
        looking: best.looking,
        nodes: desks.filter(({ state }) => state !== 'offline').map(({ nodeId }) => nodeId),
        ...(best.customerId === null ? {} : { customerId: best.customerId }),
      });
    }
    const before = this.#mark();
    this.#agents = agents;
    this.#watchers = answer.watchers;
    this.#nodes = [...agents.values()].flatMap(({ nodes }) => nodes).sort();
    this.#readAt = now;
    return before !== this.#mark();
  }

  /** What is known has become too old. Answers whether that changes anything. */
  fade(): boolean {
    if (this.#fresh || this.#agents.size === 0) return false;
    this.#agents = new Map();
    this.#watchers = [];
    this.#nodes = [];
    return true;
  }

  of(agentId: string): ColleagueStanding | undefined {
    return this.#agents.get(agentId);
  }

  stateOf(agentId: string): Presence {
    return this.#agents.get(agentId)?.state ?? 'offline';
  }

  /** Of other desks than this one. */
  watchers(own: string): Array<{ customerId: string; agentId: string; doing: Watcher['doing'] }> {
    return this.#watchers.filter(({ nodeId }) => nodeId !== own);
  }

  /** Desks that are on, in an order that all of them know. */
  get nodes(): readonly string[] {
    return this.#nodes;
  }

  get #fresh(): boolean {
    return this.#now() - this.#readAt < heldFor;
  }

  #mark(): string {
    const agents = [...this.#agents].map(
      ([id, { state, looking, customerId }]) => `${id} ${state} ${looking} ${customerId ?? ''}`,
    );
    const watchers = this.#watchers.map(({ nodeId, customerId, doing }) => `${nodeId} ${customerId} ${doing}`);
    return JSON.stringify([agents.sort(), watchers.sort()]);
  }
}

export const readTogether = (server: TeamServer): Promise<TogetherAnswer> => server.call<TogetherAnswer>('together');
