import { eachDeskListens } from '../core/pbx.ts';
import { heardSince } from '../core/team/calls.ts';
import { fetchWithoutAsking } from '../store/repos/attachment.repo.ts';
import { findChannel, listChannels, readCursors } from '../store/repos/channel.repo.ts';
import { fetchUntold } from '../store/team/asks.ts';
import { handBack, handBackOthers, sendUnoffered, waitAlone } from '../store/team/orders.ts';
import { setTeamState, teamState } from '../store/team/state.ts';
import type { Channels } from '../sync/channels.ts';
import { Leases } from './leases.ts';
import type { TeamOptions } from './options.ts';
import { ServerAway, type TeamServer } from './server.ts';

export type HoldingsOptions = {
  desk: TeamOptions;
  node: string;
  channels(): Channels | undefined;
  server(): TeamServer | undefined;
  /** Everything since the server was last here is read, and secrets of channels can be opened. */
  mayHold(): boolean;
  /** This desk has a line of its own to that PBX, and listens whoever tells its calls. */
  listens(id: string): boolean;
  /** What was heard on that line is to be told now. */
  tell(id: string): void;
  stopped(): boolean;
  nudge(): void;
};

/** The channels that this desk runs: begun when their lease is ours, ended when it is not, and what leaves by them meanwhile. */
export class Holdings {
  readonly leases: Leases;
  readonly #o: HoldingsOptions;
  #holders: ReadonlyMap<string, { node: string; name: string }> = new Map();
  /** Channels whose lease ran out while nobody could be asked: their sending goes on. */
  readonly #adrift = new Set<string>();

  constructor(options: HoldingsOptions) {
    this.#o = options;
    this.leases = new Leases({
      server: options.server,
      node: options.node,
      kind: options.desk.kind,
      mayRun: (id) => options.mayHold() && this.#mayRun(id),
      mayKeep: (id) => !options.listens(id) || this.#hears(id),
      taken: (id, fence) => this.#taken(id, fence),
      ended: (id, why) => this.#ended(id, why),
      told: (holders) => this.#told(holders),
      trouble: (error) => {
        if (!(error instanceof ServerAway)) options.desk.log.error({ err: String(error) }, 'the leases of this desk');
      },
    });
  }

  runs(id: string): boolean {
    return this.leases.fence(id) !== undefined || this.#adrift.has(id);
  }

  /** Name of the desk that runs it, where that is another. */
  holder(id: string): string | undefined {
    return this.#holders.get(id)?.name;
  }

  fenceOf(channelKey: number): number | undefined {
    const supervisor = this.#o.channels()?.byKey(channelKey);
    return supervisor && this.leases.fence(supervisor.channelId);
  }

  /** Sends what only this desk knows, by channels that it ran when the server went away. */
  sendOwn(): void {
    if (this.#o.server() || this.#o.stopped()) return;
    for (const id of [...this.#adrift, ...this.leases.held().map(({ channelId }) => channelId)]) {
      const supervisor = this.#o.channels()?.get(id);
      if (!supervisor) continue;
      const left = this.#o.desk.store.write((tx) => sendUnoffered(tx, supervisor.channelKey), { pulled: true });
      if (left > 0) supervisor.outbox.kick();
    }
  }

  /**
   * What was to leave from here alone, by channels that this desk does not run, goes the usual way again: it was killed in between, or
   * found the channel with another when the line came back.
   */
  handBackOthers(): void {
    const { store } = this.#o.desk;
    if (!waitAlone(store.read)) return;
    const run = listChannels(store.read).filter(({ id }) => this.runs(id));
    store.write(
      (tx) =>
        handBackOthers(
          tx,
          run.map(({ key }) => key),
        ),
      { pulled: true },
    );
  }

  #mayRun(id: string): boolean {
    const channel = findChannel(this.#o.desk.store.read, id);
    if (channel === undefined) return false;
    return eachDeskListens(channel.kind) ? this.#o.listens(id) && this.#hears(id) : true;
  }

  /** Whoever hears nothing from a PBX has nothing to tell of it. */
  #hears(id: string): boolean {
    return this.#o.channels()?.get(id)?.connection().state === 'online';
  }

  /** What this desk says of calls by these channels stands against what it is told of them. */
  #tells(id: string, tells: boolean): void {
    const { store } = this.#o.desk;
    const others = teamState(store.read, 'tells').filter((one) => one !== id);
    store.write((tx) => setTeamState(tx, 'tells', tells ? [...others, id] : others), { pulled: true });
  }

  async #taken(id: string, fence: number): Promise<boolean> {
    const { store, log } = this.#o.desk;
    const server = this.#o.server();
    if (!server) return false;
    const cursors = await server.cursors(id);
    const channel = findChannel(store.read, id);
    if (!channel || this.leases.fence(id) !== fence) return false;
    this.#tells(id, true);
    if (this.#o.listens(id)) {
      await this.#goOnTelling(id, channel.key, cursors);
      log.info({ channel: id, fence }, 'this desk tells what it hears on the line');
      return true;
    }
    store.write(
      (tx) => {
        for (const { stream, cursor } of cursors)
          tx.run(
            'INSERT INTO cursors (channel_key, stream, cursor) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET cursor = excluded.cursor',
            channel.key,
            stream,
            cursor,
          );
        handBack(tx, channel.key, fence);
        fetchUntold(tx, channel.key, fetchWithoutAsking);
      },
      { pulled: true },
    );
    log.info({ channel: id, fence }, 'this desk runs the channel');
    this.#adrift.delete(id);
    this.#o.channels()?.take(id);
    this.#o.nudge();
    return true;
  }

  /**
   * From now on the calls of a PBX are told from here. Where nobody heard them for a while, also not this desk, it connects anew from
   * where they were last told, and reads what the PBX wrote down since.
   */
  async #goOnTelling(id: string, channelKey: number, cursors: ReadonlyArray<{ stream: string; cursor: string }>): Promise<void> {
    const { store } = this.#o.desk;
    const own = readCursors(store.read, channelKey);
    const missed = cursors.some(({ stream, cursor }) => !heardSince(own.get(stream), JSON.parse(cursor)));
    if (missed) await this.#o.channels()?.restart(id, cursors);
    this.#o.tell(id);
    this.#o.nudge();
  }

  async #ended(id: string, why: 'expired' | 'lost'): Promise<void> {
    this.#o.desk.log.info({ channel: id, why }, 'this desk does not run the channel any more');
    this.#tells(id, false);
    if (this.#o.listens(id)) return;
    if (why === 'expired' && this.#o.server() === undefined) {
      this.#drift(id);
      return;
    }
    this.#adrift.delete(id);
    await this.#o.channels()?.leave(id);
  }

  /** While nobody can be asked, answers that only this desk knows leave from here; nothing is received. */
  #drift(id: string): void {
    this.#adrift.add(id);
    this.#o.channels()?.get(id)?.receive(false);
    this.sendOwn();
  }

  /** Somebody else took the channel over in the meantime. */
  #cedeTo(id: string): void {
    this.#adrift.delete(id);
    const channels = this.#o.channels();
    const supervisor = channels?.get(id);
    if (supervisor) this.#o.desk.store.write((tx) => handBack(tx, supervisor.channelKey, 0), { pulled: true });
    void channels?.leave(id);
  }

  #told(holders: ReadonlyMap<string, { node: string; name: string }>): void {
    const before = this.#holders;
    this.#holders = holders;
    for (const id of this.#adrift) if (holders.has(id)) this.#cedeTo(id);
    for (const id of new Set([...before.keys(), ...holders.keys()]))
      if (before.get(id)?.node !== holders.get(id)?.node) this.#o.desk.store.announceChannel(id);
  }
}
