import { backoff } from '../core/backoff.ts';
import { shakeHands, teamVersion } from '../core/team-handshake.ts';
import type { WriteTx } from '../store/db.ts';
import { enqueueEverything, forgetVersions } from '../store/team/queue.ts';
import { setTeamState, type TeamState, teamState } from '../store/team/state.ts';
import type { Bell } from './bell.ts';
import type { TeamOptions } from './options.ts';
import { becomeAgent } from './people.ts';
import { Refused, ServerAway, TeamServer } from './server.ts';
import type { Standing } from './standing.ts';
import { keyId, openBox } from './team-key.ts';
import type { Hello } from './wire.ts';

/** As the detail of why a desk is without its team for a moment. */
const olderState = 'the server went back to an older state';

export type LineOptions = {
  desk: TeamOptions;
  /** This desk among all nodes of the team. */
  node: string;
  stop: AbortSignal;
  bell: Bell;
  standing: Standing;
  /** What is done while the server is there. Ends by failing, or because of `stop`. */
  work(server: TeamServer): Promise<void>;
  heard(payload: string): void;
  /** The connection ended, or none came about. */
  lost(): void;
};

/** The connection of a desk to its team: opened, greeted, and opened again for as long as the desk lives. */
export class Line {
  readonly #o: LineOptions;
  #server: TeamServer | undefined;
  #caughtUp = false;
  #key: Uint8Array | undefined;
  #recovering = false;
  #partial = true;
  /** The history that the server has told on this connection to be in from now on. */
  #toldEpoch: string | undefined;
  #life: Promise<void> | undefined;

  constructor(options: LineOptions) {
    this.#o = options;
  }

  start(): void {
    this.#life ??= this.#live();
  }

  /** Resolves when all work has ended; after `stop`. */
  async ended(): Promise<void> {
    await this.#server?.close();
    await this.#life;
  }

  get server(): TeamServer | undefined {
    return this.#server;
  }

  /** The server, when everything since it was last here is read. */
  get ready(): TeamServer | undefined {
    return this.#caughtUp ? this.#server : undefined;
  }

  get caughtUp(): boolean {
    return this.#caughtUp;
  }

  /** Everything since the server was last here is read. */
  markCaughtUp(): void {
    this.#caughtUp = true;
    this.#o.standing.detail = undefined;
  }

  /** The key of the team, which opens the secrets of channels. */
  get key(): Uint8Array | undefined {
    return this.#key;
  }

  /** The server went back to an older state and takes what it lacks from whoever has it. */
  get recovering(): boolean {
    return this.#recovering;
  }

  /** The server while `wanted` holds; waits for one to come back. */
  async reachable(wanted: () => boolean): Promise<TeamServer | undefined> {
    while (wanted() && !this.#o.stop.aborted) {
      if (this.ready) return this.ready;
      await this.#o.bell.pause(250);
    }
    return undefined;
  }

  /** There are people and conversations that this agent may not see. */
  get partial(): boolean {
    return this.#partial;
  }

  async #live(): Promise<void> {
    const { stop, bell, standing } = this.#o;
    let failures = 0;
    while (!stop.aborted) {
      try {
        const server = await this.#connect();
        failures = 0;
        await this.#o.work(server);
        if (!stop.aborted) throw new ServerAway(new Error(standing.detail ?? 'the connection ended'));
      } catch (error) {
        if (stop.aborted) break;
        failures += 1;
        this.#lost(error);
      }
      if (!stop.aborted) await bell.pause(Math.min(10_000, backoff(failures, { cap: 10_000 })));
    }
  }

  async #connect(): Promise<TeamServer> {
    const { address, password, kind, name, program, store } = this.#o.desk;
    this.#toldEpoch = undefined;
    const server = await TeamServer.connect(
      { address, password },
      { notice: (payload) => this.#heard(payload), end: (ended, error) => this.#gone(ended, error) },
    );
    try {
      const witness = teamState(store.read, 'witness');
      const hello = await server.hello({ id: this.#o.node, kind, name, schema: teamVersion, program }, witness);
      await this.#greeted(server, hello);
      if (this.#wentBack) throw new ServerAway(new Error(olderState));
      this.#server = server;
      return server;
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  async #greeted(server: TeamServer, hello: Hello): Promise<void> {
    const { standing } = this.#o;
    const { store, password, address, now, log } = this.#o.desk;
    const fit = shakeHands(teamVersion, hello);
    if (fit !== 'fits') {
      standing.update = fit === 'desk-old' ? 'program' : 'server';
      throw new Refused('update', `the team's database is of version ${hello.schema}, this program of ${teamVersion}`);
    }
    standing.update = undefined;
    this.#partial = hello.agent.visibility !== 'all';
    let { epoch } = hello;
    if (hello.rolledBack) epoch = await server.renewEpoch(hello.epoch, teamState(store.read, 'witness'));
    const before = teamState(store.read, 'epoch');
    const wentBack = before !== null && before !== '' && before !== epoch;
    const since = wentBack ? await server.copyOf() : null;
    this.#recovering = hello.recovering === true || wentBack;
    store.write(
      (tx) => {
        becomeAgent(tx, hello.agent);
        if (before === epoch) return;
        startAnew(tx, epoch, wentBack ? { since } : { joinedAt: now() });
      },
      { pulled: true },
    );
    const key = hello.box === null ? undefined : await openBox(hello.box, address.user, password);
    this.#key = key !== undefined && keyId(key) === hello.keyId ? key : undefined;
    if (!this.#key) log.warn({}, 'the key of the team does not open: this desk can run no channel');
  }

  #heard(payload: string): void {
    const [what, epoch] = payload.split(' ');
    if (what !== 'epoch') {
      this.#o.heard(payload);
      return;
    }
    this.#toldEpoch = epoch;
    // Greeted anew, it is found out what the server lacks of ours.
    if (this.#server && this.#wentBack) this.#server.leave(new Error(olderState));
  }

  /** A colleague has found out, since this connection was opened, that the server went back. */
  get #wentBack(): boolean {
    return this.#toldEpoch !== undefined && this.#toldEpoch !== teamState(this.#o.desk.store.read, 'epoch');
  }

  #gone(server: TeamServer, error: Error): void {
    if (this.#server !== server) return;
    this.#o.standing.detail = error.message;
    this.#server = undefined;
    this.#caughtUp = false;
    this.#o.bell.ring();
    this.#o.lost();
  }

  #lost(error: unknown): void {
    const { standing, desk } = this.#o;
    const server = this.#server;
    this.#server = undefined;
    this.#caughtUp = false;
    void server?.close();
    const detail = error instanceof Error ? error.message : String(error);
    standing.detail = detail;
    if (standing.update !== undefined) standing.become('update-needed');
    else if (error instanceof Refused) standing.become('refused');
    else standing.become('away');
    if (!(error instanceof ServerAway)) desk.log.error({ err: error instanceof Error ? error.stack : detail }, 'the team');
    this.#o.lost();
  }
}

/**
 * Another history than the one we know: everything is read anew, and what it lacks is told. `joinedAt`: the first time ever; `since`: the
 * last moment of the older state that the server went back to.
 */
function startAnew(tx: WriteTx, epoch: string, why: { joinedAt: number } | { since: number | null }): void {
  const state: Partial<TeamState> = {
    epoch,
    cursor: null,
    gap: null,
    witness: [],
    ...('joinedAt' in why ? why : { restoring: { since: why.since, total: null, records: 0 } }),
  };
  for (const [name, value] of Object.entries(state)) setTeamState(tx, name as keyof TeamState, value as never);
  forgetVersions(tx);
  tx.run('DELETE FROM team_shared');
  enqueueEverything(tx);
}
