import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emailConnector } from '../../../../electron/connectors/email/connector.ts';
import { type ChangePayload, type MailPayload, parsePayload } from '../../../../electron/connectors/email/payload.ts';
import type {
  ConnectorContext,
  ConnectorError,
  FileStore,
  InboundMessage,
  KeepSecrets,
  Logger,
  RawBatch,
  RawPayload,
  SendIntent,
  Session,
} from '../../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../../shared/contract/provision.ts';
import type { ChannelNotice } from '../../../../shared/model/index.ts';

export type TempFiles = FileStore & { dir: string; remove(): void };

/** A file store as the engine's, in a directory of its own. */
export function tempFiles(): TempFiles {
  const dir = mkdtempSync(join(tmpdir(), 'files-'));
  const path = (hash: string) => join(dir, hash);
  const keep = async (bytes: Uint8Array) => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    await writeFile(path(hash), bytes);
    return { hash, size: bytes.length };
  };
  return {
    dir,
    put: keep,
    scratch: () => join(dir, `scratch-${randomUUID()}`),
    async adopt(from) {
      const hash = createHash('sha256')
        .update(await readFile(from))
        .digest('hex');
      await rename(from, path(hash));
      return { hash, size: (await stat(path(hash))).size };
    },
    get: (hash) => readFile(path(hash)),
    path,
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

export function emailConfig(overrides: Partial<EmailChannelConfig> = {}): EmailChannelConfig {
  const server = { host: '127.0.0.1', port: 1, tls: 'none' as const, user: 'op@shop.test', password: 'op-pass' };
  return { id: 'mail', kind: 'email', name: 'Shop', address: 'op@shop.test', imap: server, smtp: server, ...overrides };
}

export function intentOf(overrides: Partial<SendIntent> = {}): SendIntent {
  const itemId = randomUUID();
  return {
    itemId,
    to: 'maria@mail.test',
    text: 'Здравствуйте, Мария!',
    subject: 'Re: Заказ',
    files: [],
    remoteId: `${itemId}@shop.test`,
    createdAt: Date.UTC(2026, 10, 1, 12, 0, 0),
    ...overrides,
  };
}

export type Arrived = RawPayload & { mail: MailPayload };

/** The engine's side of the contract, in memory: what was emitted, in order, and waits for it. */
export class Recorder {
  readonly arrived: Arrived[] = [];
  /** What became of mails at the server. */
  readonly changes: ChangePayload[] = [];
  notices: ChannelNotice[] = [];
  readonly batches: RawBatch[] = [];
  readonly cursors = new Map<string, unknown>();
  readonly progress: Array<{ done: number; total: number } | undefined> = [];
  readonly files: FileStore;
  onlineCount = 0;
  /** Runs inside `emit`, before the batch counts as committed. */
  beforeCommit: (batch: RawBatch) => Promise<void> = async () => undefined;
  /** Seals a secret that took the place of another. */
  keep: KeepSecrets = async () => undefined;
  readonly warnings: string[] = [];
  readonly #log: Logger = {
    info: () => undefined,
    warn: (_, message) => {
      this.warnings.push(message);
      this.#changed();
    },
    error: () => undefined,
  };
  #listeners = new Set<() => void>();

  constructor(files: FileStore) {
    this.files = files;
  }

  context(config: EmailChannelConfig): ConnectorContext<EmailChannelConfig> {
    return {
      channelId: config.id,
      config,
      cursors: new Map(this.cursors),
      files: this.files,
      log: this.#log,
      online: () => {
        this.onlineCount += 1;
        this.#changed();
      },
      progress: (importing) => {
        this.progress.push(importing);
        this.#changed();
      },
      keep: (secrets) => this.keep(secrets),
      notice: (notices) => {
        this.notices = notices;
        this.#changed();
      },
      emit: async (batch) => {
        await this.beforeCommit(batch);
        this.batches.push(batch);
        for (const payload of batch.payloads) {
          const parsed = parsePayload(payload);
          if ('change' in parsed) this.changes.push(parsed);
          else this.arrived.push({ ...payload, mail: parsed });
        }
        // As the journal does, through JSON.
        for (const { stream, cursor } of [...(batch.next ? [batch.next] : []), ...(batch.also ?? [])])
          this.cursors.set(stream, JSON.parse(JSON.stringify(cursor)));
        this.#changed();
      },
    };
  }

  /** Resolves as soon as the condition holds; looked at after every event. */
  async until(condition: () => boolean, what: string, timeoutMs = 60_000): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#listeners.delete(look);
        reject(new Error(`Did not happen within ${timeoutMs} ms: ${what}`));
      }, timeoutMs);
      const look = () => {
        if (!condition()) return;
        clearTimeout(timer);
        this.#listeners.delete(look);
        resolve();
      };
      this.#listeners.add(look);
    });
  }

  async message(arrived: RawPayload, config: EmailChannelConfig): Promise<InboundMessage> {
    const [event] = await emailConnector.map(arrived, { channelId: config.id, config, files: this.files, country: 'RU' });
    if (event?.type !== 'message') throw new Error(`Not a message: ${JSON.stringify(event)}`);
    return event;
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

export type Running = { session: Session; stop(): Promise<void>; ended: Promise<ConnectorError | undefined> };

/** Opens and runs a session; `ended` gives the error it threw, or nothing after a clean stop. */
export function runSession(recorder: Recorder, config: EmailChannelConfig): Running {
  const session = emailConnector.open(recorder.context(config));
  const stopper = new AbortController();
  const ended = session.run(stopper.signal).then(
    () => undefined,
    (error: ConnectorError) => error,
  );
  return {
    session,
    ended,
    async stop() {
      stopper.abort();
      await ended;
    },
  };
}
