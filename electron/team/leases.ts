import { LeaseLost, Refused, type TeamServer } from './server.ts';

/** Each holder renews three times within its lease. ms by the server's clock. */
export const leaseMs = 8_000;
const renewMs = 2_500;
/** Free channels are looked for this often; with the lease itself that keeps a replacement within 15 seconds. */
const lookMs = 3_000;
/** Time we leave between our own idea of the end of a lease and the server's. */
const marginMs = 500;

type Held = {
  fence: number;
  /** Ends by the clock that never jumps, which sleeps with the machine, and by the one that does not; the sooner counts. */
  monotonic: number;
  wall: number;
};

export type LeasesOptions = {
  server(): TeamServer | undefined;
  node: string;
  /** A relay asks a desk for what it holds. */
  kind: 'desk' | 'relay';
  /** This node has what it needs to run the channel, and everything since it was last here is read. */
  mayRun(channelId: string): boolean;
  /** It would do no good to keep it: another node may be able to run it. */
  mayKeep(channelId: string): boolean;
  /** Answers whether it runs here now. */
  taken(channelId: string, fence: number): Promise<boolean>;
  /** `expired`: nobody could be asked in time; `lost`: another node has it, or will. Resolves when the channel has come to rest. */
  ended(channelId: string, why: 'expired' | 'lost'): Promise<void>;
  /** Who runs which channel, as the server has it. */
  told(holders: ReadonlyMap<string, { node: string; name: string }>): void;
  trouble(error: unknown): void;
};

/** The leases of this node: takes what is free, renews what it has, gives back what is wanted, and knows when one is over. */
export class Leases {
  readonly #o: LeasesOptions;
  readonly #held = new Map<string, Held>();
  #timers: NodeJS.Timeout[] = [];
  #working: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: LeasesOptions) {
    this.#o = options;
  }

  start(): void {
    const every = (ms: number, work: () => Promise<void>): void => {
      const timer = setInterval(() => this.#do(work), ms);
      timer.unref();
      this.#timers.push(timer);
    };
    every(renewMs, () => this.#renewAll());
    every(lookMs + Math.random() * 1_000, () => this.#look());
    const watch = setInterval(() => this.#expire(), 250);
    watch.unref();
    this.#timers.push(watch);
  }

  /** Number of our lease while it holds, by both clocks. */
  fence(channelId: string): number | undefined {
    const held = this.#held.get(channelId);
    return held && this.#holds(held) ? held.fence : undefined;
  }

  held(): Array<{ channelId: string; fence: number }> {
    return [...this.#held].filter(([, held]) => this.#holds(held)).map(([channelId, { fence }]) => ({ channelId, fence }));
  }

  /** Something about leases has changed, or we came back: look now. */
  lookSoon(): void {
    this.#do(async () => {
      await this.#renewAll();
      await this.#look();
    });
  }

  /** A write was refused: whatever we believe, we do not have it. */
  async lose(channelId: string): Promise<void> {
    if (this.#held.delete(channelId)) await this.#o.ended(channelId, 'lost');
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#working;
    for (const [channelId, { fence }] of this.#held) {
      this.#held.delete(channelId);
      await this.#o
        .server()
        ?.releaseLease(channelId, this.#o.node, fence)
        .catch(() => undefined);
    }
  }

  #holds(held: Held): boolean {
    return performance.now() < held.monotonic && Date.now() < held.wall;
  }

  /** One thing after another: taking and giving back the same lease at once would be a race with ourselves. */
  #do(work: () => Promise<void>): void {
    if (this.#stopped) return;
    this.#working = this.#working.then(work).catch((error: unknown) => this.#o.trouble(error));
  }

  #expire(): void {
    for (const [channelId, held] of this.#held) {
      if (this.#holds(held)) continue;
      this.#held.delete(channelId);
      void this.#o.ended(channelId, 'expired');
    }
  }

  async #renewAll(): Promise<void> {
    const server = this.#o.server();
    if (!server) return;
    for (const [channelId, { fence }] of [...this.#held]) {
      if (!this.#o.mayKeep(channelId)) {
        await this.#giveBack(server, channelId, fence);
        continue;
      }
      const asked = this.#clocks();
      const answer = await server.renewLease(channelId, this.#o.node, fence, leaseMs);
      if (!answer.ok) await this.lose(channelId);
      else if (answer.wanted) await this.#giveBack(server, channelId, fence);
      else if (this.#held.has(channelId)) this.#held.set(channelId, this.#until(asked, fence, answer.remainingMs));
    }
  }

  async #giveBack(server: TeamServer, channelId: string, fence: number): Promise<void> {
    this.#held.delete(channelId);
    await this.#o.ended(channelId, 'lost');
    await server.releaseLease(channelId, this.#o.node, fence);
  }

  async #look(): Promise<void> {
    const server = this.#o.server();
    if (!server || this.#stopped) return;
    const leases = await server.leases();
    const holders = new Map<string, { node: string; name: string }>();
    for (const { channel, node, name, kind, free } of leases) {
      if (this.#held.has(channel)) continue;
      const granted = node === this.#o.node;
      const asksForIt = this.#o.kind === 'relay' && kind === 'desk';
      if (!free && node !== null && !granted) holders.set(channel, { node, name: name ?? '' });
      if ((free || granted || asksForIt) && this.#o.mayRun(channel)) await this.#take(server, channel);
    }
    this.#o.told(holders);
  }

  async #take(server: TeamServer, channelId: string): Promise<void> {
    const asked = this.#clocks();
    let runs = false;
    try {
      const answer = await server.takeLease(channelId, this.#o.node, leaseMs);
      if (!answer.ok) return;
      this.#held.set(channelId, this.#until(asked, answer.fence, answer.remainingMs));
      runs = this.#stopped || (await this.#o.taken(channelId, answer.fence));
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof LeaseLost)) throw error;
    } finally {
      // Renewed without being run, it would be run by nobody: it is taken anew when the server is there again.
      if (!runs) this.#held.delete(channelId);
    }
  }

  #clocks(): { monotonic: number; wall: number } {
    return { monotonic: performance.now(), wall: Date.now() };
  }

  /** Counted from before we asked, so that ours ends before the server's, however long the answer took. */
  #until(asked: { monotonic: number; wall: number }, fence: number, remainingMs: number): Held {
    const left = Math.max(0, remainingMs - marginMs);
    return { fence, monotonic: asked.monotonic + left, wall: asked.wall + left };
  }
}
