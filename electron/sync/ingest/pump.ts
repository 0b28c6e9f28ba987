import type { Connector, InboundEvent, MapContext, RawBatch } from '../../../shared/contract/connector.ts';
import type { ChannelConfig } from '../../../shared/contract/provision.ts';
import { backoff } from '../../core/backoff.ts';
import { saveCursor } from '../../store/repos/channel.repo.ts';
import { applied, type IntakeRow, journal, pendingCount, pendingIntake, quarantine } from '../../store/repos/intake.repo.ts';
import { storageError } from '../../store/storage-error.ts';
import type { Store } from '../../store/store.ts';
import { applyEvent } from './apply.ts';
import type { ApplyContext } from './context.ts';

const batchSize = 50;
/** Payloads read and parsed side by side; bounds the memory that large mails take. */
const mappedAtOnce = 8;
/** Journaled payloads that may wait before a connector is held back. */
const highWater = 500;

type Mapped = { row: IntakeRow; events: InboundEvent[] } | { row: IntakeRow; error: string };

export type PumpOptions = {
  store: Store;
  connector: Connector;
  config: ChannelConfig;
  map: MapContext<ChannelConfig>;
  apply: () => ApplyContext;
  log: { warn(fields: Record<string, unknown>, message: string): void };
  /** Something was put on timelines: attachments may want fetching, words indexing. */
  onApplied: () => void;
  /** What is journaled cannot be applied now, most likely because of the disk; `undefined` when it can again. */
  onTrouble: (error: unknown) => void;
};

/**
 * Takes in what a connector emits. Two steps, so that the provider is acknowledged quickly and nothing is lost between:
 * `accept` commits raw payloads and cursor in one transaction; `drain` maps and applies what is journaled. A payload
 * that cannot be mapped or applied is quarantined with its error and the rest goes on.
 */
export class IngestPump {
  readonly #o: PumpOptions;
  /** The run under way, or the last one. */
  #draining: Promise<void> = Promise.resolve();
  #running = false;
  #again = false;
  #stopped = false;
  #refused = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PumpOptions) {
    this.#o = options;
  }

  /** Resolves when payloads and cursor are committed. Waits first while too much is unapplied. */
  async accept(batch: RawBatch): Promise<void> {
    const { store, apply } = this.#o;
    const channelKey = apply().channel.key;
    while (pendingCount(store.read, channelKey) >= highWater && !this.#stopped) await this.drain();
    if (this.#stopped) throw new Error('the channel is being stopped');
    store.write(
      (tx) => {
        for (const payload of batch.payloads) journal(tx, channelKey, payload);
        for (const cursor of [...(batch.next ? [batch.next] : []), ...(batch.also ?? [])]) saveCursor(tx, channelKey, cursor);
      },
      { durable: batch.once === true },
    );
    if (batch.payloads.length > 0) this.drainSoon();
  }

  /** Applies what is journaled, now or, while the disk takes nothing, when it does again. */
  drainSoon(): void {
    clearTimeout(this.#timer);
    this.drain().then(
      () => {
        if (this.#refused > 0) this.#o.onTrouble(undefined);
        this.#refused = 0;
      },
      (error: unknown) => {
        if (this.#stopped) return;
        this.#refused += 1;
        this.#o.onTrouble(error);
        this.#timer = setTimeout(() => this.drainSoon(), backoff(this.#refused));
        this.#timer.unref();
      },
    );
  }

  /** Comes to rest after the batch in hand; the rest is journaled and waits for the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#draining.catch(() => undefined);
  }

  /**
   * Applies everything journaled for this channel. Concurrent calls share one run.
   *
   * @throws what the disk said, with the rest still journaled
   */
  drain(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#draining;
    }
    this.#running = true;
    this.#draining = this.#run();
    return this.#draining;
  }

  /** Nothing may come between its last look and its being over: what is journaled then would wait for the next batch. */
  async #run(): Promise<void> {
    const { store, apply } = this.#o;
    const channelKey = apply().channel.key;
    try {
      do {
        this.#again = false;
        while (!this.#stopped) {
          const rows = pendingIntake(store.read, channelKey, batchSize);
          if (rows.length === 0) break;
          const mapped: Mapped[] = [];
          for (let at = 0; at < rows.length; at += mappedAtOnce) {
            mapped.push(...(await Promise.all(rows.slice(at, at + mappedAtOnce).map((row) => this.#map(row)))));
          }
          this.#apply(mapped);
          this.#o.onApplied();
          // Who journals more says so, and it is looked for again.
          if (rows.length < batchSize) break;
        }
      } while (this.#again && !this.#stopped);
    } finally {
      this.#running = false;
    }
  }

  async #map(row: IntakeRow): Promise<Mapped> {
    try {
      return { row, events: await this.#o.connector.map(row, this.#o.map) };
    } catch (error) {
      // A mail whose parts found no room is a good mail.
      if (storageError(error) !== undefined) throw error;
      return { row, error: messageOf(error) };
    }
  }

  /** One transaction for the batch; if anything in it fails, each payload gets its own, and the failing one is kept aside. */
  #apply(mapped: Mapped[]): void {
    const { store, apply } = this.#o;
    try {
      store.write((tx) => {
        for (const one of mapped) {
          if ('error' in one) this.#setAside(tx, one.row, one.error);
          else {
            for (const event of one.events) applyEvent(tx, event, apply());
            const unread = one.events.find((event) => event.type === 'message' && event.notUnderstood !== undefined);
            if (unread?.type === 'message') this.#setAside(tx, one.row, unread.notUnderstood ?? '');
            else applied(tx, one.row.key);
          }
        }
      });
    } catch (error) {
      if (storageError(error) !== undefined) throw error;
      if (mapped.length === 1) {
        const [only] = mapped;
        if (only) store.write((tx) => this.#setAside(tx, only.row, messageOf(error)));
        return;
      }
      for (const one of mapped) this.#apply([one]);
    }
  }

  #setAside(tx: Parameters<typeof quarantine>[0], row: IntakeRow, error: string): void {
    quarantine(tx, row.key, error);
    tx.touched.channels.add(this.#o.map.channelId);
    this.#o.log.warn({ stream: row.stream, remoteKey: row.remoteKey }, 'payload quarantined');
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 1000);
