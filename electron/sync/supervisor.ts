import {
  type Connector,
  ConnectorError,
  type ExtensionState,
  type FileStore,
  type KeepSecrets,
  type Logger,
  type RawBatch,
  type Session,
} from '../../shared/contract/connector.ts';
import type { ChannelConfig } from '../../shared/contract/provision.ts';
import type { ChannelId, ChannelNotice, Connection, ConnectionProblem, ConnectionState } from '../../shared/model/index.ts';
import { afterFailure, type Failed, type Failures } from '../core/after-failure.ts';
import { type ChannelRecord, readCursors, setChannelOffers } from '../store/repos/channel.repo.ts';
import { quarantinedCount, requeueQuarantined } from '../store/repos/intake.repo.ts';
import { getSetting } from '../store/repos/settings.repo.ts';
import { storageError } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';
import { ChangeRunner } from './changes.ts';
import { ChannelPhone } from './channel-phone.ts';
import { Downloads } from './downloads.ts';
import type { ApplyContext } from './ingest/context.ts';
import { IngestPump } from './ingest/pump.ts';
import { OutboxRunner } from './outbox.ts';
import type { Outgoing } from './outgoing.ts';
import { pause } from './pause.ts';
import { Portraits } from './portraits.ts';

export type SupervisorOptions = {
  store: Store;
  files: FileStore;
  connector: Connector;
  channel: ChannelRecord;
  /** With its secrets in the clear. */
  config: ChannelConfig;
  /** Seals a secret that the provider has replaced; answers the configuration with it. */
  keep?: (secrets: Parameters<KeepSecrets>[0]) => ChannelConfig;
  log: Logger;
  now: () => number;
  onApplied: () => void;
  /** In a team: tells colleagues what arrived, and how far that is. Only then may the provider forget it. */
  share?: (batch: RawBatch) => Promise<void>;
  /** In a team: an attempt to send has ended. */
  onEnded?: () => void;
  /** What the PBX says of its agents; `restarted`: it has just begun. */
  onAgentStates?: (states: ExtensionState[], restarted: boolean) => void;
};

/** Connected this long, the next failure starts counting from one again. */
const steadyMs = 30_000;
const stopLimitMs = 1800;
const unfailed: Failures = { failures: 0, conflicts: 0 };

/**
 * Keeps one channel running: opens the session, decides what an error means (try again with backoff, ask for
 * credentials, explain a conflict), wakes it after sleep, stops it cleanly. Holds the channel's pump, outbox and downloads.
 */
export class Supervisor {
  readonly outbox: OutboxRunner;
  readonly changes: ChangeRunner;
  readonly pump: IngestPump;
  readonly downloads: Downloads;
  readonly portraits: Portraits;
  readonly phone: ChannelPhone;
  readonly #o: SupervisorOptions;
  readonly #stop = new AbortController();
  #session: Session | undefined;
  #run: AbortController | undefined;
  #state: ConnectionState = 'connecting';
  #since: number;
  #address: string;
  #lastContactAt: number | undefined;
  #retryAt: number | undefined;
  #error: ConnectionProblem | undefined;
  /** Receiving may go on while sending was refused; a person is asked either way. */
  #sendingRefused: ConnectionProblem | undefined;
  /** Receiving goes on, but something could not be stored yet. */
  #unstored: ConnectionProblem | undefined;
  #importing: { done: number; total: number } | undefined;
  #notices: ChannelNotice[] = [];
  #config: ChannelConfig;
  #failed = unfailed;
  #skipWait: (() => void) | undefined;
  #receiving = true;
  #loop: Promise<void> | undefined;

  constructor(options: SupervisorOptions) {
    this.#o = options;
    const { store, files, connector, channel, config, log, now } = options;
    this.#since = now();
    this.#config = config;
    this.#address = channel.address;
    this.pump = new IngestPump({
      store,
      connector,
      config,
      log,
      map: { channelId: channel.id, config, files, country: getSetting(store.read, 'country') },
      apply: () => this.applyContext(),
      onApplied: () => {
        this.downloads.kick();
        this.portraits.kick();
        options.onApplied();
      },
      onTrouble: (error) => this.#tellTrouble(error),
    });
    const maySend = (): Session | undefined => (this.#mayTry() ? this.#session : undefined);
    const outgoing: Outgoing = {
      store,
      channelKey: channel.key,
      channelId: channel.id,
      session: maySend,
      now,
      log,
      onRefused: (detail) => {
        const signsIn = config.kind === 'email' && config.oauth !== undefined;
        this.#sendingRefused = { code: signsIn ? 'sign-in' : 'auth', detail };
        store.announceChannel(channel.id);
      },
      onTrouble: (error) => this.#tellTrouble(error),
      capabilities: connector.info.capabilities,
      onArrived: () => this.changes.kick(),
      ...(options.onEnded ? { onEnded: options.onEnded } : {}),
    };
    this.outbox = new OutboxRunner(outgoing);
    this.changes = new ChangeRunner(outgoing);
    this.downloads = new Downloads(outgoing);
    this.portraits = new Portraits(outgoing);
    this.phone = new ChannelPhone({ store, connector, config, session: () => this.#online() });
  }

  #mayTry(): boolean {
    return this.#state !== 'needs-auth' && this.#state !== 'stopped' && !this.#sendingRefused;
  }

  #online(): Session | undefined {
    return this.#state === 'online' ? this.#session : undefined;
  }

  start(): void {
    this.#loop ??= this.#keepRunning();
  }

  /** Whatever was journaled and not applied when the program ended comes first. */
  async #keepRunning(): Promise<void> {
    this.pump.drainSoon();
    while (!this.#stop.signal.aborted) {
      const wait = this.#receiving ? await this.#once() : undefined;
      if (this.#stop.signal.aborted) return;
      if (!this.#receiving) this.#become('backoff', { code: 'team-away', detail: '' });
      await pause(this.#receiving ? wait : undefined, this.#stop.signal, (skip) => {
        this.#skipWait = skip;
      });
    }
  }

  /** One life of a session. Answers how long to wait before the next, in ms; undefined waits for a person. */
  async #once(): Promise<number | undefined> {
    const { connector, channel, files, log, store, now } = this.#o;
    this.#become('connecting', this.#error);
    const run = new AbortController();
    this.#run = run;
    const signal = AbortSignal.any([run.signal, this.#stop.signal]);
    let onlineAt: number | undefined;
    const session = connector.open({
      channelId: channel.id,
      config: this.#config,
      cursors: readCursors(store.read, channel.key),
      files,
      log,
      emit: async (batch) => {
        this.#lastContactAt = now();
        await this.pump.accept(batch);
        await this.#o.share?.(batch);
      },
      online: () => {
        onlineAt = now();
        this.#lastContactAt = onlineAt;
        this.#become('online', undefined);
        this.outbox.resume();
        this.changes.resume();
        this.downloads.resume();
        this.portraits.resume();
      },
      progress: (importing) => {
        this.#importing = importing;
        store.announceChannel(channel.id);
      },
      notice: (notices) => {
        this.#notices = notices;
        store.announceChannel(channel.id);
      },
      capable: (offers) => {
        try {
          store.write((tx) => setChannelOffers(tx, channel.id, offers));
        } catch (error) {
          this.#tellTrouble(error);
        }
      },
      agentStates: (states, restarted) => this.#o.onAgentStates?.(states, restarted),
      keep: async (secrets) => {
        this.#config = this.#o.keep?.(secrets) ?? this.#config;
      },
    });
    this.#session = session;
    try {
      await session.run(signal);
      this.#failed = { ...this.#failed, failures: 0 };
      return 0;
    } catch (error) {
      if (this.#stop.signal.aborted) return undefined;
      if (onlineAt !== undefined && now() - onlineAt > steadyMs) this.#failed = unfailed;
      return this.#decide(error, onlineAt !== undefined);
    } finally {
      this.#importing = undefined;
    }
  }

  /** What taking something in needs to know of this channel. */
  applyContext(): ApplyContext {
    const { channel, connector, config, store, now } = this.#o;
    return {
      channel: {
        key: channel.key,
        id: channel.id,
        kind: channel.kind,
        connectedAt: channel.createdAt,
        portraits: connector.info.capabilities.portraits === true,
        ...(config.kind === 'asterisk' || config.kind === 'cloud-pbx' ? { desks: config } : {}),
      },
      country: getSetting(store.read, 'country'),
      now: now(),
    };
  }

  /** A mishap of ours beside the connection: shown until the same work succeeds. */
  #tellTrouble(error: unknown): void {
    if (error === undefined && this.#unstored === undefined) return;
    this.#unstored = error === undefined ? undefined : problemOf(error);
    this.#o.store.announceChannel(this.#o.channel.id);
  }

  #decide(error: unknown, met: boolean): number | undefined {
    const failed = this.#tell(error);
    const { kind, retryAfterMs } = failed;
    const { state, waitMs, counted } = afterFailure({ kind, retryAfterMs, met }, this.#failed);
    this.#failed = counted;
    if (waitMs !== undefined) this.#retryAt = this.#o.now() + waitMs;
    this.#become(state, failed.problem);
    return waitMs;
  }

  /** What a thrown error was; it is in the log afterwards. A full disk counts as one whoever threw it. */
  #tell(error: unknown): Failed {
    const { log, channel } = this.#o;
    const problem = problemOf(error);
    if (problem.code === 'storage') {
      log.warn({ channel: channel.id, disk: problem.detail }, 'what arrived could not be stored');
    } else if (error instanceof ConnectorError) {
      log.warn({ channel: channel.id, kind: error.kind, code: error.problem.code }, 'channel disconnected');
      return error;
    } else {
      log.error({ channel: channel.id, err: error instanceof Error ? error.stack : problem.detail }, 'connector failed');
    }
    return { kind: 'ours', problem };
  }

  #become(state: ConnectionState, error: ConnectionProblem | undefined): void {
    if (state !== 'backoff') this.#retryAt = undefined;
    if (state !== this.#state) this.#since = this.#o.now();
    this.#state = state;
    this.#error = error;
    this.#o.store.announceChannel(this.#o.channel.id);
  }

  /** The machine woke or its network changed: what looks connected may be dead, what waits may go now. */
  wake(): void {
    this.#failed = { ...this.#failed, failures: 0 };
    const session = this.#online();
    if (session) session.wake();
    else if (this.#state === 'backoff') this.#skipWait?.();
    this.outbox.hurry();
  }

  /** A person asks to try now, also after a refused login or a conflict. */
  retry(): void {
    this.#failed = unfailed;
    this.#sendingRefused = undefined;
    if (this.#state === 'online') this.#run?.abort();
    this.#skipWait?.();
    this.outbox.hurry();
  }

  /**
   * In a team that cannot be reached, what customers write stays with the provider, because nobody would know that it was taken.
   * Sending goes on.
   */
  receive(wanted: boolean): void {
    if (this.#receiving === wanted) return;
    this.#receiving = wanted;
    if (!wanted) this.#run?.abort();
    this.#skipWait?.();
  }

  /** Shows them that somebody types. It is a courtesy: failing, or having no connection, is nobody's concern. */
  typing(to: { address: string; remoteThread?: string }): void {
    void this.#online()
      ?.typing?.(to, AbortSignal.timeout(10_000))
      .catch(() => undefined);
  }

  retryQuarantined(): Promise<void> {
    this.#o.store.write((tx) => {
      requeueQuarantined(tx, this.#o.channel.key);
      tx.touched.channels.add(this.#o.channel.id);
    });
    return this.pump.drain();
  }

  get channelId(): ChannelId {
    return this.#o.channel.id;
  }

  get channelKey(): number {
    return this.#o.channel.key;
  }

  /** The provider has told the account's own address. */
  rename(address: string): void {
    this.#address = address;
  }

  connection(): Connection {
    const { channel, config, store } = this.#o;
    const error = this.#sendingRefused ?? this.#error ?? this.#unstored;
    return {
      channelId: channel.id,
      kind: channel.kind,
      name: config.name,
      address: this.#address,
      state: this.#sendingRefused ? 'needs-auth' : this.#state,
      since: this.#since,
      quarantined: quarantinedCount(store.read, channel.key),
      ...(this.#lastContactAt === undefined ? {} : { lastContactAt: this.#lastContactAt }),
      ...(this.#retryAt === undefined ? {} : { retryAt: this.#retryAt }),
      ...(error === undefined ? {} : { error }),
      ...(this.#importing === undefined ? {} : { importing: this.#importing }),
      ...(this.#notices.length === 0 ? {} : { notices: this.#notices }),
      ...(this.phone.dials && this.phone.extension !== undefined ? { dials: true as const } : {}),
    };
  }

  /** Resolves when everything of this channel has come to rest, at the latest after its limit. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#skipWait?.();
    const rest = Promise.allSettled([
      this.#loop,
      this.outbox.stop(),
      this.changes.stop(),
      this.downloads.stop(),
      this.portraits.stop(),
      this.pump.stop(),
    ]);
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      rest,
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, stopLimitMs);
      }),
    ]);
    clearTimeout(timer);
    this.#state = 'stopped';
  }
}

function problemOf(error: unknown): ConnectionProblem {
  const disk = storageError(error);
  if (disk !== undefined) return { code: 'storage', detail: disk };
  return { code: 'internal', detail: error instanceof Error ? error.message : String(error) };
}
