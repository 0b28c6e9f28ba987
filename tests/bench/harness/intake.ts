import { info as email } from '../../../electron/connectors/email/info.ts';
import { info as telegram } from '../../../electron/connectors/telegram/info.ts';
import type { Store } from '../../../electron/store/store.ts';
import { Indexer } from '../../../electron/sync/indexer.ts';
import { IngestPump } from '../../../electron/sync/ingest/pump.ts';
import type { Connector, FileStore, InboundEvent, RawPayload } from '../../../shared/contract/connector.ts';
import { botChannel, mailChannel, toEvent } from '../data/events.ts';
import { contexts } from '../data/fill.ts';
import type { Moment } from '../data/stream.ts';

/** What a connector would have journaled of a moment, made before the clock runs. */
export type Prepared = { channel: string; at: number; payload: RawPayload };

export function prepare(moments: readonly Moment[]): Prepared[] {
  return moments.map((moment) => {
    const { channel, event } = toEvent(moment);
    const remoteKey = `${event.remoteThread} ${event.remoteId}`;
    return {
      channel,
      at: moment.at,
      payload: { stream: 'bench', remoteKey, body: JSON.stringify(event), receivedAt: moment.at },
    };
  });
}

/** The program's own way in, from the journal to the index, with a connector that only reads what was prepared. */
export type Intake = {
  /** Resolves when all of it is committed to timelines; the index follows when `index` is called. */
  take(batch: readonly Prepared[]): Promise<void>;
  /** Puts all words that wait into the index. Answers in how many batches. */
  index(): number;
};

const never = (): never => {
  throw new Error('nothing of this is asked for here');
};
const noFiles: FileStore = { put: never, scratch: never, adopt: never, get: never, path: never };
const connectorOf = (info: Connector['info']): Connector => ({
  info,
  open: never,
  test: never,
  plan: (reply) => [reply],
  map: async ({ body }) => [JSON.parse(body) as InboundEvent],
});

export function openIntake(store: Store): Intake {
  const context = contexts(store);
  const indexer = new Indexer(store);
  let now = 0;
  const pumps = new Map(
    [
      { config: mailChannel, connector: connectorOf(email) },
      { config: botChannel, connector: connectorOf(telegram) },
    ].map(({ config, connector }) => [
      config.id,
      new IngestPump({
        store,
        connector,
        config,
        map: { channelId: config.id, config, files: noFiles, country: 'RU' },
        apply: () => context(config.id, now),
        log: { warn: never },
        onApplied: () => undefined,
        onTrouble: (error) => {
          if (error !== undefined) throw error;
        },
      }),
    ]),
  );
  return {
    async take(batch) {
      now = batch.at(-1)?.at ?? 0;
      for (const [id, pump] of pumps) {
        const payloads = batch.filter(({ channel }) => channel === id).map(({ payload }) => payload);
        if (payloads.length === 0) continue;
        await pump.accept({ payloads });
        await pump.drain();
      }
    },
    index() {
      let batches = 0;
      do batches += 1;
      while (indexer.step());
      return batches;
    },
  };
}
