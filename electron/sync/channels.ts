import type { SoftphoneAccount } from '../../shared/contract/api.ts';
import type { ChannelTest, EventReading } from '../../shared/contract/channel-test.ts';
import {
  ConnectorError,
  type ExtensionState,
  type FileStore,
  type Logger,
  type RawBatch,
} from '../../shared/contract/connector.ts';
import type { ChannelConfig, CloudPbxChannelConfig } from '../../shared/contract/provision.ts';
import type { ChannelId, Connection, ConnectionProblem } from '../../shared/model/index.ts';
import { eachDeskListens, hasLine, withoutLine } from '../core/pbx.ts';
import { doubtLiveCalls, samePbx } from '../store/repos/call.repo.ts';
import {
  type ChannelRecord,
  findChannel,
  listChannels,
  removeChannel,
  saveChannel,
  saveCursor,
  setChannelAddress,
} from '../store/repos/channel.repo.ts';
import type { Store } from '../store/store.ts';
import { mergeSecrets } from './channel-secrets.ts';
import { Indexer } from './indexer.ts';
import { connectorFor, type Registry } from './registry.ts';
import { Supervisor } from './supervisor.ts';

/** Parts a configuration from its secrets and back; the composition root gives it the key. */
export type Vault = {
  /** `given`: the refresh token that the configuration's own has replaced, as an administrator's file may still name it. */
  seal(config: ChannelConfig, given?: string): { open: ChannelConfig; sealed: Uint8Array };
  given(sealed: Uint8Array): string | undefined;
  /** @throws Error when the secrets were sealed with another key */
  open(config: ChannelConfig, sealed: Uint8Array): ChannelConfig;
};

export type ChannelsOptions = {
  store: Store;
  files: FileStore;
  registry: Registry;
  vault: Vault;
  log: Logger;
  now: () => number;
  openBrowser: (url: string) => void;
  /** In a team: which channels are this desk's to run, and who hears what arrives by them. */
  team?: ChannelTeam;
};

export type ChannelTeam = {
  runs(id: ChannelId): boolean;
  share(id: ChannelId, batch: RawBatch): Promise<void>;
  onEnded(): void;
  /** Colleagues have this channel. */
  knows(id: ChannelId): boolean;
  /** Name of the desk that runs it. */
  holder(id: ChannelId): string | undefined;
};

/** A person has this long to sign in at a provider. */
const signInLimit = 10 * 60_000;

/** All channels of this desk: one supervisor each, started, changed and removed here. */
export class Channels {
  readonly #o: ChannelsOptions;
  readonly #running = new Map<ChannelId, Supervisor>();
  readonly #indexer: Indexer;
  #stopped = false;
  #agentStates: (channelId: ChannelId, states: readonly ExtensionState[], restarted: boolean) => void = () => undefined;
  /** Signing in just now. */
  readonly #signingIn = new Map<ChannelId, AbortController>();
  /** Signed in, and not saved yet. */
  readonly #signedIn = new Map<ChannelId, { clientId: string; refreshToken: string }>();

  constructor(options: ChannelsOptions) {
    this.#o = options;
    this.#indexer = new Indexer(options.store);
  }

  start(): void {
    for (const channel of listChannels(this.#o.store.read)) if (this.#isOurs(channel.id)) this.#launch(channel);
    this.#indexer.kick();
  }

  /** Told what each PBX says of its agents. */
  onAgentStates(listener: (channelId: ChannelId, states: readonly ExtensionState[], restarted: boolean) => void): void {
    this.#agentStates = listener;
  }

  /** What a softphone of this desk signs in with. */
  softphone(): SoftphoneAccount | undefined {
    const { store, vault } = this.#o;
    for (const channel of listChannels(store.read)) {
      if (channel.config.kind !== 'asterisk' || channel.config.softphone === undefined) continue;
      const full = vault.open(channel.config, channel.sealed);
      if (full.kind !== 'asterisk' || full.softphone === undefined) continue;
      const { url, domain, user, password = '', stun = [], allowInsecure } = full.softphone;
      const desk = full.extension === undefined ? {} : { extension: full.extension };
      return {
        channelId: channel.id,
        channelName: channel.name,
        ...desk,
        url,
        domain,
        user,
        password,
        stun,
        ...(allowInsecure === true ? { allowInsecure } : {}),
      };
    }
    return undefined;
  }

  get(id: ChannelId): Supervisor | undefined {
    return this.#running.get(id);
  }

  byKey(key: number): Supervisor | undefined {
    return this.all().find((supervisor) => supervisor.channelKey === key);
  }

  all(): Supervisor[] {
    return [...this.#running.values()];
  }

  connections(): Connection[] {
    const { store, team } = this.#o;
    const all = listChannels(store.read);
    const twins = samePbx(
      store.read,
      all.filter(({ kind }) => eachDeskListens(kind)).map(({ key }) => key),
    );
    return all.flatMap((channel) => {
      const running = this.#running.get(channel.id);
      if (!running && !team) return [];
      const connection = running ? running.connection() : elsewhere(channel, team as ChannelTeam);
      const twin = all.find(({ key }) => key === twins.get(channel.key));
      if (!twin) return [connection];
      return [{ ...connection, notices: [...(connection.notices ?? []), { code: 'same-pbx' as const, channel: twin.name }] }];
    });
  }

  #isOurs(id: ChannelId): boolean {
    const { team, store } = this.#o;
    const channel = findChannel(store.read, id);
    if (channel === undefined || !hasLine(channel.config)) return false;
    // Whoever has a line to a PBX listens: their phone is there, and their customers' cards.
    return team === undefined || team.runs(id) || eachDeskListens(channel.kind);
  }

  /** In a team: this desk runs it from now on. */
  take(id: ChannelId): void {
    const running = this.#running.get(id);
    if (running) {
      running.receive(true);
      return;
    }
    const channel = findChannel(this.#o.store.read, id);
    if (channel) this.#launch(channel);
  }

  /** In a team: another desk runs it from now on. */
  async leave(id: ChannelId): Promise<void> {
    await this.#halt(id);
    this.#o.store.announceChannel(id);
  }

  /** Connects anew, and goes on from there. */
  async restart(id: ChannelId, cursors: ReadonlyArray<{ stream: string; cursor: string }>): Promise<void> {
    await this.#halt(id);
    const { store } = this.#o;
    const channel = findChannel(store.read, id);
    if (!channel) return;
    store.write((tx) => {
      for (const { stream, cursor } of cursors) saveCursor(tx, channel.key, { stream, cursor: JSON.parse(cursor) as unknown });
    });
    if (this.#isOurs(id)) this.#launch(channel);
  }

  /** A channel with its secrets in the clear. */
  opened(id: ChannelId): ChannelConfig | undefined {
    const channel = findChannel(this.#o.store.read, id);
    return channel && this.#o.vault.open(channel.config, channel.sealed);
  }

  indexSoon(): void {
    this.#indexer.kick();
  }

  /** Logs in with this configuration; a secret left out is taken from the saved channel. Changes nothing. */
  test(config: ChannelConfig): Promise<ChannelTest> {
    const { registry } = this.#o;
    const keep = async ({ refreshToken }: { refreshToken: string }): Promise<void> => void this.#keep(config, refreshToken);
    return connectorFor(registry, config.kind).test(this.#withSavedSecrets(config), AbortSignal.timeout(60_000), keep);
  }

  /** What would be made of an event of this provider of PBXs in the cloud. */
  readEvent(provider: CloudPbxChannelConfig['provider'], text: string): EventReading {
    const { readEvent } = connectorFor(this.#o.registry, 'cloud-pbx');
    return readEvent?.(provider, text) ?? { ok: false, detail: 'no provider sends events here' };
  }

  /** Lets the person sign in at the provider; what that gives is used by the next test and the next save of the channel. */
  async signIn(config: ChannelConfig): Promise<{ problem?: ConnectionProblem }> {
    const { registry, openBrowser } = this.#o;
    const connector = connectorFor(registry, config.kind);
    if (config.kind !== 'email' || config.oauth === undefined || connector.signIn === undefined) return {};
    this.endSignIn(config.id);
    const own = new AbortController();
    this.#signingIn.set(config.id, own);
    try {
      const signal = AbortSignal.any([own.signal, AbortSignal.timeout(signInLimit)]);
      const { refreshToken } = await connector.signIn(this.#withSavedSecrets(config), openBrowser, signal);
      this.#signedIn.set(config.id, { clientId: config.oauth.clientId, refreshToken });
      return {};
    } catch (error) {
      if (error instanceof ConnectorError) return { problem: error.problem };
      throw error;
    } finally {
      if (this.#signingIn.get(config.id) === own) this.#signingIn.delete(config.id);
    }
  }

  endSignIn(id: ChannelId): void {
    this.#signingIn.get(id)?.abort();
  }

  /**
   * Creates or changes a channel and runs it with its new settings. The same settings again leave it running. `known`: its own
   * address, where that is told by somebody else than the provider.
   */
  async save(config: ChannelConfig, known?: string): Promise<void> {
    const { store, vault, now } = this.#o;
    const full = this.#withSavedSecrets(config);
    const before = findChannel(store.read, config.id);
    if (before && (this.#running.has(config.id) || this.#o.team) && same(vault.open(before.config, before.sealed), full)) return;
    const given = this.#givenBefore(config, full, before);
    const { open, sealed } = vault.seal(full, given);
    const address =
      config.kind === 'email'
        ? config.address
        : config.kind === 'asterisk'
          ? (config.extension ?? config.ami.host)
          : config.kind === 'cloud-pbx'
            ? (config.extension ?? config.listen.path)
            : (known ?? before?.address ?? '');
    store.write((tx) => saveChannel(tx, { config: open, address, sealed }, now()), { durable: true });
    this.#signedIn.delete(config.id);
    await this.#halt(config.id);
    const saved = findChannel(store.read, config.id);
    if (saved && this.#isOurs(saved.id)) this.#launch(saved);
  }

  async remove(id: ChannelId, now: number): Promise<void> {
    await this.#halt(id);
    const { store } = this.#o;
    store.write(
      (tx) => {
        const channel = findChannel(tx, id);
        if (channel) doubtLiveCalls(tx, channel.key);
        // Its calls are still told by colleagues; this desk only has no line to it any more.
        const named = channel && eachDeskListens(channel.kind) && hasLine(channel.config) && this.#o.team?.knows(id);
        if (named) saveChannel(tx, nameOf(channel, this.#o.vault), now);
        else removeChannel(tx, id, now);
      },
      { durable: true },
    );
  }

  wake(): void {
    for (const supervisor of this.all()) supervisor.wake();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#indexer.stop();
    for (const id of this.#signingIn.keys()) this.endSignIn(id);
    await Promise.all(this.all().map((supervisor) => supervisor.stop()));
    this.#running.clear();
  }

  #withSavedSecrets(config: ChannelConfig): ChannelConfig {
    const { store, vault } = this.#o;
    const before = findChannel(store.read, config.id);
    const signedIn = this.#signedIn.get(config.id);
    const full =
      before && before.kind === config.kind
        ? mergeSecrets(config, vault.open(before.config, before.sealed), vault.given(before.sealed))
        : config;
    if (full.kind !== 'email' || full.oauth === undefined || signedIn?.clientId !== full.oauth.clientId) return full;
    return { ...full, oauth: { ...full.oauth, refreshToken: signedIn.refreshToken } };
  }

  /** The token that an administrator's file names for ever, once another has taken its place. */
  #givenBefore(asked: ChannelConfig, full: ChannelConfig, before: ChannelRecord | undefined): string | undefined {
    if (asked.kind !== 'email' || full.kind !== 'email' || full.oauth?.refreshToken === asked.oauth?.refreshToken)
      return undefined;
    return asked.oauth?.refreshToken || (before && this.#o.vault.given(before.sealed));
  }

  /** Seals a refresh token that took the place of another; without a restart, since who runs has it already. */
  #keep(config: ChannelConfig, refreshToken: string): ChannelConfig {
    const { store, vault, now } = this.#o;
    const pending = this.#signedIn.get(config.id);
    if (pending) this.#signedIn.set(config.id, { ...pending, refreshToken });
    const before = findChannel(store.read, config.id);
    if (before === undefined) return config;
    const saved = vault.open(before.config, before.sealed);
    if (pending || saved.kind !== 'email' || saved.oauth === undefined) return saved;
    const full = { ...saved, oauth: { ...saved.oauth, refreshToken } };
    const { open, sealed } = vault.seal(full, vault.given(before.sealed) ?? saved.oauth.refreshToken);
    store.write((tx) => saveChannel(tx, { config: open, address: before.address, sealed }, now()), { durable: true });
    return full;
  }

  async #halt(id: ChannelId): Promise<void> {
    const supervisor = this.#running.get(id);
    this.#running.delete(id);
    await supervisor?.stop();
  }

  #launch(channel: ChannelRecord): void {
    // A lease may still be won while everything is being stopped.
    if (this.#stopped) return;
    const { store, files, registry, vault, log, now, team } = this.#o;
    const supervisor = new Supervisor({
      store,
      files,
      log,
      now,
      channel,
      config: vault.open(channel.config, channel.sealed),
      connector: connectorFor(registry, channel.kind),
      keep: ({ refreshToken }) => this.#keep(channel.config, refreshToken),
      onApplied: () => this.#indexer.kick(),
      ...(team ? { share: (batch: RawBatch) => team.share(channel.id, batch), onEnded: () => team.onEnded() } : {}),
      onAgentStates: (states, restarted) => this.#agentStates(channel.id, states, restarted),
    });
    this.#running.set(channel.id, supervisor);
    supervisor.start();
    store.announceChannel(channel.id);
    if (channel.kind === 'telegram' && channel.address === '') void this.#learnAddress(channel);
  }

  /** A bot's own name is known to the provider only. */
  async #learnAddress(channel: ChannelRecord): Promise<void> {
    const { address } = await this.test(channel.config).catch(() => ({ address: undefined }));
    const running = this.#running.get(channel.id);
    if (address === undefined || !running) return;
    this.#o.store.write((tx) => setChannelAddress(tx, channel.id, address));
    running.rename(address);
  }
}

function elsewhere(channel: ChannelRecord, team: ChannelTeam): Connection {
  const holder = team.holder(channel.id);
  const { id: channelId, kind, name, address } = channel;
  const standing = { state: 'elsewhere' as const, since: 0, quarantined: 0 };
  const told = hasLine(channel.config) ? {} : { fromColleagues: true as const };
  return { channelId, kind, name, address, ...standing, ...told, ...(holder === undefined ? {} : { holder }) };
}

function nameOf({ id, name }: ChannelRecord, vault: Vault): Parameters<typeof saveChannel>[1] {
  const { open, sealed } = vault.seal(withoutLine(id, name));
  return { config: open, address: '', sealed };
}

const same = (a: ChannelConfig, b: ChannelConfig): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
