import type { ChannelTest } from '../../shared/contract/api.ts';
import type { FileStore, Logger } from '../../shared/contract/connector.ts';
import type { ChannelConfig } from '../../shared/contract/provision.ts';
import type { ChannelId, Connection } from '../../shared/model/index.ts';
import {
  type ChannelRecord,
  findChannel,
  listChannels,
  removeChannel,
  saveChannel,
  setChannelAddress,
} from '../store/repos/channel.repo.ts';
import type { Store } from '../store/store.ts';
import { Indexer } from './indexer.ts';
import { connectorFor, type Registry } from './registry.ts';
import { Supervisor } from './supervisor.ts';

/** Parts a configuration from its secrets and back; the composition root gives it the key. */
export type Vault = {
  seal(config: ChannelConfig): { open: ChannelConfig; sealed: Uint8Array };
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
};

/** All channels of this desk: one supervisor each, started, changed and removed here. */
export class Channels {
  readonly #o: ChannelsOptions;
  readonly #running = new Map<ChannelId, Supervisor>();
  readonly #indexer: Indexer;

  constructor(options: ChannelsOptions) {
    this.#o = options;
    this.#indexer = new Indexer(options.store);
  }

  start(): void {
    for (const channel of listChannels(this.#o.store.read)) this.#launch(channel);
    this.#indexer.kick();
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
    return this.all().map((supervisor) => supervisor.connection());
  }

  indexSoon(): void {
    this.#indexer.kick();
  }

  /** Logs in with this configuration; a secret left out is taken from the saved channel. Changes nothing. */
  test(config: ChannelConfig): Promise<ChannelTest> {
    return connectorFor(this.#o.registry, config.kind).test(this.#withSavedSecrets(config), AbortSignal.timeout(60_000));
  }

  /** Creates or changes a channel and runs it with its new settings. The same settings again leave it running. */
  async save(config: ChannelConfig): Promise<void> {
    const { store, vault, now } = this.#o;
    const full = this.#withSavedSecrets(config);
    const before = findChannel(store.read, config.id);
    if (before && this.#running.has(config.id) && same(vault.open(before.config, before.sealed), full)) return;
    const { open, sealed } = vault.seal(full);
    const address = config.kind === 'email' ? config.address : (before?.address ?? '');
    store.write((tx) => saveChannel(tx, { config: open, address, sealed }, now()), { durable: true });
    await this.#halt(config.id);
    const saved = findChannel(store.read, config.id);
    if (saved) this.#launch(saved);
  }

  async remove(id: ChannelId, now: number): Promise<void> {
    await this.#halt(id);
    this.#o.store.write((tx) => removeChannel(tx, id, now), { durable: true });
  }

  wake(): void {
    for (const supervisor of this.all()) supervisor.wake();
  }

  async stop(): Promise<void> {
    this.#indexer.stop();
    await Promise.all(this.all().map((supervisor) => supervisor.stop()));
    this.#running.clear();
  }

  #withSavedSecrets(config: ChannelConfig): ChannelConfig {
    const { store, vault } = this.#o;
    const before = findChannel(store.read, config.id);
    if (!before || before.kind !== config.kind) return config;
    return mergeSecrets(config, vault.open(before.config, before.sealed));
  }

  async #halt(id: ChannelId): Promise<void> {
    const supervisor = this.#running.get(id);
    this.#running.delete(id);
    await supervisor?.stop();
  }

  #launch(channel: ChannelRecord): void {
    const { store, files, registry, vault, log, now } = this.#o;
    const supervisor = new Supervisor({
      store,
      files,
      log,
      now,
      channel,
      config: vault.open(channel.config, channel.sealed),
      connector: connectorFor(registry, channel.kind),
      onApplied: () => this.#indexer.kick(),
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

const same = (a: ChannelConfig, b: ChannelConfig): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

/** An empty or absent secret means "keep the one you have". */
function mergeSecrets(config: ChannelConfig, saved: ChannelConfig): ChannelConfig {
  if (config.kind === 'email' && saved.kind === 'email') {
    const imap = config.imap.password || saved.imap.password;
    const smtp = config.smtp.password || saved.smtp.password;
    return {
      ...config,
      imap: { ...config.imap, ...(imap ? { password: imap } : {}) },
      smtp: { ...config.smtp, ...(smtp ? { password: smtp } : {}) },
    };
  }
  if (config.kind === 'telegram' && saved.kind === 'telegram') {
    const token = config.token || saved.token;
    return { ...config, ...(token ? { token } : {}) };
  }
  return config;
}
