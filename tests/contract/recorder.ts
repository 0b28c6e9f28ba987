import type {
  Connector,
  ConnectorContext,
  FileStore,
  InboundEvent,
  InboundMessage,
  MapContext,
  RawBatch,
  RawPayload,
} from '../../shared/contract/connector.ts';
import type { ChannelConfig } from '../../shared/contract/provision.ts';
import type { Capabilities } from '../../shared/model/index.ts';
import { Watch } from '../servers/telegram/watch.ts';

/** Stands in for journal and supervisor: commits what is emitted, keeps cursors, and can refuse or delay a commit. */
export class Recorder<C extends ChannelConfig> {
  /** As committed. */
  readonly cursors = new Map<string, unknown>();
  readonly committed: RawPayload[] = [];
  readonly events: InboundEvent[] = [];
  /** Committed, and not understood. */
  readonly quarantined: RawPayload[] = [];
  /** Everything the connector wrote to the log, as one text. */
  logged = '';
  timesOnline = 0;
  /** What the server was last found to be capable of. */
  capable: Partial<Capabilities> | undefined;
  /** Most batches of one stream that were offered and not committed at the same moment. */
  mostAtOnce = 0;
  /** Called with each batch before it is committed; a rejection means that nothing of it was. */
  beforeCommit: (batch: RawBatch) => Promise<void> = async () => {};
  readonly watch = new Watch();
  readonly #connector: Connector<C>;
  readonly #files: FileStore;
  readonly #open = new Map<string, number>();

  constructor(connector: Connector<C>, files: FileStore) {
    this.#connector = connector;
    this.#files = files;
  }

  context(config: C): ConnectorContext<C> {
    const log = (fields: Record<string, unknown>, message: string) => {
      this.logged += `${message} ${JSON.stringify(fields)}\n`;
    };
    return {
      channelId: config.id,
      config,
      cursors: new Map(this.cursors),
      files: this.#files,
      emit: (batch) => this.#accept(batch, config),
      online: () => {
        this.timesOnline += 1;
        this.watch.changed();
      },
      progress: () => {},
      capable: (found) => {
        this.capable = found;
      },
      log: { info: log, warn: log, error: log },
    };
  }

  mapContext(config: C): MapContext<C> {
    return { channelId: config.id, config, files: this.#files, country: 'RU' };
  }

  get messages(): InboundMessage[] {
    return this.events.filter((event) => event.type === 'message');
  }

  /** Resolves with the committed message whose text has `words` in it. */
  message(words: string): Promise<InboundMessage> {
    return this.watch.until(() => this.messages.find((message) => message.text.includes(words)));
  }

  online(): Promise<true> {
    return this.watch.until(() => (this.timesOnline > 0 ? true : undefined));
  }

  async #accept(batch: RawBatch, config: C): Promise<void> {
    const streams = new Set(batch.payloads.map((payload) => payload.stream));
    if (batch.next) streams.add(batch.next.stream);
    this.#count(streams, 1);
    try {
      await this.beforeCommit(batch);
      for (const payload of batch.payloads) {
        const events = await this.#connector.map(payload, this.mapContext(config)).catch(() => undefined);
        if (events) this.events.push(...events);
        else this.quarantined.push(payload);
      }
      this.committed.push(...batch.payloads);
      for (const { stream, cursor } of [...(batch.next ? [batch.next] : []), ...(batch.also ?? [])])
        this.cursors.set(stream, cursor);
    } finally {
      this.#count(streams, -1);
      this.watch.changed();
    }
  }

  #count(streams: Set<string>, by: 1 | -1): void {
    for (const stream of streams) {
      const open = (this.#open.get(stream) ?? 0) + by;
      this.#open.set(stream, open);
      this.mostAtOnce = Math.max(this.mostAtOnce, open);
    }
  }
}
