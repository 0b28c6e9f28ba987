import type { FileStore, RawBatch } from '../../shared/contract/connector.ts';
import { DomainError } from '../../shared/contract/errors.ts';
import type { ChannelConfig } from '../../shared/contract/provision.ts';
import type { TeamConnection } from '../../shared/model/index.ts';
import { backoff } from '../core/backoff.ts';
import { shakeHands, teamVersion } from '../core/team-handshake.ts';
import type { TeamAddress } from '../core/team-url.ts';
import type { WriteTx } from '../store/db.ts';
import { newId } from '../store/ids.ts';
import { findChannel } from '../store/repos/channel.repo.ts';
import type { Store } from '../store/store.ts';
import { handBack, sendUnoffered } from '../store/team/orders.ts';
import { enqueueEverything } from '../store/team/queue.ts';
import { setTeamState, type TeamState, teamState } from '../store/team/state.ts';
import { waitingCount } from '../store/team/waiting.ts';
import type { Channels, ChannelTeam } from '../sync/channels.ts';
import { noticeArrivals } from './arrivals.ts';
import { shareChannel, takeChannel } from './channels.ts';
import { fetchSome } from './files.ts';
import { Leases } from './leases.ts';
import { type OutgoingContext, offerAnswers, settleOrders, showOrder, takeOrders } from './outgoing.ts';
import { becomeAgent, takeAgent } from './people.ts';
import { bringOrders, openGap, type PullContext, readGap, readNews } from './pull.ts';
import { type PushContext, pushAll } from './push.ts';
import { LeaseLost, Refused, ServerAway, TeamServer } from './server.ts';
import { keyId, openBox } from './team-key.ts';
import { joinTwins } from './twins.ts';
import type { AgentRow, Change, ChannelRow, Hello, OutboxRow } from './wire.ts';

export type TeamOptions = {
  store: Store;
  files: FileStore;
  address: TeamAddress;
  password: string;
  kind: 'desk' | 'relay';
  /** What colleagues read where it says who runs a channel. */
  name: string;
  program: string;
  secrets: {
    split(config: ChannelConfig): { open: ChannelConfig; secrets: Record<string, string> };
    join(open: ChannelConfig, secrets: Record<string, string>): ChannelConfig;
  };
  now(): number;
  log: {
    info(fields: Record<string, unknown>, message: string): void;
    warn(fields: Record<string, unknown>, message: string): void;
    error(fields: Record<string, unknown>, message: string): void;
  };
};

/** The server is looked at this often though it said nothing: a notification can be lost with its connection. */
const lookAnywayMs = 15_000;
/** Answers under way at the same time by one channel. */
const flights = 4;

/**
 * A desk's place in its team: keeps the connection, reads what colleagues did, tells what was done here, and runs the channels
 * whose leases it has. The window works from the local cache alone and never waits for any of this.
 */
export class TeamLink implements ChannelTeam {
  readonly #o: TeamOptions;
  readonly #node: string;
  readonly #stop = new AbortController();
  readonly #leases: Leases;
  #channels: Channels | undefined;
  #server: TeamServer | undefined;
  #key: Uint8Array | undefined;
  #recovering = false;
  #caughtUp = false;
  #state: TeamConnection['state'] = 'connecting';
  #since: number;
  #detail: string | undefined;
  #update: 'program' | 'server' | undefined;
  #total = 0;
  #holders: ReadonlyMap<string, { node: string; name: string }> = new Map();
  #changed = new Set<() => void>();
  #nudged = false;
  #life: Promise<void> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  /** Channels whose lease ran out while nobody could be asked: their sending goes on. */
  readonly #adrift = new Set<string>();
  /** Addresses that came from colleagues and were not looked at yet. */
  readonly #met: number[] = [];
  #onBack: () => Promise<void> = () => Promise.resolve();

  constructor(options: TeamOptions) {
    this.#o = options;
    this.#since = options.now();
    const { store } = options;
    store.capture();
    this.#node = teamState(store.read, 'node') ?? newId();
    store.write(
      (tx) => {
        setTeamState(tx, 'node', this.#node);
        // From the first moment answers go by way of the server, also while it is not there yet.
        if (teamState(tx, 'epoch') === null) setTeamState(tx, 'epoch', '');
      },
      { pulled: true },
    );
    this.#leases = new Leases({
      server: () => this.#server,
      node: this.#node,
      kind: options.kind,
      mayRun: (id) => this.#caughtUp && this.#mayRun(id),
      taken: (id, fence) => this.#taken(id, fence),
      ended: (id, why) => this.#ended(id, why),
      told: (holders) => this.#told(holders),
      trouble: (error) => this.#trouble(error),
    });
    store.onChange(() => this.nudge());
  }

  start(channels: Channels): void {
    this.#channels = channels;
    this.#leases.start();
    this.#life ??= this.#live();
  }

  /** The team has this channel, so that it is configured there. */
  knows(id: string): boolean {
    return this.#o.store.read.value("SELECT 1 FROM team_versions WHERE kind = 'channel' AND id = ?", id) !== undefined;
  }

  /** Called when the server is there again and everything is read: what waited is decided. */
  whenBack(work: () => Promise<void>): void {
    this.#onBack = work;
  }

  /** Something may be to be told or to be read. */
  nudge(): void {
    this.#nudged = true;
    if (this.#server === undefined) this.#sendOwn();
    for (const wake of this.#changed) wake();
  }

  standing(): TeamConnection {
    const gap = teamState(this.#o.store.read, 'gap');
    const { host } = this.#o.address;
    return {
      state: this.#state,
      since: this.#since,
      host,
      waiting: waitingCount(this.#o.store.read),
      ...(this.#state === 'catching-up' && gap
        ? { progress: { done: Math.max(0, this.#total - gap.left), total: this.#total } }
        : {}),
      ...(this.#detail === undefined ? {} : { detail: this.#detail }),
      ...(this.#update === undefined ? {} : { update: this.#update }),
    };
  }

  runs(id: string): boolean {
    return this.#leases.fence(id) !== undefined || this.#adrift.has(id);
  }

  holder(id: string): string | undefined {
    return this.#holders.get(id)?.name;
  }

  /** The server, when everything since it was last here is read. @throws DomainError `unavailable` */
  server(): TeamServer {
    if (!this.#server || !this.#caughtUp)
      throw new DomainError('unavailable', 'the team cannot be asked now', { retryable: true });
    return this.#server;
  }

  get away(): boolean {
    return this.#server === undefined || !this.#caughtUp;
  }

  /** One thing after another on what is told and read, so that an answer never meets a question it does not belong to. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  pushContext(server: TeamServer): PushContext {
    const { store, files, now, log } = this.#o;
    return {
      store,
      files,
      server,
      node: this.#node,
      fence: (id) => this.#leases.fence(id),
      recovering: this.#recovering,
      now,
      log,
    };
  }

  /**
   * What arrived here is told to the team with how far that is, and only then is the provider told that we have it: a machine
   * that burns down the next moment takes nothing with it.
   *
   * @throws LeaseLost when another desk runs the channel by now
   */
  async share(id: string, batch: RawBatch): Promise<void> {
    const fence = this.#leases.fence(id);
    const supervisor = this.#channels?.get(id);
    if (fence === undefined || !supervisor) throw new LeaseLost('this desk does not run the channel any more');
    await supervisor.pump.drain();
    const cursors = [...(batch.next ? [batch.next] : []), ...(batch.also ?? [])].map(({ stream, cursor }) => ({
      stream,
      cursor: JSON.stringify(cursor),
    }));
    for (;;) {
      const server = await this.#reachable(() => this.#leases.fence(id) === fence);
      if (!server) throw new LeaseLost('this desk does not run the channel any more');
      try {
        await this.alone(async () => {
          await pushAll(this.pushContext(server));
          await server.push({ node: this.#node, channel: id, fence, cursors });
        });
        return;
      } catch (error) {
        if (error instanceof LeaseLost) await this.#leases.lose(id);
        if (!(error instanceof ServerAway)) throw error;
      }
    }
  }

  onEnded(): void {
    this.nudge();
  }

  wake(): void {
    this.#leases.lookSoon();
    this.nudge();
  }

  async channelSaved(id: string): Promise<void> {
    const server = this.server();
    if (this.#key) await shareChannel(this.#channelContext(server, this.#key), id);
    this.#leases.lookSoon();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.nudge();
    const server = this.#server;
    if (server) {
      const limit = new Promise((resolve) => setTimeout(resolve, 1200).unref());
      await Promise.race([this.#leave(server), limit]);
    }
    await this.#leases.stop();
    await this.#server?.close();
    await this.#life;
  }

  /** Tells what was done last, so that it is not known here alone. */
  async #leave(server: TeamServer): Promise<void> {
    await this.alone(async () => {
      const outgoing = this.#outgoing(server);
      await settleOrders(outgoing, (key) => this.#fenceOf(key));
      await pushAll(this.pushContext(server));
      await offerAnswers(outgoing);
    }).catch(() => undefined);
  }

  async #live(): Promise<void> {
    let failures = 0;
    while (!this.#stop.signal.aborted) {
      try {
        const server = await this.#connect();
        failures = 0;
        await this.#work(server);
      } catch (error) {
        if (this.#stop.signal.aborted) break;
        failures += 1;
        this.#lost(error);
      }
      if (!this.#stop.signal.aborted) await this.#pause(Math.min(10_000, backoff(failures, { cap: 10_000 })));
    }
  }

  async #connect(): Promise<TeamServer> {
    const { address, password, kind, name, program, store } = this.#o;
    const server = await TeamServer.connect(
      { address, password },
      { notice: (payload) => this.#heard(payload), end: (ended, error) => this.#gone(ended, error) },
    );
    try {
      const witness = teamState(store.read, 'witness');
      const hello = await server.hello({ id: this.#node, kind, name, schema: teamVersion, program }, witness);
      await this.#greeted(server, hello);
      this.#server = server;
      return server;
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  async #greeted(server: TeamServer, hello: Hello): Promise<void> {
    const { store, password, address } = this.#o;
    const fit = shakeHands(teamVersion, hello);
    if (fit !== 'fits') {
      this.#update = fit === 'desk-old' ? 'program' : 'server';
      throw new Refused('update', `the team's database is of version ${hello.schema}, this program of ${teamVersion}`);
    }
    this.#update = undefined;
    let { epoch } = hello;
    if (hello.rolledBack) epoch = await server.renewEpoch(hello.epoch, teamState(store.read, 'witness'));
    const before = teamState(store.read, 'epoch');
    this.#recovering = hello.recovering === true || (before !== null && before !== '' && before !== epoch);
    store.write(
      (tx) => {
        becomeAgent(tx, hello.agent);
        if (before === epoch) return;
        startAnew(tx, epoch, before === '' || before === null ? this.#o.now() : undefined);
      },
      { pulled: true },
    );
    const key = hello.box === null ? undefined : await openBox(hello.box, address.user, password);
    this.#key = key !== undefined && keyId(key) === hello.keyId ? key : undefined;
    if (!this.#key) this.#o.log.warn({}, 'the key of the team does not open: this desk can run no channel');
  }

  async #work(server: TeamServer): Promise<void> {
    const pull = this.#pullContext(server);
    await openGap(pull);
    const gap = teamState(this.#o.store.read, 'gap');
    this.#total = Math.max(this.#total, gap?.left ?? 0);
    this.#become('catching-up');
    // News first and between the pages: what happens now must not wait for what happened in a month.
    do {
      while (await this.alone(() => readNews(pull)));
      this.#tell();
    } while (await this.alone(() => readGap(pull)));
    this.#total = 0;
    this.#caughtUp = true;
    this.#detail = undefined;
    await this.#shareChannels(server);
    this.#become('connected');
    this.#leases.lookSoon();
    await this.#onBack();
    while (!this.#stop.signal.aborted && this.#server === server) {
      this.#nudged = false;
      await this.#round(server, pull);
      if (!this.#nudged) await this.#pause(lookAnywayMs);
    }
    if (!this.#stop.signal.aborted) throw new ServerAway(new Error(this.#detail ?? 'the connection ended'));
  }

  async #round(server: TeamServer, pull: PullContext): Promise<void> {
    const outgoing = this.#outgoing(server);
    await this.alone(() => settleOrders(outgoing, (key) => this.#fenceOf(key)));
    while (await this.alone(() => readNews(pull)));
    try {
      await this.alone(() => pushAll(this.pushContext(server)));
      this.#joinTwins();
      await this.alone(() => offerAnswers(outgoing));
      for (const { channelId, fence } of this.#leases.held()) await this.#send(outgoing, channelId, fence);
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      this.#leases.lookSoon();
    }
    if (await fetchSome({ ...this.#o, server }, 4)) this.nudge();
  }

  async #send(outgoing: OutgoingContext, channelId: string, fence: number): Promise<void> {
    const supervisor = this.#channels?.get(channelId);
    if (!supervisor) return;
    const channel = { id: channelId, key: supervisor.channelKey, fence };
    const taken = await this.alone(() => takeOrders(outgoing, channel, flights));
    if (taken > 0) supervisor.outbox.kick();
    if (taken === flights) this.nudge();
  }

  #outgoing(server: TeamServer): OutgoingContext {
    const { store, files, now } = this.#o;
    return { store, files, server, node: this.#node, now, bring: (rows) => bringOrders({ store, server }, rows) };
  }

  #pullContext(server: TeamServer): PullContext {
    const { store } = this.#o;
    return {
      store,
      server,
      others: (changes) => this.#others(changes),
      unfit: ({ kind, id }, error) =>
        this.#o.log.error({ kind, id, err: String(error) }, 'what a colleague told could not be taken in'),
      arrived: (tx, { arrived, contacts }) => {
        noticeArrivals(
          tx,
          arrived.map(({ key }) => key),
          teamState(tx, 'joinedAt') ?? 0,
        );
        this.#met.push(...contacts);
      },
    };
  }

  /** Two desks may have met the same person at once: whoever runs the channel they came by makes one of them. */
  #joinTwins(): void {
    const met = this.#met.splice(0);
    if (met.length > 0) joinTwins(this.#o.store, met, (id) => this.#leases.fence(id) !== undefined, this.#o.now());
  }

  async #others(changes: readonly Change[]): Promise<void> {
    const { store } = this.#o;
    for (const { kind, body } of changes) {
      if (body === null) continue;
      if (kind === 'agent') store.write((tx) => takeAgent(tx, body as AgentRow), { pulled: true });
      if (kind === 'channel' && this.#key)
        await takeChannel(this.#channelContext(undefined, this.#key), body as ChannelRow).catch((error: unknown) =>
          this.#o.log.error({ err: String(error) }, 'a channel of the team could not be taken over'),
        );
      if (kind === 'outbox') store.write((tx) => showOrder(tx, body as OutboxRow), { pulled: true });
      if (kind === 'lease') this.#leases.lookSoon();
    }
  }

  #channelContext(server: TeamServer | undefined, key: Uint8Array) {
    const { store, secrets } = this.#o;
    const channels = this.#channels;
    if (!channels) throw new Error('the team was not started');
    return { store, channels, secrets, key, ...(server ? { server } : {}) };
  }

  async #shareChannels(server: TeamServer): Promise<void> {
    if (!this.#key || !this.#channels) return;
    for (const { channelId, kind } of this.#channels.connections()) {
      if (kind !== 'asterisk') await shareChannel(this.#channelContext(server, this.#key), channelId, { newOnly: true });
    }
  }

  #mayRun(id: string): boolean {
    const channel = findChannel(this.#o.store.read, id);
    return channel !== undefined && channel.kind !== 'asterisk' && this.#key !== undefined;
  }

  async #taken(id: string, fence: number): Promise<void> {
    const { store, log } = this.#o;
    const server = this.#server;
    if (!server) return;
    const cursors = await server.cursors(id);
    const channel = findChannel(store.read, id);
    if (!channel) return;
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
      },
      { pulled: true },
    );
    log.info({ channel: id, fence }, 'this desk runs the channel');
    this.#adrift.delete(id);
    this.#channels?.take(id);
    this.nudge();
  }

  async #ended(id: string, why: 'expired' | 'lost'): Promise<void> {
    this.#o.log.info({ channel: id, why }, 'this desk does not run the channel any more');
    if (why === 'expired' && this.#server === undefined) {
      this.#drift(id);
      return;
    }
    this.#adrift.delete(id);
    await this.#channels?.leave(id);
  }

  /** While nobody can be asked, answers that only this desk knows leave from here; nothing is received. */
  #drift(id: string): void {
    this.#adrift.add(id);
    this.#channels?.get(id)?.receive(false);
    this.#sendOwn();
  }

  /** Somebody else took the channel over in the meantime. */
  #cedeTo(id: string): void {
    this.#adrift.delete(id);
    const supervisor = this.#channels?.get(id);
    if (supervisor) this.#o.store.write((tx) => handBack(tx, supervisor.channelKey, 0), { pulled: true });
    void this.#channels?.leave(id);
  }

  /** Of channels that this desk ran when the server went away. */
  #sendOwn(): void {
    if (this.#server || this.#stop.signal.aborted) return;
    for (const id of [...this.#adrift, ...this.#leases.held().map(({ channelId }) => channelId)]) {
      const supervisor = this.#channels?.get(id);
      if (!supervisor) continue;
      if (this.#o.store.write((tx) => sendUnoffered(tx, supervisor.channelKey), { pulled: true }) > 0) supervisor.outbox.kick();
    }
  }

  #fenceOf(channelKey: number): number | undefined {
    const supervisor = this.#channels?.byKey(channelKey);
    return supervisor && this.#leases.fence(supervisor.channelId);
  }

  #told(holders: ReadonlyMap<string, { node: string; name: string }>): void {
    const before = this.#holders;
    this.#holders = holders;
    for (const id of this.#adrift) if (holders.has(id)) this.#cedeTo(id);
    for (const id of new Set([...before.keys(), ...holders.keys()]))
      if (before.get(id)?.node !== holders.get(id)?.node) this.#o.store.announceChannel(id);
  }

  #heard(payload: string): void {
    if (payload.startsWith('lease ')) this.#leases.lookSoon();
    if (payload !== 'together') this.nudge();
  }

  #trouble(error: unknown): void {
    if (!(error instanceof ServerAway)) this.#o.log.error({ err: String(error) }, 'the leases of this desk');
  }

  #gone(server: TeamServer, error: Error): void {
    if (this.#server !== server) return;
    this.#detail = error.message;
    this.#server = undefined;
    this.#caughtUp = false;
    this.nudge();
  }

  #lost(error: unknown): void {
    const server = this.#server;
    this.#server = undefined;
    this.#caughtUp = false;
    void server?.close();
    this.#detail = error instanceof Error ? error.message : String(error);
    if (this.#update !== undefined) this.#become('update-needed');
    else if (error instanceof Refused) this.#become('refused');
    else this.#become('away');
    if (!(error instanceof ServerAway))
      this.#o.log.error({ err: error instanceof Error ? error.stack : this.#detail }, 'the team');
    this.#sendOwn();
  }

  #become(state: TeamConnection['state']): void {
    if (state !== this.#state) this.#since = this.#o.now();
    this.#state = state;
    this.#tell();
  }

  #tell(): void {
    this.#o.store.announceWorkspace();
  }

  /** The server while `wanted` holds; waits for one to come back. */
  async #reachable(wanted: () => boolean): Promise<TeamServer | undefined> {
    while (wanted() && !this.#stop.signal.aborted) {
      if (this.#server && this.#caughtUp) return this.#server;
      await this.#pause(250);
    }
    return undefined;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#changed.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      timer.unref();
      this.#changed.add(done);
      if (this.#stop.signal.aborted) done();
    });
  }
}

/** Another history than the one we know: everything is read anew, and what it lacks is told. `joinedAt`: the first time ever. */
function startAnew(tx: WriteTx, epoch: string, joinedAt: number | undefined): void {
  const state: Partial<TeamState> = {
    epoch,
    cursor: null,
    gap: null,
    witness: [],
    ...(joinedAt === undefined ? {} : { joinedAt }),
  };
  for (const [name, value] of Object.entries(state)) setTeamState(tx, name as keyof TeamState, value as never);
  tx.run("DELETE FROM team_versions WHERE kind <> 'channel'");
  tx.run('DELETE FROM team_shared');
  enqueueEverything(tx);
}
