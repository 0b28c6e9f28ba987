import type { RawBatch } from '../../shared/contract/connector.ts';
import type { TeamConnection } from '../../shared/model/index.ts';
import { newId } from '../store/ids.ts';
import { setTeamState, teamState } from '../store/team/state.ts';
import type { Channels, ChannelTeam } from '../sync/channels.ts';
import { Bell } from './bell.ts';
import { shareChannel, shareNewChannels } from './channels.ts';
import { Holdings } from './holdings.ts';
import { Line } from './line.ts';
import { Listening } from './listening.ts';
import type { TeamOptions } from './options.ts';
import { channelContext, takeOthers } from './others.ts';
import { teamAway } from './refusal.ts';
import { Rounds } from './rounds.ts';
import { LeaseLost, ServerAway, type TeamServer } from './server.ts';
import { Standing } from './standing.ts';
import { Depot } from './stores/depot.ts';
import { readThings } from './things.ts';
import { Transfers } from './transfers.ts';

/** Leaving in good order may take this long. */
const leaveWithinMs = 1200;

/** Who keeps what goes on between colleagues just now, which is nothing that is read or told later. */
export type Companion = {
  /** The server is there, and everything is read. */
  met(server: TeamServer): void;
  /** Something of it changed. */
  stirred(): void;
  /** Something that is read and told changed. */
  news(): void;
  lost(): void;
  leave(server: TeamServer): Promise<void>;
};

/**
 * A desk's place in its team: keeps the connection, reads what colleagues did, tells what was done here, and runs the channels
 * whose leases it has. The window works from the local cache alone and never waits for any of this.
 */
export class TeamLink implements ChannelTeam {
  readonly #o: TeamOptions;
  readonly #node: string;
  readonly #stop = new AbortController();
  readonly #bell = new Bell(this.#stop.signal);
  readonly #standing: Standing;
  readonly #line: Line;
  readonly #holdings: Holdings;
  readonly #rounds: Rounds;
  readonly #listening: Listening;
  readonly #transfers: Transfers;
  /** People who were brought before their turn, on this connection. */
  readonly #broughtFirst = new Set<string>();
  #channels: Channels | undefined;
  #companion: Companion | undefined;
  #onBack: () => Promise<void> = () => Promise.resolve();

  constructor(options: TeamOptions) {
    this.#o = options;
    const { store, now } = options;
    store.capture();
    const node = teamState(store.read, 'node') ?? newId();
    this.#node = node;
    store.write(
      (tx) => {
        setTeamState(tx, 'node', node);
        setTeamState(tx, 'tells', []);
        // From the first moment answers go by way of the server, also while it is not there yet.
        if (teamState(tx, 'epoch') === null) setTeamState(tx, 'epoch', '');
      },
      { pulled: true },
    );
    const bell = this.#bell;
    const depot: Depot = new Depot({ store, now, onTrouble: () => this.#standing.tell() });
    const standing = new Standing({ store, host: options.address.host, now, files: () => depot.trouble });
    this.#standing = standing;
    const desk = options;
    const channels = (): Channels | undefined => this.#channels;
    const nudge = (): void => this.nudge();
    this.#line = new Line({
      desk,
      node,
      stop: this.#stop.signal,
      bell,
      standing,
      work: (server) => this.#work(server),
      heard: (payload) => this.#heard(payload),
      lost: () => {
        this.#rounds.lost();
        this.#holdings.sendOwn();
        this.#transfers.lost();
        this.#broughtFirst.clear();
        this.#companion?.lost();
      },
    });
    this.#holdings = new Holdings({
      desk,
      node,
      channels,
      server: () => this.#line.server,
      mayHold: () => this.#line.caughtUp && this.#line.key !== undefined,
      listens: (id) => this.#listening.listensTo(id),
      tell: (id) => this.#listening.tell(id),
      stopped: () => this.#stop.signal.aborted,
      nudge,
    });
    this.#listening = new Listening({
      store,
      channels,
      push: (id, cursors) => this.#pushCursors(id, cursors),
      trouble: (error) => {
        if (!(error instanceof ServerAway) && !(error instanceof LeaseLost))
          desk.log.error({ err: String(error) }, 'how far calls are told');
      },
    });
    this.#transfers = new Transfers({ desk, depot, nudge });
    this.#rounds = new Rounds({
      desk,
      depot,
      transfers: this.#transfers,
      key: () => this.#line.key,
      node,
      bell,
      standing,
      holdings: this.#holdings,
      listens: (id) => this.#listening.listensTo(id),
      channels,
      recovering: () => this.#line.recovering,
      partial: () => this.#line.partial,
      others: (changes) =>
        takeOthers(
          { desk, channels: channels(), key: this.#line.key, leaseChanged: () => this.#holdings.leases.lookSoon() },
          changes,
        ),
      decide: () => this.#onBack(),
      nudge,
    });
    store.onChange(({ customers }) => {
      // What colleagues told is to be found here as well.
      if (customers.length > 0) this.#channels?.indexSoon();
      // Each change of a colleague would otherwise make every desk ask twice.
      if (!this.#rounds.reading || this.#line.server === undefined) nudge();
    });
  }

  /** This desk among all nodes of the team. */
  get node(): string {
    return this.#node;
  }

  accompany(companion: Companion): void {
    this.#companion = companion;
  }

  start(channels: Channels): void {
    this.#channels = channels;
    this.#holdings.leases.start();
    this.#line.start();
  }

  /** The team has this channel, so that it is configured there. */
  knows(id: string): boolean {
    return this.#o.store.read.value("SELECT 1 FROM team_versions WHERE kind = 'channel' AND id = ?", id) !== undefined;
  }

  /** Called while the server is there and everything is read, again and again: what waited is decided. */
  whenBack(work: () => Promise<void>): void {
    this.#onBack = work;
  }

  /** Something may be to be told or to be read. */
  nudge(): void {
    if (this.#line.server === undefined) this.#holdings.sendOwn();
    this.#bell.ring();
  }

  standing(): TeamConnection {
    return this.#standing.view();
  }

  runs(id: string): boolean {
    return this.#holdings.runs(id);
  }

  holder(id: string): string | undefined {
    return this.#holdings.holder(id);
  }

  /** The server, when everything since it was last here is read. @throws DomainError `unavailable` */
  server(): TeamServer {
    const server = this.#line.ready;
    if (!server) throw teamAway('the team cannot be asked now');
    return server;
  }

  get away(): boolean {
    return this.#line.ready === undefined;
  }

  /** One thing after another on what is told and read, so that an answer never meets a question it does not belong to. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#rounds.alone(work);
  }

  /** A person asks for a file now: nothing is put off any longer. */
  hurryFiles(): void {
    this.#transfers.resume();
    this.nudge();
  }

  /**
   * Somebody opens this person while what happened before is still being read: theirs is read first. Without a gap everything is here,
   * and without a server there is nothing to read it from.
   */
  bringFirst(customerId: string): void {
    const server = this.#line.server;
    if (!server || this.#broughtFirst.has(customerId) || !teamState(this.#o.store.read, 'gap')) return;
    this.#broughtFirst.add(customerId);
    this.#rounds.bring(server, customerId).catch((error: unknown) => {
      this.#broughtFirst.delete(customerId);
      if (!(error instanceof ServerAway)) this.#o.log.warn({ err: String(error) }, 'a person could not be brought first');
    });
  }

  /** Tells everything that waits in the queue. */
  tell(server: TeamServer): Promise<void> {
    return this.#rounds.tell(server);
  }

  /** Tells everything that waits, and then how far the calls of a PBX are told; a desk that only listens tells nothing. */
  async #pushCursors(id: string, cursors: Array<{ stream: string; cursor: string }>): Promise<void> {
    const { leases } = this.#holdings;
    const fence = leases.fence(id);
    const server = this.#line.ready;
    if (fence === undefined || !server) return;
    try {
      await this.alone(async () => {
        await this.tell(server);
        await server.push({ node: this.#node, channel: id, fence, cursors });
      });
    } catch (error) {
      if (error instanceof LeaseLost) await leases.lose(id);
      throw error;
    }
  }

  /**
   * What arrived here is told to the team with how far that is, and only then is the provider told that we have it: a machine
   * that burns down the next moment takes nothing with it. A PBX keeps nothing for us, and nobody at this desk waits for the team to
   * see who rings: its calls are told beside.
   *
   * @throws LeaseLost when another desk runs the channel by now
   */
  async share(id: string, batch: RawBatch): Promise<void> {
    if (this.#listening.listensTo(id)) {
      this.#listening.tell(id);
      return;
    }
    const { leases } = this.#holdings;
    const fence = leases.fence(id);
    const supervisor = this.#channels?.get(id);
    if (fence === undefined || !supervisor) throw new LeaseLost('this desk does not run the channel any more');
    await supervisor.pump.drain();
    const cursors = [...(batch.next ? [batch.next] : []), ...(batch.also ?? [])].map(({ stream, cursor }) => ({
      stream,
      cursor: JSON.stringify(cursor),
    }));
    for (;;) {
      const server = await this.#line.reachable(() => leases.fence(id) === fence);
      if (!server) throw new LeaseLost('this desk does not run the channel any more');
      try {
        await this.alone(async () => {
          await this.tell(server);
          await server.push({ node: this.#node, channel: id, fence, cursors });
        });
        return;
      } catch (error) {
        if (error instanceof LeaseLost) await leases.lose(id);
        if (!(error instanceof ServerAway)) throw error;
      }
    }
  }

  onEnded(): void {
    this.nudge();
  }

  wake(): void {
    this.#transfers.resume();
    this.#holdings.leases.lookSoon();
    this.nudge();
  }

  /** A desk's own line to a PBX is nobody else's concern, nor is a channel that the team does not have. */
  async channelRemoved(id: string): Promise<void> {
    if (!this.#listening.listensTo(id) && this.knows(id)) await this.server().call('channel_remove', id);
  }

  async channelSaved(id: string): Promise<void> {
    // A desk's own line to a PBX is nobody else's concern.
    if (this.#listening.listensTo(id) && this.knows(id)) {
      this.#holdings.leases.lookSoon();
      return;
    }
    const server = this.server();
    const context = channelContext({ desk: this.#o, channels: this.#channels, key: this.#line.key });
    if (context) await shareChannel({ ...context, server }, id);
    this.#holdings.leases.lookSoon();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.nudge();
    const server = this.#line.server;
    if (server) {
      const limit = new Promise((resolve) => setTimeout(resolve, leaveWithinMs).unref());
      const farewell = this.#companion?.leave(server).catch(() => undefined);
      await Promise.race([Promise.all([this.#rounds.leave(server), farewell]), limit]);
    }
    await this.#holdings.leases.stop();
    await this.#transfers.stop();
    await this.#line.ended();
  }

  async #work(server: TeamServer): Promise<void> {
    await readThings(this.#o.store, server, this.#o.now());
    await this.#rounds.catchUp(server);
    this.#line.markCaughtUp();
    this.#companion?.met(server);
    const context = channelContext({ desk: this.#o, channels: this.#channels, key: this.#line.key });
    if (context) await shareNewChannels({ ...context, server });
    this.#standing.become('connected');
    this.#holdings.leases.lookSoon();
    await this.#rounds.goOn(server, () => !this.#stop.signal.aborted && this.#line.server === server);
  }

  #heard(payload: string): void {
    if (payload.startsWith('lease ')) this.#holdings.leases.lookSoon();
    if (payload === 'together') this.#companion?.stirred();
    else if (payload === 'objects') this.#transfers.clear();
    else this.nudge();
    if (payload === 'changes') this.#companion?.news();
  }
}
