import type { WriteTx } from '../store/db.ts';
import { knownSoFar } from '../store/team/crossed.ts';
import type { Imported } from '../store/team/import.ts';
import { beginGivingBack, endGivingBack } from '../store/team/restoring.ts';
import { teamState } from '../store/team/state.ts';
import type { Channels } from '../sync/channels.ts';
import { noticeArrivals } from './arrivals.ts';
import { answerAsks, askForStranded } from './asked.ts';
import type { Bell } from './bell.ts';
import { holdCrossed } from './crossed.ts';
import type { FileContext } from './files.ts';
import type { Holdings } from './holdings.ts';
import type { TeamOptions } from './options.ts';
import { type OutgoingContext, offerAnswers, settleOrders, takeOrders } from './outgoing.ts';
import { bringPerson } from './person.ts';
import { bringOrders, openGap, type PullContext, readGap, readNews } from './pull.ts';
import { type PushContext, pushAll } from './push.ts';
import { LeaseLost, type TeamServer } from './server.ts';
import type { Standing } from './standing.ts';
import type { Depot } from './stores/depot.ts';
import type { Transfers } from './transfers.ts';
import { joinTwins } from './twins.ts';
import { hearWants, peopleOf } from './wants.ts';
import type { Change } from './wire.ts';

/** The server is looked at this often though it said nothing: a notification can be lost with its connection. */
const lookAnywayMs = 15_000;
/** Answers under way at the same time by one channel. */
const flights = 4;

export type RoundsOptions = {
  desk: TeamOptions;
  node: string;
  bell: Bell;
  standing: Standing;
  holdings: Holdings;
  /** This desk has a line of its own to that PBX. */
  listens(id: string): boolean;
  channels(): Channels | undefined;
  depot: Depot;
  transfers: Transfers;
  /** The key of the team, where it opens. */
  key(): Uint8Array | undefined;
  recovering(): boolean;
  /** There are people and conversations that this agent may not see. */
  partial(): boolean;
  /** Agents, channels, leases, answers on their way. */
  others(changes: readonly Change[]): Promise<void>;
  /** What could not be decided while nobody could be asked. */
  decide(): Promise<void>;
  nudge(): void;
};

/** What a desk does while its server is there: reads what colleagues did, tells what was done here, sends by what it runs. */
export class Rounds {
  readonly #o: RoundsOptions;
  #turn: Promise<unknown> = Promise.resolve();
  #reading = false;
  /** What had come to be known here when everything since the server was last here was read; none before. */
  #caughtUpAt: number | undefined;
  /** Addresses that came from colleagues and were not looked at yet. */
  readonly #met: number[] = [];

  constructor(options: RoundsOptions) {
    this.#o = options;
  }

  /** One thing after another on what is told and read, so that an answer never meets a question it does not belong to. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** A round is taking in what colleagues did, and goes on to all that may come of it: what changes here meanwhile needs no other one. */
  get reading(): boolean {
    return this.#reading;
  }

  /** Reads everything since the server was last here. */
  async catchUp(server: TeamServer): Promise<void> {
    const { desk, standing } = this.#o;
    const pull = this.#pullContext(server);
    await openGap(pull);
    const gap = teamState(desk.store.read, 'gap');
    standing.total = Math.max(standing.total, gap?.left ?? 0);
    standing.become('catching-up');
    // News first and between the pages: what happens now must not wait for what happened in a month.
    do {
      while (await this.alone(() => readNews(pull)));
      standing.tell();
    } while (await this.alone(() => readGap(pull)));
    standing.total = 0;
    this.#caughtUpAt = knownSoFar(desk.store.read);
  }

  /** The server is away: what is written from now on is written out of sight of the others. */
  lost(): void {
    this.#caughtUpAt = undefined;
  }

  /** One person whole, between what else is read. */
  async bring(server: TeamServer, customerId: string): Promise<void> {
    await this.alone(() => bringPerson({ store: this.#o.desk.store, server }, customerId));
  }

  /** Round after round while `wanted` holds. */
  async goOn(server: TeamServer, wanted: () => boolean): Promise<void> {
    const pull = this.#pullContext(server);
    while (wanted()) {
      this.#o.bell.listen();
      // Also in between: a decision may have been made on a line that ended under it, and this be the next one already.
      await this.#o.decide();
      await this.#round(server, pull);
      await this.#o.bell.rest(lookAnywayMs);
    }
  }

  /** Tells everything that waits in the queue. */
  tell(server: TeamServer): Promise<void> {
    return pushAll(this.#pushContext(server));
  }

  /** Tells what was done last, so that it is not known here alone. */
  async leave(server: TeamServer): Promise<void> {
    await this.alone(async () => {
      const outgoing = this.#outgoing(server);
      await settleOrders(outgoing, (key) => this.#o.holdings.fenceOf(key));
      await this.tell(server);
      await this.#offer(outgoing);
    }).catch(() => undefined);
  }

  async #round(server: TeamServer, pull: PullContext): Promise<void> {
    const { holdings, transfers, key } = this.#o;
    const outgoing = this.#outgoing(server);
    await this.alone(() => settleOrders(outgoing, (key) => holdings.fenceOf(key)));
    await this.#readAllNews(pull);
    try {
      await this.#giveBack(server);
      this.#joinTwins();
      holdings.handBackOthers();
      askForStranded(this.#o.desk.store, (id) => holdings.holder(id), this.#o.desk.now());
      await this.alone(() => this.#offer(outgoing));
      for (const { channelId, fence } of holdings.leases.held()) await this.#send(outgoing, channelId, fence);
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      holdings.leases.lookSoon();
    }
    transfers.kick({ server, key: key() });
  }

  /** Nothing leaves before everything is read, and nothing that a colleague's answer has overtaken. */
  async #offer(outgoing: OutgoingContext): Promise<void> {
    if (this.#caughtUpAt === undefined) return;
    holdCrossed(outgoing.store, this.#caughtUpAt, outgoing.now());
    await offerAnswers(outgoing);
  }

  /** Tells what waits; after the server went back to an older state that is what it lacks. */
  async #giveBack(server: TeamServer): Promise<void> {
    const { store, now } = this.#o.desk;
    const restoring = teamState(store.read, 'restoring') !== null;
    if (restoring) store.write(beginGivingBack, { pulled: true });
    await this.alone(() => this.tell(server));
    if (restoring) store.write((tx) => endGivingBack(tx, now()), { pulled: true });
  }

  async #readAllNews(pull: PullContext): Promise<void> {
    this.#reading = true;
    try {
      while (await this.alone(() => readNews(pull)));
    } finally {
      this.#reading = false;
    }
  }

  async #send(outgoing: OutgoingContext, channelId: string, fence: number): Promise<void> {
    const supervisor = this.#o.channels()?.get(channelId);
    if (!supervisor) return;
    const channel = { id: channelId, key: supervisor.channelKey, fence };
    const taken = await this.alone(() => takeOrders(outgoing, channel, flights));
    if (taken > 0) supervisor.outbox.kick();
    // Of people whom this agent sees, it came with what was read.
    if (this.#o.partial()) await this.alone(() => hearWants(outgoing, { id: channelId, fence }));
    // A colleague may wish something of what was sent, or ask for a file that came.
    supervisor.changes.kick();
    if (answerAsks(this.#o.desk.store, supervisor.channelKey)) supervisor.downloads.kick();
    if (taken === flights) this.#o.nudge();
  }

  /** Two desks may have met the same person at once: whoever runs the channel they came by makes one of them. */
  #joinTwins(): void {
    const { desk, holdings } = this.#o;
    const met = this.#met.splice(0);
    if (met.length > 0) joinTwins(desk.store, met, (id) => holdings.leases.fence(id) !== undefined, desk.now());
  }

  #pushContext(server: TeamServer): PushContext {
    const { desk, node, holdings, listens, recovering } = this.#o;
    const { now, log } = desk;
    const fence = (id: string): number | undefined => holdings.leases.fence(id);
    return { ...this.#fileContext(server), node, fence, listens, recovering: recovering(), now, log };
  }

  #outgoing(server: TeamServer): OutgoingContext {
    const { desk, node, holdings, partial } = this.#o;
    const { store, now } = desk;
    const holds = (id: string): boolean => holdings.leases.fence(id) !== undefined;
    const bring: OutgoingContext['bring'] = (rows, whom) =>
      bringOrders({ store, server }, rows, async () => (partial() ? peopleOf(await whom()) : []));
    return { ...this.#fileContext(server), node, now, holds, bring };
  }

  #fileContext(server: TeamServer): FileContext {
    const { desk, depot, key } = this.#o;
    return { store: desk.store, files: desk.files, server, depot, key: key() };
  }

  #pullContext(server: TeamServer): PullContext {
    const { store, log } = this.#o.desk;
    return {
      store,
      server,
      others: this.#o.others,
      appeared: async (customerIds) => {
        // Who sees everything was told everything.
        if (!this.#o.partial()) return;
        for (const id of customerIds) await bringPerson({ store, server }, id);
      },
      unfit: ({ kind, id }, error) => log.error({ kind, id, err: String(error) }, 'what a colleague told could not be taken in'),
      arrived: (tx, imported) => this.#arrived(tx, imported),
    };
  }

  #arrived(tx: WriteTx, { arrived, contacts }: Imported): void {
    const keys = arrived.map(({ key }) => key);
    noticeArrivals(tx, keys, teamState(tx, 'joinedAt') ?? 0);
    this.#met.push(...contacts);
  }
}
